internal import Domain

/// Reads a page in CSV: a header line with column names, then one record in each row.
struct CSVPage {
    private let reader: PageReader
    private let separator: UInt8

    init(_ reader: PageReader, _ separator: UInt8) {
        self.reader = reader
        self.separator = separator
    }

    func parse(_ text: ConvertedText) throws(CSVFault) -> ParsedPage {
        var bytes = text.utf8
        let size = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        let header = try Header(bytes, size: size, separator: separator, reader)
        return reader.page(
            try found(
                in: bytes, from: header.end, size: size, header: header, firstLine: header.nextLine, arrived: text))
    }

    /// Reads the records in `bytes`: whole rows from `start` on, with `JSONScanner.padding` bytes after `size`.
    func found(
        in bytes: consuming [UInt8], from start: Int, size: Int, header: Header, firstLine: Int,
        arrived: ConvertedText? = nil
    ) throws(CSVFault) -> FoundRecords {
        let table = SlotTable(stride: reader.plan.recordSlots)
        let fault = bytes.withUnsafeBufferPointer { buffer -> CSVFault? in
            guard let base = buffer.baseAddress else { return nil }
            var scanner = CSVScanner(base, from: start, end: size, separator: separator, line: firstLine)
            return header.slots.withUnsafeBufferPointer { Self.scan(&scanner, $0, table) }
        }
        if let fault { throw fault }
        return FoundRecords(
            bytes: bytes, table: table,
            page: Array(repeating: .missing, count: max(reader.plan.pageSlots, 1)), isProved: false,
            place: { "line \($0.index)" }, context: header.source, arrived: arrived)
    }

    private static func scan(
        _ scanner: inout CSVScanner, _ columns: UnsafeBufferPointer<Int>, _ table: SlotTable
    ) -> CSVFault? {
        // A blank line is recognised only at its end. The next row then reuses its slots.
        var pending: UnsafeMutablePointer<FieldSlot>?
        while true {
            let start = scanner.position
            let line = scanner.line
            let slots = pending ?? table.begin(RecordMark(start: start, end: start, list: 0, index: line))
            table.restart(at: start, index: line)
            var isEmpty = true
            let count = scanner.row { column, slot in
                if slot.count > 0 { isEmpty = false }
                if column < columns.count, columns[column] >= 0 { slots[columns[column]] = slot }
            }
            if count == 0 || (count == 1 && isEmpty) {
                pending = slots
                guard count > 0 else {
                    table.removeLast()
                    return scanner.fault
                }
                continue
            }
            pending = nil
            table.end(
                at: scanner.position,
                trouble: count == columns.count ? nil : .columns(found: count, expected: columns.count))
        }
    }
}

extension CSVPage {
    /// The header line: the slot of each column.
    struct Header {
        /// The bytes of the line, which are needed to read a single record again.
        let source: [UInt8]
        /// Slot of each column; −1 for one that is not mapped.
        let slots: [Int]
        let end: Int
        let nextLine: Int

        /// Every mapped field must have a column, so that a column renamed by a market is noticed.
        init(_ bytes: [UInt8], size: Int, separator: UInt8, _ reader: PageReader) throws(CSVFault) {
            var lines = CSVReader(Array(bytes[..<size].prefix(1 << 20)), separator: separator)
            guard let header = try lines.next() else {
                throw CSVFault(line: 1, message: "the file is empty; the first line must name the columns")
            }
            let columns = try Self.columns(header, reader.crawler)
            var slots = Array(repeating: -1, count: header.fields.count)
            for (name, action) in reader.plan.record.nodes[FieldPlan.root] {
                guard let column = columns[String(decoding: name, as: UTF8.self)] else { continue }
                slots[column] = Int(reader.plan.record.actions[action].slot)
            }
            self.slots = slots
            source = Array(bytes[header.source])
            end = header.source.upperBound
            nextLine = header.line + source.count { $0 == 0x0A }
        }

        /// Column name → index.
        private static func columns(_ header: CSVRow, _ crawler: Crawler) throws(CSVFault) -> [String: Int] {
            var columns: [String: Int] = [:]
            guard header.fields.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) else {
                throw CSVFault(
                    line: header.line,
                    message: "the column names are not UTF-8; if the file is GB 18030, write encoding: GB18030")
            }
            guard header.fields.count <= 1000 else {
                throw CSVFault(line: header.line, message: "\(header.fields.count) columns; at most 1000 are read")
            }
            for (index, bytes) in header.fields.enumerated() {
                let name = String(decoding: bytes, as: UTF8.self)
                guard columns.updateValue(index, forKey: name) == nil else {
                    throw CSVFault(line: header.line, message: "the column “\(name)” stands twice")
                }
            }
            for (field, paths) in crawler.fields.mapped
            where !paths.isEmpty && !paths.contains(where: { columns[$0.text] != nil }) {
                let wanted = paths.map { "“\($0.text)”" }.joined(separator: " or ")
                let found = columns.keys.sorted().prefix(40).map { $0.prefix(60) }.joined(separator: ", ")
                throw CSVFault(
                    line: header.line,
                    message: "there is no column \(wanted) for the field \(field.rawValue); the columns are \(found)")
            }
            // Without the column of its period, a price would always be valid.
            for path in crawler.fields.prices.values.joined().flatMap(\.attributes) where columns[path.text] == nil {
                throw CSVFault(
                    line: header.line, message: "there is no column “\(path.text)”, which belongs to a price")
            }
            return columns
        }
    }
}
