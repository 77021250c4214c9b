import Domain
import Testing

@Suite("Judging items that are composed of others, and specimens by plan")
struct CompositionTests {
    @Test("each result has its verdict and reason, and the sample has its verdict", arguments: CompositionCase.all)
    func verdicts(_ example: CompositionCase) {
        #expect(example.rows == example.expected)
        #expect(example.conclusion.verdict == example.verdict)
    }

    @Test("a passing conclusion never states 合格, and names the items that were not judged")
    func passing() {
        let item = TestItem.sample(code: "M", name: "薄膜厚度", confidence: .recalled, holds: false)
        let conclusion = CompositionCase("", [.sample(code: "X"), item], [("X", 1, "1")], .meets, []).conclusion
        #expect(
            conclusion.sentence
                == "所检项目未发现不合格；未判定：薄膜厚度（未经核实：限值尚未见于正式文本，不得据以判定）")
    }

    @Test("an item without influence on the verdict is not in the sentence of a failing sample")
    func failingNames() throws {
        let example = try #require(
            CompositionCase.all.first { $0.testDescription == "too short, and too little air flow" })
        #expect(example.conclusion.sentence == "不符合本次风险速筛要求，属严重风险隐患（笔套）")
    }

    @Test("a verdict on a sum holds for all possible values of its members")
    func sumsAreCertain() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            // `<0` is not a detection limit.
            let members = (0..<3).map { _ in
                let isBelow = Bool.random(using: &generator)
                return (Int.random(in: (isBelow ? 1 : 0)...60, using: &generator), isBelow)
            }
            let results = zip(["A", "B", "C"], members).map { code, member in
                (code, 1, (member.1 ? "<0.0" : "0.0") + (member.0 < 10 ? "0" : "") + String(member.0))
            }
            let items =
                [
                    TestItem.sample(
                        code: "SUM", unit: "%", .number([TestItem.anyVariant: .atMost("0.1")]), sumOf: ["A", "B", "C"])
                ] + ["A", "B", "C"].map { TestItem.sample(code: $0, unit: "%", .reportOnly) }
            let verdict = CompositionCase("", items, results, .meets, []).conclusion.verdict
            // In 1/10000 %: the two digits after “0.0”.
            let least = members.map { $0.1 ? 0 : $0.0 * 10 }.reduce(0, +)
            let most = members.map { $0.0 * 10 }.reduce(0, +)
            if verdict == .meets { #expect(most <= 1000, "\(results)") }
            if verdict == .fails { #expect(least > 1000, "\(results)") }
            if verdict == .cannotJudge { #expect(most > 1000 && least <= 1000, "\(results)") }
        }
    }
}
