import Domain
import Rulebook
import Testing

@Suite("Laboratory 8 and 10: rules of an item in a criteria file")
struct ItemRuleTests {
    private func item(_ old: String, _ new: String, _ code: String) throws -> TestItem {
        let text = RuleText.criteria.with(old, new)
        let criteria = try CriteriaFile.read(Array(text.utf8), file: "Criteria/lamp.yaml")
        return try #require(criteria.editions.first?.item(code))
    }

    @Test("roundTo reaches the limit, and changes the verdict")
    func rounding() throws {
        func verdict(_ rule: String, _ value: String) throws -> Verdict {
            let lead = try item("{max: \"90\"}", "{max: \"90\"}\n        comparison: rounded\n        \(rule)", "LP-PB")
            let result = ItemResult(item: "LP-PB", value: value, unit: "mg/kg")
            return ItemJudging.judge(lead, result, declared: [:]).verdict
        }
        #expect(try verdict("roundTo: {interval: \"5\"}", "92.5") == .meets)
        #expect(try verdict("roundTo: {interval: \"5\"}", "92.51") == .fails)
        #expect(try verdict("roundTo: {interval: \"0.2\"}", "90.1") == .meets)
        #expect(try verdict("roundTo: {interval: \"0.2\"}", "90.11") == .fails)
        #expect(try verdict("roundTo: {significantDigits: 1}", "94.9") == .meets)
        #expect(try verdict("roundTo: {significantDigits: 1}", "95.1") == .fails)
    }

    @Test("the laboratory may state 不适用 only where the criteria say so; older files do not")
    func statement() throws {
        let allowed = try item("passFail: true", "passFail: true\n        allowsNotApplicable: true", "LP-LBL")
        #expect(allowed.rules.allowsNotApplicable)
        #expect(CriteriaWording.rules(allowed).contains("可报告为不适用，须写明理由"))
        #expect(try !item("passFail: true", "absent: true", "LP-LBL").rules.allowsNotApplicable)
    }

    @Test("the rules are shown in Chinese")
    func shown() throws {
        let rounded = try item(
            "{max: \"90\"}", "{max: \"90\"}\n        comparison: rounded\n        roundTo: {significantDigits: 2}",
            "LP-PB")
        #expect(CriteriaWording.rules(rounded) == "修约值比较（修约到2位有效数字）")
    }
}
