/// Divides a format code into sections and parts. What is not known here, or is shown differently by different programs,
/// becomes the refusal of its section.
struct FormatParser {
    private var rest: Substring
    private var finished: [FormatSection] = []
    private var section = FormatSection()
    private var hasSymbol = false

    init(_ code: String) {
        // Programs allow 255 characters. A much longer code is not known.
        rest = code.utf8.count <= 1024 ? code[...] : "!"
    }

    mutating func sections() -> [FormatSection] {
        while let character = rest.first {
            if character == ";" {
                rest.removeFirst()
                finish()
            } else if !readWord() {
                rest.removeFirst()
                read(character)
            }
        }
        finish()
        return finished
    }

    private mutating func finish() {
        // A currency with a percent sign or an exponent is shown differently by different programs.
        if hasSymbol, section.parts.contains(where: Self.isPercentOrExponent) { refuse(.unknown) }
        hasSymbol = false
        section.parts = Self.withMinutes(section.parts)
        finished.append(section)
        section = FormatSection()
    }

    private static func isPercentOrExponent(_ part: FormatSection.Part) -> Bool {
        if case .exponent = part { true } else { part == .percent }
    }

    private mutating func refuse(_ refusal: FormatRefusal) {
        section.refusal = section.refusal ?? refusal
    }

    private mutating func append(_ literal: some StringProtocol) {
        if !literal.isEmpty { section.parts.append(.literal(String(literal))) }
    }

    /// Words that contain letters of dates.
    private mutating func readWord() -> Bool {
        let words: [(String, FormatSection.Part)] = [
            ("g/通用格式", .general), ("general", .general), ("am/pm", .noon), ("a/p", .noon), ("上午/下午", .noon),
        ]
        for (word, part) in words where rest.prefix(word.count).lowercased() == word {
            section.parts.append(part)
            rest.removeFirst(word.count)
            return true
        }
        return false
    }

    private mutating func read(_ character: Character) {
        switch character {
        case "\"":
            append(rest.prefix { $0 != "\"" })
            rest = rest.drop { $0 != "\"" }.dropFirst()
        case "\\": if let escaped = rest.popFirst() { append(String(escaped)) }
        case "_":
            _ = rest.popFirst()
            section.parts.append(.blank)
        // The character after `*` fills the cell. A fill of blanks does not change the text.
        case "*": if rest.popFirst() != " " { refuse(.unknown) }
        case "[":
            let inside = rest.prefix { $0 != "]" }
            rest = rest.dropFirst(inside.count + 1)
            readBracket(String(inside))
        case "0", "#", "?": section.parts.append(.digit(character.asciiValue ?? 0))
        case ".": section.parts.append(.point)
        case ",": section.parts.append(.comma)
        case "%": section.parts.append(.percent)
        case "@": section.parts.append(.text)
        case "/" where hasDigits: refuse(.fraction)
        case "E", "e":
            // `e` without a sign is a year, of different calendars in different programs.
            guard let sign = rest.first, sign == "+" || sign == "-" else { return refuse(.unknown) }
            rest.removeFirst()
            section.parts.append(.exponent(showsPlus: sign == "+"))
        default: readLetter(character)
        }
    }

    private var hasDigits: Bool {
        section.parts.contains { if case .digit = $0 { true } else { false } }
    }

    private mutating func skip(_ letter: Character) {
        while rest.first?.lowercased() == String(letter) { rest.removeFirst() }
    }

    private mutating func readLetter(_ character: Character) {
        let letter = character.isASCII ? Character(character.lowercased()) : character
        let run = 1 + rest.prefix { $0.lowercased() == String(letter) }.count
        switch letter {
        case "y": section.parts.append(.year)
        case "m":
            // `mmmmm` is the first letter of a month.
            if run > 4 { refuse(.partialDate) }
            section.parts.append(.month)
        case "d": section.parts.append(run > 2 ? .weekday : .day)
        case "h": section.parts.append(.hour)
        case "s": section.parts.append(.second)
        case "a" where run >= 3: section.parts.append(.weekday)
        // `!` is an escape in a Chinese Excel and a plain character elsewhere. `b` and `g` are years of other calendars.
        case "a"..."z", "1"..."9", "!": return refuse(.unknown)
        default: return append(String(character))
        }
        skip(letter)
    }

    private mutating func readBracket(_ text: String) {
        let word = text.lowercased()
        if colours.contains(word) || word.hasPrefix("color") || word.hasPrefix("颜色") { return }
        if word.hasPrefix("dbnum") || word.hasPrefix("natnum") {
            section.hasOtherDigits = true
        } else if word.hasPrefix("$") {
            readLocale(word, symbol: text.dropFirst().prefix { $0 != "-" })
        } else if let condition = Self.condition(word) {
            section.condition = condition
        } else if !word.isEmpty, word.allSatisfy({ "hms".contains($0) }) {
            refuse(.duration)
        } else {
            refuse(.unknown)
        }
    }

    /// `$¥-804`: a symbol that is shown, and a language. Other languages have other points, digits and calendars.
    private mutating func readLocale(_ word: String, symbol: Substring) {
        append(symbol)
        hasSymbol = hasSymbol || !symbol.isEmpty
        let language = word.drop { $0 != "-" }.dropFirst()
        if language.isEmpty || language.hasPrefix("zh") || language.hasPrefix("en") || language.hasPrefix("x-sys") {
            return
        }
        // The numbers of languages end with the primary language in 10 bits: Chinese, English, Japanese, Korean. A
        // higher number states digits or a calendar.
        guard let number = Int(language, radix: 16), number <= 0xFFFF,
            [0x000, 0x004, 0x009, 0x011, 0x012].contains(number & 0x3FF) || number == 0xF800 || number == 0xF400
        else { return refuse(.unknown) }
    }

    private static func condition(_ word: String) -> FormatSection.Condition? {
        let sign = word.prefix { "<>=".contains($0) }
        guard ["<", "<=", ">", ">=", "=", "<>"].contains(String(sign)), let limit = Double(word.dropFirst(sign.count))
        else { return nil }
        return FormatSection.Condition(comparison: String(sign), limit: limit)
    }

    /// `m` behind hours or before seconds means minutes.
    private static func withMinutes(_ parts: [FormatSection.Part]) -> [FormatSection.Part] {
        let isClock = { (part: FormatSection.Part) in
            [.year, .month, .day, .hour, .minute, .second].contains(part)
        }
        var parts = parts
        for index in parts.indices where parts[index] == .month {
            let before = parts[..<index].last(where: isClock)
            let after = parts[(index + 1)...].first(where: isClock)
            if before == .hour || after == .second { parts[index] = .minute }
        }
        return parts
    }
}

private let colours: Set<String> = [
    "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黑色", "蓝色", "青色", "绿色", "洋红", "红色", "白色",
    "黄色",
]
