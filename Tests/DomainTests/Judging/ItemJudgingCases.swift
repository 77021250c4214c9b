import Domain
import Testing

/// One result, and its expected verdict and reason.
struct JudgingCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let item: TestItem
    var result: ItemResult?
    var declared: [String: String] = [:]
    var declarations: [Declaration] = []
    let verdict: Verdict
    let reason: JudgementReason

    init(
        _ description: String, _ item: TestItem, _ value: String?, unit: String? = nil, detectionLimit: String? = nil,
        uncertainty: String? = nil, declared: [String: String] = [:], declarations: [Declaration] = [],
        _ verdict: Verdict, _ reason: JudgementReason
    ) {
        testDescription = description
        self.item = item
        result = value.map {
            ItemResult(
                item: item.code, value: $0, unit: unit ?? item.unit, detectionLimit: detectionLimit,
                uncertainty: uncertainty)
        }
        self.declared = declared
        self.declarations = declarations
        self.verdict = verdict
        self.reason = reason
    }

    var judgement: ItemJudgement {
        ItemJudging.judge(item, result, declared: declared, declarations: declarations)
    }
}

extension JudgingCase {
    static let all =
        numbers + rounded + units + notDetected + openEnded + grades + passFail + declaredValues + notJudged
        + negative + rules

    private static let atMost75 = TestItem.number(.atMost("75"))
    private static let byVariant = TestItem.sample(.number(["A": .atMost("20"), "B": .atMost("75")]))
    private static let acidity = TestItem.sample(unit: "", .number([TestItem.anyVariant: .contradicted()]))
    private static let roundedAcidity = TestItem.sample(
        unit: "", .number([TestItem.anyVariant: .contradicted(.rounded)]))
    private static let guardedAcidity = TestItem.sample(
        unit: "", .number([TestItem.anyVariant: .contradicted()]),
        rules: ItemRules(decision: DecisionRule(.guardBand, uncertainty: Share(decimal("0.1"), .absolute))))
    private static let magnet = TestItem.number(.below("50", undecidedAt: ["50"]))
    private static let colour = TestItem.sample(
        code: "TX-CW", name: "耐水色牢度", unit: "级", .gradeAtLeast([TestItem.anyVariant: grade("3-4")]))
    private static let capacity = TestItem.sample(
        code: "PB-CAP", name: "有效输出容量", unit: "mAh", .atLeastDeclared("ratedCapacity"))

    private static let numbers = [
        JudgingCase("a number within the limit meets", atMost75, "74.9", .meets, .withinLimit),
        JudgingCase("the limit itself meets", atMost75, "75.00", .meets, .withinLimit),
        JudgingCase("a number above the limit fails", atMost75, "75.1", .fails, .outsideLimit),
        JudgingCase(
            "the limit of the variant counts", byVariant, "50", declared: ["variant": "A"], .fails, .outsideLimit),
        JudgingCase(
            "another variant has another limit", byVariant, "50", declared: ["variant": "B"], .meets, .withinLimit),
        JudgingCase("without a declared variant there is no limit", byVariant, "5", .cannotJudge, .variantUnknown),
        JudgingCase(
            "a variant that the criteria do not know", byVariant, "5", declared: ["variant": "D"], .cannotJudge,
            .variantUnknown),
        JudgingCase("exactly the undecided value", magnet, "50.0", .cannotJudge, .undecidedAtLimit),
        JudgingCase("just below the undecided value", magnet, "49.9", .meets, .withinLimit),
        JudgingCase("just above the undecided value", magnet, "50.1", .fails, .outsideLimit),
        JudgingCase("the lower end of an undecided range", acidity, "4.0", unit: "", .cannotJudge, .undecidedAtLimit),
        JudgingCase(
            "inside an undecided range, with two decimals", acidity, "4.85", unit: "", .cannotJudge, .undecidedAtLimit),
        JudgingCase(
            "just below the end of an undecided range", acidity, "5.499", unit: "", .cannotJudge, .undecidedAtLimit),
        JudgingCase("the excluded end of an undecided range", acidity, "5.5", unit: "", .meets, .withinLimit),
        JudgingCase(
            "truly below the end of an undecided range", acidity, "5.5(-)", unit: "", .cannotJudge,
            .undecidedAtLimit),
        JudgingCase(
            "truly above the end of an undecided range", acidity, "5.5(+)", unit: "", .meets, .withinLimit),
        JudgingCase("below the range that both sources permit", acidity, "3.99", unit: "", .fails, .outsideLimit),
        JudgingCase(
            "rounds into an undecided range", roundedAcidity, "3.96", unit: "", .cannotJudge, .undecidedAtLimit),
        JudgingCase("rounds out of an undecided range", roundedAcidity, "5.46", unit: "", .meets, .withinLimit),
        JudgingCase(
            "nearer to an undecided range than U", guardedAcidity, "5.59", unit: "", .cannotJudge, .withinUncertainty),
        JudgingCase("exactly U away from an undecided range", guardedAcidity, "5.6", unit: "", .meets, .withinLimit),
    ]

