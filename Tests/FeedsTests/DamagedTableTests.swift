import Domain
import Feeds
import Foundation
import TestSupport
import Testing

/// Tables with damaged rows: every other row is read.
@Suite(.timeLimit(.minutes(15))) struct DamagedTableTests {
    private static let header = "id,title,price,sales,shop\n"

    private func crawler(_ format: String = "csv") throws -> Crawler {
        try #require(AwkwardCrawlers.crawler(format))
    }

    private func parse(_ text: String) throws -> ParsedPage {
        try PageParser.parse(Array(text.utf8), crawler: crawler())
    }

    private func row(_ number: Int) -> String {
        "\(number),积木,9.90,5,店\n"
    }

    @Test(
        "Good inputs: a row with a damaged quote is quarantined with its bytes, and every other row is read",
        arguments: [
            "9,\"5\" 屏幕\",9.90,5,店\n", "9,\"积木,9.90,5,店\n", "9,\"积\"木,9.90,5,店\n", "9,积木,9.90,5,\"店\n",
            "\"9,积木,9.90,5,店\n", "9,\"积木\n大号,9.90,5,店\n", "9,\"积 \"大\" 木\n小, 号\",9.90,5,店\n",
            "9,\"积木,9.90,5,店\n8,积,\"木\n",
        ])
    func quotes(_ damaged: String) throws {
        for quoted in ["4,\"积木, \"\"大\"\"\",9.90,5,店\n", "4,\"积\n木\",9.90,5,店\n", row(4)] {
            let page = try parse(Self.header + row(1) + damaged + row(3) + quoted + row(5))
            #expect(page.listings.map(\.key.item) == ["1", "3", "4", "5"], "before \(quoted)")
            #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [damaged])
            #expect(page.quarantined.map(\.fault.code) == [.unreadableRecord])
            #expect(page.quarantined.map(\.place) == ["line 3"])
        }
    }

    @Test("Good inputs: a quote within a plain field is an ordinary character")
    func plainQuotes() throws {
        let page = try parse(Self.header + "1,5\" 屏幕,9.90,5,店\n2,积\"木\",9.90,5,店\n")
        #expect(page.listings.map(\.title) == ["5\" 屏幕", "积\"木\""])
    }

    @Test("Good inputs: a row that is also two rows with a quote too many is quarantined, and not read as either")
    func ambiguous() throws {
        let page = try parse(Self.header + "1,\"A,1.00,2,3\n2,B\",9.90,2,3\n" + row(3))
        #expect(page.listings.map(\.key.item) == ["3"])
        #expect(page.quarantined.map(\.fault.code) == [.unreadableRecord])
        let usual = try parse(Self.header + "1,\"大,中,小\n三种\",9.90,2,3\n" + row(3))
        #expect(usual.listings.map(\.title) == ["大,中,小\n三种", "积木"])
    }

    @Test("Good inputs: a damaged row stays refused when it is read again")
    func replay() throws {
        let page = try parse(
            Self.header + "9,\"积 \"大\" 木\n小, 5\" 号,1,2,3\n" + row(1) + "8,\"积木,9.90,5,店\n7,x,\"\n" + row(2))
        #expect(page.listings.map(\.key.item) == ["1", "2"])
        #expect(page.quarantined.count == 2)
        for record in page.quarantined {
            let again = PageParser.replay(record.bytes, context: record.context, crawler: try crawler())
            #expect(throws: RecordFault.self) { try again.get() }
        }
    }

    @Test(
        "Good inputs: lines may end in LF, CR LF or CR within one file; blank lines and rows without a value are none")
    func lineEnds() throws {
        let page = try parse(
            "\u{FEFF}id,title,price,sales,shop\r\n1,积木,9.90,5,店\r2,积木,9.90,5,店\n\r\n  \n,,,,\r\n3,积木,9.90,5,店")
        #expect(page.listings.map(\.key.item) == ["1", "2", "3"])
        #expect(page.quarantined.isEmpty)
    }

    @Test("Good inputs: columns that are not mapped may be empty, repeated or damaged")
    func unmappedColumns() throws {
        let page = try parse("id,,title,,备注,备注,price,sales,shop,\n1,a,积木,b,c,d,9.90,5,店,e\n")
        #expect(page.listings.map(\.title) == ["积木"])
        #expect(page.listings.first?.shopName == "店")
    }

    @Test(
        "Good inputs: blanks, marks and full width around a column's name do not hide the column",
        arguments: [" id ", "\u{3000}id", "id\u{FEFF}", "\u{200B}id\t", "ｉｄ", "\"id\"", "\u{A0}id"])
    func columnNames(_ name: String) throws {
        let page = try parse(name + ",title,price,sales,shop\n" + row(1))
        #expect(page.listings.map(\.key.item) == ["1"])
    }

    @Test("Good inputs: a mapped column that occurs twice is a fault of the file, in Chinese")
    func repeatedColumn() throws {
        let fault = #expect(throws: PageFault.self) { try parse("id,title,price,price ,sales,shop\n1,积木,9,8,5,店\n") }
        #expect(fault == .repeatedColumn("price", line: 1))
        #expect(fault?.sentence == "第1行的列名“price”出现了不止一次，无法确定取哪一列；请让平台去掉重复的列")
    }

    @Test("Good inputs: another separator than the crawler file's is named, with the counts of both")
    func separator() throws {
        let fault = #expect(throws: PageFault.self) { try parse("id;title;price;sales;shop\n1;积木;9.90;5;店\n") }
        #expect(
            fault
                == .otherSeparator(
                    expected: UInt8(ascii: ","), count: 0, found: UInt8(ascii: ";"), foundCount: 4))
        #expect(fault?.sentence == "文件第一行有0个“,”、4个“;”；请把抓取器文件的separator改为\";\"")
        #expect(throws: PageFault.self) { try parse("sep=;\nid;title;price;sales;shop\n") }
        #expect(try parse("sep=,\r\n" + Self.header + row(1)).listings.count == 1)
    }

    @Test("Good inputs: a character cut in a GB 18030, Big5 or UTF-16 file affects its row only")
    func cutCharacters() throws {
        for (format, name) in [("csv-gb18030", "GB18030"), ("csv-big5", "BIG5"), ("csv-utf16", "UTF-16LE")] {
            let rows = try (1...5).map { try Encoder.encode(Array("\($0),積木,9.90,5,店\n".utf8), as: name) }
            let header = try Encoder.encode(Array(Self.header.utf8), as: name)
            let isWide = name == "UTF-16LE"
            var damaged = rows[2]
            damaged.replaceSubrange((isWide ? 4 : 2)..<(isWide ? 6 : 3), with: isWide ? [0x00, 0xD8] : [0xFF])
            let bytes = header + rows[0] + rows[1] + damaged + rows[3] + rows[4]
            let page = try PageParser.parse(bytes, crawler: crawler(format))
            #expect(page.listings.map(\.key.item) == ["1", "2", "4", "5"], "\(name)")
            #expect(page.quarantined.map(\.fault.code) == [.invalidText])
            #expect(page.quarantined.first?.bytes == (isWide ? [0xFF, 0xFE] : []) + damaged)
        }
    }

    /// Rows of every form, one line or several, and the damage of one of them.
    private func rows(_ chance: inout SeededGenerator) -> (rows: [String], damaged: Int) {
        var rows = (0..<Int.random(in: 3..<30, using: &chance)).map { number in
            let title = [
                "积木", "\"积木, 大\"", "\"积 \"\"木\"\"\"", "\"积\n木\"", "\"积,\r\n木,\n大\"", "\"\"\"大\"\" 木\"",
            ][Int.random(in: 0..<6, using: &chance)]
            let shop = Bool.random(using: &chance) ? "店" : "\"店, 二\""
            return "\(number + 1),\(title),9.90,5,\(shop)\n"
        }
        let damaged = Int.random(in: 0..<rows.count, using: &chance)
        var row = Array(rows[damaged])
        switch Int.random(in: 0..<3, using: &chance) {
        case 0: if let quote = row.lastIndex(of: "\"") { row.remove(at: quote) }
        case 1: row.insert("\"", at: Int.random(in: 1..<row.count - 1, using: &chance))
        default: if let comma = row.firstIndex(of: ",") { row.insert("\"", at: comma + 1) }
        }
        rows[damaged] = String(row)
        return (rows, damaged)
    }

    @Test("Good inputs: whatever quote is damaged, every other row is read as before, and in blocks of any size")
    func anyDamage() throws {
        var chance = SeededGenerator(seed: 9_110)
        let reader = PageReader(try crawler())
        let path = NSTemporaryDirectory() + "damaged-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for round in 0..<3000 {
            let (rows, damaged) = rows(&chance)
            let bytes = Array((Self.header + rows.joined()).utf8)
            let whole = try reader.parse(bytes)
            let others = rows.indices.filter { $0 != damaged }.map { String($0 + 1) }
            let found = whole.listings.map(\.key.item).filter { others.contains($0) }
            if found != others { Issue.record("round \(round): \(rows) gave \(found)") }
            if whole.listings.contains(where: { $0.price != PriceRange(Fen(990)) }) {
                Issue.record("round \(round): a wrong price")
            }
            guard round % 5 == 0 else { continue }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let blocks = try self.blocks(path, reader, size: 32 + round % 200)
            if blocks.listings != whole.listings || blocks.quarantined != whole.quarantined.map(\.bytes) {
                Issue.record("round \(round): blocks differ for \(rows)")
            }
        }
    }

    private func blocks(
        _ path: String, _ reader: PageReader, size: Int
    ) throws -> (listings: [Listing], quarantined: [[UInt8]]) {
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: size)
        var header: BlockHeader?
        var found = (listings: [Listing](), quarantined: [[UInt8]]())
        while let block = try file.next() {
            if block.index == 0 { header = try reader.header(of: block) }
            let page = try reader.parse(block, header: header)
            found.listings += page.listings
            found.quarantined += page.quarantined.map(\.bytes)
        }
        return found
    }

    @Test("Good inputs: a quote that is never closed in a file of several megabytes costs its row only, also in blocks")
    func neverClosed() throws {
        let rows = (1...120_000).map { $0 == 7 ? "7,\"积木,9.90,5,店\n" : row($0) }
        let bytes = Array((Self.header + rows.joined()).utf8)
        let reader = PageReader(try crawler())
        let path = NSTemporaryDirectory() + "open-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let whole = try reader.parse(bytes)
        #expect(whole.listings.count == 119_999 && whole.quarantined.count == 1)
        let blocks = try blocks(path, reader, size: 1 << 18)
        #expect(blocks.listings == whole.listings && blocks.quarantined == whole.quarantined.map(\.bytes))
    }
}
