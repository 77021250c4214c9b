import Domain
import Feeds
import TestSupport
import Testing

@Suite("Good inputs: sales texts")
struct SalesTextTests {
    private static func meaning(_ text: String, _ window: SalesFigure.Window = .cumulative) -> String {
        var text = text
        switch text.withUTF8({ SalesText.read(UnsafeRawBufferPointer($0), window: window) }) {
        case .figure(let lower, let upper): return "\(lower) \(upper < 0 ? "∞" : String(upper))"
        case .absent: return "absent"
        case .refused: return "refuse"
        }
    }

    /// The meaning in a file whose window is that of the text, if the text states one.
    private static func inItsWindow(_ text: String) -> String {
        [SalesFigure.Window.cumulative, .days(30), .days(7), .days(1), .days(365)].lazy.map { meaning(text, $0) }
            .first { $0 != "refuse" } ?? "refuse"
    }

    @Test("Good inputs: sales: every text of the field's table has the meaning that the table states")
    func fieldTable() throws {
        let table = try FigureFeed.table("sales-text.txt")
        #expect(table.count > 45)
        for row in table {
            #expect(Self.inItsWindow(row[0]) == row.dropFirst().joined(separator: " "), "\(row[0])")
        }
    }

    @Test(
        "Good inputs: sales: other texts of the same kinds",
        arguments: [
            ("2000+人付款", "2000 ∞"), ("7人付款", "7 7"), ("1.5万+人已付款", "15000 ∞"), ("300人已购买", "300 300"),
            ("月售2000+", "2000 ∞"), ("月销量：1.2万", "11500 12999"), ("总销3万+", "30000 ∞"), ("总销量 500", "500 500"),
            ("近30天销量 1,200", "1200 1200"), ("30日内已售500+", "500 ∞"), ("最近30天成交541笔", "541 541"),
            ("已售１．２万＋件", "12000 ∞"), ("已拼2.5万单", "24500 25999"), ("热卖8000+件", "8000 ∞"), ("销量:0", "0 0"),
            ("5000多件", "5000 ∞"), ("1万余件", "10000 ∞"), ("1万多人付款", "10000 ∞"), ("800份以上", "800 ∞"), ("5千", "4500 5999"),
            ("3.5千+", "3500 ∞"), ("2百万+", "2000000 ∞"), ("1千万+", "10000000 ∞"), ("1.2亿+", "120000000 ∞"),
            ("10K+ bought in past month", "10000 ∞"), ("500+ bought in past week", "500 ∞"),
            ("1,234 sold", "1234 1234"),
            ("Sold 20", "20 20"), ("100+ orders", "100 ∞"), ("1.2m+ sold", "1200000 ∞"), ("<1万", "0 9999"),
            ("＜100", "0 99"),
            ("不足100", "0 99"), ("不到1000件", "0 999"), ("≥500", "500 ∞"), (">100", "101 ∞"), ("超过1万", "10001 ∞"),
            ("不超过50", "0 50"), ("1万-2万", "10000 20000"), ("1-2万", "10000 20000"), ("50至100件", "50 100"),
            ("1.2345万", "12345 12345"), ("0万", "0 9999"), ("暂无销量", "absent"), ("—", "absent"), ("N/A", "absent"),
            ("None", "absent"), ("　", "absent"), ("累计500件", "500 500"), ("500套已售", "500 500"), ("3000 件", "3000 3000"),
            ("约500件", "refuse"), ("近1万人付款", "refuse"), ("接近1000", "refuse"), ("几百件", "refuse"), ("100左右", "refuse"),
            ("500人加购", "refuse"), ("500人想买", "refuse"), ("1万人收藏", "refuse"), ("粉丝10万", "refuse"), ("好评2000", "refuse"),
            ("2000条评论", "refuse"), ("浏览1万+", "refuse"), ("店铺总销量5万", "refuse"), ("本店已售1万", "refuse"),
            ("10万+人", "refuse"),
            ("1万2千", "refuse"), ("1.8", "refuse"), ("1.8件", "refuse"), ("-5", "refuse"), ("100-50", "refuse"),
            ("1e4", "refuse"),
            ("1,00", "refuse"), ("100+200", "refuse"), ("+", "refuse"), ("万", "refuse"), ("万+", "refuse"),
            ("件", "refuse"), ("99%", "refuse"),
            ("第3名", "refuse"), ("3折", "refuse"), ("热销中", "refuse"), ("已售罄", "refuse"), ("1000000000001", "refuse"),
            ("100+++", "refuse"), ("<100+", "refuse"), ("0.00012万", "refuse"), ("#N/A", "refuse"),
        ])
    func otherTexts(_ text: String, _ expected: String) {
        #expect(Self.inItsWindow(text) == expected)
    }

