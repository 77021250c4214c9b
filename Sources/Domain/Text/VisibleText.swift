extension String {
    /// The text in which every invisible character, and every character that changes the reading direction, is replaced
    /// by its code point (`〔U+202E〕`), so that a printed text shows the recorded one. Line breaks stay. A text longer
    /// than `limit` characters is cut, with a note.
    package func visible(limit: Int = 2000) -> String {
        var text = String.UnicodeScalarView()
        var count = 0
        for scalar in unicodeScalars {
            count += 1
            guard count <= limit else { continue }
            if scalar.isVisible {
                text.append(scalar)
            } else {
                text.append(contentsOf: scalar.codePoint.unicodeScalars)
            }
        }
        return count <= limit ? String(text) : String(text) + "……（共\(count)字，余下从略）"
    }
}

extension Unicode.Scalar {
    /// `〔U+202E〕`.
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "〔U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "〕"
    }

    fileprivate var isVisible: Bool {
        if self == "\n" || self == " " || self == "\u{3000}" { return true }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
