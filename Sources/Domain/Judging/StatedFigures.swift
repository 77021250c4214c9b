// The figures that a laboratory states beside a result, in the unit of the result.

/// The detection limit beside a result: `0.01` or `<0.01`.
package enum StatedDetectionLimit: Hashable, Sendable {
    /// There is none, or the cell says so: `/`, `—`, 无.
    case notStated
    case amount(FixedDecimal)
    /// A number that is not above zero.
    case notPositive
    case unreadable(UnreadableValue)

    package init(_ text: String) {
        switch MeasuredValue(text) {
        case .number(let number), .below(let number): self = number > .zero ? .amount(number) : .notPositive
        case .unreadable(let value): self = value.reason == .notReported ? .notStated : .unreadable(value)
        case .empty: self = .notStated
        default: self = .unreadable(UnreadableValue(text, .unknownText))
        }
    }
}

/// The expanded uncertainty U (95 %) beside a result: `0.5`, `±0.5`, `U=0.5`, `0.5 (k=2)`, and as a share `5%`, `U=5%`,
/// `Urel=5%`. A share of a limit is computed at that limit.
package enum StatedUncertainty: Hashable, Sendable {
    /// There is none, or the cell says so.
    case notStated
    case stated(Share)
    case notPositive
    /// `5%` of a result in %: the amount or a share.
    case ambiguousPercent
    case unreadable(UnreadableValue)

    /// - Parameter unit: the unit of the result.
    package init(_ text: String, unit: String) {
        let whole = FoldedText(text)
        var rest = Substring(whole.text)
        for ending in ["(k=2)", ",k=2", ";k=2"] where rest.filter({ $0 != " " }).lowercased().hasSuffix(ending) {
            rest = rest.prefix { !"(,;".contains($0) }
        }
        var isShare = false
        if let sign = rest.firstIndex(of: "=") {
            let name = rest[..<sign].filter { $0 != " " && $0 != "_" }.uppercased()
            guard ["U", "U95", "UREL"].contains(name) else {
                self = .unreadable(UnreadableValue(whole.written, .unknownText))
                return
            }
            isShare = name == "UREL"
            rest = rest[sign...].dropFirst()
        }
        rest = rest.drop { $0 == " " }
        if rest.first == "±" { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        let hasPercent = rest.last == "%"
        if hasPercent { rest = rest.dropLast() }
        switch MeasuredValue(String(rest)) {
        case .number(let number) where number <= .zero: self = .notPositive
        case .number where hasPercent && !isShare && UnitOfMeasure(unit).isPercent: self = .ambiguousPercent
        case .number(let number): self = .stated(Share(number, hasPercent ? .percent : .absolute))
        case .unreadable(let value):
            self = value.reason == .notReported ? .notStated : .unreadable(UnreadableValue(whole.written, value.reason))
        case .empty where whole.text.isEmpty: self = .notStated
        default: self = .unreadable(UnreadableValue(whole.written, .unknownText))
        }
    }
}

/// The statement of a laboratory that an item does not apply to the sample, or that a cell has no value.
package enum NotApplicableMark: Hashable, Sendable {
    /// `不适用`, `N/A`.
    case word
    /// `/`, `—`: only where the criteria allow the statement.
    case sign

    package init?(_ text: String) {
        let folded = FoldedText(text).text.uppercased()
        if ["不适用", "N/A", "NA", "N.A.", "NOT APPLICABLE"].contains(folded) {
            self = .word
        } else if ["/", "//", "-", "--", "—", "——", "―", "\\"].contains(folded) {
            self = .sign
        } else {
            return nil
        }
    }
}

extension ItemResult {
    var statedDetectionLimit: StatedDetectionLimit {
        detectionLimit.map { StatedDetectionLimit($0) } ?? .notStated
    }

    var statedUncertainty: StatedUncertainty {
        uncertainty.map { StatedUncertainty($0, unit: unit) } ?? .notStated
    }
}

extension UnitOfMeasure {
    /// Parts of a hundred, by mass or by volume.
    fileprivate var isPercent: Bool {
        self == UnitOfMeasure("%") || self == UnitOfMeasure("%(V/V)")
    }
}

extension MeasuredValue {
    /// The value that counts beside the laboratory's own detection limit `limit`. A result below that limit is any amount
    /// up to it, also where it is written as a number, as 0 or with a lower bound of its own.
    func counted(beside limit: FixedDecimal) -> MeasuredValue {
        switch self {
        case .number(let number) where number >= .zero && number < limit: .below(limit)
        case .below(let bound) where bound > .zero && bound < limit: .below(limit)
        case .rounded(let number)
        where number.value >= .zero && max(number.value, number.furthest) <= limit
            && min(number.value, number.furthest) < limit:
            .below(limit)
        default: self
        }
    }
}
