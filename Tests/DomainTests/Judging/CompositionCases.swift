import Domain
import Testing

/// A sample of several items or specimens, and the expected verdict on each result.
struct CompositionCase: Sendable, CustomTestStringConvertible {
    struct Row: Hashable, Sendable, CustomStringConvertible {
        let item: String
        let verdict: Verdict
        let reason: JudgementReason

        var description: String { "\(item) \(verdict) \(reason.rawValue)" }
    }

    let testDescription: String
    let items: [TestItem]
    let results: [ItemResult]
    let verdict: Verdict
    let expected: [Row]

    init(
        _ description: String, _ items: [TestItem], _ results: [(String, Int, String)], _ verdict: Verdict,
        _ expected: [(String, Verdict, JudgementReason)]
    ) {
        testDescription = description
        self.items = items
        self.results = results.map { code, specimen, value in
            let unit = items.first { $0.code == code }?.unit ?? ""
            return ItemResult(item: code, specimen: specimen, value: value, unit: unit)
        }
        self.verdict = verdict
        self.expected = expected.map { Row(item: $0, verdict: $1, reason: $2) }
    }

    var conclusion: Conclusion {
        SampleJudging.judge(
            .sample(results), under: .sample([.sample(items: items)]), soldOn: day("2026-11-02"))
    }

    var rows: [Row] {
        conclusion.items.map { Row(item: $0.item, verdict: $0.verdict, reason: $0.reason) }
    }
}

extension CompositionCase {
    static let all = sums + alternatives + specimens + unverified

    private static func part(_ code: String, unit: String = "%") -> TestItem {
        .sample(code: code, name: code, unit: unit, .reportOnly)
    }

    private static func total(
        _ kind: DetectionRule.Kind = .bounds, limit: String? = nil, unit: String = "%"
    ) -> [TestItem] {
        [
            .sample(
                code: "SUM", name: "总和", unit: unit, .number([TestItem.anyVariant: .atMost("0.1")]),
                sumOf: ["A", "B", "C"],
                rules: ItemRules(detection: DetectionRule(kind, limit: limit.map { decimal($0) }))), part("A"),
            part("B"),
            part("C"),
        ]
    }

    private static let parts: [(String, Verdict, JudgementReason)] = ["A", "B", "C"].map {
        ($0, .cannotJudge, .reportOnly)
    }

    private static func sum(
        _ description: String, _ values: [String?], own: String? = nil, of items: [TestItem] = total(),
        _ verdict: Verdict,
        _ reason: JudgementReason
    ) -> CompositionCase {
        let members = zip(["A", "B", "C"], values).compactMap { code, value in value.map { (code, 1, $0) } }
        return CompositionCase(
            description, items, (own.map { [("SUM", 1, $0)] } ?? []) + members, verdict,
            [("SUM", verdict, reason)] + parts)
    }

