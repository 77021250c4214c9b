internal import Domain

/// The header line of a table: the slot of each column.
struct CSVHeader: Sendable {
    private static let mostColumns = 1000
    private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

    /// The bytes of the line, which are needed to read a single record again.
    let source: [UInt8]
    /// Slot of each column; −1 for one that is not mapped.
    let slots: [Int]
    let end: Int
    let nextLine: Int

    /// Every mapped field must have a column, so that a column renamed by a market is noticed.
    init(_ bytes: [UInt8], size: Int, separator: UInt8, _ reader: PageReader) throws(PageFault) {
        let head = Array(bytes[..<size].prefix(1 << 20))
        let header = try Self.row(head, separator)
        let columns = try Self.columns(header, separator, head, reader.crawler)
        var slots = Array(repeating: -1, count: header.fields.count)
        for (name, action) in reader.plan.record.nodes[FieldPlan.root] {
            guard let column = columns[Self.normal(String(decoding: name, as: UTF8.self))] else { continue }
            slots[column] = Int(reader.plan.record.actions[action].slot)
        }
        self.slots = slots
        source = Array(bytes[header.source])
        end = header.source.upperBound
        nextLine = header.line + source.count { $0 == 0x0A }
    }

    /// The header, after the line `sep=;` that Excel writes and reads.
    private static func row(_ bytes: [UInt8], _ separator: UInt8) throws(PageFault) -> CSVRow {
        var lines = CSVReader(bytes, separator: separator)
        let first = try next(&lines)
        guard let stated = separatorLine(bytes[first.source]) else { return first }
        guard stated == separator else {
            throw .otherSeparator(expected: separator, count: 0, found: stated, foundCount: 1)
        }
        return try next(&lines)
    }

    private static func next(_ lines: inout CSVReader) throws(PageFault) -> CSVRow {
        let row: CSVRow?
        do throws(CSVFault) {
            row = try lines.next()
        } catch {
            throw .damaged(line: error.line, column: 1, why: error.message)
        }
        guard let row else { throw .empty }
        return row
    }

    /// The separator that the line `sep=;` states; nil for any other line.
    static func separatorLine(_ line: some Collection<UInt8>) -> UInt8? {
        guard line.count < 10 else { return nil }
        let text = line.filter { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "\"") }
        guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return text[4]
    }

    /// Normal form of a column's name → its index. A column that is not mapped may have any name.
    private static func columns(
        _ header: CSVRow, _ separator: UInt8, _ bytes: [UInt8], _ crawler: Crawler
    ) throws(PageFault) -> [String: Int] {
        guard header.fields.count <= mostColumns else {
            throw .damaged(
                line: header.line, column: 1, why: "\(header.fields.count) columns; at most \(mostColumns) are read")
        }
        let names = header.fields.map { normal(String(decoding: $0, as: UTF8.self)) }
        let columns = Dictionary(zip(names, names.indices)) { first, _ in first }
        let mapped = crawler.fields.mapped.map { ($0.field, $0.paths.map { normal($0.text) }) }
        for name in Set(mapped.flatMap(\.1)).sorted() where names.count(where: { $0 == name }) > 1 {
            throw .repeatedColumn(name, line: header.line)
        }
        for (field, paths) in mapped where !paths.isEmpty {
            if paths.contains(where: { columns[$0] != nil }) { continue }
            try check(header, separator, bytes, crawler.format.encoding)
            throw .missingColumn(
                field: field, wanted: crawler.fields[field].map(\.text),
                found: names.prefix(40).map { String($0.prefix(60)) })
        }
        // Without the column of its period, a price would always be valid.
        for (field, sources) in crawler.fields.prices {
            for path in sources.flatMap(\.attributes) where columns[normal(path.text)] == nil {
                throw .missingColumn(
                    field: field, wanted: [path.text], found: names.prefix(40).map { String($0.prefix(60)) })
            }
        }
        return columns
    }

    /// Throws if another character set or another separator explains that a column is missing.
    private static func check(
        _ header: CSVRow, _ separator: UInt8, _ bytes: [UInt8], _ encoding: FeedFormat.Encoding
    ) throws(PageFault) {
        let line = bytes[header.source]
        guard String(validating: line, as: UTF8.self) != nil, !line.contains(0) else {
            throw .otherEncoding(declared: encoding, probable: ProbableEncoding.of(bytes, besides: encoding))
        }
        let counts = separators.map { byte in (byte: byte, count: line.count { $0 == byte }) }
        let expected = counts.first { $0.byte == separator }?.count ?? 0
        if let other = counts.max(by: { $0.count < $1.count }), other.count > expected {
            throw .otherSeparator(expected: separator, count: expected, found: other.byte, foundCount: other.count)
        }
    }

    /// The name without the white space and marks around it, with full-width letters, digits and signs as ASCII.
    static func normal(_ name: String) -> String {
        let folded = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                }))
        func isAround(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || [0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060].contains(scalar.value)
        }
        let scalars = folded.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isAround($0) }),
            let last = scalars.lastIndex(where: { !isAround($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}
