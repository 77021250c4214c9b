/// Finds the rows of a table. A row with a fault in its quotes affects no other row.
///
/// After such a row it is not certain where the next one begins. So its lines are read one by one, and a line becomes
/// a row again if it is certain to be one: it has all columns, and every quote encloses a field. The lines before it
/// are one damaged row. A row over several lines is certain only if it cannot also be read as several rows.
struct CSVRows {
    enum Row {
        case record
        /// A row with another number of columns than the header.
        case columns(Int)
        /// A line without any value.
        case blank
        /// `continues`: whether it belongs to the damaged row before it.
        case damaged(String, continues: Bool)
        case end
    }

    private(set) var scanner: CSVScanner
    private let columns: Int
    /// Whether the rows since the last damage are not yet certain.
    private var isUncertain = false
    /// The end of the last damaged row.
    private var damageEnd = -1
    /// The end of a row of several lines that are read one by one. No other row may extend beyond it.
    private var regionEnd = -1

    /// Whether no damage before the next row affects how it is read.
    var isSettled: Bool {
        !isUncertain && scanner.position >= regionEnd
    }

    init(_ scanner: CSVScanner, columns: Int) {
        self.scanner = scanner
        self.columns = columns
    }

    /// Passes one row and calls `field` for each of its fields. Only those of a record are meant.
    @inline(__always)
    mutating func next(_ field: (_ column: Int, FieldSlot) -> Void) -> Row {
        let start = scanner.position
        let line = scanner.line
        var isEmpty = true
        let count = scanner.row { column, slot in
            if slot.count > 0 { isEmpty = false }
            field(column, slot)
        }
        if count == columns, !scanner.spansLines, !isUncertain, !isEmpty { return .record }
        if isEmpty, scanner.fault == nil {
            if damageEnd == start { damageEnd = scanner.position }
            return count == 0 ? .end : .blank
        }
        return judge(start, line, count)
    }

    private mutating func judge(_ start: Int, _ line: Int, _ count: Int) -> Row {
        if scanner.fault == nil {
            let isOneLine = !scanner.spansLines
            if !isUncertain {
                if isOneLine { return isBlank(start) ? .blank : .columns(count) }
                if count == columns, isWithinRegion(start), !isAmbiguous(start) { return .record }
            } else if count == columns, isWithinRegion(start), isOneLine || !isAmbiguous(start),
                scanner.isWellFormed(from: start, to: scanner.position)
            {
                isUncertain = false
                return .record
            }
            if !isOneLine, isWithinRegion(start) { regionEnd = max(regionEnd, scanner.position) }
        }
        let message =
            scanner.fault?.message ?? "its quotes allow two readings: one row of several lines, or several rows"
        let end = scanner.lineEnd(start)
        scanner.restart(at: end, line: line + 1)
        let continues = isUncertain && damageEnd == start
        isUncertain = true
        damageEnd = end
        return .damaged(message, continues: continues)
    }

    private func isAmbiguous(_ start: Int) -> Bool {
        scanner.isAmbiguous(from: start, to: scanner.position, columns: columns)
    }

    private func isWithinRegion(_ start: Int) -> Bool {
        start >= regionEnd || scanner.position <= regionEnd
    }

    /// Whether the line has only spaces.
    private func isBlank(_ start: Int) -> Bool {
        (start..<scanner.position).allSatisfy { isXMLSpace(scanner.byte($0)) }
    }
}

extension CSVRows {
    /// The number of bytes at the start of a text that are whole rows, whatever text follows; nil if there are none.
    /// The next text then begins with a row in the same state as a new file.
    ///
    /// - Parameter columns: those of the header.
    static func wholeRows(
        _ base: UnsafePointer<UInt8>, from start: Int, count: Int, separator: UInt8, columns: Int
    ) -> Int? {
        let (end, isRegular) = ByteSearch.lastRowEnd(base, from: start, count: count, separator: separator)
        if isRegular {
            if let end, isRow(base, from: start, endingAt: end, separator, columns) { return end }
            // A row that is longer than the text. If the text is longer than any row, no line ends in a line feed.
            if end == nil, count - start <= CSVScanner.longestField * 4 { return nil }
        }
        var rows = CSVRows(
            CSVScanner(base, from: start, end: count, separator: separator, line: 1), columns: columns)
        var whole: Int?
        while rows.scanner.position < count {
            _ = rows.next { _, _ in }
            guard !rows.scanner.endsInField, rows.scanner.position < count else { break }
            if rows.isSettled { whole = rows.scanner.position }
        }
        return whole
    }

    /// Whether the line before `end` is certainly a record, whatever row is before it.
    private static func isRow(
        _ base: UnsafePointer<UInt8>, from start: Int, endingAt end: Int, _ separator: UInt8, _ columns: Int
    ) -> Bool {
        var first = end - 1
        if first > start, base[first - 1] == 0x0D { first -= 1 }
        while first > start, base[first - 1] != 0x0A, base[first - 1] != 0x0D { first -= 1 }
        var scanner = CSVScanner(base, from: first, end: end, separator: separator, line: 1)
        return scanner.row { _, _ in } == columns && scanner.position == end && !scanner.spansLines
            && scanner.isWellFormed(from: first, to: end)
    }

    /// The number of columns of the header line.
    static func columns(_ base: UnsafePointer<UInt8>, from start: Int, count: Int, separator: UInt8) -> Int {
        var scanner = CSVScanner(base, from: start, end: count, separator: separator, line: 1)
        while scanner.position < count, scanner.fault == nil {
            let first = scanner.position
            let columns = scanner.row { _, _ in }
            let line = UnsafeBufferPointer(start: base + first, count: scanner.position - first)
            if columns > 1, CSVHeader.separatorLine(line) == nil { return columns }
        }
        return 0
    }
}
