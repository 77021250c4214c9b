/// Entities of HTML: numbers (`&#30005;`, `&#x7535;`), and the names that occur in titles. An unknown name stays.
enum HTMLEntities {
    static func decoded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count {
            if scalars[place] == "&", let (scalar, length) = entity(scalars[(place + 1)...]) {
                result.append(scalar)
                place += 1 + length
            } else {
                result.append(scalars[place])
                place += 1
            }
        }
        return String(result)
    }

    /// The entity after an ampersand, and its length.
    private static func entity(_ rest: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, Int)? {
        if rest.first == "#" { return number(rest.dropFirst()).map { ($0, $1 + 1) } }
        let name = rest.prefix(8).prefix {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        }
        guard let scalar = names[String(String.UnicodeScalarView(name))] else { return nil }
        return (scalar, name.count + (rest.dropFirst(name.count).first == ";" ? 1 : 0))
    }

    /// Browsers accept a number without a semicolon.
    private static func number(_ rest: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, Int)? {
        let isHexadecimal = rest.first == "x" || rest.first == "X"
        let digits = rest.dropFirst(isHexadecimal ? 1 : 0).prefix(9).prefix {
            $0.isASCII && (isHexadecimal ? $0.properties.isHexDigit : ("0"..."9").contains($0))
        }
        let written = String(String.UnicodeScalarView(digits))
        guard let value = UInt32(written, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value) else {
            return nil
        }
        let length = digits.count + (isHexadecimal ? 1 : 0)
        return (scalar, length + (rest.dropFirst(length).first == ";" ? 1 : 0))
    }

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": "\u{2002}",
        "emsp": "\u{2003}", "thinsp": "\u{2009}", "shy": "\u{AD}", "zwnj": "\u{200C}", "zwj": "\u{200D}",
        "lrm": "\u{200E}", "rlm": "\u{200F}", "times": "×", "middot": "·", "bull": "•", "hellip": "…", "mdash": "—",
        "ndash": "–", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "copy": "©", "reg": "®", "trade": "™",
        "deg": "°", "sup2": "²", "sup3": "³", "frac12": "½", "ast": "*", "plus": "+", "sol": "/", "num": "#",
        "comma": ",", "period": ".", "excl": "!", "lpar": "(", "rpar": ")", "star": "☆", "starf": "★",
        "NewLine": "\n", "Tab": "\t", "emsp13": "\u{2004}", "emsp14": "\u{2005}", "numsp": "\u{2007}",
    ]
}
