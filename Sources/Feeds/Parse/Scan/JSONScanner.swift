internal import CScan

/// Walks over JSON text and creates no values. It checks everything: grammar, UTF-8, numbers, escapes.
///
/// Positions are byte offsets. Functions return the position after the text they passed, or −1 after a fault, which is
/// stored in `fault`. At least `padding` readable zero bytes must follow `end`.
struct JSONScanner {
    /// Three words of a name are read from a position that may be the end.
    static let padding = 32
    /// Deeper than any feed. Text that nests deeper is an attack on the stack.
    static let deepest = 128

    let base: UnsafePointer<UInt8>
    let end: Int
    /// Whether a line feed is white space. It is not if every line is one record.
    let spansLines: Bool
    var fault: JSONFault?
    /// The first byte since `resetText()` that is not UTF-8. It is not a fault of the grammar: only its record is
    /// refused, not the page.
    private(set) var invalidText: Int?
    /// Whether the scan passed DEL within a string since `resetText()`. JSON permits DEL; the texts of a listing
    /// do not.
    var hasDelete = false

    init(_ base: UnsafePointer<UInt8>, end: Int, spansLines: Bool = true) {
        self.spansLines = spansLines
        self.base = base
        self.end = end
    }

    mutating func fail(_ position: Int, _ message: StaticString) -> Int {
        if fault == nil { fault = JSONFault(offset: min(position, end), message: message.description) }
        return -1
    }

    mutating func resetText() {
        invalidText = nil
        hasDelete = false
    }

    @inline(__always)
    func skipSpace(_ start: Int) -> Int {
        var index = start
        while true {
            switch base[index] {
            case 0x20, 0x0D, 0x09: index += 1
            case 0x0A where spansLines: index += 1
            default: return index
            }
        }
    }

    // MARK: Strings

    /// Passes a string. Bytes that are not UTF-8 are noted and passed one by one.
    ///
    /// - Parameter start: after the opening quote.
    /// - Returns: the position of the closing quote.
    mutating func string(_ start: Int, _ hasEscapes: inout Bool) -> Int {
        var index = start
        while true {
            switch base[index] {
            case UInt8(ascii: "\""): return index
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index = escape(index)
                if index < 0 { return -1 }
            case 0..<0x20:
                return index >= end
                    ? fail(index, "the text ends within a string; it was cut off")
                    : fail(index, "a string contains a control character")
            case 0x80...:
                let count = sushai_character(base + index, 4)
                if count == 0, invalidText == nil { invalidText = index }
                index += max(count, 1)
            case 0x7F:
                hasDelete = true
                index += 1
            default: index += 1
            }
        }
    }

    private mutating func escape(_ position: Int) -> Int {
        switch base[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return position + 2
        case UInt8(ascii: "u"):
            for index in 2..<6 where JSONString.hexadecimal(base[position + index]) == nil {
                return fail(position, "\\u needs four hexadecimal digits")
            }
            return position + 6
        default:
            return fail(position, "unknown escape in a string")
        }
    }

    // MARK: Numbers and words

    mutating func number(_ start: Int) -> Int {
        var index = start
        if base[index] == UInt8(ascii: "-") { index += 1 }
        let first = index
        while base[index] &- 0x30 < 10 { index += 1 }
        guard index > first else { return fail(start, "expected a value") }
        if base[first] == 0x30, index - first > 1 { return fail(first, "a number must not start with 0") }
        if base[index] == UInt8(ascii: ".") {
            index += 1
            let fraction = index
            while base[index] &- 0x30 < 10 { index += 1 }
            if index == fraction { return fail(index, "expected a digit after the decimal point") }
        }
        guard base[index] | 0x20 == UInt8(ascii: "e") else { return index }
        index += 1
        if base[index] == UInt8(ascii: "-") || base[index] == UInt8(ascii: "+") { index += 1 }
        let exponent = index
        while base[index] &- 0x30 < 10 { index += 1 }
        return index > exponent ? index : fail(index, "expected a digit in the exponent")
    }

    /// `true`, `false` or `null`.
    mutating func literal(_ start: Int) -> Int {
        let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: start, as: UInt32.self)
        switch word {
        case 0x6575_7274: return start + 4
        case 0x6C6C_756E: return start + 4
        case 0x736C_6166 where base[start + 4] == UInt8(ascii: "e"): return start + 5
        default: return fail(start, "expected a value")
        }
    }
}

extension JSONScanner {
    /// Passes any value.
    mutating func skipValue(_ start: Int, depth: Int) -> Int {
        switch base[start] {
        case UInt8(ascii: "\""):
            var ignored = false
            let close = string(start + 1, &ignored)
            return close < 0 ? -1 : close + 1
        case UInt8(ascii: "{"): return skipContainer(start, isObject: true, depth: depth + 1)
        case UInt8(ascii: "["): return skipContainer(start, isObject: false, depth: depth + 1)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return literal(start)
        default:
            if start >= end { return fail(start, "the text ends within a value; it was cut off") }
            return number(start)
        }
    }

    private mutating func skipContainer(_ start: Int, isObject: Bool, depth: Int) -> Int {
        guard depth <= Self.deepest else { return fail(start, "nested too deeply") }
        let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        var index = skipSpace(start + 1)
        if base[index] == close { return index + 1 }
        while true {
            if isObject {
                guard base[index] == UInt8(ascii: "\"") else { return fail(index, "expected a name in quotes") }
                var ignored = false
                index = string(index + 1, &ignored)
                index = index < 0 ? -1 : colon(index + 1)
                if index < 0 { return -1 }
            }
            index = skipValue(index, depth: depth)
            if index < 0 { return -1 }
            index = skipSpace(index)
            guard base[index] == UInt8(ascii: ",") else {
                return base[index] == close ? index + 1 : fail(index, isObject ? "expected , or }" : "expected , or ]")
            }
            index = skipSpace(index + 1)
        }
    }

    /// Passes the colon after a name and returns the position of the value.
    @inline(__always)
    mutating func colon(_ start: Int) -> Int {
        let index = skipSpace(start)
        guard base[index] == UInt8(ascii: ":") else { return fail(index, "expected : after a name") }
        return skipSpace(index + 1)
    }
}
