/// Walks over JSON text and creates no values.
///
/// There are two modes. A strict scan checks everything: grammar, UTF-8, numbers, escapes. A fast scan only finds the
/// ends of strings and brackets and checks nothing that it skips; it is for files that were checked when they arrived.
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
    let isStrict: Bool
    /// Whether a line feed is white space. It is not if every line is one record.
    let spansLines: Bool
    private(set) var fault: JSONFault?
    /// The first byte since `resetText()` that is not UTF-8. It is not a fault of the grammar: only its record is
    /// refused, not the page.
    private(set) var invalidText: Int?
    /// Whether a strict scan passed DEL within a string since `resetText()`. JSON permits DEL; the texts of a listing
    /// do not.
    private(set) var hasDelete = false

    init(_ base: UnsafePointer<UInt8>, end: Int, isStrict: Bool, spansLines: Bool = true) {
        self.spansLines = spansLines
        self.base = base
        self.end = end
        self.isStrict = isStrict
    }

    mutating func fail(_ position: Int, _ message: StaticString) -> Int {
        if fault == nil { fault = JSONFault(offset: min(position, end), message: message.description) }
        return -1
    }

    /// Replaces the message of the fault by one that only the caller can write.
    mutating func replaceFault(_ message: String) {
        if let fault { self.fault = JSONFault(offset: fault.offset, message: message) }
    }

    mutating func resetText() {
        invalidText = nil
        hasDelete = false
    }

    /// Takes over whether a scan of text within this text passed DEL.
    mutating func noteDelete(in other: JSONScanner) {
        if other.hasDelete { hasDelete = true }
    }

    mutating func resetFault() {
        fault = nil
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

    /// Passes a string. - Parameter start: after the opening quote. - Returns: the position of the closing quote.
    @inline(__always)
    mutating func string(_ start: Int, _ hasEscapes: inout Bool) -> Int {
        isStrict ? strictString(start, &hasEscapes) : fastString(start, &hasEscapes)
    }

    @inline(__always)
    private func word(_ index: Int) -> UInt64 {
        UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// Marks the bytes of `word` that are zero; exact up to the first one.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    private mutating func strictString(_ start: Int, _ hasEscapes: inout Bool) -> Int {
        var index = start
        while true {
            let word = self.word(index)
            let quotes = Self.zeroBytes(word ^ 0x2222_2222_2222_2222)
            let slashes = Self.zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            let controls = (word &- 0x2020_2020_2020_2020) & ~word
            // Adding one more puts DEL among the bytes beyond ASCII.
            let deletes = word &+ 0x0101_0101_0101_0101
            let special = (quotes | slashes | controls | deletes | word) & 0x8080_8080_8080_8080
            if special == 0 {
                index += 8
                continue
            }
            index += special.trailingZeroBitCount >> 3
            let byte = base[index]
            if byte == 0x22 { return index }
            if byte >= 0x80 {
                index = passText(index)
            } else if byte == 0x5C {
                hasEscapes = true
                index = escape(index)
                if index < 0 { return -1 }
            } else if byte == 0x7F {
                hasDelete = true
                index += 1
            } else {
                return index >= end
                    ? fail(index, "the text ends within a string; it was cut off")
                    : fail(index, "a string contains a control character")
            }
        }
    }

    /// Passes characters beyond ASCII. Bytes that are not UTF-8 are noted and passed one by one.
    @inline(__always)
    private mutating func passText(_ start: Int) -> Int {
        var index = start
        repeat {
            let count = UTF8Text.sequence(base + index)
            if count == 0 {
                if invalidText == nil { invalidText = index }
                index += 1
            } else {
                index += count
            }
        } while base[index] >= 0x80
        return index
    }

    private mutating func fastString(_ start: Int, _ hasEscapes: inout Bool) -> Int {
        var index = start
        while index < end {
            let word = self.word(index)
            let special =
                Self.zeroBytes(word ^ 0x2222_2222_2222_2222) | Self.zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            if special == 0 {
                index += 8
                continue
            }
            index += special.trailingZeroBitCount >> 3
            if base[index] == 0x22 {
                return index < end ? index : fail(end, "the text ends within a string; it was cut off")
            }
            hasEscapes = true
            index += 2
        }
        return fail(end, "the text ends within a string; it was cut off")
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
        if isStrict, base[first] == 0x30, index - first > 1 { return fail(first, "a number must not start with 0") }
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
        case UInt8(ascii: "{"): return isStrict ? skipObject(start, depth: depth + 1) : skipBrackets(start)
        case UInt8(ascii: "["): return isStrict ? skipList(start, depth: depth + 1) : skipBrackets(start)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return literal(start)
        default:
            if start >= end { return fail(start, "the text ends within a value; it was cut off") }
            return number(start)
        }
    }

    private mutating func skipObject(_ start: Int, depth: Int) -> Int {
        guard depth <= Self.deepest else { return fail(start, "nested too deeply") }
        var index = skipSpace(start + 1)
        if base[index] == UInt8(ascii: "}") { return index + 1 }
        while true {
            guard base[index] == UInt8(ascii: "\"") else { return fail(index, "expected a name in quotes") }
            var ignored = false
            index = string(index + 1, &ignored)
            if index < 0 { return -1 }
            index = colon(index + 1)
            if index < 0 { return -1 }
            index = skipValue(index, depth: depth)
            if index < 0 { return -1 }
            index = skipSpace(index)
            if base[index] == UInt8(ascii: ",") {
                index = skipSpace(index + 1)
            } else {
                return base[index] == UInt8(ascii: "}") ? index + 1 : fail(index, "expected , or }")
            }
        }
    }

    private mutating func skipList(_ start: Int, depth: Int) -> Int {
        guard depth <= Self.deepest else { return fail(start, "nested too deeply") }
        var index = skipSpace(start + 1)
        if base[index] == UInt8(ascii: "]") { return index + 1 }
        while true {
            index = skipValue(index, depth: depth)
            if index < 0 { return -1 }
            index = skipSpace(index)
            if base[index] == UInt8(ascii: ",") {
                index = skipSpace(index + 1)
            } else {
                return base[index] == UInt8(ascii: "]") ? index + 1 : fail(index, "expected , or ]")
            }
        }
    }

    /// Passes an object or a list by its brackets and strings only. If every line is one record, the value must not
    /// continue on the next line.
    private mutating func skipBrackets(_ start: Int) -> Int {
        var depth = 0
        var index = start
        var ignored = false
        while index < end {
            switch base[index] {
            case UInt8(ascii: "\""):
                index = fastString(index + 1, &ignored)
                if index < 0 { return -1 }
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index + 1 }
            case 0x0A where !spansLines: return fail(index, "the text ends within a value; it was cut off")
            default: break
            }
            index += 1
        }
        return fail(end, "the text ends within a value; it was cut off")
    }

    /// Passes the colon after a name and returns the position of the value.
    @inline(__always)
    mutating func colon(_ start: Int) -> Int {
        let index = skipSpace(start)
        guard base[index] == UInt8(ascii: ":") else { return fail(index, "expected : after a name") }
        return skipSpace(index + 1)
    }
}
