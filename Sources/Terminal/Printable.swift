/// Text that is safe to show on a terminal.
package enum Printable {
    /// `text` with control characters shown as spaces and with no characters that turn its direction; line breaks stay.
    package static func text(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control: scalars.append(scalar == "\n" ? scalar : " ")
            // The joiner of emoji is a format character, too; the others turn or hide what follows.
            case .format: if scalar == "\u{200D}" { scalars.append(scalar) }
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
