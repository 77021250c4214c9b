internal import Domain

/// A page in CSV: a header line with column names, then a record a row.
enum CSVPage {
    static func parse(_ bytes: [UInt8], format: FeedFormat.CSVFormat, crawler: Crawler) throws(PageFault) -> ParsedPage
    {
        let decoded: [UInt8]
        do throws(CharacterSetFault) {
            decoded = format.encoding == .gb18030 ? try CharacterSet.fromGB18030(bytes) : bytes
        } catch {
            throw .unreadable(error.message)
        }
        do throws(CSVFault) {
            return try read(decoded, format, crawler)
        } catch {
            throw .unreadable("line \(error.line): \(error.message)")
        }
    }

    private static func read(
        _ bytes: [UInt8], _ format: FeedFormat.CSVFormat, _ crawler: Crawler
    ) throws(CSVFault) -> ParsedPage {
        var reader = CSVReader(bytes, separator: format.separator)
        guard let header = try reader.next() else {
            throw CSVFault(line: 1, message: "the file is empty; the first line must name the columns")
        }
        let columns = try self.columns(header, crawler)
        let listingReader = ListingReader(crawler: crawler)
        var collector = PageCollector()
        while let row = try reader.next() {
            collector.add(place: "line \(row.line)", source: Array(bytes[row.source])) { () throws(RecordFault) in
                guard row.fields.count == header.fields.count else {
                    throw RecordFault(
                        .wrongColumnCount, "\(row.fields.count) columns, the header names \(header.fields.count)")
                }
                return try listingReader.read { (path: FieldPath) throws(RecordFault) in
                    guard let index = columns[path.text] else { return nil }
                    guard let text = String(validating: row.fields[index], as: UTF8.self) else {
                        throw RecordFault(.invalidText, field: path.text, "the text is not valid UTF-8")
                    }
                    return .text(text)
                }
            }
        }
        return collector.page(statedTotal: nil)
    }

    /// Column name → index. Every field that is mapped must find a column: one that a market renamed must not fall
    /// silent.
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
        return columns
    }
}
