/// A result as a laboratory wrote it: the number, what is known of it, and where it cannot be read, why. Never a guess.
///
/// Read as numbers: `20.5`, `+20.5`, `-3`, with any minus sign; digits and signs in full width (`１２．５`); powers of ten
/// as instruments and tables print them (`1.2×10³`, `1.2x10^3`, `1.2E3`, `1.2e-3`), which are exact; spaces of any width
/// around it and behind a sign of comparison. Refused, each with its own reason: commas (`1,5` and `1,234` differ by a
/// thousand between two readings), a unit stuck to the number, ranges, 约 and ±, `≤20`, which is how a limit looks and not
/// a result, and whatever else is not one plain value.
package enum MeasuredValue: Hashable, Sendable {
    case number(FixedDecimal)
    /// `16.50(+)`: rounded by the laboratory, the true value beyond the digits.
    case rounded(RoundedNumber)
    /// `<0.01`, `ND(<0.01)`: not found down to this detection limit.
    case below(FixedDecimal)
    /// `>300`: above the range of the instrument.
    case above(FixedDecimal)
    /// `ND`, `未检出`, `阴性`, with no detection limit in the text.
    case notDetected
    /// `检出`, `阳性`: present, without an amount.
    case detected
    case grade(Grade)
    case passed
    case failed
    /// Text that is none of the known forms; it never passes.
    case unreadable(UnreadableValue)
    case empty
}

/// A result that cannot be read, as it was written, and why.
package struct UnreadableValue: Sendable {
    /// Without the spaces around it.
    package let text: String
    private let why: Why

    private enum Why {
        case known(UnreadableReason)
        /// Looked for when somebody asks: a verdict needs none.
        case of(folded: String, wantsGrade: Bool)
    }

    package init(_ text: String, _ reason: UnreadableReason) {
        self.text = text
        why = .known(reason)
    }

    /// - Parameter folded: `text` as it was tried to be read.
    init(_ text: String, folded: String, wantsGrade: Bool) {
        self.text = text
        why = .of(folded: folded, wantsGrade: wantsGrade)
    }

    package var reason: UnreadableReason {
        switch why {
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

/// Why a result cannot be read. Stored; never renamed. `MeasuredValueWording` gives what to write instead.
package enum UnreadableReason: String, CaseIterable, Sendable {
    /// `1,5`, `1,234`, `1，5`: a decimal comma or a thousands separator; it is ambiguous.
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
    /// `20～30`, `3-4` where no grade is asked for.
    case range
    /// `3-5`, `三级` where a grade is asked for.
    case notAGrade = "not-a-grade"
    /// `20±1`.
    case uncertainty
    /// `约20`, `≈20`, `20左右`.
    case approximate
    /// `≤20`, `>=5`: a limit copied into the place of the result.
    case looksLikeLimit = "looks-like-limit"
    /// `<`, `<ND`, `<<1`: a sign of comparison without a number behind it.
    case comparisonWithoutNumber = "comparison-without-number"
    /// `16.50+`, `16.5(±)`, `0.0(−)`: a sign behind the number that is neither (+) nor (−).
    case trailingSign = "trailing-sign"
    /// `3月4日`, `2026-03-04`, `4-Mar`: a spreadsheet took a grade such as 3-4 for a date.
    case date
    /// More than 18 significant digits, more than 18 behind the point, or a power of ten beyond that.
    case tooManyDigits = "too-many-digits"
    /// `十二`, `٣`: digits other than 0–9.
    case otherDigits = "other-digits"
    /// `-`, `/`, `N/A`, `未测`: the laboratory reports that there is no result.
    case notReported = "not-reported"
    /// `√`, `×`, `○`.
    case tickMark = "tick-mark"
    /// `#DIV/0!`, `#REF!`.
    case spreadsheetError = "spreadsheet-error"
    /// Bytes that are no text in the character set of the file.
    case damagedText = "damaged-text"
    /// Anything else.
    case unknownText = "unknown-text"
}
