/// Judges a measured number against a limit. Considers the unit, the detection limit, the uncertainty and the
/// escalation.
enum NumberJudging {
    static func judge(_ value: MeasuredValue, _ result: ItemResult, _ limit: Limit, _ item: TestItem) -> Finding {
        // Most results have no detection limit; their value is not copied.
        guard result.detectionLimit != nil || item.rules.detection.limit != nil else {
            return judge(counted: value, result, limit, item)
        }
        guard let value = counted(value, result, item) else { return Finding(.cannotJudge, .detectionLimitUnknown) }
        return judge(counted: value, result, limit, item)
    }

    private static func judge(
        counted value: MeasuredValue, _ result: ItemResult, _ limit: Limit, _ item: TestItem
    ) -> Finding {
        let units = UnitPair(from: result.unit, to: item.measure).exact
        switch range(value, result, item, units) {
        case .failure(let reason): return Finding(.cannotJudge, reason)
        case .success(let range):
            guard let scaled = limit.counted(inParts: units.parts) else { return Finding(.cannotJudge, .tooManyDigits) }
            guard let range = isAmount(limit, item) ? range.amount : range else {
                return Finding(.cannotJudge, .negativeAmount)
            }
            return judge(
                range, scaled, item, uncertainty: Uncertainty(result, units, item), isBelow: isBelow(value),
                openReason: openReason(value, limit))
        }
    }

    /// The value that counts beside the detection limit that the laboratory states; nil if that cannot be read. 0 is no
    /// amount that a method can find, so it is 未检出 if only the criteria state a detection limit.
    static func counted(_ value: MeasuredValue, _ result: ItemResult, _ item: TestItem) -> MeasuredValue? {
        switch value {
        case .number, .rounded, .below: break
        default: return value
        }
        // Nearly all results state none.
        if result.detectionLimit != nil {
            switch result.statedDetectionLimit {
            case .amount(let limit): return value.counted(beside: limit)
            case .notStated: break
            case .notPositive, .unreadable: return nil
            }
        }
        guard case .number(let number) = value, number.mantissa == 0, item.rules.detection.limit != nil else {
            return value
        }
        return .notDetected
    }

    private static func isBelow(_ value: MeasuredValue) -> Bool {
        switch value {
        case .below, .notDetected: true
        default: false
        }
    }

    /// Whether the item is an amount. A mass, length or count is never negative, and a dash before a figure is often not
    /// a minus sign. Negative values are valid for temperatures, and if the limit permits values below zero (a
    /// deviation).
    private static func isAmount(_ limit: Limit, _ item: TestItem) -> Bool {
        if let lower = limit.lower?.value, lower.isNegative { return false }
        return item.measure.key != "°C"
    }

    /// The reason why `value` has no verdict: it may be on either side of `limit`.
    private static func openReason(_ value: MeasuredValue, _ limit: Limit) -> JudgementReason {
        switch value {
        case .below, .notDetected: limit.lower == nil ? .detectionLimitAboveLimit : .openEnded
        case .rounded: .roundedAtLimit
        default: .openEnded
        }
    }

    /// The possible values of a result, in the wanted unit of `units`; or the reason why there are none.
    static func range(
        _ value: MeasuredValue, _ result: ItemResult, _ item: TestItem, _ units: UnitPair
    ) -> Result<ValueRange, JudgementReason> {
        switch value {
        case .detected, .grade, .passed, .failed, .unreadable, .empty: return .failure(.wrongKind)
        default: break
        }
        guard units.isConvertible else { return .failure(.unitDiffers) }
        let range: ValueRange
        switch value {
        case .number(let number): range = ValueRange(number)
        case .rounded(let number): range = ValueRange(number)
        case .above(let bound): range = .above(bound)
        case .below(let bound): range = .below(bound)
        default: return notDetected(result, item, units)
        }
        guard let converted = units.isSame ? range : range.mapped(units.convert) else {
            return .failure(.tooManyDigits)
        }
        if case .below = value { return belowDetection(converted, item, units) }
        return .success(converted)
    }

    private static func notDetected(
        _ result: ItemResult, _ item: TestItem, _ units: UnitPair
    ) -> Result<ValueRange, JudgementReason> {
        switch result.statedDetectionLimit {
        case .notStated:
            guard let stated = item.rules.detection.limit else { return .failure(.detectionLimitUnknown) }
            return units.counted(stated).map { belowDetection(.below($0), item, units) } ?? .failure(.tooManyDigits)
        case .amount(let limit):
            guard let bound = units.convert(limit) else { return .failure(.detectionLimitUnknown) }
            return belowDetection(.below(bound), item, units)
        case .notPositive, .unreadable: return .failure(.detectionLimitUnknown)
        }
    }

