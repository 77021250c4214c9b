/// Text that is safe to show on a terminal.
package enum Printable {
    /// `text` with control characters shown as spaces and without characters that change its direction. Line breaks are
    /// kept.
    package static func text(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control: scalars.append(scalar == "\n" ? scalar : " ")
            // The joiner of emoji is also a format character. The other format characters change direction or hide
            // text.
            case .format: if scalar == "\u{200D}" { scalars.append(scalar) }
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
