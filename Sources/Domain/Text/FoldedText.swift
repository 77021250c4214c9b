/// A result in ASCII: full-width characters, spaces, minus signs and superscripts are replaced. `１２．５` becomes `12.5`,
/// `−3` becomes `-3`, `10⁻³` becomes `10^-3`. Several spaces become one space; outer spaces are removed. Nothing that
/// has a meaning is removed.
struct FoldedText {
    /// The original text without outer spaces.
    let written: String
    let text: String

    init(_ raw: String) {
        let scalars = Substring(raw).unicodeScalars
        let start = scalars.firstIndex { !Self.isSpace($0) } ?? scalars.endIndex
        let end = scalars.lastIndex { !Self.isSpace($0) }.map(scalars.index(after:)) ?? start
        written = String(scalars[start..<end])
        var folded = String.UnicodeScalarView()
        var raised = false
        var spaced = false
        for scalar in scalars[start..<end] {
            if Self.isSpace(scalar) {
                if !spaced { folded.append(" ") }
                (spaced, raised) = (true, false)
                continue
            }
            spaced = false
            if let digit = Self.superscripts[scalar] {
                if !raised { folded.append("^") }
                raised = true
                folded.append(digit)
            } else {
                raised = false
                folded.append(Self.folded(scalar))
            }
        }
        text = String(folded)
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        // The full-width forms of ASCII.
        case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
        // Hyphens, figure dash, en dash, minus sign, small hyphen. The em dash means "no value" and is not replaced.
        case 0x2010...0x2013, 0x2212, 0xFE63: "-"
        case 0xFE62: "+"
        case 0xFE64: "<"
        case 0xFE65: ">"
        case 0x2266, 0x2A7D: "≤"
        case 0x2267, 0x2A7E: "≥"
        case 0x301C, 0x223C: "~"
        case 0x3001: ","
        default: scalar
        }
    }

    /// Spaces of every width, line ends, and characters of zero width.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200F, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF:
            true
        default: false
        }
    }

    private static let superscripts: [Unicode.Scalar: Unicode.Scalar] = [
        "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁺": "+",
        "⁻": "-",
    ]
}

extension String {
    /// Without surrounding spaces of any width, line ends and characters of zero width.
    package var withoutOuterSpaces: String {
        FoldedText(self).written
    }

    /// Full-width characters, minus signs and spaces as ASCII, without surrounding spaces.
    package var inASCII: String {
        FoldedText(self).text
    }
}
