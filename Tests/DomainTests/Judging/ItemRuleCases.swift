import Domain
import Testing

extension JudgingCase {
    /// What criteria state beside a limit: uncertainty, detection, declared values, classes, confidence.
    static let rules =
        guardBand + guardedRejection + detection + presence + tolerance + promises + classes + unverified

    private static func limited(_ limit: Limit, _ rules: ItemRules) -> TestItem {
        .sample(.number([TestItem.anyVariant: limit]), rules: rules)
    }

    private static let kept = limited(.atMost("75"), ItemRules(decision: DecisionRule(.guardBand)))
    private static let keptByTenPercent = limited(
        .atMost("75"), ItemRules(decision: DecisionRule(.guardBand, uncertainty: Share(decimal("10"), .percent))))
    private static let keptInside = limited(
        .between("4.0", "8.5"),
        ItemRules(decision: DecisionRule(.guardBand, uncertainty: Share(decimal("0.1"), .absolute))))

    private static let guardBand = [
        JudgingCase("off the limit by U", kept, "70", uncertainty: "5", .meets, .withinLimit),
        JudgingCase("nearer than U", kept, "70.1", uncertainty: "5", .cannotJudge, .withinUncertainty),
        JudgingCase("outside by less than U still fails", kept, "75.1", uncertainty: "5", .fails, .outsideLimit),
        JudgingCase("no U anywhere", kept, "20", .cannotJudge, .uncertaintyUnknown),
        JudgingCase("a U that is no number", kept, "20", uncertainty: "±5", .cannotJudge, .uncertaintyUnknown),
        JudgingCase("a U of nothing", keptByTenPercent, "70", uncertainty: "0", .cannotJudge, .uncertaintyUnknown),
        JudgingCase(
            "a U that cannot be read is not replaced by the usual one", keptByTenPercent, "20", uncertainty: "12%",
            .cannotJudge, .uncertaintyUnknown),
        JudgingCase(
            "a U in a unit that does not convert", keptByTenPercent, "20", unit: "mL", uncertainty: "1", .cannotJudge,
            .unitDiffers),
        JudgingCase(
            "U in the unit of the value", kept, "0.007", unit: "%", uncertainty: "0.0005", .meets, .withinLimit),
        JudgingCase("U of the criteria", keptByTenPercent, "67.5", .meets, .withinLimit),
        JudgingCase("U of the criteria, too near", keptByTenPercent, "67.6", .cannotJudge, .withinUncertainty),
        JudgingCase("the laboratory's U goes first", keptByTenPercent, "70", uncertainty: "5", .meets, .withinLimit),
        JudgingCase("both ends are kept off", keptInside, "4.1", .meets, .withinLimit),
        JudgingCase("the lower end too", keptInside, "4.09", .cannotJudge, .withinUncertainty),
        JudgingCase("the upper end too", keptInside, "8.41", .cannotJudge, .withinUncertainty),
        JudgingCase("< keeps off as well", kept, "<70", uncertainty: "5", .meets, .notDetectedWithinLimit),
    ]

    private static let rejected = limited(.atMost("75"), ItemRules(decision: DecisionRule(.guardedRejection)))

    private static let rejectedRounded = limited(
        Limit(upper: .init(decimal("0.5"), inclusive: true), comparison: .rounded),
        ItemRules(decision: DecisionRule(.guardedRejection)))
    private static let rejectedBetween = limited(
        .between("4.0", "8.5"), ItemRules(decision: DecisionRule(.guardedRejection)))

    private static let guardedRejection = [
        JudgingCase("outside by more than U", rejected, "80.1", uncertainty: "5", .fails, .outsideLimit),
        JudgingCase("outside by U", rejected, "80", uncertainty: "5", .cannotJudge, .withinUncertainty),
        JudgingCase("within, however near", rejected, "75", uncertainty: "5", .meets, .withinLimit),
        JudgingCase("U unknown", rejected, "90", .cannotJudge, .uncertaintyUnknown),
        JudgingCase(
            "less U, it rounds to what is permitted", rejectedRounded, "0.551", uncertainty: "0.02", .cannotJudge,
            .withinUncertainty),
        JudgingCase(
            "less U, it still rounds beyond", rejectedRounded, "0.58", uncertainty: "0.02", .fails, .outsideLimit),
        JudgingCase(
            "a U as wide as the permitted range proves nothing", rejectedBetween, "9", uncertainty: "6", .cannotJudge,
            .withinUncertainty),
    ]

    private static let fine = limited(.atMost("75"), ItemRules(detection: DetectionRule(limit: decimal("5"))))
    private static let figured = limited(.atMost("75"), ItemRules(detection: DetectionRule(.cannotJudge)))

