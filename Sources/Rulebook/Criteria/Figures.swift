internal import Domain

extension Value {
    /// A plain decimal in quotes.
    var decimal: FixedDecimal? {
        guard let text = quotedText else { return nil }
        guard let number = FixedDecimal(text) else {
            report("“\(text)” is no plain decimal number such as \"0.1\"")
            return nil
        }
        return number
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

    /// `true` and nothing else: what is not so is left out.
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