    private static let sums = [
        sum("members add up to the limit", ["0.05", "0.03", "0.02"], .meets, .withinLimit),
        sum("members add up to more", ["0.05", "0.03", "0.021"], .fails, .outsideLimit),
        sum("the sum of all detection limits still meets", ["0.05", "<0.01", "<0.01"], .meets, .withinLimit),
        sum("the detection limits reach the limit exactly", ["0.05", "<0.03", "<0.02"], .meets, .withinLimit),
        sum("the detection limits leave the verdict open", ["0.05", "<0.04", "<0.02"], .cannotJudge, .sumOpen),
        sum("the known amounts are already too high", ["0.11", "<0.5", "ND"], .fails, .outsideLimit),
        sum("ND without a limit may be anything", ["0.05", "ND", "0"], .cannotJudge, .detectionLimitUnknown),
        sum("a missing member may have any value", ["0.05", "0.01", nil], .cannotJudge, .missing),
        sum("the sum fails without the missing member", ["0.09", "0.02", nil], .fails, .outsideLimit),
        sum("an unreadable member may have any value", ["0.05", "约0.01", "0"], .cannotJudge, .unreadable),
        sum("an empty member may have any value", ["0.05", "", "0"], .cannotJudge, .missing),
        sum("a negative member is not an amount", ["0.15", "-0.1", "0"], .fails, .outsideLimit),
        sum("a member above the range is at least its bound", [">0.2", "0", "0"], .fails, .outsideLimit),
        sum("only the sum is reported", [], own: "0.09", .meets, .withinLimit),
        sum("neither the sum nor a member is reported", [], .cannotJudge, .missing),
        sum("sum and members are reported and agree", ["0.05", "0.03", "0.02"], own: "0.10", .meets, .withinLimit),
        sum(
            "sum and members are reported and contradict each other", ["0.05", "0.05", "0.02"], own: "0.09",
            .cannotJudge, .sumContradicted),
        sum("a blank total is calculated", ["0.05", "0.03", "0.02"], own: "", .meets, .withinLimit),
        sum("a blank total of too much", ["0.05", "0.03", "0.021"], own: "　", .fails, .outsideLimit),
        sum("a total of /, calculated", ["0.05", "0.03", "0.021"], own: "/", .fails, .outsideLimit),
        sum("the total is below a member", ["0.05", "0", "0"], own: "0.04", .cannotJudge, .sumContradicted),
        sum(
            "the total is below detection, a member is not", ["0.05", "0", "0"], own: "<0.05", .cannotJudge,
            .sumContradicted),
        sum(
            "the total leaves members out that are below detection", ["0.05", "<0.2", "0"], own: "0.05", .cannotJudge,
            .sumOpen),
        sum(
            "ND counts as 0 if the standard requires it", ["0.05", "<0.04", "ND"], of: total(.zero), .meets,
            .withinLimit),
        sum(
            "not detected, with a detection limit above the required one", ["0.05", "<0.04", "ND"],
            of: total(.zero, limit: "0.03"), .cannotJudge, .detectionLimitTooHigh),
        sum(
            "a detection limit of zero", ["0.05", "<0", "ND"], of: total(.zero), .cannotJudge,
            .detectionLimitUnknown),
        sum("members in % of a sum in mg/kg", ["0.00005", "0", "0"], of: total(unit: "mg/kg"), .fails, .outsideLimit),
    ]

    private static let either: [TestItem] = [
        .sample(code: "CAP", name: "笔套", unit: "", .anyOf(["LEN", "FLOW"])),
        .sample(code: "LEN", name: "长度", unit: "mm", .number([TestItem.anyVariant: .atLeast("16")])),
        .sample(code: "FLOW", name: "通气量", unit: "L/min", .number([TestItem.anyVariant: .atLeast("8")])),
    ]

    private static let alternatives = [
        CompositionCase(
            "long enough, with too little air flow", either, [("LEN", 1, "17"), ("FLOW", 1, "2")], .meets,
            [
                ("CAP", .meets, .alternativeMeets), ("LEN", .meets, .withinLimit),
                ("FLOW", .cannotJudge, .otherAlternativeMeets),
            ]),
        CompositionCase(
            "long enough, without an air flow", either, [("LEN", 1, "17")], .meets,
            [
                ("CAP", .meets, .alternativeMeets), ("LEN", .meets, .withinLimit),
                ("FLOW", .cannotJudge, .otherAlternativeMeets),
            ]),
        CompositionCase(
            "too short, and too little air flow", either, [("LEN", 1, "12"), ("FLOW", 1, "2")], .fails,
            [
                ("CAP", .fails, .alternativesFail), ("LEN", .fails, .outsideLimit), ("FLOW", .fails, .outsideLimit),
            ]),
        CompositionCase(
            "too short, without an air flow", either, [("LEN", 1, "12")], .cannotJudge,
            [
                ("CAP", .cannotJudge, .alternativesOpen), ("LEN", .cannotJudge, .partOfAlternatives),
                ("FLOW", .cannotJudge, .missing),
            ]),
        CompositionCase(
            "a second cap is too short, without an air flow", either,
            [("LEN", 1, "20"), ("LEN", 2, "5"), ("FLOW", 1, "10")], .cannotJudge,
            [
                ("CAP", .cannotJudge, .alternativesOpen), ("LEN", .meets, .withinLimit),
                ("LEN", .cannotJudge, .partOfAlternatives), ("FLOW", .meets, .withinLimit),
            ]),
        CompositionCase(
            "a second cap is too short, and has too little air flow", either,
            [("LEN", 1, "20"), ("LEN", 2, "5"), ("FLOW", 2, "2")], .fails,
            [
                ("CAP", .fails, .alternativesFail), ("LEN", .meets, .withinLimit), ("LEN", .fails, .outsideLimit),
                ("FLOW", .fails, .outsideLimit),
            ]),
        CompositionCase(
            "one cap is too short, another has enough air flow", either, [("LEN", 1, "5"), ("FLOW", 2, "10")],
            .cannotJudge,
            [
                ("CAP", .cannotJudge, .alternativesOpen), ("LEN", .cannotJudge, .partOfAlternatives),
                ("FLOW", .meets, .withinLimit),
            ]),
        CompositionCase(
            "one cap is long enough, another has enough air flow", either,
            [("LEN", 1, "20"), ("LEN", 2, "5"), ("FLOW", 2, "10")], .meets,
            [
                ("CAP", .meets, .alternativeMeets), ("LEN", .meets, .withinLimit),
                ("LEN", .cannotJudge, .otherAlternativeMeets), ("FLOW", .meets, .withinLimit),
            ]),
    ]

