import Domain
import Testing

@Suite("Measures in titles")
struct MeasurementTests {
    private func specification(_ title: String, _ measure: Measure, _ classes: [(String, ClosedRange<Int64>)]) -> String
    {
        let rule = MatchingRule(
            categories: [:], titleWords: ["货"], exceptWords: [],
            specifications: classes.map { name, range in
                .init(
                    name: name, words: [],
                    measured: MeasuredRange(measure, range.lowerBound * 100...range.upperBound * 100))
            }, unit: .none)
        return Self.specification(title, rule)
    }

    private static func specification(_ title: String, _ rule: MatchingRule) -> String {
        var scratch = TitleScratch()
        let listing = Listing(key: ListingKey(platform: "jd", item: "1"), title: title, price: PriceRange(Fen(100)))
        return Comparison(of: listing, product: "goods", matcher: ProductMatcher([("goods", rule)]), &scratch)
            .cell.specification
    }

    @Test(
        "of capacity are read with mAh, 毫安 and 万; of several the smallest counts",
        arguments: [
            ("充电宝 20000毫安", "20000"), ("充电宝20000mAh", "20000"), ("充电宝 20000 mah", "20000"), ("充电宝20000MA快充", "20000"),
            ("充电宝2万毫安", "20000"), ("充电宝 两万毫安", "20000"), ("2W毫安充电宝", "20000"), ("充电宝 20,000mAh", "20000"),
            ("充电宝２００００毫安", "20000"), ("充电宝20000大容量", "20000"), ("充电宝20000m超薄", "20000"), ("1.0万毫安充电宝", "10000"),
            ("充电宝 10000/20000毫安", "10000"), ("充电宝 5000-20000mAh", "5000"), ("充电宝 1/20000毫安", "20000"),
            ("充电宝20000、10000、5000毫安", "5000"), ("充电宝 10000款 20000毫安", "20000"), ("充电宝 20000毫安 10000毫安可选", "10000"),
            ("小米充电宝20000毫安22.5W快充", "20000"),
            ("充电宝 5000毫安 送20000毫安", "5000"), ("充电宝一万毫安", "10000"), ("充电宝25000毫安", ""), ("充电宝120000毫安", ""),
            ("充电宝20000毫安 自带线1m", "20000"), ("50mA小电流 充电宝20000毫安", "20000"),
            ("充电宝 20000次循环", ""), ("充电宝 20000mm", ""), ("充电宝 20000", ""), ("充电宝", ""), ("", ""), ("充电宝 0毫安", ""),
            ("充电宝 99999999999毫安", ""), ("充电宝 2大容量", ""),
        ])
    func capacity(_ title: String, _ expected: String) {
        let classes: [(String, ClosedRange<Int64>)] = [
            ("5000", 46_000...59_990), ("10000", 95_000...119_990), ("20000", 190_000...234_990),
        ]
        #expect(specification(title, .capacity, classes) == expected)
    }

    @Test(
        "of length and power",
        arguments: [
            ("燃气管 1.5米", Measure.length, "15"), ("燃气管1.5m", .length, "15"), ("燃气管 2米", .length, "20"),
            ("燃气管 12米", .length, ""),
            ("燃气管 2mm厚", .length, ""), ("燃气管 150cm", .length, ""), ("燃气管两米", .length, "20"), ("灯 2W", .power, "20"),
            ("灯2瓦暖光", .power, "20"), ("灯 2wifi", .power, ""), ("灯 1.5米", .power, ""), ("灯12W", .power, ""),
        ])
    func others(_ title: String, _ measure: Measure, _ expected: String) {
        #expect(specification(title, measure, [("15", 13...17), ("20", 18...22)]) == expected)
    }

    @Test("a word of a specification decides before the measure")
    func words() {
        let rule = MatchingRule(
            categories: [:], titleWords: ["插座"], exceptWords: [],
            specifications: [
                .init(name: "3米", words: [], measured: MeasuredRange(.length, 2_400...3_400)),
                .init(name: "不带线", words: ["不带线"]),
            ], unit: .none)
        func name(_ title: String) -> String {
            Self.specification(title, rule)
        }
        #expect(name("插座 3米") == "3米" && name("插座 不带线 另购3米线") == "不带线" && name("插座 8米") == "")
        #expect(
            CriteriaWording.text(rule).contains("规格3米：2.4～3.4m") && CriteriaWording.text(rule).contains("规格不带线：“不带线”"))
    }
}