    private static let deviation = TestItem.sample(unit: "%", .number([TestItem.anyVariant: .between("-10", "10")]))
    private static let warmth = TestItem.sample(unit: "℃", .number([TestItem.anyVariant: .atMost("50")]))

    private static let negative = [
        JudgingCase("a negative number is not an amount", atMost75, "-80", .cannotJudge, .negativeAmount),
        JudgingCase("a number after another dash is not an amount", atMost75, "–120", .cannotJudge, .negativeAmount),
        JudgingCase("below zero is not an amount", atMost75, "<0", .cannotJudge, .negativeAmount),
        JudgingCase("below a negative number is not an amount", atMost75, "<-5", .cannotJudge, .negativeAmount),
        JudgingCase("zero is an amount", atMost75, "0", .meets, .withinLimit),
        JudgingCase("a deviation may be negative", deviation, "-9.9", .meets, .withinLimit),
        JudgingCase("a deviation below the lower limit", deviation, "-10.1", .fails, .outsideLimit),
        JudgingCase("a temperature may be negative", warmth, "-3", .meets, .withinLimit),
    ]

    private static let rounded = [
        JudgingCase("16.50(+) is above 16.50", .number(.atMost("16.50")), "16.50(+)", .fails, .outsideLimit),
        JudgingCase("16.50(−) is not above it", .number(.atMost("16.50")), "16.50(−)", .meets, .withinLimit),
        JudgingCase("a rounded value far within the limit", atMost75, "74.5(+)", .meets, .withinLimit),
        JudgingCase(
            "the limit depends on the digits that were cut off", .number(.atMost("16.502")), "16.50(+)", .cannotJudge,
            .roundedAtLimit),
    ]

    private static let percent = TestItem.sample(unit: "%", .number([TestItem.anyVariant: .atMost("0.1")]))
    private static let closing = TestItem.sample(unit: "s", .number([TestItem.anyVariant: .atMost("60")]))

    private static let units = [
        JudgingCase("0.0075 % is 75 mg/kg", atMost75, "0.0075", unit: "%", .meets, .withinLimit),
        JudgingCase("0.0076 % is 76 mg/kg", atMost75, "0.0076", unit: "％", .fails, .outsideLimit),
        JudgingCase("1000 mg/kg is 0.1 %", percent, "1000", unit: "mg/Kg", .meets, .withinLimit),
        JudgingCase("1001 mg/kg is more", percent, "1001", unit: "mg/kg", .fails, .outsideLimit),
        JudgingCase("1.5 min is 90 s", closing, "1.5", unit: "min", .fails, .outsideLimit),
        JudgingCase(
            "a detection limit converts with its result", percent, "ND", unit: "mg/kg", detectionLimit: "<50", .meets,
            .notDetectedWithinLimit),
        JudgingCase(
            "a detection limit above the limit converts too", percent, "未检出", unit: "g/kg", detectionLimit: "50",
            .cannotJudge,
            .detectionLimitAboveLimit),
        JudgingCase(
            "below detection in another unit", atMost75, "<0.1", unit: "g/kg", .cannotJudge, .detectionLimitAboveLimit),
        JudgingCase("above the range in another unit", atMost75, ">1", unit: "g/kg", .fails, .outsideLimit),
        JudgingCase("a rounded value in another unit", atMost75, "0.09(−)", unit: "g/kg", .fails, .outsideLimit),
        JudgingCase(
            "a rounded value in another unit that may reach the limit", atMost75, "0.08(−)", unit: "g/kg", .cannotJudge,
            .roundedAtLimit),
        JudgingCase("mg/L does not convert to mg/kg", atMost75, "20", unit: "mg/L", .cannotJudge, .unitDiffers),
        JudgingCase("ppm is ambiguous", atMost75, "20", unit: "ppm", .cannotJudge, .unitDiffers),
        JudgingCase("Mg is not mg", atMost75, "20", unit: "Mg/kg", .cannotJudge, .unitDiffers),
    ]