    private static func belowDetection(
        _ range: ValueRange, _ item: TestItem, _ units: UnitPair
    ) -> Result<ValueRange, JudgementReason> {
        let rule = item.rules.detection
        if let stated = rule.limit, let bound = range.high?.value {
            guard let limit = units.counted(stated) else { return .failure(.tooManyDigits) }
            if bound > limit { return .failure(.detectionLimitTooHigh) }
        }
        return rule.kind == .cannotJudge ? .failure(.figureNeeded) : .success(range)
    }
}

extension NumberJudging {
    /// - Parameters:
    ///   - range: counted in the same parts of the item's unit as `limit`.
    ///   - uncertainty: counted in the same parts.
    ///   - isBelow: whether the result is below detection.
    static func judge(
        _ range: ValueRange, _ limit: Limit, _ item: TestItem, uncertainty: Uncertainty, isBelow: Bool = false,
        openReason: JudgementReason
    ) -> Finding {
        let verdict = Band(limit).verdict(on: range)
        let isUndecided = limit.undecidedAt.contains { $0.touches(range, limit) }
        if isUndecided, verdict != .cannotJudge || range.low == range.high {
            return Finding(.cannotJudge, .undecidedAtLimit)
        }
        guard verdict != .cannotJudge else { return Finding(.cannotJudge, openReason) }
        if let reason = doubt(verdict, range, limit, item, uncertainty) { return Finding(.cannotJudge, reason) }
        guard verdict == .fails else {
            return Finding(.meets, isBelow ? .notDetectedWithinLimit : .withinLimit)
        }
        return Finding(.fails, .outsideLimit, trigger: trigger(range, limit, item, uncertainty))
    }

    /// The reason why the decision rule of the item does not allow `verdict`; nil if it does.
    private static func doubt(
        _ verdict: Verdict, _ range: ValueRange, _ limit: Limit, _ item: TestItem, _ uncertainty: Uncertainty
    ) -> JudgementReason? {
        let rule = item.rules.decision
        guard rule.kind != .simple else { return nil }
        guard uncertainty.isKnown else { return .uncertaintyUnknown }
        // A guard band restricts `meets`; guarded rejection restricts `fails`.
        guard verdict == (rule.kind == .guardBand ? .meets : .fails) else { return nil }
        guard let isCertain = holdsWithUncertainty(verdict, on: range, limit, item, uncertainty) else {
            return .tooManyDigits
        }
        guard isCertain else { return .withinUncertainty }
        return rule.kind == .guardBand ? doubt(beside: limit.undecidedAt, range, limit, uncertainty) : nil
    }

    /// Whether `verdict` also holds for every value that differs from `range` by at most its uncertainty; nil if the
    /// result does not fit. Each side of the limit is compared with the uncertainty at that side: a value meets if it
    /// certainly meets both, and fails if it certainly fails one. The value is moved and not the limit, because the
    /// laboratory might have measured the moved value, which would then be rounded.
    private static func holdsWithUncertainty(
        _ verdict: Verdict, on range: ValueRange, _ limit: Limit, _ item: TestItem, _ uncertainty: Uncertainty
    ) -> Bool? {
        for (bound, isLower) in [(limit.lower, true), (limit.upper, false)] {
            guard let bound else { continue }
            guard let by = uncertainty.of(bound.value), let up = range.mapped(by.plus),
                let down = range.mapped({ $0.minus(by) })
            else { return nil }
            let moved = ValueRange(low: down.low, high: up.high)
            let possible = isAmount(limit, item) ? moved.notNegative : moved
            let found = Band(limit.side(lower: isLower)).verdict(on: possible)
            if verdict == .fails, found == .fails { return true }
            if verdict == .meets, found != .meets { return false }
        }
        return verdict == .meets
    }

    /// A result that meets must also differ by more than its uncertainty from the values on which the sources
    /// contradict each other.
    private static func doubt(
        beside undecided: [Limit.Undecided], _ range: ValueRange, _ limit: Limit, _ uncertainty: Uncertainty
    ) -> JudgementReason? {
        for values in undecided {
            guard let wider = values.band(of: limit).widened(by: uncertainty.of) else { return .tooManyDigits }
            if wider.verdict(on: range) != .fails { return .withinUncertainty }
        }
        return nil
    }

    /// The condition of the item's escalation that every value of `range` meets; nil if there is none.
    private static func trigger(
        _ range: ValueRange, _ limit: Limit, _ item: TestItem, _ uncertainty: Uncertainty
    ) -> ItemEscalation.Trigger? {
        guard let escalation = item.escalation else { return nil }
        if let multiple = escalation.multiple, let trigger = trigger(multiple, range, limit) { return trigger }
        guard escalation.guarded, uncertainty.isKnown else { return nil }
        return holdsWithUncertainty(.fails, on: range, limit, item, uncertainty) == true ? .beyondUncertainty : nil
    }

