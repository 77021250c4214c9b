import Domain
import Rulebook
import Testing

/// A file with one mistake: the written text, the place of the report, and its message.
struct CriteriaMistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    /// The line contains this text; the column is the start of `at` in the line.
    let line: String
    let at: String
    let message: String

    /// A second replacement, for mistakes of two places.
    let also: (old: String, new: String)?

    init(_ description: String, _ old: String, _ new: String, line: String, at: String, _ message: String) {
        self.init(description, old, new, also: nil, line: line, at: at, message)
    }

    init(
        _ description: String, _ old: String, _ new: String, also: (old: String, new: String)?, line: String,
        at: String,
        _ message: String
    ) {
        testDescription = description
        self.old = old
        self.new = new
        self.also = also
        self.line = line
        self.at = at
        self.message = message
    }

    var text: String {
        let once = RuleText.criteria.with(old, new)
        return also.map { once.with($0.old, $0.new) } ?? once
    }

    var place: (line: Int, column: Int) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let number = lines.firstIndex(where: { $0.contains(line) }),
            let found = lines[number].firstRange(of: at)
        else { return (0, 0) }
        return (
            number + 1, lines[number].unicodeScalars.distance(from: lines[number].startIndex, to: found.lowerBound) + 1
        )
    }
}

extension CriteriaMistake {
    static let all = keys + reasons + figures + composition + specimens + escalation + declarations + editions

    private static func item(
        _ description: String, _ new: String, at: String, _ message: String
    ) -> CriteriaMistake {
        let text = "hazard: serious\n        " + new
        return CriteriaMistake(description, "hazard: serious", text, line: new, at: at, message)
    }

    private static func kind(
        _ description: String, _ new: String, at: String, _ message: String
    ) -> CriteriaMistake {
        CriteriaMistake(description, "passFail: true", new, line: new, at: at, message)
    }

    private static let keys = [
        CriteriaMistake(
            "a mistyped key of an item", "hazard: serious", "hazrad: serious\n        hazard: serious", line: "hazrad",
            at: "hazrad", "the key “hazrad” is not known here; did you mean “hazard”? "),
        CriteriaMistake(
            "a mistyped key of the file", "name: 台灯", "name: 台灯\ndeclare: {}", line: "declare:", at: "declare",
            "the key “declare” is not known here; did you mean “declares”? "),
        CriteriaMistake(
            "a key far from any", "name: 台灯", "name: 台灯\nxylophone: 1", line: "xylophone", at: "xylophone",
            "the key “xylophone” is not known here; known are "),
        CriteriaMistake(
            "an item that no method measures", "        method: GB 2-2014\n", "", line: "- code: LP-PB", at: "code",
            "no method measures this item: the key “method” is missing"),
        CriteriaMistake(
            "an empty list of methods", "method: GB 2-2014", "method: []", line: "method: []", at: "[]",
            "no method measures this item: name at least one method standard"),
        CriteriaMistake(
            "a blank method", "method: GB 2-2014", "method: \" \"", line: "method: \" \"", at: "\" \"",
            "must not be blank"),
        CriteriaMistake(
            "a limit without a unit", "        unit: mg/kg\n", "", line: "- code: LP-PB", at: "code",
            "a limit needs a unit; write unit: \"\" for a plain number such as pH"),
        CriteriaMistake(
            "a tolerance without a unit", "passFail: true", "tolerance: {of: v, plus: \"5\", as: percent}",
            line: "- code: LP-LBL", at: "code", "a limit needs a unit; write unit: \"\" for a plain number such as pH"),
        item("a rule about numbers beside none", "by: age", at: "age", "by goes with limits or gradesAtLeast"),
        CriteriaMistake(
            "comparison without a number", "passFail: true", "passFail: true\n        comparison: rounded",
            line: "comparison", at: "rounded", "comparison goes with a limit"),
        item(
            "a rounding rule without a rounded comparison", "roundTo: {interval: \"10\"}", at: "{interval",
            "roundTo goes with comparison: rounded"),
        item(
            "a rounding interval that the standard does not have",
            "roundTo: {interval: \"0.3\"}", at: "\"0.3\"",
            "0.3 is no rounding interval: write 1, 2 or 5 times a power of ten (GB/T 8170)"),
        item(
            "two rounding rules", "roundTo: {interval: \"0.5\", significantDigits: 2}", at: "{interval",
            "write either interval or significantDigits"),
        item(
            "no significant digits", "roundTo: {significantDigits: 0}", at: "0}",
            "expected 1 to 15 significant digits"),
        CriteriaMistake(
            "a limit between two multiples of the interval", "{max: \"90\"}",
            "{max: \"90\"}\n        comparison: rounded\n        roundTo: {interval: \"20\"}", line: "limit: {max",
            at: "{max", "90 is no multiple of the interval 20 of roundTo"),
        item(
            "a statement that is not allowed", "allowsNotApplicable: false", at: "false",
            "write allowsNotApplicable: true"),
        CriteriaMistake(
            "a decision rule without a number", "passFail: true", "passFail: true\n        decision: {rule: simple}",
            line: "decision", at: "{rule", "decision goes with a limit"),
        CriteriaMistake(
            "a detection rule without a number", "passFail: true", "passFail: true\n        detection: {rule: bounds}",
            line: "detection", at: "{rule", "detection goes with a limit or with absent"),
        CriteriaMistake(
            "a price floor that was not found", "livestream: true",
            "livestream: true\n  floorPrice: {yuan: \"9.90\", source: {confidence: X, note: none}}", line: "floorPrice",
            at: "X", "a figure that was not found flags nothing; leave it out"),
    ]