    private static let detection = [
        JudgingCase("未检出 down to the method's limit", fine, "未检出", .meets, .notDetectedWithinLimit),
        JudgingCase("a finer method", fine, "<4", .meets, .notDetectedWithinLimit),
        JudgingCase("a blunter method than asked for", fine, "<6", .cannotJudge, .detectionLimitTooHigh),
        JudgingCase(
            "the same in another unit", fine, "ND", unit: "%", detectionLimit: "0.0006", .cannotJudge,
            .detectionLimitTooHigh),
        JudgingCase("a figure is needed", figured, "<5", .cannotJudge, .figureNeeded),
        JudgingCase("a figure is there", figured, "5", .meets, .withinLimit),
        JudgingCase(
            "a detection limit of nothing", fine, "ND", detectionLimit: "0", .cannotJudge, .detectionLimitUnknown),
    ]

    private static let pathogen = TestItem.sample(code: "HY-PATH", name: "金黄色葡萄球菌", unit: "", .absent)
    private static let seen = TestItem.sample(
        code: "HY-FUN", name: "真菌", unit: "CFU/g", .absent,
        rules: ItemRules(detection: DetectionRule(limit: decimal("10"))))

    private static let presence = [
        JudgingCase("未检出 meets 不得检出", pathogen, "未检出", .meets, .absent),
        JudgingCase("阴性 too", pathogen, "阴性", .meets, .absent),
        JudgingCase("检出 fails", pathogen, "检出", .fails, .detected),
        JudgingCase("a number fails", pathogen, "3", .fails, .detected),
        JudgingCase("more than a number fails", pathogen, ">300", .fails, .detected),
        JudgingCase("0 is no finding of absence", pathogen, "0", .cannotJudge, .wrongKind),
        JudgingCase("合格 is none either", pathogen, "合格", .cannotJudge, .wrongKind),
        JudgingCase("< is none where no method is named", pathogen, "<10", .cannotJudge, .figureNeeded),
        JudgingCase("< as fine as asked for", seen, "<10", .meets, .absent),
        JudgingCase("< nothing sees nothing", seen, "<0", .cannotJudge, .negativeAmount),
        JudgingCase("< less than nothing", seen, "<-5", .cannotJudge, .negativeAmount),
        JudgingCase("< blunter than asked for", seen, "<20", .cannotJudge, .detectionLimitTooHigh),
        JudgingCase("未检出 with a blunt method", seen, "ND", detectionLimit: "20", .cannotJudge, .detectionLimitTooHigh),
        JudgingCase("nothing reported", pathogen, nil, .cannotJudge, .missing),
    ]

    private static func within(_ minus: String?, _ plus: String?, _ basis: Share.Basis) -> TestItem {
        .sample(
            code: "PB-V", name: "输出电压", unit: "V",
            .tolerance(
                DeclaredTolerance(
                    name: "ratedVoltage", minus: minus.map { decimal($0) }, plus: plus.map { decimal($0) }, basis: basis
                )))
    }

    private static let rated = ["ratedVoltage": "5"]

    private static let tolerance = [
        JudgingCase(
            "5 % above the declared", within("5", "5", .percent), "5.25", declared: rated, .meets, .withinLimit),
        JudgingCase("more than that", within("5", "5", .percent), "5.251", declared: rated, .fails, .outsideLimit),
        JudgingCase("5 % below", within("5", "5", .percent), "4.75", declared: rated, .meets, .withinLimit),
        JudgingCase("less than that", within("5", "5", .percent), "4.74", declared: rated, .fails, .outsideLimit),
        JudgingCase("one side only", within("5", nil, .percent), "9", declared: rated, .meets, .withinLimit),
        JudgingCase("an amount", within("0.5", "0.5", .absolute), "5.5", declared: rated, .meets, .withinLimit),
        JudgingCase(
            "beyond the amount", within("0.5", "0.5", .absolute), "5.51", declared: rated, .fails, .outsideLimit),
        JudgingCase(
            "declared in another unit", within("5", "5", .percent), "5.2", declared: ["ratedVoltage": "5000 mV"],
            .meets,
            .withinLimit),
        JudgingCase(
            "declared in a unit that does not convert", within("5", "5", .percent), "5.2",
            declared: ["ratedVoltage": "5 A"], .cannotJudge, .declaredValueMissing),
        JudgingCase("nothing declared", within("5", "5", .percent), "5", .cannotJudge, .declaredValueMissing),
        JudgingCase(
            "a share of nothing", within("5", "5", .percent), "0", declared: ["ratedVoltage": "0"], .cannotJudge,
            .declaredValueMissing),
        JudgingCase(
            "18 digits and a share of them", within("5", "5", .percent), "1",
            declared: ["ratedVoltage": "0.123456789012345678"], .cannotJudge, .tooManyDigits),
    ]

    private static func promised(_ force: DeclaredRequirement.Force) -> TestItem {
        limited(.atMost("75"), ItemRules(declared: DeclaredRequirement(name: "claim", force: force)))
    }

    private static let recalledPromise = TestItem.sample(
        .number([TestItem.anyVariant: .atMost("75")]),
        rules: ItemRules(declared: DeclaredRequirement(name: "claim", force: .mandatory)), confidence: .recalled)