    private static func planned(_ count: Int, _ accept: Int, _ reject: Int) -> [TestItem] {
        [.sample(code: "X", rules: ItemRules(specimens: SpecimenPlan(count: count, accept: accept, reject: reject)))]
    }

    private static func specimens(
        _ description: String, _ plan: (Int, Int, Int), _ values: [String], _ verdict: Verdict,
        _ expected: [(Verdict, JudgementReason)]
    ) -> CompositionCase {
        CompositionCase(
            description, planned(plan.0, plan.1, plan.2), values.enumerated().map { ("X", $0 + 1, $1) }, verdict,
            expected.map { ("X", $0, $1) })
    }

    private static let good = (Verdict.meets, JudgementReason.withinLimit)
    private static let bad = (Verdict.fails, JudgementReason.outsideLimit)

    private static let specimens = [
        specimens("n 3, Ac 0, Re 1: all meet", (3, 0, 1), ["1", "2", "3"], .meets, [good, good, good]),
        specimens("one fails", (3, 0, 1), ["1", "99", "3"], .fails, [good, bad, good]),
        specimens(
            "one specimen is missing", (3, 0, 1), ["1", "2"], .cannotJudge, [good, good, (.cannotJudge, .missing)]),
        specimens(
            "one specimen fails, one is absent", (3, 0, 1), ["1", "99"], .fails, [good, bad, (.cannotJudge, .missing)]),
        specimens(
            "Ac 1 accepts one", (3, 1, 2), ["1", "99", "3"], .meets, [good, (.meets, .accepted), good]),
        specimens("Re 2 rejects two", (3, 1, 2), ["1", "99", "98"], .fails, [good, bad, bad]),
        specimens(
            "Ac 1, one unknown specimen does not change the verdict", (3, 1, 2), ["1", "2", "约3"], .meets,
            [good, good, (.cannotJudge, .unreadable)]),
        specimens(
            "Ac 1, one fails and one is unknown", (3, 1, 2), ["1", "99", ""], .cannotJudge,
            [good, (.cannotJudge, .acceptanceOpen), (.cannotJudge, .empty)]),
        specimens(
            "the number of failures is between Ac and Re", (5, 0, 2), ["99", "1", "1", "1", "1"], .cannotJudge,
            [(.cannotJudge, .acceptanceOpen), good, good, good, good]),
        specimens(
            "none reported", (2, 0, 1), [], .cannotJudge, [(.cannotJudge, .missing), (.cannotJudge, .missing)]),
        specimens("additional specimens count too", (1, 0, 1), ["1", "99"], .fails, [good, bad]),
    ]

    private static let unverified = [
        CompositionCase(
            "an unverified item prevents the sample from meeting",
            [.sample(code: "X"), .sample(code: "M", confidence: .recalled)],
            [("X", 1, "1"), ("M", 1, "1")], .cannotJudge,
            [("X", .meets, .withinLimit), ("M", .cannotJudge, .limitUnverified)]),
        CompositionCase(
            "an unverified item that is only listed",
            [.sample(code: "X"), .sample(code: "M", confidence: .recalled, holds: false)], [("X", 1, "1")], .meets,
            [("X", .meets, .withinLimit), ("M", .cannotJudge, .limitUnverified)]),
        CompositionCase(
            "a sample with only unverified items cannot be judged",
            [.sample(code: "M", confidence: .notFound, holds: false)],
            [("M", 1, "1")], .cannotJudge, [("M", .cannotJudge, .limitUnverified)]),
    ]
}