    private static let reasons = [
        item("a blank reason of the hazard", "hazardBasis: \" \"", at: "\" \"", "must not be blank"),
        item("a rank without its page", "failing: {rank: 1}", at: "{rank", "the key “note” is missing"),
        item(
            "a rank below the first", "failing: {rank: 0, note: a page}", at: "0,", "expected a number from 1 to 1000"),
        CriteriaMistake(
            "a rank that two items have", "hazard: serious",
            "hazard: serious\n        failing: {rank: 2, note: a page}",
            also: ("hazard: general", "hazard: general\n        failing: {rank: 2, note: another page}"),
            line: "another page", at: "{rank",
            "LP-PB has the rank 2 already; give each item its own rank"),
        CriteriaMistake(
            "a recalled figure that is confirmed", "{confidence: S}",
            "{confidence: M, note: recalled, confirmed: {on: \"2026-11-30\", by: 张三}}", line: "confirmed", at: "{on",
            "a confirmed figure has confidence V or S; leave confirmed out with M"),
        CriteriaMistake(
            "a confirmation by nobody", "{confidence: S}", "{confidence: S, confirmed: {on: \"2026-11-30\"}}",
            line: "confirmed", at: "{on", "the key “by” is missing"),
        CriteriaMistake(
            "a confirmation on no day", "{confidence: S}", "{confidence: S, confirmed: {on: 2026, by: 张三}}",
            line: "confirmed", at: "2026", "write this figure in quotes"),
        CriteriaMistake(
            "a day for a certificate that is not required", "livestream: true",
            "livestream: true\n  certificates: {ccc: {required: false, from: \"2024-08-01\", source: {confidence: S}}}",
            line: "certificates", at: "\"2024", "from goes with required: true"),
    ]

