/// Judges one result against one item. A pure function of its arguments.
package enum ItemJudging {
    typealias Finding = (verdict: Verdict, reason: JudgementReason)

    /// `result` nil means that the laboratory reported nothing for the item.
    package static func judge(_ item: TestItem, _ result: ItemResult?, declared: [String: String]) -> ItemJudgement {
        let (limit, requirement) = resolve(item, declared)
        let reading = result.map { read($0, for: item) }
        let finding = find(limit, reading, detectionLimit: result?.detectionLimit)
        return ItemJudgement(
            item: item.code, specimen: result?.specimen ?? 1, verdict: finding.verdict, reason: finding.reason,
            requirement: requirement, measured: result?.value ?? "",
            sentence: JudgementWording.item(
                item, result, reading, requirement: requirement, verdict: finding.verdict, reason: finding.reason))
    }

    /// What the laboratory wrote, in the unit of the item.
    struct Reading {
        let value: MeasuredValue
        /// Nil where `value` is in the laboratory's unit: the same, or one that does not convert.
        var conversion: Conversion?
        var unitDiffers = false
    }

    struct Conversion {
        let from: UnitOfMeasure
        let to: UnitOfMeasure
    }

    private static func read(_ result: ItemResult, for item: TestItem) -> Reading {
        let value = MeasuredValue(result.value, wantsGrade: item.requirement.isGrade)
        switch value {
        case .passed, .failed, .empty, .unreadable: return Reading(value: value)
        case .grade where result.unit.isEmpty: return Reading(value: value)
        default: break
        }
        // Nearly always the same bytes.
        if result.unit == item.unit { return Reading(value: value) }
        let units = Conversion(from: UnitOfMeasure(result.unit), to: UnitOfMeasure(item.unit))
        if units.from == units.to { return Reading(value: value) }
        guard let converted = value.converted(from: units.from, to: units.to) else {
            return Reading(value: value, unitDiffers: true)
        }
        return Reading(value: converted, conversion: units)
    }

    private static func find(_ limit: Resolution, _ reading: Reading?, detectionLimit: String?) -> Finding {
        guard let reading else { return (.cannotJudge, .missing) }
        if case .failure(let reason) = limit { return (.cannotJudge, reason) }
        switch reading.value {
        case .empty: return (.cannotJudge, .empty)
        case .unreadable: return (.cannotJudge, .unreadable)
        default: break
        }
        guard !reading.unitDiffers else { return (.cannotJudge, .unitDiffers) }
        guard case .success(let resolved) = limit else { return (.cannotJudge, .wrongKind) }
        switch resolved {
        case .number(let limit):
            return compare(reading.value, limit, detectionLimit: detectionLimit.flatMap { bound($0, reading) })
        case .grade(let least):
            guard case .grade(let grade) = reading.value else { return (.cannotJudge, .wrongKind) }
            return grade >= least ? (.meets, .withinLimit) : (.fails, .outsideLimit)
        case .passFail:
            if reading.value == .passed { return (.meets, .passed) }
            return reading.value == .failed ? (.fails, .failed) : (.cannotJudge, .wrongKind)
        }
    }

    /// A detection limit as the laboratory wrote it, `0.01` or `<0.01`, in the unit of the item.
    private static func bound(_ text: String, _ reading: Reading) -> FixedDecimal? {
        switch MeasuredValue(text) {
        case .number(let number), .below(let number):
            reading.conversion.map { $0.from.convert(number, to: $0.to) } ?? number
        default: nil
        }
    }

    static func compare(_ value: MeasuredValue, _ limit: Limit, detectionLimit: FixedDecimal?) -> Finding {
        switch value {
        case .number(let number):
            if limit.undecidedAt.contains(number) { return (.cannotJudge, .undecidedAtLimit) }
            return limit.permits(number) ? (.meets, .withinLimit) : (.fails, .outsideLimit)
        case .rounded(let number):
            guard let permitted = limit.permits(number) else { return (.cannotJudge, .roundedAtLimit) }
            return permitted ? (.meets, .withinLimit) : (.fails, .outsideLimit)
        case .below(let bound):
            return belowDetection(bound, limit)
        case .notDetected:
            // A method that sees down to nothing, or below it, is a slip of the pen.
            guard let detectionLimit, detectionLimit > .zero else { return (.cannotJudge, .detectionLimitUnknown) }
            return belowDetection(detectionLimit, limit)
        case .above(let bound):
            // The true value is above `bound`: it fails for certain only where nothing above `bound` is permitted.
            if let upper = limit.upper, excludes(bound, Limit(upper: upper, comparison: limit.comparison), upper) {
                return (.fails, .outsideLimit)
            }
            if limit.upper == nil, let lower = limit.lower, includes(bound, limit, lower) {
                return (.meets, .withinLimit)
            }
            return (.cannotJudge, .openEnded)
        case .detected, .grade, .passed, .failed, .unreadable, .empty:
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
}

extension TestItem.Requirement {
    var isGrade: Bool {
        if case .gradeAtLeast = self { true } else { false }
    }
}
