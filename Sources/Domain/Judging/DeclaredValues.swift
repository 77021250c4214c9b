// Declarations as laboratories write them: `B`, `B类`, `安全技术类别`, `6000mAh`.

extension Declaration {
    /// Whether a report means this declaration by `name`: its name or its title.
    func isNamed(_ name: String) -> Bool {
        name == self.name || name == title
    }

    /// The code of the class that `text` means: its code, its title, the title without the explanation in parentheses,
    /// or the code with 类. Nil if it means none, or if several values fit. A number stays as it is written.
    package func code(of text: String) -> String? {
        if values.isEmpty || values.contains(where: { $0.code == text }) { return text }
        let folded = FoldedText(text).text
        let meant = values.filter { value in
            let title = FoldedText(value.title).text
            let short = title.prefix { $0 != "(" }
            return [value.code, title, String(short), value.code + "类"].contains {
                $0.uppercased() == folded.uppercased()
            }
        }
        return meant.count == 1 ? meant[0].code : nil
    }

    /// Whether a report may declare `text`: a value of the class, or a number in a unit that converts to that of the
    /// declaration. A grade is a number here. If the criteria state neither values nor a unit, any text is possible.
    package func permits(_ text: String) -> Bool {
        guard values.isEmpty else { return code(of: text) != nil }
        guard let unit else { return true }
        if Grade(FoldedText(text).text) != nil { return true }
        guard let number = DeclaredNumber(text) else { return false }
        return number.unit.map { UnitOfMeasure($0).isConvertible(to: UnitOfMeasure(unit)) } ?? true
    }
}

/// A number that a product declares, with its unit if it is stated: `6000`, `6 Ah`, `6000mAh`.
struct DeclaredNumber {
    let value: FixedDecimal
    /// Nil for the unit of the declaration.
    let unit: String?

    init?(_ text: String) {
        let folded = FoldedText(text).text
        if case .number(let value) = MeasuredValue(folded) {
            (self.value, unit) = (value, nil)
            return
        }
        let digits = folded.prefix { "0123456789.+-".contains($0) }
        let rest = folded.dropFirst(digits.count).drop { $0 == " " }
        guard let first = rest.first, !first.isNumber, first != ",", first != "~",
            case .number(let value) = MeasuredValue(String(digits))
        else { return nil }
        (self.value, unit) = (value, String(rest))
    }
}