    private static let figures = [
        CriteriaMistake(
            "a lower limit above the upper", "{max: \"90\"}", "{min: \"90.1\", max: \"90\"}", line: "90.1", at: "{min",
            "the lower limit 90.1 is above the upper limit 90"),
        CriteriaMistake(
            "a range with nothing in it", "{max: \"90\"}", "{min: \"90\", below: \"90.0\"}", line: "90.0", at: "{min",
            "no number lies between 90 and 90.0"),
        CriteriaMistake(
            "an undecided range without an end", "{max: \"90\"}", "{max: \"90\", undecidedAt: [{from: \"80\"}]}",
            line: "{from", at: "{from", "a range needs both ends: from or above, and until or below"),
        CriteriaMistake(
            "an undecided range with nothing in it", "{max: \"90\"}",
            "{max: \"90\", undecidedAt: [{from: \"80\", below: \"80.0\"}]}", line: "{from", at: "{from",
            "no number lies between 80 and 80.0"),
        CriteriaMistake(
            "an undecided end with other digits than the limit that rounds", "{max: \"90\"}",
            "{max: \"90\", comparison: rounded, undecidedAt: [{from: \"80\", below: \"90.0\"}]}", line: "{from",
            at: "{from", "with comparison: rounded, write 90.0 in the digits of the limit ≤90"),
        item(
            "an uncertainty without its kind", "decision: {rule: guardBand, uncertainty: \"5\"}", at: "{rule",
            "write uncertainty and as together"),
        item(
            "an uncertainty that is not used", "decision: {rule: simple, uncertainty: \"5\", as: percent}", at: "\"5\"",
            "the rule simple does not use an uncertainty"),
        item(
            "a detection limit of nothing", "detection: {rule: bounds, limit: \"0\"}", at: "\"0\"",
            "expected a number above zero"),
        item(
            "zero for a single value", "detection: {rule: zero}", at: "{rule",
            "zero goes with sumOf; a single value below detection is never 0"),
        item(
            "a promise beside no single end", "declaredRequirement: {name: x, force: madatory}", at: "madatory",
            "“madatory” is not known; write one of mandatory, recommended"),
        CriteriaMistake(
            "a promise beside a range", "limit: {max: \"90\"}",
            "limit: {min: \"1\", max: \"90\"}\n        declaredRequirement: {name: x}", line: "declaredRequirement",
            at: "{name", "declaredRequirement goes with a limit that has one end, or with a grade"),
        kind(
            "a tolerance with no end", "tolerance: {of: v, as: percent}", at: "{of",
            "a tolerance needs minus, plus or both"),
        kind(
            "an empty case", "cases: [{when: {variant: A}}]", at: "{when",
            "write exactly one of limit, gradeAtLeast, passFail, absent, notApplicable"),
        kind(
            "two cases for one sample",
            "cases: [{when: {variant: A}, absent: true}, {when: {variant: [A, B]}, absent: true}]",
            at: "{when: {variant: [A", "fits samples that case 1 fits too"),
    ]

    private static let composition = [
        item(
            "a member that is none", "sumOf: [LP-LBR, LP-LBL]", at: "LP-LBR",
            "there is no item LP-LBR in this edition; did you mean LP-LBL?"),
        item(
            "a member that is no number", "sumOf: [LP-X, LP-LBL]", at: "LP-LBL",
            "LP-LBL is no measured number to add up"),
        item("a sum of itself", "sumOf: [LP-PB, LP-LBL]", at: "LP-PB", "the item LP-PB cannot be made of itself"),
        item("a sum of one", "sumOf: [LP-LBL]", at: "[LP-LBL", "at least two items are needed"),
        item("a member twice", "sumOf: [LP-LBL, LP-LBL]", at: "LP-LBL]", "the item LP-LBL stands twice"),
        kind("an alternative of nothing", "anyOf: [LP-PB, LP-Q]", at: "LP-Q", "there is no item LP-Q in this edition"),
        kind(
            "a figure that nothing judges", "reportOnly: true", at: "true",
            "no sum counts this item, so nothing judges it"),
        CriteriaMistake(
            "a sum that is none", "passFail: true", "passFail: true\n        sumOf: [LP-PB, LP-LBL]", line: "sumOf",
            at: "[LP",
            "sumOf goes with limit, limits or cases of limits"),
    ]

    private static let specimens = [
        item("Re not above Ac", "specimens: {n: 3, Ac: 1, Re: 1}", at: "1}", "Re 1 must be above Ac 1"),
        item(
            "Re that is never reached", "specimens: {n: 3, Ac: 0, Re: 4}", at: "4}",
            "Re 4 can never be reached by 3 specimens"),
        item("no specimen", "specimens: {n: 0, Ac: 0, Re: 1}", at: "0,", "expected 1 to 1000 specimens"),
    ]

