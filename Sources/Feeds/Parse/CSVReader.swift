/// A row of a CSV text: its fields as bytes, its first line, and its original bytes.
package struct CSVRow {
    package let fields: [[UInt8]]
    /// The line on which the row starts, from 1; a quoted field may span several.
    package let line: Int
    package let source: Range<Int>

    /// Whether the row is an empty line.
    package var isBlank: Bool {
        fields.count == 1 && fields[0].isEmpty
    }
}

/// A fault that makes a whole CSV text unreadable.
package struct CSVFault: Error, Hashable {
    package let line: Int
    package let message: String

    package init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}

/// Reads CSV (RFC 4180). Quoted fields may contain separators, doubled quotes and line breaks; lines end in LF or CRLF.
package struct CSVReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var position = 0
    private var line = 1

    package init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) {
        self.bytes = bytes
        self.separator = separator
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next row that is not blank, or nil at the end.
    package mutating func next() throws(CSVFault) -> CSVRow? {
        while position < bytes.count {
            let row = try row()
            if !row.isBlank { return row }
        }
        return nil
    }

    private mutating func row() throws(CSVFault) -> CSVRow {
        let start = position
        let startLine = line
        var fields: [[UInt8]] = []
        while true {
            fields.append(try field())
            guard position < bytes.count else { break }
            let byte = bytes[position]
            position += 1
            if byte == separator { continue }
            // A field ends at a separator or at the end of its line.
            if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
            line += 1
            return CSVRow(fields: fields, line: startLine, source: start..<position)
        }
        return CSVRow(fields: fields, line: startLine, source: start..<position)
    }

    private mutating func field() throws(CSVFault) -> [UInt8] {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedField() }
        let start = position
        while position < bytes.count, !endsField(bytes[position]) { position += 1 }
        return Array(bytes[start..<position])
    }

    private mutating func quotedField() throws(CSVFault) -> [UInt8] {
        let startLine = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x0A { line += 1 }
            guard byte == UInt8(ascii: "\"") else {
                content.append(byte)
                continue
            }
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                content.append(byte)
                position += 1
                continue
            }
            guard position == bytes.count || endsField(bytes[position]) else {
                throw CSVFault(line: line, message: "text follows a closing quote; double the quotes within a field")
            }
            return content
        }
        throw CSVFault(line: startLine, message: "a quoted field is never closed; the file may be cut off")
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D
    }
}
