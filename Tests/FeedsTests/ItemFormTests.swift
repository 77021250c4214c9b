import Domain
import Feeds
import TestSupport
import Testing

@Suite("Figures 3: an item has a form")
struct ItemFormTests {
    private func read(_ item: String, patterns: [ItemPattern] = []) throws -> ParsedPage {
        let crawler = FigureFeed.crawler(FigureFeed.plain(patterns: patterns))
        return try FigureFeed.read(Array(#"{"id":\#(item),"title":"积木","price":1}"#.utf8), crawler)
    }

    private func fault(_ item: String, patterns: [ItemPattern] = []) throws -> RecordFault.Code? {
        let page = try read(item, patterns: patterns)
        #expect(page.listings.count + page.quarantined.count == 1)
        return page.quarantined.first?.fault.code
    }

    /// A text as JSON.
    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t") + "\""
    }

    @Test(
        "Figures 3: what a spreadsheet spoilt is quarantined, with a message that explains how to export the file",
        arguments: [
            "6.28E+11", "6.28E11", "6.28e+11", "6E+11", "6.28012345678E11", "628012345678.0", "628012345678.00",
            #"="628012345678""#,
            "=628012345678", "'628012345678", "‘628012345678", #""628012345678""#, "628012345678\t", "\t628012345678",
            "628,012,345,678", "“628012345678”", "`628012345678", "1.5E-3",
        ])
    func spreadsheet(_ text: String) throws {
        #expect(try fault(quoted(text)) == .spoiltItem)
        let fault = try #require(try read(quoted(text)).quarantined.first?.fault)
        let advice = try #require(fault.code.advice)
        #expect(advice.contains("数据→从文本") && advice.contains("不要双击") && fault.value != nil)
    }

    @Test(
        "Figures 3: what a missing value leaves is no identity",
        arguments: [
            "nan", "NaN", "None", "null", "NULL", "undefined", "-", "--", "———", "0", "000", "-1", "N/A", "n/a", "#N/A",
            "#REF!",
            "#VALUE!", "########", "无", "暂无", "(null)", "[]", "{}", " 123", "123 ", "\u{3000}123", "123\u{00A0}", "未知",
            "\\N",
        ])
    func noValue(_ text: String) throws {
        #expect(try fault(quoted(text)) == .unlikelyItem)
    }

    @Test(
        "Figures 3: a character that nobody sees makes two identities of one",
        arguments: ["12\u{200B}3", "\u{FEFF}123", "123\u{00AD}", "12\u{202E}3", "1\u{2028}2"])
    func invisible(_ text: String) throws {
        #expect(try fault(quoted(text)) == .controlCharacter)
    }

    @Test(
        "In JSON, a number with a point or an exponent has lost digits",
        arguments: ["6.28e11", "6.28E+11", "628012345678.0", "628012345678.5", "1e5", "1E+20"])
    func number(_ text: String) throws {
        #expect(try fault(text) == .spoiltItem)
    }

    @Test(
        "Figures 3: the platforms' own signs pass",
        arguments: [
            "628012345678", "0007712345678", "3400312511185213726", "SKU-12_a", "gid://shopify/Product/1", "6E11",
            "1E5", "A-1",
            "E9_2wKsq0yVwlLyZJQ5nXbc8bOjg_JQ3V7hRkM=", "c9f2+zqK/ab==", "12.34", "a b", "货号-17", "-aB3xYz9", "NaN1",
            "B07XYZ",
            "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66", "1.2.3", "https://example.com/p/1?x=2", "0.5L-1", "None-7",
        ])
    func passes(_ text: String) throws {
        #expect(try fault(quoted(text)) == nil)
    }

    @Test("Numbers of JSON beyond 2⁵³ keep their digits")
    func largeNumber() throws {
        #expect(try read("9007199254740993").listings.map(\.key.item) == ["9007199254740993"])
        #expect(try fault("0") == .unlikelyItem)
        #expect(try fault("-1") == .unlikelyItem)
    }

    @Test("A crawler file may state the form of its item numbers")
    func patterns() throws {
        let patterns = try [ItemPattern("[0-9]{10,13}"), ItemPattern("SKU-[0-9A-Za-z_]+")]
        #expect(try fault(quoted("628012345678"), patterns: patterns) == nil)
        #expect(try fault(quoted("SKU-12_a"), patterns: patterns) == nil)
        for text in ["62801", "62801234567890", "sku-1", "SKU-", "628012345678x"] {
            #expect(try fault(quoted(text), patterns: patterns) == .itemPattern, "\(text)")
        }
        // A spoilt number is reported as what it is.
        #expect(try fault(quoted("6.28E+11"), patterns: patterns) == .spoiltItem)
    }

    @Test("In a table, texts of the same forms are refused and the others are read")
    func table() throws {
        let columns = FieldMap(
            rules: [
                .item: FieldRule([FieldPath(column: "编号")]), .title: FieldRule([FieldPath(column: "名称")]),
                .price: FieldRule([FieldPath(column: "价格")]),
            ], priceUnit: .yuan)
        let crawler = FigureFeed.crawler(.csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))), columns)
        let rows = ["6.28E+11", "628012345678", #""=""628""""#, "'628", "nan", "628012345678.0", "\"628,012\""]
        let text = "编号,名称,价格\n" + rows.map { $0 + ",积木,1\n" }.joined()
        let page = try FigureFeed.read(Array(text.utf8), crawler)
        #expect(page.listings.map(\.key.item) == ["628012345678"])
        #expect(page.quarantined.count { $0.fault.code == .spoiltItem } == 5)
    }
}