    private static func trigger(_ multiple: FixedDecimal, _ range: ValueRange, _ limit: Limit) -> ItemEscalation
        .Trigger?
    {
        if let upper = limit.upper?.value, upper > .zero, let low = range.low?.value, let end = upper.times(multiple),
            low >= end
        {
            return .multiple
        }
        guard let lower = limit.lower?.value, lower > .zero, let high = range.high?.value,
            let multiplied = high.times(multiple)
        else { return nil }
        return multiplied <= lower ? .fraction : nil
    }
}

/// The expanded uncertainty U (95 %) of one result, counted in the same parts of the item's unit as its range and
/// limit.
enum Uncertainty {
    /// As the laboratory reports it, in the unit of the value.
    case reported(FixedDecimal)
    /// A share of the limit concerned, or the usual uncertainty in the criteria if the laboratory reports none.
    case usual(Share, parts: Int64)
    /// No uncertainty is known, or the laboratory reports one that is 0 or unreadable. The usual one does not replace
    /// it.
    case unknown

    init(_ result: ItemResult, _ units: UnitPair, _ item: TestItem) {
        // Most items do not need the uncertainty.
        guard item.rules.decision.kind != .simple || item.escalation?.guarded == true else {
            self = .unknown
            return
        }
        switch result.statedUncertainty {
        case .notStated: self.init(usual: item, parts: units.parts)
        case .stated(let share) where share.basis == .percent: self = .usual(share, parts: units.parts)
        case .stated(let share):
            self = (units.isConvertible ? units.convert(share.amount) : nil).map { .reported($0) } ?? .unknown
        case .notPositive, .ambiguousPercent, .unreadable: self = .unknown
        }
    }

    init(usual item: TestItem, parts: Int64 = 1) {
        self = item.rules.decision.uncertainty.map { .usual($0, parts: parts) } ?? .unknown
    }

    var isKnown: Bool {
        if case .unknown = self { false } else { true }
    }

    /// The value of U for a bound of `figure`; nil if it is unknown or does not fit 18 digits.
    func of(_ figure: FixedDecimal) -> FixedDecimal? {
        switch self {
        case .reported(let amount): amount
        case .usual(let share, let parts):
            share.basis == .percent
                ? share.of(figure.magnitude) : share.amount.times(FixedDecimal(mantissa: parts, scale: 0))
        case .unknown: nil
        }
    }
}

/// The unit that a laboratory uses, and the unit in which the item is judged (the wanted unit).
enum UnitPair {
    case same
    /// The wanted unit is divided into `parts`, in which values are counted.
    case differing(from: UnitOfMeasure, to: UnitOfMeasure, parts: Int64)

    init(from: String, to: UnitOfMeasure) {
        // The units are nearly always the same.
        self = from == to.text ? .same : .differing(from: UnitOfMeasure(from).read(beside: to), to: to, parts: 1)
    }

    init(from: UnitOfMeasure, to: UnitOfMeasure) {
        self = from == to ? .same : .differing(from: from, to: to, parts: 1)
    }

    var parts: Int64 {
        switch self {
        case .same: 1
        case .differing(_, _, let parts): parts
        }
    }

    /// The same units, with the wanted one divided so that every value of the other has an exact decimal in its parts:
    /// 479 L/h are 7.98333… L/min, but exactly 479 sixtieths of one.
    var exact: UnitPair {
        guard case .differing(let from, let to, _) = self else { return self }
        return .differing(from: from, to: to, parts: from.parts(of: to))
    }

    var isSame: Bool {
        if case .same = self { true } else { false }
    }

    var isConvertible: Bool {
        switch self {
        case .same: true
        case .differing(let from, let to, _): from.isConvertible(to: to)
        }
    }

    /// Converts a value to parts of the wanted unit; nil if there is no exact decimal of 18 digits.
    func convert(_ value: FixedDecimal) -> FixedDecimal? {
        switch self {
        case .same: value
        case .differing(let from, let to, let parts): from.convert(value, to: to, parts: parts)
        }
    }

    /// Converts a figure of the criteria, stated in the wanted unit, to parts of that unit.
    func counted(_ figure: FixedDecimal) -> FixedDecimal? {
        parts == 1 ? figure : figure.times(FixedDecimal(mantissa: parts, scale: 0))
    }
}

extension FixedDecimal {
    /// The number without its sign.
    var magnitude: FixedDecimal {
        isNegative ? negated ?? self : self
    }
}
