internal import Domain

/// One section of a number format.
struct FormatSection: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        /// `0`, `#` or `?`.
        case digit(UInt8)
        case point
        case comma
        case percent
        /// `E+` (with its sign always) or `E-`.
        case exponent(showsPlus: Bool)
        case literal(String)
        /// The width of a character: `_)`.
        case blank
        /// `General`.
        case general
        /// `@`.
        case text
        case year, month, day, hour, minute, second, weekday, noon
    }

    struct Condition: Hashable, Sendable {
        let comparison: String
        let limit: Double

        /// Compares as spreadsheet programs do, which keep binary numbers.
        func holds(for number: Double) -> Bool {
            switch comparison {
            case "<": number < limit
            case "<=": number <= limit
            case ">": number > limit
            case ">=": number >= limit
            case "=": number == limit
            default: number != limit
            }
        }
    }

    var parts: [Part] = []
    var condition: Condition?
    /// Why no number can be read under this section.
    var refusal: FormatRefusal?
    /// `[DBNum1]` changes the digits of a number. It does not change the day of a date.
    var hasOtherDigits = false

    static let general = FormatSection(parts: [.general])

    var hasText: Bool {
        parts.contains(.text)
    }

    /// `@` without any other text.
    var isPlainText: Bool {
        refusal == nil && parts.allSatisfy { $0 == .text || $0 == .blank }
    }

    var isDate: Bool {
        parts.contains {
            switch $0 {
            case .year, .month, .day, .hour, .minute, .second, .weekday, .noon: true
            default: false
            }
        }
    }

    /// The text of a cell, as the section shows it.
    func shown(_ text: String) throws(FormatRefusal) -> String {
        if let refusal { throw refusal }
        if isPlainText, hasText { return text }
        var shown = ""
        for part in parts {
            switch part {
            case .text, .general: shown += text
            case .literal(let literal): shown += literal
            case .blank: shown += " "
            default: throw .unknown
            }
        }
        return shown
    }
}
