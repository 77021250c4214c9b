import Domain
import Testing

extension JudgingCase {
    private static let optional = TestItem.sample(
        code: "TX-CORD", name: "绳带要求", unit: "", .passFail, rules: ItemRules(allowsNotApplicable: true))
    private static let infants = TestItem.sample(
        .passFail, rules: ItemRules(appliesTo: ["age": ["under36"]], allowsNotApplicable: true))

    private static func stated(
        _ description: String, _ item: TestItem, _ value: String, because reason: String? = "样品没有绳带",
        declared: [String: String] = [:], _ expected: JudgementReason
    ) -> JudgingCase {
        var example = JudgingCase(description, item, value, declared: declared, .cannotJudge, expected)
        example.result = ItemResult(item: item.code, value: value, unit: "", reason: reason)
        return example
    }

    /// Results that state that the item does not apply.
    static let statements =
        ["不适用", "N/A", "n/a", "NA", "/", "／", "—", "——", "-", " 不适用　"].map {
            stated("the laboratory states “\($0)” with its reason", optional, $0, .statedNotApplicable)
        } + [
            stated("without a reason", optional, "不适用", because: nil, .notApplicableUnexplained),
            stated("the criteria do not allow the statement", .label, "不适用", .notApplicableNotAllowed),
            stated("the criteria do not allow a sign", .label, "/", .unreadable),
            stated("not tested is no statement", optional, "未测", .unreadable),
            stated(
                "the declarations say that the item applies", infants, "不适用", declared: ["age": "under36"],
                .notApplicableContradicted),
            stated(
                "the declarations say that the item does not apply", infants, "不适用", declared: ["age": "over36"],
                .notApplicable),
        ]
}
