/// Judges a measured number against a limit: unit, detection limit, uncertainty, and how grave a failure is.
enum NumberJudging {
    static func judge(_ value: MeasuredValue, _ result: ItemResult, _ limit: Limit, _ item: TestItem) -> Finding {
        let units = UnitPair(from: result.unit, to: item.measure).exact
        switch range(value, result, item, units) {
        case .failure(let reason): return Finding(.cannotJudge, reason)
        case .success(let range):
            guard let scaled = limit.counted(inParts: units.parts) else { return Finding(.cannotJudge, .tooManyDigits) }
            return judge(
                range, scaled, item, uncertainty: uncertainty(result, units), openReason: openReason(value, limit))
        }
    }

    /// What the laboratory reports as U, in the unit that `units` lead to; nil where it reports none that can be read.
    private static func uncertainty(_ result: ItemResult, _ units: UnitPair) -> FixedDecimal? {
        guard let text = result.uncertainty, case .number(let number) = MeasuredValue(text), number >= .zero else {
            return nil
        }
        return units.convert(number)
    }

    /// Why the verdict stays open where `value` may lie on either side of `limit`.
    private static func openReason(_ value: MeasuredValue, _ limit: Limit) -> JudgementReason {
        switch value {
        case .below, .notDetected: limit.lower == nil ? .detectionLimitAboveLimit : .openEnded
        case .rounded: .roundedAtLimit
        default: .openEnded
        }
    }

