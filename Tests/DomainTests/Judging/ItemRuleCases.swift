import Domain
import Testing

extension JudgingCase {
    /// The rules that criteria state beside a limit: uncertainty, detection, declared values, classes, confidence.
    static let rules =
        guardBand + guardedRejection + detection + presence + tolerance + claims + classes + unverified + statements

    private static func limited(_ limit: Limit, _ rules: ItemRules) -> TestItem {
        .sample(.number([TestItem.anyVariant: limit]), rules: rules)
    }

    private static let guarded = limited(.atMost("75"), ItemRules(decision: DecisionRule(.guardBand)))
    private static let guardBandOfTenPercent = limited(
        .atMost("75"), ItemRules(decision: DecisionRule(.guardBand, uncertainty: Share(decimal("10"), .percent))))
    private static let guardBandOfRange = limited(
        .between("4.0", "8.5"),
        ItemRules(decision: DecisionRule(.guardBand, uncertainty: Share(decimal("0.1"), .absolute))))

    private static let guardBand = [
        JudgingCase("U away from the limit", guarded, "70", uncertainty: "5", .meets, .withinLimit),
        JudgingCase("nearer to the limit than U", guarded, "70.1", uncertainty: "5", .cannotJudge, .withinUncertainty),
        JudgingCase("outside by less than U still fails", guarded, "75.1", uncertainty: "5", .fails, .outsideLimit),
        JudgingCase("neither laboratory nor criteria give U", guarded, "20", .cannotJudge, .uncertaintyUnknown),
        JudgingCase("U is not a number", guarded, "20", uncertainty: "约5", .cannotJudge, .uncertaintyUnknown),
        JudgingCase("U is zero", guardBandOfTenPercent, "70", uncertainty: "0", .cannotJudge, .uncertaintyUnknown),
        JudgingCase(
            "an unreadable U is not replaced by the usual one", guardBandOfTenPercent, "20", uncertainty: "12mg",
            .cannotJudge, .uncertaintyUnknown),
        JudgingCase(
            "U in a unit that does not convert", guardBandOfTenPercent, "20", unit: "mL", uncertainty: "1",
            .cannotJudge,
            .unitDiffers),
        JudgingCase(
            "U in the unit of the value", guarded, "0.007", unit: "%", uncertainty: "0.0005", .meets, .withinLimit),
        JudgingCase("the usual U of the criteria", guardBandOfTenPercent, "67.5", .meets, .withinLimit),
        JudgingCase(
            "nearer to the limit than the usual U", guardBandOfTenPercent, "67.6", .cannotJudge, .withinUncertainty),
        JudgingCase(
            "the laboratory's U replaces the usual one", guardBandOfTenPercent, "70", uncertainty: "5", .meets,
            .withinLimit),
        JudgingCase("U away from both limits", guardBandOfRange, "4.1", .meets, .withinLimit),
        JudgingCase("nearer to the lower limit than U", guardBandOfRange, "4.09", .cannotJudge, .withinUncertainty),
        JudgingCase("nearer to the upper limit than U", guardBandOfRange, "8.41", .cannotJudge, .withinUncertainty),
        JudgingCase(
            "a value below detection, U away from the limit", guarded, "<70", uncertainty: "5", .meets,
            .notDetectedWithinLimit),
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
        JudgingCase("exactly the limit still meets", rejected, "75", uncertainty: "5", .meets, .withinLimit),
        JudgingCase("U is unknown", rejected, "90", .cannotJudge, .uncertaintyUnknown),
        JudgingCase(
            "the value minus U rounds to a permitted value", rejectedRounded, "0.551", uncertainty: "0.02",
            .cannotJudge,
            .withinUncertainty),
        JudgingCase(
            "the value minus U still rounds to a value outside", rejectedRounded, "0.58", uncertainty: "0.02", .fails,
            .outsideLimit),
        JudgingCase(
            "a U as wide as the permitted range proves nothing", rejectedBetween, "9", uncertainty: "6", .cannotJudge,
            .withinUncertainty),
    ]

    private static let withDetectionLimit = limited(
        .atMost("75"), ItemRules(detection: DetectionRule(limit: decimal("5"))))
    private static let needingFigure = limited(.atMost("75"), ItemRules(detection: DetectionRule(.cannotJudge)))

