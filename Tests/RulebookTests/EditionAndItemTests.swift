import Domain
import Rulebook
import Testing

@Suite("Editions and items of a criteria file")
struct EditionAndItemTests {
    private let text = RuleText.criteria

    private func messages(_ old: String, _ new: String) -> [String] {
        criteriaMistakes(text.with(old, new)).map(\.message)
    }

    /// The file with a second edition after the first, with these dates.
    private func withSecondEdition(_ dates: String) -> String {
        text + """
              - edition: "GB 1-2025"
            \(dates)
                items:
                  - code: LP-LBL
                    name: 标识
                    standard: GB 1-2025
                    method: GB 1-2025
                    passFail: true
                    hazard: general
                    source: {confidence: S}

            """
    }

    @Test("two editions may follow one another")
    func following() {
        #expect(criteriaMistakes(withSecondEdition(#"    produced: {from: "2026-11-01"}"#)).isEmpty)
    }

    @Test("two editions may share production dates if their sale dates differ")
    func apartBySale() {
        let first = text.with("    items:", "    sold: {until: \"2025-12-31\"}\n    items:")
        let second = withSecondEdition(#"    sold: {from: "2026-01-01"}"#).dropFirst(text.count)
        #expect(criteriaMistakes(first + second).isEmpty)
    }

    @Test("editions that overlap by a single day are refused")
    func overlapping() {
        let overlapping = withSecondEdition(#"    produced: {from: "2026-10-31"}"#)
        let found = criteriaMistakes(overlapping)
        #expect(found.map(\.message) == ["overlaps edition “GB 1-2014” in production and sale dates"])
        #expect(found.first?.line == overlapping.line(of: "GB 1-2025"))
        #expect(found.first?.key == "editions[1]")
    }

    @Test("an edition ends after it begins")
    func untilBeforeFrom() {
        #expect(
            messages(#"{until: "2026-10-31"}"#, #"{from: "2026-11-01", until: "2026-10-31"}"#)
                == ["“until” lies before “from”"])
    }

    @Test("a day is a calendar day in quotes", arguments: ["\"2026-02-30\"", "\"2026-1-1\"", "\"soon\""])
    func days(_ day: String) {
        #expect(messages(#""2026-10-31""#, day) == ["expected a day such as \"2026-11-01\""])
        #expect(messages(#""2026-10-31""#, "2026-10-31").first?.contains("in quotes") == true)
    }

    @Test("an edition has items, and a file has editions")
    func empty() throws {
        let items = try #require(text.firstRange(of: "    items:"))
        #expect(
            criteriaMistakes(text[..<items.lowerBound] + "    items: []\n").map(\.message) == [
                "at least one item is needed"
            ])
        let editions = try #require(text.firstRange(of: "editions:"))
        #expect(
            criteriaMistakes(text[..<editions.lowerBound] + "editions: []\n").map(\.message) == [
                "at least one edition is needed"
            ])
    }

    @Test("an edition contains an item only once")
    func itemTwice() {
        let twice = text.with("code: LP-LBL", "code: LP-PB")
        let found = criteriaMistakes(twice)
        #expect(found.map(\.message) == ["the item LP-PB stands twice in this edition"])
        #expect(found.first?.key == "editions[0].items[1].code")
        #expect(found.first?.line == twice.line(of: "name: 标识") - 1)
    }

    @Test("a limit names its unit, also if the unit is empty")
    func unit() {
        #expect(
            messages("        unit: mg/kg\n", "")
                == ["a limit needs a unit; write unit: \"\" for a plain number such as pH"])
        #expect(messages("unit: mg/kg", "unit: \"\"").isEmpty)
        #expect(messages("unit: mg/kg", "unit: [mg/kg]") == ["expected a text"])
    }

    @Test("the lower limit is not above the upper limit")
    func crossedLimits() {
        #expect(
            messages(#"{max: "90"}"#, #"{min: "90.1", max: "90"}"#)
                == ["the lower limit 90.1 is above the upper limit 90"])
        #expect(messages(#"{max: "90"}"#, #"{min: "90.0", max: "90"}"#).isEmpty)
    }

    @Test("a limit has at least one end, and each end only once")
    func ends() {
        #expect(messages(#"{max: "90"}"#, "{}") == ["a limit needs at least one of min, above, max, below"])
        #expect(messages(#"{max: "90"}"#, #"{max: "90", below: "90"}"#) == ["write either max or below, not both"])
        #expect(messages(#"{max: "90"}"#, #"{min: "9", above: "9"}"#) == ["write either min or above, not both"])
    }

    @Test("an item has exactly one requirement")
    func oneRequirement() {
        let expected =
            "write exactly one of limit, limits, cases, gradeAtLeast, gradesAtLeast, passFail, absent, atLeastDeclared, "
            + "tolerance, anyOf, reportOnly"
        #expect(messages("        passFail: true\n", "") == [expected])
        #expect(messages("passFail: true", "passFail: true\n        gradeAtLeast: \"3\"") == [expected])
        #expect(messages("passFail: true", "passFail: false") == ["write passFail: true"])
    }

    @Test("a grade has one of the known values", arguments: ["\"3-5\"", "\"6\"", "\"三级\""])
    func grades(_ grade: String) {
        #expect(messages("passFail: true", "gradeAtLeast: \(grade)") == ["expected a grade such as \"3\" or \"3-4\""])
    }

    @Test("variants have limits")
    func noVariants() {
        #expect(messages(#"limit: {max: "90"}"#, "limits: {}") == ["at least one variant is needed"])
    }

    @Test("a figure states its confidence by a known letter")
    func confidence() {
        #expect(messages("{confidence: S}", "{confidence: Q}") == ["“Q” is not known; write one of V, S, M, X"])
        #expect(messages("{confidence: S}", "{confidence: X, note: looked for in GB 1}").isEmpty)
        #expect(
            messages("{confidence: S}", "{confidence: M}")
                == ["a figure of confidence M needs a note: where it should be looked for"])
        #expect(messages("{confidence: S}", "{note: seen}") == ["the key “confidence” is missing"])
    }
}
