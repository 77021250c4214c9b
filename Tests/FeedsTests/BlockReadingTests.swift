import Domain
import Feeds
import Foundation
import TestSupport
import Testing

/// Large files are read block by block. The listings are the same as when a file is read as a whole.
@Suite(.timeLimit(.minutes(15))) struct BlockReadingTests {
    private let path = NSTemporaryDirectory() + "blocks-\(UUID().uuidString)"

    private func reader(_ format: String) throws -> PageReader {
        PageReader(try #require(AwkwardCrawlers.crawler(format)))
    }

    /// The listings of the file at `path`, read in blocks, and the number of blocks.
    private func blocks(_ reader: PageReader, size: Int) throws -> (listings: [Listing], quarantined: Int, blocks: Int)
    {
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: size)
        var header: BlockHeader?
        var found = (listings: [Listing](), quarantined: 0, blocks: 0)
        while let block = try file.next() {
            if block.index == 0 { header = try reader.header(of: block) }
            let page = try reader.parse(block, header: header)
            found.listings += page.listings
            found.quarantined += page.quarantined.count
            found.blocks += 1
        }
        return found
    }

    private func expectSame(_ text: String, _ format: String, records: Int, size: Int = 64) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let reader = try reader(format)
        let whole = try reader.parse(Array(text.utf8))
        let parts = try blocks(reader, size: size)
        #expect(parts.listings == whole.listings)
        #expect(parts.quarantined == whole.quarantined.count)
        #expect(whole.records == records)
        #expect(parts.blocks > 3)
    }

    private static let header = "id,title,price,sales,shop\n"

    @Test("A quote within a plain field is an ordinary character in every block", arguments: [1, 2, 3])
    func quotesInPlainFields(every: Int) throws {
        let rows = (0..<40).map { "\($0),\($0 % every == 0 ? "27\" 显示器" : "\"积\"\"木\""),9.90,1,店\n" }
        try expectSame(Self.header + rows.joined(), "csv", records: 40)
    }

    @Test(
        "A line break within quotes belongs to its row at any block size", arguments: [40, 57, 64, 100, 333])
    func quotedLineBreaks(size: Int) throws {
        let rows = (0..<40).map { "\($0),\"积\n木,\"\"大\"\"\n\",9.90,1,\"店\n\"\n" }
        try expectSame(Self.header + rows.joined(), "csv", records: 40, size: size)
    }

    @Test("A byte-order mark before a quoted header does not hide the quote")
    func mark() throws {
        let header = "\u{FEFF}\"id\",title,price,\"sales\nof old\",sales,shop\n"
        let rows = (0..<20).map { "\($0),\"积\n木\",9.90,1,1,店\n" }
        try expectSame(header + rows.joined(), "csv", records: 20, size: 8)
    }

    @Test("A file whose lines end in CR only is one block and is read completely")
    func carriageReturns() throws {
        let text = Self.header.dropLast() + "\r" + (1...20).map { "\($0),积木,9.90,1,店\r" }.joined()
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let found = try blocks(try reader("csv"), size: 64)
        #expect(found.listings.count == 20)
        #expect(found.blocks == 1)
    }

    @Test("Byte-order marks, NUL bytes and broken lines have the same result in blocks as in the whole file")
    func awkwardLines() throws {
        let lines = (0..<40).map { number in
            switch number % 5 {
            case 0: "\u{FEFF}{\"id\":\"\(number)\",\"title\":\"积木\",\"price\":1}"
            case 1: "{\"id\":\"\(number)\",\"title\":\"积\u{0}木\",\"price\":1}"
            case 2: "{\"id\":\"\(number)\",\"title\":\"积木\",\"price\":[1"
            case 3: "{\"id\":\"\(number)\",\"title\":\"积木\",\"price\":1}\u{0}"
            default: "{\"id\":\"\(number)\",\"title\":\"积木\",\"price\":1}\r"
            }
        }
        try expectSame(lines.joined(separator: "\n"), "ndjson", records: 40)
    }

    @Test("A file that becomes shorter while it is read is a fault, not an early end")
    func truncated() throws {
        let line = "{\"id\":\"1\",\"title\":\"积木\",\"price\":1}\n"
        try Data(String(repeating: line, count: 100).utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try FeedFile(path: path, division: .lines, blockSize: 256)
        _ = try file.next()
        try #require(truncate(path, line.utf8.count * 50) == 0)
        let fault = #expect(throws: FeedFileFault.self) { while try file.next() != nil {} }
        #expect(fault?.message.contains("became shorter") == true)
    }

    @Test("Text appended to a file while it is read is read, too")
    func growing() throws {
        let line = "{\"id\":\"1\",\"title\":\"积木\",\"price\":1}\n"
        try Data(String(repeating: line, count: 20).utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try FeedFile(path: path, division: .lines, blockSize: 256)
        var bytes = try file.next()?.size ?? 0
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(String(repeating: line, count: 20).utf8))
        try handle.close()
        while let block = try file.next() { bytes += block.size }
        #expect(bytes == line.utf8.count * 40)
    }
}