    private static let detection = [
        JudgingCase(
            "未检出 counts down to the method's detection limit", withDetectionLimit, "未检出", .meets,
            .notDetectedWithinLimit),
        JudgingCase(
            "a detection limit below the required one", withDetectionLimit, "<4", .meets, .notDetectedWithinLimit),
        JudgingCase(
            "a detection limit above the required one", withDetectionLimit, "<6", .cannotJudge, .detectionLimitTooHigh),
        JudgingCase(
            "a detection limit above the required one, in another unit", withDetectionLimit, "ND", unit: "%",
            detectionLimit: "0.0006", .cannotJudge,
            .detectionLimitTooHigh),
        JudgingCase("a figure is needed", needingFigure, "<5", .cannotJudge, .figureNeeded),
        JudgingCase("a figure is given", needingFigure, "5", .meets, .withinLimit),
        JudgingCase(
            "a detection limit of zero", withDetectionLimit, "ND", detectionLimit: "0", .cannotJudge,
            .detectionLimitUnknown),
    ]

    private static let pathogen = TestItem.sample(code: "HY-PATH", name: "金黄色葡萄球菌", unit: "", .absent)
    private static let withRequiredLimit = TestItem.sample(
        code: "HY-FUN", name: "真菌", unit: "CFU/g", .absent,
        rules: ItemRules(detection: DetectionRule(limit: decimal("10"))))

