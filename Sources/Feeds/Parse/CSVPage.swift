internal import Domain

/// Reads a page in CSV: a header line with column names, then one record in each row.
struct CSVPage {
    private let reader: PageReader
    private let separator: UInt8

    init(_ reader: PageReader, _ separator: UInt8) {
        self.reader = reader
        self.separator = separator
    }

    func parse(_ text: ConvertedText) throws(PageFault) -> ParsedPage {
        var bytes = text.utf8
        let size = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        let header = try CSVHeader(bytes, size: size, separator: separator, reader)
        return reader.page(
            found(in: bytes, from: header.end, size: size, header: header, firstLine: header.nextLine, arrived: text))
    }

    /// Reads the records in `bytes`: whole rows from `start` on, with `JSONScanner.padding` bytes after `size`.
    func found(
        in bytes: consuming [UInt8], from start: Int, size: Int, header: CSVHeader, firstLine: Int,
        arrived: ConvertedText? = nil
    ) -> FoundRecords {
        let table = SlotTable(stride: reader.plan.recordSlots)
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let scanner = CSVScanner(base, from: start, end: size, separator: separator, line: firstLine)
            header.slots.withUnsafeBufferPointer { Self.scan(scanner, $0, table) }
        }
        return FoundRecords(
            bytes: bytes, table: table,
            page: reader.noPageValues, isProved: false, place: { "line \($0.index)" }, context: header.source,
            arrived: arrived)
    }

    private static func scan(_ scanner: CSVScanner, _ columns: UnsafeBufferPointer<Int>, _ table: SlotTable) {
        var rows = CSVRows(scanner, columns: columns.count)
        // A blank line is recognised only at its end. The next row then reuses its slots.
        var pending: UnsafeMutablePointer<FieldSlot>?
        while true {
            let start = rows.scanner.position
            let line = rows.scanner.line
            let slots = pending ?? table.begin(RecordMark(start: start, end: start, list: 0, index: line))
            if pending != nil { table.restart(at: start, index: line) }
            pending = nil
            let row = rows.next { column, slot in
                if column < columns.count, columns[column] >= 0 { slots[columns[column]] = slot }
            }
            switch row {
            case .record: table.end(at: rows.scanner.position)
            case .columns(let count):
                table.end(at: rows.scanner.position, trouble: .columns(found: count, expected: columns.count))
            case .blank: pending = slots
            case .damaged(let message, let continues):
                if continues {
                    table.removeLast()
                    table.extendLast(to: rows.scanner.position)
                } else {
                    table.end(at: rows.scanner.position, trouble: .unreadable(at: start, message))
                }
            case .end: return table.removeLast()
            }
        }
    }
}
