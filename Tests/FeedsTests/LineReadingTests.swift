import Domain
import Feeds
import Foundation
import TestSupport
import Testing

/// Lines and rows with fields of every kind, and files read in blocks.
@Suite(.timeLimit(.minutes(15))) struct LineReadingTests {
    private static let crawler = Samples.lineCrawler()

    private static func line(_ number: Int) -> String {
        let extra = String(repeating: "长", count: number % 7)
        return #"{"id":"\#(number)","title":"积木\#(extra) \u4e2d\"引\"号","price":\#(100 + number),"sales":"\#(number)+"#
            + #"","shop":"店\#(number % 3)","skus":[{"a":[1,2,{"b":"}]"}]},null,true],"link":"//x.example/\#(number)"}"#
    }

    @Test("every field of well-formed lines is read")
    func wellFormed() throws {
        let bytes = Array((1...500).map(Self.line).joined(separator: "\n").utf8)
        let page = try PageParser.parse(bytes, crawler: Self.crawler)
        #expect(page.records == 500 && page.quarantined.isEmpty)
        #expect(page.listings[5].title == #"积木\#(String(repeating: "长", count: 6)) 中"引"号"#)
    }

    @Test("text that no field needs is checked, too")
    func strictness() throws {
        let broken = Array(#"{"id":"1","title":"积木","price":5,"sales":"1","shop":"s","link":"l","x":{"y":"a" 1}}"#.utf8)
        let page = try PageParser.parse(broken, crawler: Self.crawler)
        #expect(page.quarantined.map(\.fault.code) == [.unreadableRecord])
    }

    @Test("a byte that is not UTF-8 affects its record only, at any position")
    func invalidText() throws {
        var bytes = Array((0..<3).map(Self.line).joined(separator: "\n").utf8)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "b")))
        bytes[place] = 0xC3
        let page = try PageParser.parse(bytes, crawler: Self.crawler)
        #expect(page.quarantined.map(\.fault.code) == [.invalidText])
        #expect(page.listings.map(\.key.item) == ["1", "2"])
    }

    @Test(
        "a file read in blocks of any size has the same listings as the whole file",
        arguments: [700, 4_096, 1 << 20])
    func blocks(_ size: Int) throws {
        let bytes = Array((1...400).map(Self.line).joined(separator: "\n").utf8)
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "feed.ndjson")
        let whole = try PageParser.parse(bytes, crawler: Self.crawler).listings
        #expect(try Self.read(path, Self.crawler, size) == whole)
    }

    @Test(
        "quoted line breaks do not end a record of a table at any block size", arguments: [64, 100, 333, 1 << 20])
    func quotedBlocks(_ size: Int) throws {
        let crawler = Samples.tableCrawler()
        let rows = (1...200).map { #"\#($0),"积木 ""大""\#n颗粒,\#($0)",\#(100 + $0)"# }
        let bytes = Array((["编号,名称,价格"] + rows).joined(separator: "\r\n").utf8)
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "feed.csv")
        let whole = try PageParser.parse(bytes, crawler: crawler).listings
        #expect(whole.count == 200)
        #expect(whole[6].title == "积木 \"大\"\n颗粒,7")
        #expect(try Self.read(path, crawler, size) == whole)
    }

    @Test("a record longer than any record of a feed is an error, not a hang")
    func endlessRecord() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(repeating: UInt8(ascii: "x"), count: 70 << 20), to: "feed.ndjson")
        let file = try FeedFile(path: path, division: .lines)
        #expect(throws: FeedFileFault.self) { try file.next() }
    }

    private static func read(_ path: String, _ crawler: Crawler, _ size: Int) throws -> [Listing] {
        let reader = PageReader(crawler)
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: size)
        var listings: [Listing] = []
        var header: BlockHeader?
        while let block = try file.next() {
            if block.index == 0 { header = try reader.header(of: block) }
            let page = try reader.parse(block, header: header)
            #expect(page.quarantined.isEmpty)
            listings += page.listings
        }
        return listings
    }

    @Test(
        "a time is read in every form that a crawler file can name",
        arguments: [
            ("1793577600", TimeFormat.unixSeconds), ("1793577600000", .unixMilliseconds),
            ("2026-11-02T00:00:00Z", .iso8601), ("2026-11-02T08:00:00+08:00", .iso8601),
            ("2026-11-02T08:00:00.000+0800", .iso8601), ("2026-11-02T08:00:00", .iso8601),
            ("2026-11-02 08:00:00", .clock),
        ])
    func moments(_ text: String, _ format: TimeFormat) throws {
        let line = #"{"id":"1","title":"积木","price":5,"at":"\#(text)"}"#
        let page = try PageParser.parse(Array(line.utf8), crawler: Samples.lineCrawler(timeFormat: format))
        #expect(page.listings.first?.changedAt == Timestamp(milliseconds: 1_793_577_600_000))
    }

    @Test(
        "a time that cannot be read counts as missing",
        arguments: [
            "", "gestern", "2026-13-01", "2026-02-30T00:00:00Z", "2026-11-02T25:00:00Z", "99999999999999999999",
        ])
    func unreadableMoments(_ text: String) throws {
        let line = #"{"id":"1","title":"积木","price":5,"at":"\#(text)"}"#
        let page = try PageParser.parse(Array(line.utf8), crawler: Samples.lineCrawler(timeFormat: .iso8601))
        #expect(page.listings.count == 1)
        #expect(page.listings.first?.changedAt == nil)
    }
}