    private static let notDetected = [
        JudgingCase("< a limit within the limit", atMost75, "<20", .meets, .notDetectedWithinLimit),
        JudgingCase("< exactly the limit", atMost75, "<75", .meets, .notDetectedWithinLimit),
        JudgingCase("< more than the limit", atMost75, "<76", .cannotJudge, .detectionLimitAboveLimit),
        JudgingCase(
            "未检出 with a detection limit within the limit", atMost75, "未检出", detectionLimit: "20", .meets,
            .notDetectedWithinLimit),
        JudgingCase(
            "ND with a detection limit above the limit", atMost75, "ND", detectionLimit: "80", .cannotJudge,
            .detectionLimitAboveLimit),
        JudgingCase("ND without a detection limit", atMost75, "ND", .cannotJudge, .detectionLimitUnknown),
        JudgingCase(
            "ND with an unreadable detection limit", atMost75, "ND", detectionLimit: "低", .cannotJudge,
            .detectionLimitUnknown),
        JudgingCase(
            "ND with a detection limit of zero", atMost75, "ND", detectionLimit: "0", .cannotJudge,
            .detectionLimitUnknown),
        JudgingCase("< the excluded limit", .number(.below("50")), "<50", .meets, .notDetectedWithinLimit),
        JudgingCase("< the lower limit", .number(.atLeast("80")), "<80", .fails, .outsideLimit),
        JudgingCase("< more than the lower limit", .number(.atLeast("80")), "<81", .cannotJudge, .openEnded),
        JudgingCase("< inside a range", .number(.between("4.0", "8.5")), "<8", .cannotJudge, .openEnded),
    ]

    private static let openEnded = [
        JudgingCase("> the limit", atMost75, ">75", .fails, .outsideLimit),
        JudgingCase("> less than the limit", atMost75, ">74", .cannotJudge, .openEnded),
        JudgingCase("> the lower limit", .number(.atLeast("80")), ">80", .meets, .withinLimit),
        JudgingCase("> less than the lower limit", .number(.atLeast("80")), ">79", .cannotJudge, .openEnded),
        JudgingCase("> inside a range", .number(.between("4.0", "8.5")), ">5", .cannotJudge, .openEnded),
        JudgingCase("> the upper end of a range", .number(.between("4.0", "8.5")), ">9", .fails, .outsideLimit),
    ]

    private static let grades = [
        JudgingCase("the required grade", colour, "3-4", .meets, .withinLimit),
        JudgingCase("a better grade", colour, "4级", .meets, .withinLimit),
        JudgingCase("a lower grade", colour, "3", .fails, .outsideLimit),
        JudgingCase("a grade needs no unit", colour, "4", unit: "", .meets, .withinLimit),
        JudgingCase("a decimal is not a grade", colour, "3.5", .cannotJudge, .wrongKind),
        JudgingCase("合格 is not a grade", colour, "合格", .cannotJudge, .wrongKind),
        JudgingCase("a grade in mg/kg", colour, "4", unit: "mg/kg", .cannotJudge, .unitDiffers),
    ]

    private static let passFail = [
        JudgingCase("passed", .label, "合格", .meets, .passed),
        JudgingCase("failed", .label, "不合格", .fails, .failed),
        JudgingCase("a number is neither 合格 nor 不合格", .label, "1", .cannotJudge, .wrongKind),
        JudgingCase("ND is neither 合格 nor 不合格", .label, "ND", .cannotJudge, .wrongKind),
        JudgingCase("合格 is not a number", atMost75, "合格", .cannotJudge, .wrongKind),
        JudgingCase("不合格 is not a number", atMost75, "不合格", .cannotJudge, .wrongKind),
    ]

    private static let declaredValues = [
        JudgingCase(
            "equal to the declared value", capacity, "6000", declared: ["ratedCapacity": "6000"], .meets, .withinLimit),
        JudgingCase(
            "below the declared value", capacity, "5999", declared: ["ratedCapacity": "6000"], .fails, .outsideLimit),
        JudgingCase("nothing declared", capacity, "6000", .cannotJudge, .declaredValueMissing),
        JudgingCase(
            "the declared value is a word", capacity, "6000", declared: ["ratedCapacity": "六千"], .cannotJudge,
            .declaredValueMissing),
    ]

    private static let notJudged = [
        JudgingCase("no result", atMost75, nil, .cannotJudge, .missing),
        JudgingCase("no result and no variant", byVariant, nil, .cannotJudge, .missing),
        JudgingCase("an empty result", atMost75, "  ", .cannotJudge, .empty),
        JudgingCase("an unreadable text", atMost75, "约20", .cannotJudge, .unreadable),
        JudgingCase("1,5 is ambiguous", atMost75, "1,5", .cannotJudge, .unreadable),
        JudgingCase("no unit", atMost75, "20", unit: "", .cannotJudge, .unitDiffers),
        JudgingCase("another unit below detection", atMost75, "<0.1", unit: "g/L", .cannotJudge, .unitDiffers),
        JudgingCase("detected without an amount", atMost75, "检出", .cannotJudge, .wrongKind),
    ]
}
