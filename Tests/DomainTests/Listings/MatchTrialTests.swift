import Domain
import Testing

@Suite("Matching: measured on titles with known products")
struct MatchTrialTests {
    private let rows: [MatchTrial.Row] = [
        ("小米充电宝", "power-bank"), ("移动电源 带支架", "power-bank"), ("充电宝便携保护套", "power-bank"), ("充电宝硅胶套子", nil),
        ("积木桶", nil), ("雨伞", nil), ("头盔积木", "helmet"), ("毛绒公仔", "toys"),
    ].enumerated().map { MatchTrial.Row(line: $0 + 1, title: $1.0, product: $1.1) }

    @Test("counts matches, misses and false matches of each product, and all together")
    func counts() throws {
        let trial = MatchTrial(rows, MatchSamples.matcher)
        #expect(trial.products.keys.sorted() == ["helmet", "power-bank", "toys"])
        let bank = try #require(trial.products["power-bank"])
        #expect(bank.titles == 3 && bank.matched == 2 && bank.misses == 1 && bank.falseMatches == 1)
        #expect(bank.recall == 666 && bank.precision == 666)
        let toys = try #require(trial.products["toys"])
        #expect(
            toys.titles == 1 && toys.matched == 0 && toys.falseMatches == 2 && toys.recall == 0 && toys.precision == 0)
        #expect(trial.products["helmet"]?.precision == nil)
        #expect(
            trial.total.titles == 5 && trial.total.matched == 2 && trial.total.falseMatches == 3 && trial.others == 3)
        #expect(MatchWording.percent(667) == "66.7%" && MatchWording.percent(1000) == "100.0%")
    }

    @Test("each wrong title names the words that caused it")
    func faults() {
        let trial = MatchTrial(rows, MatchSamples.matcher)
        #expect(trial.faults.map(\.row.line) == [3, 4, 5, 7, 8])
        #expect(
            trial.faults.map { MatchWording.text($0) { $0 } } == [
                "power-bank：含配件词“保护套”", "归入依据：标题第1字起的“充电宝”", "归入依据：标题第1字起的“积木”",
                "归入依据：标题第3字起的“积木”；helmet：“头盔”修饰其后的“积木”（toys）", "toys：标题中没有该产品的词",
            ])
    }

    @Test("a row may have a category")
    func categories() {
        let rows = ["13661", "12100"].map {
            MatchTrial.Row(line: 1, title: "商品", product: "power-bank", platform: "jd", category: $0)
        }
        let trial = MatchTrial(rows, MatchSamples.matcher)
        #expect(trial.faults.map { MatchWording.text($0) { $0 } } == ["归入依据：平台类目12100，属于类目12099；power-bank：标题中没有该产品的词"])
    }
}
