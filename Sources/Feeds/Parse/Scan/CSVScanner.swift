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
    /// Whether a quoted field of the last row contains a line break.
    private(set) var spansLines = false
    /// Whether the last row has a quoted field that the text ends in. More text could close the field.
    private(set) var endsInField = false

    /// A quote that is not closed within this many bytes is taken as one that is never closed.
    static let longestField = 1 << 20

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
        spansLines = false
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
        let limit = min(end, start + Self.longestField)
        var hasDoubled = false
        var index = start
        while index < limit {
            let byte = base[index]
            if byte == 0x0A || (byte == 0x0D && base[index + 1] != 0x0A) {
                line += 1
                spansLines = true
            }
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
        endsInField = limit == end
        fault = CSVFault(line: startLine, message: "a quoted field is never closed; the file may be cut off")
        return .missing
    }

    /// Continues at another row after a fault.
    mutating func restart(at position: Int, line: Int) {
        self.position = position
        self.line = line
        fault = nil
    }
}

extension CSVScanner {
    // MARK: Damaged rows

    func byte(_ position: Int) -> UInt8 {
        base[position]
    }

    /// The position after the line that begins at `start`, whatever its quotes.
    func lineEnd(_ start: Int) -> Int {
        var index = start
        while index < end, base[index] != 0x0A, base[index] != 0x0D { index += 1 }
        guard index < end else { return end }
        return base[index] == 0x0D && index + 1 < end && base[index + 1] == 0x0A ? index + 2 : index + 1
    }

    /// Whether every quote of the row encloses a field or is doubled within one. The row must have no fault.
    func isWellFormed(from start: Int, to rowEnd: Int) -> Bool {
        var isInside = false
        var isFieldStart = true
        for index in start..<rowEnd {
            let byte = base[index]
            if byte == UInt8(ascii: "\"") {
                // A doubled quote closes the field and opens it again.
                guard isInside || isFieldStart || base[index - 1] == byte else { return false }
                isInside.toggle()
                isFieldStart = false
            } else if !isInside {
                isFieldStart = byte == separator || byte == 0x0A || byte == 0x0D
            }
        }
        return !isInside
    }

    /// Whether a row over several lines could also be several rows with a quote too many: its first and its last line
    /// have `columns` columns each.
    func isAmbiguous(from start: Int, to rowEnd: Int, columns: Int) -> Bool {
        guard self.columns(from: start, to: lineEnd(start)) == columns else { return false }
        var last = start
        while lineEnd(last) < rowEnd { last = lineEnd(last) }
        return self.columns(from: last, to: rowEnd) == columns
    }

    /// The columns of a line read without the lines around it. A quote that is not closed in the line is an ordinary
    /// character.
    private func columns(from start: Int, to lineEnd: Int) -> Int {
        var columns = 1
        var index = start
        var isFieldStart = true
        while index < lineEnd {
            if isFieldStart, base[index] == UInt8(ascii: "\""), let close = closingQuote(index, lineEnd) {
                index = close + 1
                isFieldStart = false
                continue
            }
            isFieldStart = base[index] == separator
            if isFieldStart { columns += 1 }
            index += 1
        }
        return columns
    }

    private func closingQuote(_ opening: Int, _ lineEnd: Int) -> Int? {
        var index = opening + 1
        while index < lineEnd {
            if base[index] == UInt8(ascii: "\"") {
                guard index + 1 < lineEnd, base[index + 1] == UInt8(ascii: "\"") else {
                    let next = index + 1 < lineEnd ? base[index + 1] : 0x0A
                    return next == separator || next == 0x0A || next == 0x0D ? index : nil
                }
                index += 1
            }
            index += 1
        }
        return nil
    }
}