    private static let escalation = [
        item(
            "escalation of what is serious", "escalate: {multiple: \"3\", basis: 方案}", at: "{multiple",
            "unreachable: the item is serious already"),
        CriteriaMistake(
            "a multiple that every failure reaches", "hazard: serious",
            "hazard: general\n        escalate: {multiple: \"1.0\", basis: 方案}",
            line: "escalate", at: "\"1.0\"",
            "a multiple of 1.0 is reached by every failure; write more than 1, or hazard: serious"),
        CriteriaMistake(
            "a multiple of nothing", "limit: {max: \"90\"}\n        hazard: serious",
            "limit: {max: \"0\"}\n        hazard: general\n        escalate: {multiple: \"3\", basis: 方案}",
            line: "escalate",
            at: "{multiple", "unreachable: no multiple of a limit that is not above 0"),
        CriteriaMistake(
            "a multiple of no number", "passFail: true\n        hazard: general",
            "passFail: true\n        hazard: general\n        escalate: {multiple: \"3\", basis: 方案}", line: "escalate",
            at: "{multiple", "unreachable: the item has no limit to exceed"),
        item("nothing to escalate by", "escalate: {basis: 方案}", at: "{basis", "write multiple or guarded: true"),
        group(
            "a group that no item has", "[{hazardGroup: heat, items: 2, basis: 方案}]", at: "heat",
            "no item has the hazardGroup “heat”"),
        group(
            "a group of one", "[{hazardGroup: heat, items: 1, basis: 方案}]", at: "1,",
            "one failing item is no group; write 2 or more, or hazard: serious at the item"),
        CriteriaMistake(
            "more than a group has", "    items:\n      - code: LP-PB",
            "    escalation: {groups: [{hazardGroup: heat, items: 2, basis: 方案}]}\n    items:\n      - hazardGroup: heat\n        code: LP-PB",
            line: "escalation", at: "2,", "unreachable: the group “heat” has 1 items"),
        CriteriaMistake(
            "no days", "    items:", "    escalation: {repeat: {findings: 1, days: 0, basis: 方案}}\n    items:",
            line: "escalation",
            at: "0,", "expected 1 or more"),
    ]

    private static func group(_ description: String, _ groups: String, at: String, _ message: String) -> CriteriaMistake
    {
        let line = "    escalation: {groups: \(groups)}"
        return CriteriaMistake(description, "    items:", line + "\n    items:", line: line, at: at, message)
    }

    private static let declarations = [
        CriteriaMistake(
            "a class that is not stated", "passFail: true", "gradesAtLeast: {young: \"3\"}\n        by: age",
            line: "by: age",
            at: "age", "“age” is not stated; add the section declares with it"),
        kind(
            "a class in a case that is not stated", "cases: [{when: {age: young}, absent: true}]", at: "young",
            "“age” is not stated; add the section declares with it"),
        CriteriaMistake(
            "a declaration that is neither class nor number", "product: lamp",
            "declares: {age: {name: 年龄}}\nproduct: lamp",
            line: "declares", at: "{name", "write either values, for a class, or unit, for a number"),
        CriteriaMistake(
            "no declaration at all", "product: lamp", "declares: {}\nproduct: lamp", line: "declares", at: "{}",
            "name at least one declaration, or leave declares out"),
    ]

    private static let editions = [
        CriteriaMistake(
            "both ways to state the dates", "    produced: {until: \"2026-10-31\"}",
            "    produced: {until: \"2026-10-31\"}\n    applies: [{sold: {from: \"2026-01-01\"}}]", line: "applies",
            at: "[{sold",
            "write either produced and sold, or applies")
    ]
}