    private static let promises = [
        JudgingCase("明示 stricter wins", promised(.mandatory), "50", declared: ["claim": "20"], .fails, .outsideLimit),
        JudgingCase("明示 laxer never", promised(.mandatory), "80", declared: ["claim": "100"], .fails, .outsideLimit),
        JudgingCase("nothing 明示, the standard", promised(.mandatory), "70", .meets, .withinLimit),
        JudgingCase(
            "明示 in words", promised(.mandatory), "5", declared: ["claim": "低"], .cannotJudge, .declaredValueMissing),
        JudgingCase(
            "recommended: what is 明示", promised(.recommended), "80", declared: ["claim": "100"], .meets, .withinLimit),
        JudgingCase("recommended and nothing 明示", promised(.recommended), "80", .cannotJudge, .notDeclared),
        JudgingCase(
            "明示 stricter than what is only recalled", recalledPromise, "15", declared: ["claim": "20"], .cannotJudge,
            .limitUnverified),
    ]

    private static let material = Declaration(
        name: "material", title: "材料",
        values: [
            .init(code: "clay", title: "造型黏土"), .init(code: "paint", title: "指画颜料"), .init(code: "gas", title: "气"),
        ])
    private static let age = Declaration(
        name: "age", title: "年龄", values: [.init(code: "under36", title: "36个月以下"), .init(code: "over36", title: "其他")])
    private static let byMaterial = TestItem.sample(
        .byClass([
            ClassCase(when: ["material": ["clay"]], demand: .limit(.atMost("90"))),
            ClassCase(when: ["material": ["paint"], "age": ["under36"]], demand: .limit(.atMost("25"))),
            ClassCase(when: ["material": ["paint"], "age": ["over36"]], demand: .notApplicable),
        ]))
    private static let infants = limited(.atMost("75"), ItemRules(appliesTo: ["age": ["under36"]]))

    private static func ofClass(
        _ description: String, _ item: TestItem, _ declared: [String: String], _ verdict: Verdict,
        _ reason: JudgementReason
    ) -> JudgingCase {
        JudgingCase(description, item, "50", declared: declared, declarations: [material, age], verdict, reason)
    }

    private static let classes = [
        ofClass("one declaration decides", byMaterial, ["material": "clay"], .meets, .withinLimit),
        ofClass("two decide", byMaterial, ["material": "paint", "age": "under36"], .fails, .outsideLimit),
        ofClass(
            "a case that is not for it", byMaterial, ["material": "paint", "age": "over36"], .cannotJudge,
            .notApplicable),
        ofClass("the second is not declared", byMaterial, ["material": "paint"], .cannotJudge, .variantUnknown),
        ofClass("none is declared", byMaterial, [:], .cannotJudge, .variantUnknown),
        ofClass("a value that nobody stated", byMaterial, ["material": "wood"], .cannotJudge, .variantUnknown),
        ofClass("no case fits", byMaterial, ["material": "gas"], .cannotJudge, .noCaseFits),
        ofClass("the item is for it", infants, ["age": "under36"], .meets, .withinLimit),
        ofClass("the item is not for it", infants, ["age": "over36"], .cannotJudge, .notApplicable),
        ofClass("a mistyped age is not “not for it”", infants, ["age": "ovr36"], .cannotJudge, .variantUnknown),
        ofClass("whether it is for it is unknown", infants, [:], .cannotJudge, .variantUnknown),
    ]

    private static let unverified =
        unverifiedFigures + [
            JudgingCase(
                "an unverified figure asks for no class",
                .sample(.number(["A": .atMost("20"), "B": .atMost("75")]), confidence: .recalled), "1", .cannotJudge,
                .limitUnverified),
            JudgingCase(
                "nor for a result", .sample(.number(["A": .atMost("20")]), confidence: .recalled), nil, .cannotJudge,
                .limitUnverified),
            JudgingCase(
                "nor for an age",
                .sample(rules: ItemRules(appliesTo: ["age": ["under36"]]), confidence: .notFound), "1", .cannotJudge,
                .limitUnverified),
            JudgingCase(
                "nor for a declared number", .sample(unit: "mAh", .atLeastDeclared("rated"), confidence: .recalled),
                "1",
                .cannotJudge, .limitUnverified),
        ]

    private static let unverifiedFigures = [FigureSource.Confidence.recalled, .notFound].flatMap { confidence in
        [
            JudgingCase(
                "a figure of confidence \(confidence.rawValue) fails nobody", .sample(confidence: confidence), "999",
                .cannotJudge, .limitUnverified),
            JudgingCase(
                "nor does one of confidence \(confidence.rawValue) pass anybody", .sample(confidence: confidence), "1",
                .cannotJudge, .limitUnverified),
            JudgingCase(
                "one case of confidence \(confidence.rawValue)",
                .sample(
                    .byClass([
                        ClassCase(
                            when: [:], demand: .limit(.atMost("5")),
                            source: FigureSource(confidence: confidence, note: "recalled"))
                    ])), "1", .cannotJudge, .limitUnverified),
        ]
    }
}
