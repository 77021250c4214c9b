/// How a number format shows a number, as far as this changes the meaning for the reader.
enum NumberFormat: Hashable, Sendable {
    /// As the number itself, whatever number of digits is shown.
    case general
    /// As a hundred times itself, with a percent sign.
    case percent
    /// A day, a time of day, or both.
    case date
    /// A duration (`[h]:mm`), or a time in a form that is not a time of day.
    case duration
    /// In thousands or millions (`0.0,`).
    case scaled

    /// The built-in formats without a code (ECMA-376 part 1, 18.8.30), including those of Chinese systems.
    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...22, 27...36, 50...58: self = .date
        case 45...47: self = .duration
        default: self = .general
        }
    }

    /// Reads a format code: `0.00%`, `yyyy"年"m"月"d"日"`, `[h]:mm`, `#,##0.0,`.
    init(code: some Collection<UInt8>) {
        var parts: Set<NumberFormat> = []
        var scanner = FormatScanner(Array(code.prefix(1024)))
        while let part = scanner.next() { parts.insert(part) }
        // If a code has several of these formats, the first one in this list decides, because its text differs most
        // from the number. Such a cell is refused, or its value is converted.
        self = [.duration, .scaled, .date, .percent].first { parts.contains($0) } ?? .general
    }
}

/// Scans a format code and returns the relevant parts.
private struct FormatScanner {
    private let code: [UInt8]
    private var position = 0
    private var lastWasDigit = false

    init(_ code: [UInt8]) {
        // `General`, which a Chinese Excel writes `G/通用格式`, contains letters of dates but is not a date.
        self.code = Self.without("general", code)
    }

    mutating func next() -> NumberFormat? {
        while position < code.count {
            let byte = code[position]
            position += 1
            let followsDigit = lastWasDigit
            lastWasDigit = byte == UInt8(ascii: "0") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "?")
            switch byte {
            case UInt8(ascii: "\""): skip(past: UInt8(ascii: "\""))
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): position += 1
            case UInt8(ascii: "["):
                let start = position
                skip(past: UInt8(ascii: "]"))
                let inside = code[start..<min(position, code.count)].dropLast()
                if !inside.isEmpty, inside.allSatisfy(Self.isClock) { return .duration }
            case UInt8(ascii: "%"): return .percent
            case UInt8(ascii: ","):
                if followsDigit, !digitFollows { return .scaled }
                lastWasDigit = followsDigit
            case UInt8(ascii: "E"), UInt8(ascii: "e"):
                // `E+` is an exponent; `e` without a sign is a year.
                if position < code.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(code[position]) { continue }
                return .date
            default: if Self.isDate(byte) { return .date }
            }
        }
        return nil
    }

    private var digitFollows: Bool {
        guard position < code.count else { return false }
        return [UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?")].contains(code[position])
    }

    private mutating func skip(past end: UInt8) {
        while position < code.count, code[position] != end { position += 1 }
        position += 1
    }

    private static func isClock(_ byte: UInt8) -> Bool {
        "hmsHMS".utf8.contains(byte)
    }

    private static func isDate(_ byte: UInt8) -> Bool {
        "ymdhsaYMDHSA".utf8.contains(byte)
    }

    private static func without(_ word: String, _ code: [UInt8]) -> [UInt8] {
        let wanted = Array(word.utf8)
        var rest = code
        for start in rest.indices.reversed() where rest[start...].count >= wanted.count {
            let range = start..<start + wanted.count
            if rest[range].map({ $0 | 0x20 }).elementsEqual(wanted) { rest.removeSubrange(range) }
        }
        return rest
    }
}