@Suite("A mistake in a criteria file")
struct CriteriaMistakeTests {
    @Test("is reported with its line and column", arguments: CriteriaMistake.all)
    func placed(_ mistake: CriteriaMistake) throws {
        let found = criteriaMistakes(mistake.text)
        let told = try #require(
            found.first { $0.message.hasPrefix(mistake.message) }, "\(found.map(\.description))")
        #expect((told.line, told.column) == mistake.place)
        #expect(told.file == "Criteria/lamp.yaml")
    }

    @Test("all of them are reported in one run, in the order of the file")
    func together() {
        let broken = RuleText.criteria
            .with("name: 台灯", "nmae: 台灯").with("until: \"2026-10-31\"", "untill: \"2026-10-31\"")
            .with("        unit: mg/kg\n", "").with("{max: \"90\"}", "{min: \"91\", max: \"90\"}")
            .with("code: LP-LBL", "code: LP-PB").with("passFail: true", "passFail: yes")
        let found = criteriaMistakes(broken)
        for part in [
            "“nmae”", "the key “name” is missing", "“untill”", "needs a unit", "is above the upper limit",
            "stands twice",
            "expected true or false",
        ] {
            #expect(found.contains { $0.message.contains(part) }, "\(part)")
        }
        #expect(found.map(\.line) == found.map(\.line).sorted())
    }

    private static let stated = """
        declares:
          age: {name: 年龄, values: {young: 小, old: 大}}
          volts: {name: 电压, unit: V}

        """

    @Test(
        "in a declaration is reported with the most similar known name",
        arguments: [
            (
                "absent: true\n        appliesTo: {agee: young}",
                "“agee” is not stated under declares; did you mean “age”? "
            ),
            ("absent: true\n        appliesTo: {age: yuong}", "“yuong” is no value of “age”; did you mean “young”? "),
            ("absent: true\n        appliesTo: {volts: young}", "“volts” is declared as a number; a class with values"),
            ("unit: V\n        atLeastDeclared: age", "“age” is declared as a class; a number with a unit"),
            ("unit: V\n        atLeastDeclared: vots", "“vots” is not stated under declares; did you mean “volts”? "),
            ("unit: V\n        limits: {A: {max: \"1\"}}", "“variant” is not stated under declares"),
            ("gradeAtLeast: \"3\"\n        declaredRequirement: {name: claim}", "“claim” is not stated under declares"),
        ])
    func declared(_ new: String, _ message: String) {
        let found = criteriaMistakes(Self.stated + RuleText.criteria.with("passFail: true", new))
        #expect(found.contains { $0.message.hasPrefix(message) }, "\(found.map(\.description))")
    }

    @Test("a cycle of alternatives is reported once")
    func circle() {
        let items =
            RuleText.criteria.with("passFail: true", "anyOf: [LP-A, LP-PB]") + """
                      - {code: LP-A, name: 甲, standard: G, anyOf: [LP-B, LP-PB], hazard: general, source: {confidence: S}}
                      - {code: LP-B, name: 乙, standard: G, anyOf: [LP-LBL, LP-PB], hazard: general, source: {confidence: S}}

                """
        let found = criteriaMistakes(items)
        #expect(found.map(\.message) == ["the alternatives lead in a circle: LP-LBL → LP-A → LP-B → LP-LBL"])
    }

    private func warnings(_ text: String) -> [Diagnostic] {
        CriteriaFile.examine(Array(text.utf8), file: "Criteria/lamp.yaml").diagnostics
    }

    @Test("a possible mistake is a warning, and the file may be used")
    func warnings() throws {
        let gap =
            RuleText.criteria + """
                  - edition: "GB 1-2025"
                    produced: {from: "2026-12-01"}
                    items:
                      - {code: A, name: 甲, standard: G, method: G, passFail: true, hazard: general, source: {confidence: S}}

                """
        let found = warnings(gap)
        #expect(found.map(\.message) == ["no edition for production from 2026-11-01 until 2026-11-30"])
        #expect(found.first?.severity == .warning)
        #expect(found.first?.line == gap.line(of: "GB 1-2025"))
        #expect(found.first?.description.contains(": warning: ") == true)
        #expect(criteriaMistakes(gap).isEmpty)
        let missing =
            Self.stated + RuleText.criteria.with("passFail: true", "gradesAtLeast: {young: \"3\"}\n        by: age")
        #expect(warnings(missing).map(\.message).first?.hasPrefix("nothing for age old: ") == true)
        let open = Self.stated + RuleText.criteria.with("passFail: true", "cases: [{when: {age: old}, absent: true}]")
        #expect(warnings(open).map(\.message) == ["no case for {age: young}: such a sample cannot be judged"])
        let blunt = RuleText.criteria.with(
            "{max: \"90\"}", "{max: \"90\"}\n        detection: {rule: bounds, limit: \"91\"}")
        #expect(warnings(blunt).map(\.message).first?.hasPrefix("the detection limit 91 is above the limit 90") == true)
    }

    @Test("a transition period for old stock leaves neither overlap nor gap")
    func transition() {
        #expect(warnings(WholeCriteria.transition.with("product: whole", "product: lamp")).map(\.description) == [])
    }
}
