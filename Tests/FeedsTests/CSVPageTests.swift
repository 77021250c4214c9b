import Domain
import Feeds
import Rulebook
import TestSupport
import Testing

struct CSVPageTests {
    /// The shipped CSV crawler, or a copy with another character set or separator.
    private func crawler(encoding: String = "UTF-8", separator: String = ",") throws -> Crawler {
        let text = try Repository.text("Crawlers/csv-market.yaml")
        let wanted = "csv: {encoding: \(encoding), separator: \"\(separator)\"}"
        let pieces = text.split(separator: "csv: {encoding: UTF-8, separator: \",\"}", omittingEmptySubsequences: false)
        try #require(pieces.count == 2)
        return try CrawlerFile.read(Array((pieces[0] + wanted + pieces[1]).utf8), file: "Crawlers/csv-market.yaml")
    }

    private let header = "商品编号,商品名称,售价(元),累计销量,店铺,类目,链接\n"

    private func parse(_ text: String, _ crawler: Crawler? = nil) throws -> ParsedPage {
        try PageParser.parse(Array(text.utf8), crawler: crawler ?? self.crawler())
    }

    private func message(of text: String, _ crawler: Crawler? = nil) throws -> String {
        let fault = #expect(throws: PageFault.self) { try parse(text, crawler) }
        return fault?.message ?? ""
    }

    @Test("UTF-8 with a byte-order mark and GB 18030 have the same listings")
    func characterSets() throws {
        let utf8 = try Repository.bytes("Fixtures/Pages/csv-market/day-1/listings.csv")
        #expect(utf8.starts(with: [0xEF, 0xBB, 0xBF]))
        let chinese = try Repository.bytes("Fixtures/Awkward/listings-gb18030.csv")
        let first = try PageParser.parse(utf8, crawler: crawler())
        let second = try PageParser.parse(chinese, crawler: crawler(encoding: "GB18030"))
        #expect(first.listings == second.listings)
        #expect(first.listings.count > 30)
        #expect(first.quarantined.isEmpty && second.quarantined.isEmpty)
    }

    @Test("GB 18030 read as UTF-8 has no known column, and UTF-8 read as GB 18030 has no listings")
    func wrongCharacterSet() throws {
        let chinese = try Repository.bytes("Fixtures/Awkward/listings-gb18030.csv")
        #expect(throws: PageFault.self) { try PageParser.parse(chinese, crawler: crawler()) }
        let utf8 = try Repository.bytes("Fixtures/Pages/csv-market/day-1/listings.csv")
        #expect(throws: PageFault.self) { try PageParser.parse(utf8, crawler: crawler(encoding: "GB18030")) }
    }

    @Test("Bytes that are not GB 18030 affect their row only")
    func notGB18030() throws {
        let damaged = try gb18030("2,积") + [0xFF, 0xFF] + gb18030(",9.90,5,店,类,链\n")
        let bytes =
            try gb18030(header + "1,积木,9.90,5,店,类,链\n") + damaged + gb18030("3,积木,9.90,5,店,类,链\n")
        let page = try PageParser.parse(bytes, crawler: crawler(encoding: "GB18030"))
        #expect(page.listings.map(\.key.item) == ["1", "3"])
        #expect(page.quarantined.map(\.fault.code) == [.invalidText])
        #expect(page.quarantined.map(\.bytes) == [damaged])
    }

    @Test("The fault names a missing column and the existing columns")
    func missingColumn() throws {
        let message = try message(of: "商品编号,商品名称,价格\n1,积木,9.90\n")
        #expect(message == "there is no column “售价(元)” for the field price; the columns are 商品编号, 商品名称, 价格")
    }

    @Test("The column of every mapped field must exist, so that a renamed column is noticed")
    func renamedColumn() throws {
        let message = try message(of: header.replacing("累计销量", with: "销量") + "1,积木,9.90,5,店,类,链\n")
        #expect(message.hasPrefix("there is no column “累计销量” for the field sales; the columns are "))
    }

