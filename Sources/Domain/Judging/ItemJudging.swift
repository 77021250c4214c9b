/// Judges one result against one item. A pure function of its arguments.
package enum ItemJudging {
    typealias Finding = (verdict: Verdict, reason: JudgementReason)

    /// `result` nil means that the laboratory reported nothing for the item.
    package static func judge(_ item: TestItem, _ result: ItemResult?, declared: [String: String]) -> ItemJudgement {
        let (finding, requirement) = find(item, result, declared)
        return ItemJudgement(
            item: item.code, specimen: result?.specimen ?? 1, verdict: finding.verdict, reason: finding.reason,
            requirement: requirement, measured: result?.value ?? "",
            sentence: JudgementWording.item(
                item, measured: result?.value, requirement: requirement, verdict: finding.verdict,
                reason: finding.reason))
    }

    private static func find(
        _ item: TestItem, _ result: ItemResult?, _ declared: [String: String]
    ) -> (Finding, String) {
        let (limit, requirement) = resolve(item, declared)
        guard let result else { return ((.cannotJudge, .missing), requirement) }
        if case .failure(let reason) = limit { return ((.cannotJudge, reason), requirement) }
        let value = MeasuredValue(result.value, wantsGrade: item.requirement.isGrade)
        switch value {
        case .empty: return ((.cannotJudge, .empty), requirement)
        case .unreadable: return ((.cannotJudge, .unreadable), requirement)
        default: break
        }
        guard unitsAgree(result.unit, item.unit, value) else { return ((.cannotJudge, .unitDiffers), requirement) }
        guard case .success(let resolved) = limit else { return ((.cannotJudge, .wrongKind), requirement) }
        switch resolved {
        case .number(let limit):
            return (compare(value, limit, detectionLimit: result.detectionLimit), requirement)
        case .grade(let least):
            guard case .grade(let grade) = value else { return ((.cannotJudge, .wrongKind), requirement) }
            return (grade >= least ? (.meets, .withinLimit) : (.fails, .outsideLimit), requirement)
        case .passFail:
            if value == .passed { return ((.meets, .passed), requirement) }
            return (value == .failed ? (.fails, .failed) : (.cannotJudge, .wrongKind), requirement)
        }
    }

    static func compare(_ value: MeasuredValue, _ limit: Limit, detectionLimit: String?) -> Finding {
        switch value {
        case .number(let number):
            if limit.undecidedAt.contains(number) { return (.cannotJudge, .undecidedAtLimit) }
            return limit.permits(number) ? (.meets, .withinLimit) : (.fails, .outsideLimit)
        case .below(let bound):
            return belowDetection(bound, limit)
        case .notDetected:
            guard let text = detectionLimit, let bound = FixedDecimal(text) else {
                return (.cannotJudge, .detectionLimitUnknown)
            }
            return belowDetection(bound, limit)
        case .above(let bound):
            // The true value is above `bound`: it fails for certain only where nothing above `bound` is permitted.
            if let upper = limit.upper, excludes(bound, Limit(upper: upper, comparison: limit.comparison), upper) {
                return (.fails, .outsideLimit)
            }
            if limit.upper == nil, let lower = limit.lower, includes(bound, limit, lower) {
                return (.meets, .withinLimit)
            }
            return (.cannotJudge, .openEnded)
        case .grade, .passed, .failed, .unreadable, .empty:
            return (.cannotJudge, .wrongKind)
        }
    }

    /// The true value is below `bound`. It conforms where everything below `bound` is permitted; a lower limit is
    /// missed for certain only where nothing below `bound` is permitted.
    private static func belowDetection(_ bound: FixedDecimal, _ limit: Limit) -> Finding {
        if let lower = limit.lower {
            let fails = excludes(bound, Limit(lower: lower, comparison: limit.comparison), lower)
            return fails ? (.fails, .outsideLimit) : (.cannotJudge, .openEnded)
        }
        guard let upper = limit.upper else { return (.cannotJudge, .wrongKind) }
        return includes(bound, limit, upper)
            ? (.meets, .notDetectedWithinLimit) : (.cannotJudge, .detectionLimitAboveLimit)
    }

    /// Whether `limit`, whose one end is `end`, permits all that lies beyond `bound`. A value compared as measured is
    /// never `bound` itself; a rounded one may become it.
    private static func includes(_ bound: FixedDecimal, _ limit: Limit, _ end: Limit.Bound) -> Bool {
        limit.permits(bound) || (limit.comparison == .fullValue && bound == end.value)
    }

    /// Whether `limit`, whose one end is `end`, permits nothing of what lies beyond `bound`.
    private static func excludes(_ bound: FixedDecimal, _ limit: Limit, _ end: Limit.Bound) -> Bool {
        !limit.permits(bound) || (limit.comparison == .fullValue && bound == end.value)
    }
}

extension ItemJudging {
    /// The requirement that applies to this sample: the limit of its variant, or of what it declares.
    enum Resolved {
        case number(Limit)
        case grade(Grade)
        case passFail
    }

    enum Resolution {
        case success(Resolved)
        case failure(JudgementReason)
    }

    private static func resolve(_ item: TestItem, _ declared: [String: String]) -> (Resolution, String) {
        let unit = item.unit.isEmpty ? "" : " " + item.unit
        switch item.requirement {
        case .number(let limits):
            guard let limit = pick(limits, declared) else {
                return (.failure(.variantUnknown), JudgementWording.variants(limits.mapValues(\.text)) + unit)
            }
            return (.success(.number(limit)), limit.text + unit)
        case .gradeAtLeast(let grades):
            guard let grade = pick(grades, declared) else {
                return (.failure(.variantUnknown), JudgementWording.variants(grades.mapValues { "≥" + $0.text }) + unit)
            }
            return (.success(.grade(grade)), "≥" + grade.text + unit)
        case .passFail:
            return (.success(.passFail), JudgementWording.passFail)
        case .atLeastDeclared(let name):
            guard let text = declared[name], let value = FixedDecimal(text) else {
                return (.failure(.declaredValueMissing), JudgementWording.atLeastDeclared)
            }
            let limit = Limit(lower: .init(value, inclusive: true))
            return (.success(.number(limit)), limit.text + unit)
        }
    }

    private static func pick<Value>(_ values: [String: Value], _ declared: [String: String]) -> Value? {
        values[TestItem.anyVariant] ?? declared["variant"].flatMap { values[$0] }
    }

    /// Units must be the same text; a pass/fail finding needs none.
    private static func unitsAgree(_ reported: String, _ required: String, _ value: MeasuredValue) -> Bool {
        switch value {
        case .passed, .failed: true
        case .grade: reported.isEmpty || reported == required
        default: reported == required
        }
    }
}

extension TestItem.Requirement {
    var isGrade: Bool {
        if case .gradeAtLeast = self { true } else { false }
    }
}
