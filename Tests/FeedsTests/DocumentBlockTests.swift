import Domain
import Feeds
import Foundation
import TestSupport
import Testing

/// A JSON document read in blocks has the same records as the document read as a whole. A document that is refused as a
/// whole is never accepted in blocks.
@Suite(.timeLimit(.minutes(15))) struct DocumentBlockTests {
    private struct Found: Equatable {
        var listings: [Listing] = []
        var quarantined: [QuarantinedRecord] = []
        var blocks = 0
    }

    private static let crawler = crawler(["data.list", "data.more"])

    private static func crawler(_ lists: [String], success: Bool = true) -> Crawler {
        let sample = Samples.crawler()
        func paths(_ texts: [String]) -> [FieldPath] { texts.compactMap { FieldPath($0) } }
        let format = FeedFormat.JSONFormat(
            records: paths(lists), error: FieldPath("error"),
            success: success ? FieldPath("code").map { .init(path: $0, equals: "0") } : nil)
        let rules: [ListingField: FieldRule] = [
            .item: FieldRule(paths(["id"])), .title: FieldRule(paths(["title"])), .price: FieldRule(paths(["price"])),
            .shopName: FieldRule(paths(["shop.name"])), .certificate: FieldRule(paths(["detail|json.ccc"])),
        ]
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: .json(format), fields: FieldMap(rules: rules, priceUnit: .yuan), recheck: nil, rule: sample.rule)
    }

    /// The records read in blocks; nil if the document must be read as a whole.
    private func blocks(_ bytes: [UInt8], _ crawler: Crawler, size: Int) throws -> Found? {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "document")
        let reader = PageReader(crawler)
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: size)
        var found = Found()
        var findings = DocumentFindings()
        do {
            var header: BlockHeader?
            while let block = try file.next() {
                if block.index == 0 { header = try reader.header(of: block) }
                let page = try reader.parse(block, header: header)
                let partial = try reader.partialPage(block, header: header)
                #expect(partial.records == page.records && partial.quarantined == page.quarantined)
                try findings.add(partial, ofBlock: block.index)
                found.listings += page.listings
                found.blocks += 1
            }
            found.quarantined = try findings.proved(of: file, by: reader)
            return found
        } catch {
            #expect(try file.whole(limit: 1 << 30) == bytes)
            return nil
        }
    }

    /// Whether the document could be read in blocks.
    @discardableResult
    private func compare(
        _ bytes: [UInt8], _ crawler: Crawler = crawler, size: Int, _ note: @autoclosure () -> String = ""
    ) throws -> Bool {
        guard let found = try blocks(bytes, crawler, size: size) else { return false }
        guard let whole = try? PageParser.parse(bytes, crawler: crawler) else {
            Issue.record("blocks of \(size) accept a document that is none: \(note())")
            return true
        }
        if found.listings != whole.listings || found.quarantined != whole.quarantined {
            Issue.record("blocks of \(size) differ: \(note())")
        }
        return true
    }

    // MARK: Documents

    private static let values = [
        #""积木""#, #""a\"]},{\\""#, #""}]""#, "1", "null", "[]", "{}", #"[{"id":"7"},[1,[2]],"],["]"#,
        #"{"a":{"b":"\u007d"}}"#,
        "true", "-0.5e3", #"" ""#,
    ]

    private static func record(_ number: Int, _ chance: inout SeededGenerator) -> String {
        let filler = String(repeating: "字}a", count: Int.random(in: 0..<30, using: &chance))
        let other = values.randomElement(using: &chance) ?? "1"
        let detail = Int.random(in: 0..<5, using: &chance) == 0 ? #","detail":"{\"ccc\":\"2020\"}""# : ""
        let space = Int.random(in: 0..<4, using: &chance) == 0 ? "\n\t" : ""
        return #"\#(space){"id":"\#(number)",\#(space)"x":\#(other),"title":"积木\#(filler)","price":9.9\#(detail),"#
            + #""shop":{"name":"店","skus":[{"price":1},{"id":"]"}]}}\#(space)"#
    }

    private static func document(_ records: [String], before: String = "", after: String = "") -> [UInt8] {
        Array("{\"code\":0,\(before)\"data\":{\"a\":[{}],\"list\":[\(records.joined(separator: ","))]\(after)}}\n".utf8)
    }

    private static func generated(_ count: Int, _ chance: inout SeededGenerator) -> [UInt8] {
        let text = values.randomElement(using: &chance) ?? "1"
        return document(
            (1...count).map { record($0, &chance) }, before: #""msg":\#(text),"#,
            after: #","total":\#(count),"more":null,"end":\#(text)"#)
    }

    @Test("On documents with brackets and escapes in strings everywhere, at any block size")
    func sizes() throws {
        var chance = SeededGenerator(seed: 1_660)
        for size in [1, 64, 100, 1_000, 4_096, 65_536, 1 << 20] {
            let bytes = Self.generated(size < 5_000 ? 60 : 600, &chance)
            #expect(try compare(bytes, size: size, "generated"))
        }
        let many = try #require(try blocks(Self.generated(60, &chance), Self.crawler, size: 1_000))
        #expect(many.blocks > 5 && many.listings.count == 60)
    }

    @Test("On records and strings that are longer than a block, and longer than the text indexed at once")
    func long() throws {
        for length in [3_000, 65_000, 65_472, 65_536, 140_000] {
            // Commas, so that the text can be followed within the record.
            let parts = (0..<length / 500).map { _ in "\"\(String(repeating: "y", count: 496))\"" }
            let record = #"{"id":"1","x":[\#(parts.joined(separator: ","))],"title":"积木","price":1}"#
            let short = #"{"id":"2","title":"积木","price":1}"#
            for size in [1_000, 65_536, 100_000] {
                #expect(try compare(Self.document([short, record, short, record]), size: size, "\(length)"))
            }
            let text = #"{"id":"1","x":"\#(String(repeating: "y", count: length))","title":"积木","price":1}"#
            try compare(Self.document([short, text, short]), size: 1 << 20, "\(length)")
        }
    }

    @Test("On a fault at every position around the borders", arguments: [63, 64, 65, 128, 65_472, 65_536])
    func borders(_ border: Int) throws {
        let pieces: [[UInt8]] = [
            [0xE5, 0xBA, 0x97], [0xE5, 0xBA], [0xF0, 0x9F, 0xA7, 0xB8], [0xFF], Array(#"\""#.utf8), Array(#"\"#.utf8),
            Array(#"\\"#.utf8), Array("\"".utf8), [0x0A], [0x7F], Array(#"","y":{"z":[1,{}]},"z":""#.utf8),
            Array("]}".utf8),
        ]
        let start = #"{"code":0,"data":{"list":[{"id":"1","title":"积木","price":1,"x":""#
        for piece in pieces {
            for shift in border > 1_000 ? -2...1 : -6...2 {
                let filler = String(repeating: "f", count: max(0, border + shift - start.utf8.count))
                let next = Array(#"{"id":"2","title":"积木","price":1}"#.utf8)
                let bytes = Array((start + filler).utf8) + piece + Array("\"},".utf8) + next + Array(",".utf8) + next
                for size in [max(64, border / 100), border, 1 << 20] {
                    try compare(bytes + Array("]}}".utf8), size: size, "\(piece) at \(shift)")
                }
            }
        }
    }

    @Test("A document that is cut off anywhere, or continues after its end, is not read in blocks")
    func truncated() throws {
        let records = (1...4).map { #"{"id":"\#($0)","title":"积木","price":1,"x":"]}"}"# }
        let bytes = Self.document(records, after: #","total":[4,{"a":"b"}]"#)
        for count in 0..<(bytes.count - 1) {
            #expect(try blocks(Array(bytes.prefix(count)), Self.crawler, size: 64) == nil, "\(count) bytes")
        }
        for rest in ["}", ",", "]", "x", "{}", "\u{0}"] {
            #expect(try blocks(bytes + Array(rest.utf8), Self.crawler, size: 64) == nil, "followed by \(rest)")
        }
        #expect(try compare(bytes + Array(" \n".utf8), size: 64))
    }

    @Test("On damaged documents")
    func damaged() throws {
        var chance = SeededGenerator(seed: 1_661)
        var inBlocks = 0
        for round in 0..<1_500 {
            let bytes = mutated(Self.generated(8, &chance), &chance)
            if try compare(bytes, size: [1, 64, 300, 4_096][round % 4], "round \(round)") { inBlocks += 1 }
        }
        #expect(inBlocks > 100)
    }

    // MARK: What remains in blocks, and what does not

    private static let sound = (100..<130).map { #"{"id":"\#($0)","title":"积木","price":1}"# }

    @Test(
        "A damaged record whose end is certain is quarantined with its place and bytes",
        arguments: [
            #"{"id":"x","title":"积木","price":NaN}"#, #"{"id":"x","title":"积\q木","price":1}"#, "7", "null",
            #"[{"id":"x"}]"#, #"{"id":"x","title":"积木","price":1,}"#,
            "{\"id\":\"x\",\"title\":\"a\u{7F}\",\"price\":1}", #"{"id":"x","price":1}"#,
        ])
    func quarantined(_ record: String) throws {
        for index in [0, 7, 30] {
            var records = Self.sound
            records.insert(record, at: index)
            let found = try #require(try blocks(Self.document(records), Self.crawler, size: 100))
            #expect(found.listings.count == 30)
            #expect(found.quarantined.map(\.place) == ["data.list[\(index)]"])
            #expect(found.quarantined.map(\.bytes) == [Array(record.utf8)])
            #expect(try compare(Self.document(records), size: 100))
        }
    }

    @Test("A record whose end depends on the rest of the document is found by reading it as a whole")
    func uncertain() throws {
        var records = Self.sound
        records.insert(#"{"id":"x","title":"5" 屏","price":1}"#, at: 7)
        #expect(try blocks(Self.document(records), Self.crawler, size: 100) == nil)
        #expect(try PageParser.parse(Self.document(records), crawler: Self.crawler).listings.count == 30)
    }

    @Test(
        "The text around the records decides as in the whole document",
        arguments: [
            (#""list":[R],"more":null"#, true), (#""more":[],"list":[R]"#, true),
            (#""more":[],"list":[R],"list":[]"#, true),
            (#""list":[R],"more":[R]"#, false), (#""list":[R],"list":[R]"#, false),
            (#""list":[R],"more":{"id":"1"}"#, false),
            (#""more":7,"list":[R]"#, false), (#""list":[R,]"#, true), (#""list":[R,,]"#, false),
            (#""list":[]"#, false),
            (#""list":{"id":"1","title":"积木","price":1}"#, false), (#""x":NaN,"list":[R],"y":tru"#, true),
            (#""x":{"list":[R]}"#, false), (#""list":[R],"x":01"#, true), (#""list":[R] "x":1"#, false),
        ])
    func frame(_ members: String, _ isInBlocks: Bool) throws {
        let list = members.replacing("R", with: Self.sound.joined(separator: " ,\n"))
        for size in [64, 1 << 20] {
            let bytes = Array(#"{"code":0,"data":{\#(list)}}"#.utf8)
            #expect(try compare(bytes, size: size, members) == isInBlocks)
            // The platform refuses, or reports an error.
            for other in [#"{"code":1,"data":{\#(list)}}"#, #"{"code":0,"data":{\#(list)},"error":{"a":1}}"#] {
                #expect(try blocks(Array(other.utf8), Self.crawler, size: size) == nil)
            }
        }
    }

    @Test("The document itself may be the list, with a byte-order mark")
    func root() throws {
        let crawler = Self.crawler([], success: false)
        let list = Array("\u{FEFF}\n[\(Self.sound.joined(separator: ","))]\n".utf8)
        for size in [1, 64, 1 << 20] {
            #expect(try compare(list, crawler, size: size))
            #expect(try compare(list + list, crawler, size: size) == false)
        }
        #expect(try compare(Self.document(Self.sound), crawler, size: 64) == false)
    }

    @Test("A compressed document is read in blocks, too", arguments: [64, 1 << 20])
    func compressed(_ size: Int) throws {
        let bytes = Self.document(Self.sound, after: ",\"b\":\"\(String(repeating: "b", count: 3_000))\"")
        let folder = try TemporaryFolder()
        let reader = PageReader(Self.crawler)
        let path = try folder.write(try Compressing.gzip(bytes), to: "document")
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: size)
        var listings: [Listing] = []
        var header: BlockHeader?
        while let block = try file.next() {
            if block.index == 0 { header = try reader.header(of: block) }
            listings += try reader.parse(block, header: header).listings
        }
        #expect(try DocumentFindings().proved(of: file, by: reader).isEmpty)
        #expect(listings == (try PageParser.parse(bytes, crawler: Self.crawler).listings))
        #expect(try file.whole(limit: 1 << 20) == bytes)
    }

    @Test("A compressed document whose list does not end can be read as a whole", arguments: [1, 64, 1 << 20])
    func compressedWithoutEnd(_ size: Int) throws {
        let bytes = Array(Self.document(Self.sound).dropLast(5))
        let folder = try TemporaryFolder()
        let reader = PageReader(Self.crawler)
        let path = try folder.write(try Compressing.gzip(bytes), to: "document")
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: size)
        let fault = try #require(#expect(throws: FeedFileFault.self) { while try file.next() != nil {} })
        #expect(fault.message.contains("does not end"))
        #expect(throws: fault) { try file.next() }
        #expect(try file.whole(limit: 1 << 20) == bytes)
    }

    @Test("A document that becomes shorter after its records were read is a fault")
    func shortened() throws {
        let folder = try TemporaryFolder()
        let reader = PageReader(Self.crawler)
        let path = try folder.write(Self.document(Self.sound, after: ",\"b\":1"), to: "document")
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: 256)
        while try file.next() != nil {}
        try #require(truncate(path, 300) == 0)
        #expect(throws: FeedFileFault.self) { try DocumentFindings().proved(of: file, by: reader) }
        #expect(try file.whole(limit: 1 << 20).count == 300)
    }

    @Test("A document in another character set is read as a whole, which names it")
    func otherEncoding() throws {
        let title: [UInt8] = [0xBB, 0xFD, 0xC4, 0xBE]
        let records = (1...9).map { Array(#"{"id":"\#($0)","price":1,"title":""#.utf8) + title + Array("\"}".utf8) }
        let bytes =
            Array(#"{"code":0,"data":{"list":["#.utf8) + Array(records.joined(separator: [0x2C])) + Array("]}}".utf8)
        #expect(try blocks(bytes, Self.crawler, size: 64) == nil)
        #expect(throws: PageFault.self) { try PageParser.parse(bytes, crawler: Self.crawler) }
    }
}