    @Test("A column name that occurs twice is refused, because the meaning must not be guessed")
    func repeatedColumn() throws {
        let message = try message(of: header.replacing("店铺", with: "商品名称") + "1,积木,9.90,5,店,类,链\n")
        #expect(message == "line 1: the column “商品名称” occurs twice")
    }

    @Test("A row with too few or too many columns is quarantined with its line and its bytes")
    func wrongColumnCount() throws {
        let page = try parse(header + "1,积木,9.90,5,店,类,链\n2,积木,9.90\n\n4,积木,9.90,5,店,类,链,多\n5,积木,9.90,5,店,类,链\n")
        #expect(page.records == 4)
        #expect(page.listings.map(\.key.item) == ["1", "5"])
        #expect(page.quarantined.map(\.fault.code) == [.wrongColumnCount, .wrongColumnCount])
        #expect(page.quarantined.map(\.place) == ["line 3", "line 5"])
        #expect(page.quarantined.first?.fault.detail == "3 columns, the header names 7")
        #expect(page.quarantined.first?.bytes == Array("2,积木,9.90\n".utf8))
    }

    @Test("A row that is not a listing is quarantined with its line; line breaks in quoted fields are counted")
    func faultyRows() throws {
        let page = try parse(header + "1,\"积\n木\",9.90,5,店,类,链\r\n2,积木,0,5,店,类,链\n3,,9.90,5,店,类,链\n,积木,9.90,5,店,类,链\n")
        #expect(page.listings.map(\.title) == ["积\n木"])
        #expect(page.quarantined.map(\.place) == ["line 4", "line 5", "line 6"])
        #expect(page.quarantined.map(\.fault.code) == [.priceNotPositive, .missingField, .missingField])
        #expect(page.quarantined.map(\.fault.field) == ["price", "title", "item"])
    }

    @Test("Invalid UTF-8 affects its row only")
    func invalidUTF8() throws {
        let bytes = Array((header + "1,积").utf8) + [0xC3, 0x28] + Array("木,9.90,5,店,类,链\n2,积木,9.90,5,店,类,链\n".utf8)
        let page = try PageParser.parse(bytes, crawler: crawler())
        #expect(page.listings.map(\.key.item) == ["2"])
        #expect(page.quarantined.map(\.fault.code) == [.invalidText])
        #expect(page.quarantined.map(\.place) == ["line 2"])
    }

    @Test("Quotes, separators and line breaks within a field are part of it")
    func quoting() throws {
        let page = try parse(header + "1,\"3\"\" 迷你, \"\"新品\"\"\",\"9.90\",\"5\",\"\",类,链")
        let listing = try #require(page.listings.first)
        #expect(listing.title == "3\" 迷你, \"新品\"")
        #expect(listing.shopName == nil)
        let semicolons = try parse(
            header.replacing(",", with: ";") + "1;积木, 大;9.90;5;店;类;链\n", crawler(separator: ";"))
        #expect(semicolons.listings.first?.title == "积木, 大")
        let tabs = try parse(
            header.replacing(",", with: "\t") + "1\t积木;大\t9.90\t5\t店\t类\t链\n", crawler(separator: "tab"))
        #expect(tabs.listings.first?.title == "积木;大")
    }

    @Test(
        "An empty file is unreadable; a header without rows has no records",
        arguments: ["", "\u{FEFF}", "\n\n", "\r\n"])
    func emptyFile(_ text: String) throws {
        #expect(try message(of: text) == "the page is empty")
        #expect(try parse(header).records == 0)
    }

    @Test("A file cut at any byte never crashes the reader and never adds a row")
    func cutAnywhere() throws {
        let whole = try Repository.bytes("Fixtures/Pages/csv-market/day-1/listings.csv")
        let crawler = try crawler()
        let rows = try PageParser.parse(whole, crawler: crawler).records
        for length in whole.indices {
            guard let page = try? PageParser.parse(Array(whole[..<length]), crawler: crawler) else { continue }
            if page.records > rows { Issue.record("cut at \(length): \(page.records) records") }
        }
    }
}
