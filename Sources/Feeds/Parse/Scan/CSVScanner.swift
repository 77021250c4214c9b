/// Walks over CSV text (RFC 4180) and stores the positions of the fields of mapped columns.
///
/// Quoted fields may contain separators, doubled quotes and line breaks. Lines end in LF, CRLF or CR. At least
/// `JSONScanner.padding` readable zero bytes must follow `end`.
struct CSVScanner {
    private let base: UnsafePointer<UInt8>
    private let end: Int
    private let separator: UInt8
    private let separators: UInt64
    private(set) var position: Int
    /// The line of the next row, from 1.
    private(set) var line: Int
    private(set) var fault: CSVFault?

    init(_ base: UnsafePointer<UInt8>, from start: Int, end: Int, separator: UInt8, line: Int) {
        self.base = base
        self.end = end
        self.separator = separator
        separators = UInt64(separator) &* 0x0101_0101_0101_0101
        position = start
        self.line = line
    }

    /// Passes one row and calls `field` for each of its fields. Returns the number of fields: 0 at the end or after a
    /// fault.
    @inline(__always)
    mutating func row(_ field: (_ column: Int, FieldSlot) -> Void) -> Int {
        guard position < end, fault == nil else { return 0 }
        var column = 0
        while true {
            let isQuoted = position < end && base[position] == UInt8(ascii: "\"")
            let slot = isQuoted ? quotedField() : plainField()
            if fault != nil { return 0 }
            field(column, slot)
            column += 1
            guard position < end else { return column }
            let byte = base[position]
            position += 1
            if byte == separator { continue }
            if byte == 0x0D, position < end, base[position] == 0x0A { position += 1 }
            line += 1
            return column
        }
    }

    @inline(__always)
    private mutating func plainField() -> FieldSlot {
        let start = position
        var index = start
        while index < end {
            let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let found =
                Self.zeroBytes(word ^ separators) | Self.zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
                | Self.zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
            if found != 0 {
                index += found.trailingZeroBitCount >> 3
                break
            }
            index += 8
        }
        position = min(index, end)
        return FieldSlot(.text, start: start, count: position - start)
    }

    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    private mutating func quotedField() -> FieldSlot {
        let startLine = line
        let start = position + 1
        var hasDoubled = false
        var index = start
        while index < end {
            let byte = base[index]
            if byte == 0x0A { line += 1 }
            guard byte == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            if index + 1 < end, base[index + 1] == byte {
                hasDoubled = true
                index += 2
                continue
            }
            position = index + 1
            if position < end, base[position] != separator, base[position] != 0x0A, base[position] != 0x0D {
                fault = CSVFault(
                    line: line, message: "text follows a closing quote; double the quotes within a field")
            }
            return FieldSlot(hasDoubled ? .doubledQuotes : .text, start: start, count: index - start)
        }
        fault = CSVFault(line: startLine, message: "a quoted field is never closed; the file may be cut off")
        return .missing
    }
}