    @Test(
        "A text that states another period than the crawler file is no figure of this feed",
        arguments: [
            ("月销1000+", SalesFigure.Window.cumulative, "refuse"), ("月销1000+", .days(30), "1000 ∞"),
            ("月销1000+", .days(28), "1000 ∞"),
            ("月销1000+", .days(7), "refuse"), ("近7天销量5", .days(30), "refuse"), ("近7天销量5", .days(7), "5 5"),
            ("累计已售500", .days(30), "refuse"), ("累计已售500", .cumulative, "500 500"), ("总销500", .days(30), "refuse"),
            ("近30天累计500", .days(30), "500 500"), ("已售500", .days(30), "500 500"), ("500", .days(90), "500 500"),
            ("10+ bought in past month", .cumulative, "refuse"),
        ])
    func windows(_ text: String, _ window: SalesFigure.Window, _ expected: String) {
        #expect(Self.meaning(text, window) == expected)
    }

    @Test("A refused text leaves the listing without sales, and is counted with five examples and its reason")
    func examples() throws {
        let crawler = FigureFeed.crawler(FigureFeed.plain())
        let texts = (0..<40).map { "近\($0)万" } + ["500条评价", "热销中", "月销300+", "-", "12"]
        let lines = texts.enumerated().map { #"{"id":"A\#($0 + 1)","title":"积木","price":1,"sold":"\#($1)"}"# }
        let page = try FigureFeed.read(Array(lines.joined(separator: "\n").utf8), crawler)
        #expect(page.listings.count == texts.count && page.quarantined.isEmpty)
        #expect(page.listings.compactMap(\.sales?.raw) == ["12"])
        let unread = try #require(page.unread[.sales])
        #expect(page.unreadableSales == 43 && unread.count == 43)
        #expect(unread.examples.map(\.text) == (0..<5).map { "近\($0)万" })
        #expect(
            unread.counts == [
                .sales(.notExact): 40, .sales(.otherCount): 1, .sales(.form): 1, .sales(.window(.days(30))): 1,
            ])
        // The absent text counts as missing.
        #expect(page.missing[.sales] == 1)
    }

    @Test("An example is bounded, and shows characters that nobody sees")
    func visibleExamples() throws {
        let crawler = FigureFeed.crawler(FigureFeed.plain())
        let long = String(repeating: "很多", count: 100)
        let page = try FigureFeed.read(FigureFeed.line(#""price":1,"sold":"热\u200b销\n\#(long)""#), crawler)
        let text = try #require(page.unread[.sales]?.examples.first?.text)
        #expect(text.hasPrefix(#"热\u{200B}销\u{A}很多"#) && text.count < 90)
    }

    @Test("Texts of the cache's lengths have the same meaning the second time")
    func cached() throws {
        let crawler = FigureFeed.crawler(FigureFeed.plain())
        for text in ["已有1万人购买", "1", "近10万", "-", "12345678", "已售12345678901件", "已累计售出12345678件以上啊", "累计已售出一"] {
            let line = FigureFeed.line(#""price":1,"sold":"\#(text)""#)
            let page = try FigureFeed.read(line + [0x0A] + line + [0x0A] + line, crawler)
            let found = Set(page.batch.rows.map { "\($0.salesLower) \($0.salesUpper)" })
            #expect(found.count == 1 && page.batch.rows.count == 3, "\(text)")
            #expect([0, 3].contains(page.unreadableSales))
        }
    }
}
