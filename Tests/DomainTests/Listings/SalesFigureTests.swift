import Domain
import Testing

@Suite("A sales figure")
struct SalesFigureTests {
    @Test(
        "is the interval of the numbers that the text can mean",
        arguments: [
            ("0", 0, 0), ("3000", 3000, 3000), ("1万+", 10_000, nil), ("10万+", 100_000, nil), ("1.8万+", 18_000, nil),
            ("5.33万", 53_250, 53_399), ("已拼1.2万件", 11_500, 12_999), ("已拼10万件", 95_000, 109_999), ("800+件", 800, nil),
            ("800件+", 800, nil), ("1万", 5_000, 19_999), ("2.0万", 19_500, 20_999), ("1w+", 10_000, nil),
            ("1.2W", 11_500, 12_999),
            ("月销1000+", 1000, nil), ("已售25件", 25, 25), ("销量7", 7, 7), ("已抢300单", 300, 300), (" 42 ", 42, 42),
            ("1.2345万", 12_345, 12_345), ("0.3万", 2_500, 3_999), ("0万", 0, 9_999),
        ] as [(String, Int64, Int64?)])
    func reads(_ text: String, lower: Int64, upper: Int64?) throws {
        let figure = try #require(SalesFigure(text: text, window: .days(30)))
        #expect(figure.lower == lower)
        #expect(figure.upper == upper)
        #expect(figure.raw == text)
        #expect(figure.window == .days(30))
    }

    @Test(
        "is nil if the text has no known form",
        arguments: [
            "", "+", "件", "万", "万+", "很多", "暂无", "-5", "1万2千", "1.5", "10万+人", "1e4", "百+", "0.00012万",
            "1000000000001",
        ])
    func refuses(_ text: String) {
        #expect(SalesFigure(text: text, window: .cumulative) == nil)
    }

    @Test("contains every count that a platform could show with this text, rounded or cut off")
    func holdsTheCount() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            let count = Int64.random(in: 10_000...3_000_000, using: &generator)
            for unit in [Int64(10_000), 1_000, 100] {
                for shown in [count / unit, (count + unit / 2) / unit] {
                    let figure = try #require(SalesFigure(text: tenThousands(shown * unit, unit), window: .cumulative))
                    #expect(figure.lower <= count, "\(figure.raw) for \(count)")
                    #expect(figure.upper.map { $0 >= count } == true, "\(figure.raw) for \(count)")
                }
            }
        }
    }

    /// `count` as `1万`, `1.2万` or `1.23万`, with digits down to `unit`.
    private func tenThousands(_ count: Int64, _ unit: Int64) -> String {
        let places = [10_000: 0, 1_000: 1, 100: 2][unit] ?? 0
        let whole = String(count / 10_000)
        guard places > 0 else { return whole + "万" }
        return whole + "." + String(String(10_000 + count % 10_000).dropFirst().prefix(places)) + "万"
    }
}

@Suite("What two sales figures prove")
struct ProvenGainTests {
    @Test("10万+ twice proves nothing")
    func lowerBoundsProveNothing() {
        #expect(sales("10万+").provenGain(since: sales("10万+")) == nil)
        #expect(sales("20万+").provenGain(since: sales("10万+")) == nil)
    }

    @Test("plain counts prove their difference")
    func plainCounts() {
        #expect(sales("3500").provenGain(since: sales("3000")) == 500)
        #expect(sales("3000").provenGain(since: sales("3500")) == -500)
    }

    @Test("between rounded figures only the smallest possible difference is proven")
    func rounded() {
        #expect(sales("1.3万").provenGain(since: sales("1.2万")) == -499, "12,500 less 12,999")
        #expect(sales("1.5万").provenGain(since: sales("1.2万")) == 1_501, "14,500 less 12,999")
        #expect(sales("1万+").provenGain(since: sales("800")) == 9_200)
    }

    @Test("figures of different windows prove nothing")
    func windows() {
        #expect(sales("5000", .days(30)).provenGain(since: sales("10", .cumulative)) == nil)
        #expect(sales("5000", .days(30)).provenGain(since: sales("10", .days(7))) == nil)
        #expect(sales("5000", .days(30)).provenGain(since: sales("10", .days(30))) == 4_990)
    }
}