    private static let presence = [
        JudgingCase("未检出 meets 不得检出", pathogen, "未检出", .meets, .absent),
        JudgingCase("阴性 meets 不得检出", pathogen, "阴性", .meets, .absent),
        JudgingCase("检出 fails", pathogen, "检出", .fails, .detected),
        JudgingCase("a number fails", pathogen, "3", .fails, .detected),
        JudgingCase("above a number fails", pathogen, ">300", .fails, .detected),
        JudgingCase("0 does not prove absence", pathogen, "0", .cannotJudge, .wrongKind),
        JudgingCase("合格 does not prove absence", pathogen, "合格", .cannotJudge, .wrongKind),
        JudgingCase(
            "< proves no absence without a required detection limit", pathogen, "<10", .cannotJudge, .figureNeeded),
        JudgingCase("< the required detection limit", withRequiredLimit, "<10", .meets, .absent),
        JudgingCase("< zero is not an amount", withRequiredLimit, "<0", .cannotJudge, .negativeAmount),
        JudgingCase("< a negative number is not an amount", withRequiredLimit, "<-5", .cannotJudge, .negativeAmount),
        JudgingCase(
            "< more than the required detection limit", withRequiredLimit, "<20", .cannotJudge, .detectionLimitTooHigh),
        JudgingCase(
            "ND with a detection limit above the required one", withRequiredLimit, "ND", detectionLimit: "20",
            .cannotJudge, .detectionLimitTooHigh),
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
            "5 % above the declared value", within("5", "5", .percent), "5.25", declared: rated, .meets, .withinLimit),
        JudgingCase(
            "more than 5 % above the declared value", within("5", "5", .percent), "5.251", declared: rated, .fails,
            .outsideLimit),
        JudgingCase(
            "5 % below the declared value", within("5", "5", .percent), "4.75", declared: rated, .meets, .withinLimit),
        JudgingCase(
            "more than 5 % below the declared value", within("5", "5", .percent), "4.74", declared: rated, .fails,
            .outsideLimit),
        JudgingCase(
            "no limit above the declared one", within("5", nil, .percent), "9", declared: rated, .meets, .withinLimit),
        JudgingCase(
            "an absolute tolerance", within("0.5", "0.5", .absolute), "5.5", declared: rated, .meets, .withinLimit),
        JudgingCase(
            "beyond an absolute tolerance", within("0.5", "0.5", .absolute), "5.51", declared: rated, .fails,
            .outsideLimit),
        JudgingCase(
            "declared in another unit", within("5", "5", .percent), "5.2", declared: ["ratedVoltage": "5000 mV"],
            .meets,
            .withinLimit),
        JudgingCase(
            "declared in a unit that does not convert", within("5", "5", .percent), "5.2",
            declared: ["ratedVoltage": "5 A"], .cannotJudge, .declaredValueMissing),
        JudgingCase("nothing declared", within("5", "5", .percent), "5", .cannotJudge, .declaredValueMissing),
        JudgingCase(
            "a percentage of zero", within("5", "5", .percent), "0", declared: ["ratedVoltage": "0"], .cannotJudge,
            .declaredValueMissing),
        JudgingCase(
            "a declared number with 18 digits has 15", within("5", "5", .percent), "1",
            declared: ["ratedVoltage": "0.123456789012345678"], .fails, .outsideLimit),
        JudgingCase(
            "a percentage of a number with 18 decimals", within("5", "5", .percent), "1",
            declared: ["ratedVoltage": "0.000000000000000123"], .cannotJudge, .tooManyDigits),
    ]

    private static func declaredClaim(_ force: DeclaredRequirement.Force) -> TestItem {
        limited(.atMost("75"), ItemRules(declared: DeclaredRequirement(name: "claim", force: force)))
    }

    private static let claimBesideRecalledFigure = TestItem.sample(
        .number([TestItem.anyVariant: .atMost("75")]),
        rules: ItemRules(declared: DeclaredRequirement(name: "claim", force: .mandatory)), confidence: .recalled)

    private static let claims = [
        JudgingCase(
            "a stricter 明示 applies", declaredClaim(.mandatory), "50", declared: ["claim": "20"], .fails, .outsideLimit),
        JudgingCase(
            "a less strict 明示 does not apply", declaredClaim(.mandatory), "80", declared: ["claim": "100"], .fails,
            .outsideLimit),
        JudgingCase("without 明示 the standard applies", declaredClaim(.mandatory), "70", .meets, .withinLimit),
        JudgingCase(
            "明示 is not a number", declaredClaim(.mandatory), "5", declared: ["claim": "低"], .cannotJudge,
            .declaredValueMissing),
        JudgingCase(
            "recommended standard: 明示 applies", declaredClaim(.recommended), "80", declared: ["claim": "100"], .meets,
            .withinLimit),
        JudgingCase("recommended standard without 明示", declaredClaim(.recommended), "80", .cannotJudge, .notDeclared),
        JudgingCase(
            "明示 is stricter than a recalled figure", claimBesideRecalledFigure, "15", declared: ["claim": "20"],
            .cannotJudge,
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
        ofClass("two declarations decide", byMaterial, ["material": "paint", "age": "under36"], .fails, .outsideLimit),
        ofClass(
            "the matching case is 不适用", byMaterial, ["material": "paint", "age": "over36"], .cannotJudge,
            .notApplicable),
        ofClass("the second declaration is missing", byMaterial, ["material": "paint"], .cannotJudge, .variantUnknown),
        ofClass("both declarations are missing", byMaterial, [:], .cannotJudge, .variantUnknown),
        ofClass(
            "the criteria do not know the declared value", byMaterial, ["material": "wood"], .cannotJudge,
            .variantUnknown),
        ofClass("no case matches", byMaterial, ["material": "gas"], .cannotJudge, .noCaseFits),
        ofClass("the item applies to the age", infants, ["age": "under36"], .meets, .withinLimit),
        ofClass("the item does not apply to the age", infants, ["age": "over36"], .cannotJudge, .notApplicable),
        ofClass("for an unknown age the item is not skipped", infants, ["age": "ovr36"], .cannotJudge, .variantUnknown),
        ofClass("without an age it is unknown whether the item applies", infants, [:], .cannotJudge, .variantUnknown),
    ]

    private static let unverified =
        unverifiedFigures + [
            JudgingCase(
                "an unverified figure needs no class",
                .sample(.number(["A": .atMost("20"), "B": .atMost("75")]), confidence: .recalled), "1", .cannotJudge,
                .limitUnverified),
            JudgingCase(
                "an unverified figure needs no result", .sample(.number(["A": .atMost("20")]), confidence: .recalled),
                nil, .cannotJudge,
                .limitUnverified),
            JudgingCase(
                "an unverified figure needs no age",
                .sample(rules: ItemRules(appliesTo: ["age": ["under36"]]), confidence: .notFound), "1", .cannotJudge,
                .limitUnverified),
            JudgingCase(
                "an unverified figure needs no declared number",
                .sample(unit: "mAh", .atLeastDeclared("rated"), confidence: .recalled),
                "1",
                .cannotJudge, .limitUnverified),
        ]

    private static let unverifiedFigures = [FigureSource.Confidence.recalled, .notFound].flatMap { confidence in
        [
            JudgingCase(
                "a figure of confidence \(confidence.rawValue) fails no sample", .sample(confidence: confidence), "999",
                .cannotJudge, .limitUnverified),
            JudgingCase(
                "a figure of confidence \(confidence.rawValue) passes no sample", .sample(confidence: confidence), "1",
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
