internal import Domain

extension String {
    /// ASCII letters and digits, and between them `-`, `_` or `.`. Laboratories type these codes.
    var isCode: Bool {
        guard let first = utf8.first, utf8.count <= 40 else { return false }
        func isPlain(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return isPlain(first)
            && utf8.allSatisfy {
                isPlain($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
            }
    }

    static func codeRule(_ text: String) -> String {
        "“\(text)” is no code: write at most 40 letters, digits, “-”, “_” and “.” of ASCII; write the Chinese text under name"
    }
}

extension Value {
    /// A plain decimal in quotes.
    var decimal: FixedDecimal? {
        guard let text = quotedText else { return nil }
        guard let number = FixedDecimal(text) else {
            report("“\(text)” is no plain decimal number such as \"0.1\"" + Self.advice(text))
            return nil
        }
        return number
    }

    /// What to write instead of a figure that is not a plain decimal.
    private static func advice(_ text: String) -> String {
        switch MeasuredValue(text) {
        case .number(let number): return ": write \"\(number.text)\""
        case .below, .above: return ": write only the number; the key says how it is compared"
        case .unreadable(let value):
            switch value.reason {
            case .comma: return ": write a decimal point, and no comma between thousands"
            case .unitAttached: return ": write only the number; its unit stands under unit"
            case .looksLikeLimit: return ": write only the number; the key says how it is compared"
            case .range: return ": write the two ends as min and max"
            case .barePoint: return ": write a digit on both sides of the point"
            case .tooManyDigits: return ": at most 18 significant digits, and 18 after the point"
            default: return ""
            }
        default: return ""
        }
    }

    /// A day in quotes.
    var day: CalendarDay? {
        guard let text = quotedText else { return nil }
        guard let day = CalendarDay(text: text) else {
            report("expected a day such as \"2026-11-01\"")
            return nil
        }
        return day
    }

    /// A code that tables, reports and uploads use as a name.
    var code: String? {
        guard let text = word else { return nil }
        guard text.isCode else {
            report(String.codeRule(text))
            return nil
        }
        return text
    }

    /// A plain decimal in quotes, above zero.
    var positiveDecimal: FixedDecimal? {
        guard let number = decimal else { return nil }
        guard number > FixedDecimal(mantissa: 0, scale: 0) else {
            report("expected a number above zero")
            return nil
        }
        return number
    }

    /// Only `true` is allowed. If a property does not apply, its key is omitted.
    func mustBeTrue(_ key: String) -> Bool {
        guard boolean != true else { return true }
        if plainText == "false" { report("write \(key): true") }
        return false
    }

    var grade: Grade? {
        guard let text = quotedText else { return nil }
        guard let grade = Grade(text), grade.text == text else {
            report("expected a grade such as \"3\" or \"3-4\"")
            return nil
        }
        return grade
    }
}