    /// The values that a result may stand for, in the unit that `units` lead to; or why there are none.
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
        guard let text = result.detectionLimit else {
            guard let stated = item.rules.detection.limit else { return .failure(.detectionLimitUnknown) }
            return units.counted(stated).map { belowDetection(.below($0), item, units) } ?? .failure(.tooManyDigits)
        }
        guard let bound = detectionLimit(text, units) else { return .failure(.detectionLimitUnknown) }
        return belowDetection(.below(bound), item, units)
    }

    /// A detection limit as the laboratory wrote it, `0.01` or `<0.01`, in the unit that `units` lead to.
    static func detectionLimit(_ text: String, _ units: UnitPair) -> FixedDecimal? {
        switch MeasuredValue(text) {
        case .number(let number), .below(let number): number > .zero ? units.convert(number) : nil
        default: nil
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
    ///   - range: counted as `limit` is, in its parts of the item's unit.
    ///   - uncertainty: what the laboratory reports, counted so too.
    static func judge(
        _ range: ValueRange, _ limit: Limit, _ item: TestItem, uncertainty: FixedDecimal?, openReason: JudgementReason
    ) -> Finding {
        let verdict = Band(limit).verdict(on: range)
        let isUndecided = limit.undecidedAt.contains { $0.touches(range, limit) }
        if isUndecided, verdict != .cannotJudge || range.low == range.high {
            return Finding(.cannotJudge, .undecidedAtLimit)
        }
        guard verdict != .cannotJudge else { return Finding(.cannotJudge, openReason) }
        if let reason = doubt(verdict, range, limit, item, uncertainty) { return Finding(.cannotJudge, reason) }
        guard verdict == .fails else {
            return Finding(.meets, openReason == .detectionLimitAboveLimit ? .notDetectedWithinLimit : .withinLimit)
        }
        return Finding(.fails, .outsideLimit, isGrave: isGrave(range, limit, item, uncertainty))
    }

    /// Why the decision rule of the item does not let `verdict` stand; nil where it does.
    private static func doubt(
        _ verdict: Verdict, _ range: ValueRange, _ limit: Limit, _ item: TestItem, _ uncertainty: FixedDecimal?
    ) -> JudgementReason? {
        let rule = item.rules.decision
        guard rule.kind != .simple else { return nil }
        guard uncertainty != nil || rule.uncertainty != nil else { return .uncertaintyUnknown }
        // A guard band doubts what meets, guarded rejection what fails.
        guard verdict == (rule.kind == .guardBand ? .meets : .fails) else { return nil }
        let by = spread(uncertainty, rule.uncertainty, limit)
        guard let moved = Band(limit).moved(by, inwards: rule.kind == .guardBand) else { return .tooManyDigits }
        guard moved.verdict(on: range) == verdict else { return .withinUncertainty }
        return rule.kind == .guardBand ? doubt(beside: limit.undecidedAt, range, limit, by) : nil
    }

    /// The uncertainty at a bound of `limit`, counted as the limit is.
    private static func spread(
        _ reported: FixedDecimal?, _ stated: Share?, _ limit: Limit
    ) -> (FixedDecimal) -> FixedDecimal? {
        { bound in
            if let reported { return reported }
            guard let stated, stated.basis == .absolute else { return stated?.of(bound.magnitude) }
            return stated.amount.times(FixedDecimal(mantissa: limit.parts, scale: 0))
        }
    }

    /// What meets must also be further than its uncertainty from what the sources leave open.
    private static func doubt(
        beside undecided: [Limit.Undecided], _ range: ValueRange, _ limit: Limit,
        _ by: (FixedDecimal) -> FixedDecimal?
    ) -> JudgementReason? {
        for values in undecided {
            guard let wider = values.band(of: limit).moved(by, inwards: false) else { return .tooManyDigits }
            if wider.verdict(on: range) != .fails { return .withinUncertainty }
        }
        return nil
    }

    /// Whether every value of `range` is as far outside as the item's escalation asks for.
    private static func isGrave(
        _ range: ValueRange, _ limit: Limit, _ item: TestItem, _ uncertainty: FixedDecimal?
    ) -> Bool {
        guard let escalation = item.escalation else { return false }
        if let multiple = escalation.multiple, isBeyond(multiple, range, limit) { return true }
        guard escalation.guarded, uncertainty != nil || item.rules.decision.uncertainty != nil else { return false }
        let moved = Band(limit).moved(spread(uncertainty, item.rules.decision.uncertainty, limit), inwards: false)
        return moved?.verdict(on: range) == .fails
    }

    private static func isBeyond(_ multiple: FixedDecimal, _ range: ValueRange, _ limit: Limit) -> Bool {
        if let upper = limit.upper?.value, upper > .zero, let low = range.low?.value, let end = upper.times(multiple),
            low >= end
        {
            return true
        }
        guard let lower = limit.lower?.value, lower > .zero, let high = range.high?.value,
            let multiplied = high.times(multiple)
        else { return false }
        return multiplied <= lower
    }
}

/// The unit that a laboratory uses and the one that the item is judged in.
struct UnitPair {
    /// Nil where both are the same text.
    private let from: UnitOfMeasure?
    private let to: UnitOfMeasure
    /// Into how many parts the wanted unit is divided; values are counted in these.
    let parts: Int64

    init(from: String, to: UnitOfMeasure) {
        // Nearly always the same bytes.
        self.from = from == to.text ? nil : UnitOfMeasure(from).read(beside: to)
        self.to = to
        parts = 1
    }

    init(from: UnitOfMeasure, to: UnitOfMeasure) {
        self.from = from == to ? nil : from
        self.to = to
        parts = 1
    }

    private init(_ from: UnitOfMeasure, _ to: UnitOfMeasure, parts: Int64) {
        self.from = from
        self.to = to
        self.parts = parts
    }

    /// The same units, the wanted one divided so that every value of the other has an exact decimal in its parts: 479 L/h
    /// are 7.98333… L/min, and just 479 sixtieths of one.
    var exact: UnitPair {
        guard let from else { return self }
        return UnitPair(from, to, parts: from.parts(of: to))
    }

    var isSame: Bool {
        from == nil
    }

    var isConvertible: Bool {
        from?.isConvertible(to: to) ?? true
    }

    /// In parts of the wanted unit; nil where there is no exact decimal of 18 digits.
    func convert(_ value: FixedDecimal) -> FixedDecimal? {
        from.map { $0.convert(value, to: to, parts: parts) } ?? value
    }

    /// A figure of the criteria, stated in the wanted unit, in parts of it.
    func counted(_ figure: FixedDecimal) -> FixedDecimal? {
        parts == 1 ? figure : figure.times(FixedDecimal(mantissa: parts, scale: 0))
    }
}

extension FixedDecimal {
    /// Without its sign.
    var magnitude: FixedDecimal {
        isNegative ? negated ?? self : self
    }
}
