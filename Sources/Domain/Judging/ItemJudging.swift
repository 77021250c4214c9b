/// Judges one result against one item. A pure function of its arguments.
package enum ItemJudging {
    /// - Parameter result: nil if the laboratory reported nothing for the item.
    package static func judge(
        _ item: TestItem, _ result: ItemResult?, declared: [String: String], declarations: [Declaration] = []
    ) -> ItemJudgement {
        let traits = SampleTraits(declared: declared, declarations: declarations)
        return judge(item, result, Resolution(item, traits), specimen: result?.specimen ?? 1)
    }

    static func judge(
        _ item: TestItem, _ result: ItemResult?, _ resolution: Resolution, specimen: Int
    ) -> ItemJudgement {
        if let result { return judge(item, result, resolution) }
        let applied: AppliedRequirement?
        let reason: JudgementReason
        switch resolution {
        case .none(let why):
            applied = nil
            reason = why.decidesNothing || why == .limitUnverified ? why : .missing
        case .demand(let requirement, let usable):
            applied = requirement
            reason = usable ? .missing : .limitUnverified
        }
        return ItemJudgement(
            item, specimen: specimen, Finding(.cannotJudge, reason), applied: applied, measured: nil, unit: "")
    }

    static func judge(_ item: TestItem, _ result: ItemResult, _ resolution: Resolution) -> ItemJudgement {
        let applied: AppliedRequirement?
        let finding: Finding
        switch resolution {
        case .none(let reason):
            applied = nil
            finding = Finding(.cannotJudge, reason)
        case .demand(let requirement, let usable):
            applied = requirement
            finding =
                usable
                ? find(item, result, requirement.demand)
                : Finding(.cannotJudge, statement(item, result) ?? .limitUnverified)
        }
        return ItemJudgement(item, result, finding, applied: applied)
    }

    /// The reason for which the laboratory's statement that the item does not apply is accepted or not; nil if it states
    /// a result.
    private static func statement(_ item: TestItem, _ result: ItemResult) -> JudgementReason? {
        guard let mark = NotApplicableMark(result.value) else { return nil }
        guard item.rules.allowsNotApplicable else { return mark == .word ? .notApplicableNotAllowed : nil }
        guard !item.isAppliedByDeclarations else { return .notApplicableContradicted }
        return result.reason == nil ? .notApplicableUnexplained : .statedNotApplicable
    }

    private static func find(_ item: TestItem, _ result: ItemResult, _ demand: Demand) -> Finding {
        let value = MeasuredValue(result.value, wantsGrade: demand.isGrade)
        switch value {
        case .empty: return Finding(.cannotJudge, .empty)
        case .unreadable: return Finding(.cannotJudge, statement(item, result) ?? .unreadable)
        default: break
        }
        switch demand {
        case .limit(let limit): return NumberJudging.judge(value, result, limit, item)
        case .grade(let least): return grade(value, result, least, item)
        case .passFail:
            return switch value {
            case .passed: Finding(.meets, .passed)
            case .failed: Finding(.fails, .failed)
            default: Finding(.cannotJudge, .wrongKind)
            }
        case .absent: return presence(value, result, item)
        case .notApplicable: return Finding(.cannotJudge, .notApplicable)
        }
    }

    private static func grade(_ value: MeasuredValue, _ result: ItemResult, _ least: Grade, _ item: TestItem) -> Finding
    {
        switch value {
        case .passed, .failed: return Finding(.cannotJudge, .wrongKind)
        default: break
        }
        guard result.unit.isEmpty || UnitPair(from: result.unit, to: item.measure).isConvertible else {
            return Finding(.cannotJudge, .unitDiffers)
        }
        guard case .grade(let grade) = value else { return Finding(.cannotJudge, .wrongKind) }
        return grade >= least ? Finding(.meets, .withinLimit) : Finding(.fails, .outsideLimit)
    }

    /// 不得检出: a requirement that is not a limit. Only a result that proves absence meets it.
    private static func presence(_ value: MeasuredValue, _ result: ItemResult, _ item: TestItem) -> Finding {
        guard let value = NumberJudging.counted(value, result, item) else {
            return Finding(.cannotJudge, .detectionLimitUnknown)
        }
        switch value {
        case .notDetected:
            switch result.statedDetectionLimit {
            case .notStated: return Finding(.meets, .absent)
            case .amount(let limit):
                let units = UnitPair(from: result.unit, to: item.measure).exact
                return absence(units.convert(limit), item, units)
            case .notPositive, .unreadable: return Finding(.cannotJudge, .detectionLimitUnknown)
            }
        case .below(let bound):
            guard bound > .zero else { return Finding(.cannotJudge, .negativeAmount) }
            guard item.rules.detection.limit != nil else { return Finding(.cannotJudge, .figureNeeded) }
            let units = UnitPair(from: result.unit, to: item.measure).exact
            return absence(units.convert(bound), item, units)
        case .detected, .above: return Finding(.fails, .detected)
        case .number(let number):
            // 0 does not prove absence, because the detection limit is not reported.
            return number > .zero ? Finding(.fails, .detected) : Finding(.cannotJudge, .wrongKind)
        case .rounded(let number):
            return number.value > .zero ? Finding(.fails, .detected) : Finding(.cannotJudge, .wrongKind)
        case .grade, .passed, .failed, .unreadable, .empty: return Finding(.cannotJudge, .wrongKind)
        }
    }

    /// The substance was not found by a method with the detection limit `bound`.
    private static func absence(_ bound: FixedDecimal?, _ item: TestItem, _ units: UnitPair) -> Finding {
        guard let bound else { return Finding(.cannotJudge, .detectionLimitUnknown) }
        if let stated = item.rules.detection.limit {
            guard let limit = units.counted(stated) else { return Finding(.cannotJudge, .tooManyDigits) }
            if bound > limit { return Finding(.cannotJudge, .detectionLimitTooHigh) }
        }
        return Finding(.meets, .absent)
    }
}

extension Demand {
    var isGrade: Bool {
        if case .grade = self { true } else { false }
    }
}

extension JudgementReason {
    /// Whether a judgement with this reason is listed only and has no influence on the verdict on the sample.
    package var decidesNothing: Bool {
        switch self {
        case .notApplicable, .statedNotApplicable, .notDeclared, .reportOnly, .otherAlternativeMeets,
            .partOfAlternatives:
            true
        default: false
        }
    }

    /// Whether the verdict on the sample depends on a judgement of `item` with this reason.
    func isDecisive(for item: TestItem) -> Bool {
        switch self {
        case .limitUnverified: item.blocksWhenUnverified
        default: !decidesNothing
        }
    }
}
