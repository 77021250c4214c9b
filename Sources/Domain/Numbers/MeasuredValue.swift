/// A result as a laboratory wrote it: a value with its quality, or the reason why it cannot be read. Nothing is
/// guessed.
///
/// Accepted: `20.5`, `+20.5`, `-3`, with any minus sign; full-width digits and signs (`１２．５`); powers of ten as
/// instruments and tables print them (`1.2×10³`, `1.2x10^3`, `1.2E3`, `1.2e-3`), which are exact; spaces of any width
/// around the number and after a comparison sign. Refused, each with its own reason: commas (`1,5` and `1,234` are
/// ambiguous by a factor of a thousand), a unit attached to the number, ranges, 约 and ±, `≤20`, which is the form of a
/// limit and not of a result, and any other text that is not one plain value.
package enum MeasuredValue: Hashable, Sendable {
    case number(FixedDecimal)
    /// `16.50(+)`: rounded by the laboratory. The true value is beyond the digits.
    case rounded(RoundedNumber)
    /// `<0.01`, `ND(<0.01)`: not detected, with this detection limit.
    case below(FixedDecimal)
    /// `>300`: above the measuring range of the instrument.
    case above(FixedDecimal)
    /// `ND`, `未检出`, `阴性`: not detected; the text states no detection limit.
    case notDetected
    /// `检出`, `阳性`: detected, without an amount.
    case detected
    case grade(Grade)
    case passed
    case failed
    /// A text that has none of the known forms. It never passes.
    case unreadable(UnreadableValue)
    case empty
}

/// The text of a result that cannot be read, and the reason.
package struct UnreadableValue: Sendable {
    /// The text without surrounding spaces.
    package let text: String
    private let reasonSource: ReasonSource

    private enum ReasonSource {
        case known(UnreadableReason)
        /// The reason is computed when it is read, because a verdict does not need it.
        case of(folded: String, wantsGrade: Bool)
    }

    package init(_ text: String, _ reason: UnreadableReason) {
        self.text = text
        reasonSource = .known(reason)
    }

    /// - Parameter folded: `text` in the folded form in which it was parsed.
    init(_ text: String, folded: String, wantsGrade: Bool) {
        self.text = text
        reasonSource = .of(folded: folded, wantsGrade: wantsGrade)
    }

    package var reason: UnreadableReason {
        switch reasonSource {
        case .known(let reason): reason
        case .of(let folded, let wantsGrade): UnreadableReason(of: folded, wantsGrade: wantsGrade)
        }
    }
}

extension UnreadableValue: Hashable {
    package static func == (left: UnreadableValue, right: UnreadableValue) -> Bool {
        left.text == right.text && left.reason == right.reason
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(reason)
    }
}

/// The reason why a result cannot be read. Stored; never renamed. `MeasuredValueWording` states the accepted form.
package enum UnreadableReason: String, CaseIterable, Sendable {
    /// `1,5`, `1,234`, `1，5`: a decimal comma or a thousands separator, which is ambiguous.
    case comma
    /// `1 234`, `20 30`.
    case spaceInside = "space-inside"
    /// `1.2.3`.
    case twoPoints = "two-points"
    /// `.5`, `5.`.
    case barePoint = "bare-point"
    /// `1。5`, `1·5`.
    case wrongPoint = "wrong-point"
    /// `12mg/kg`, `12%`, `0.01L`.
    case unitAttached = "unit-attached"
    /// `20～30`, or `3-4` if the item needs no grade.
    case range
    /// `3-5` or `三级`, if the item needs a grade.
    case notAGrade = "not-a-grade"
    /// `20±1`.
    case uncertainty
    /// `约20`, `≈20`, `20左右`.
    case approximate
    /// `≤20`, `>=5`: probably a limit that was copied instead of the result.
    case looksLikeLimit = "looks-like-limit"
    /// `<`, `<ND`, `<<1`: a comparison sign without a number after it.
    case comparisonWithoutNumber = "comparison-without-number"
    /// `16.50+`, `16.5(±)`, `0.0(−)`: a mark after the number that is neither a valid (+) nor a valid (−).
    case trailingSign = "trailing-sign"
    /// `3月4日`, `2026-03-04`, `4-Mar`: a spreadsheet converted a grade such as 3-4 to a date.
    case date
    /// A whole number of more than 15 significant digits, more than 18 digits after the point, or a power of ten that is
    /// too large.
    case tooManyDigits = "too-many-digits"
    /// `十二`, `٣`: digits other than 0–9.
    case otherDigits = "other-digits"
    /// `-`, `/`, `N/A`, `未测`: the laboratory reports that there is no result.
    case notReported = "not-reported"
    /// `√`, `×`, `○`.
    case tickMark = "tick-mark"
    /// `#DIV/0!`, `#REF!`.
    case spreadsheetError = "spreadsheet-error"
    /// Bytes that are not valid in the character set of the file.
    case damagedText = "damaged-text"
    /// Anything else.
    case unknownText = "unknown-text"
}
