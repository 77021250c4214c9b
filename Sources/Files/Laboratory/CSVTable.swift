package import Domain
internal import Feeds

/// Reads an uploaded CSV file as a table: UTF-8, with or without a byte-order mark, or GB 18030.
package enum CSVTable {
    /// Maximum number of rows in one file.
    package static let maximumRows = 250_000
    /// A report has twelve kinds of columns. A file with far more columns is not a report.
    package static let maximumColumns = 256
    /// Maximum number of bytes of one row. Each row set aside is stored and shown, and a quote that is never closed
    /// makes one row of a whole file.
    package static let maximumRowBytes = 64 << 10

    /// The table.
    ///
    /// Text that is valid UTF-8 is read as UTF-8. Otherwise all of it must be valid GB 18030. Rows of blank cells do
    /// not count as rows.
    /// - Throws: `UploadFault` if the file cannot be divided into rows. A wrong number of cells is a fault of that row
    ///   only.
    package static func read(_ bytes: [UInt8]) throws(UploadFault) -> RowTable {
        let text = try decoded(bytes)
        // In GB 18030 a comma, a quote and a line end are never part of a longer character, so the rows are the same in
        // both texts.
        var original = text.isSame ? nil : CSVReader(bytes)
        var reader = CSVReader(text.utf8)
        do throws(CSVFault) {
            guard let first = try reader.next() else { throw CSVFault(line: 1, message: UploadWording.emptyFile) }
            _ = try original?.next()
            guard first.fields.count <= maximumColumns else {
                throw CSVFault(line: first.line, message: UploadWording.tooManyColumns)
            }
            let columns = columns(first)
            let isNamed = first.fields.indices.map { index in columns.contains { $0.position == index + 1 } }
            var rows: [RowTable.Row] = []
            while let row = try reader.next() {
                let source = try original?.next()?.source ?? row.source
                guard !row.fields.allSatisfy(isBlank) else { continue }
                guard source.count <= maximumRowBytes else {
                    throw CSVFault(line: row.line, message: UploadWording.rowTooLong)
                }
                guard rows.count < maximumRows else {
                    throw CSVFault(line: row.line, message: UploadWording.tooManyRows)
                }
                rows.append(made(row, isNamed, source: source))
            }
            var header = [String](repeating: "", count: first.fields.count)
            for column in columns { header[column.position - 1] = column.name }
            return RowTable(
                form: .csv, columns: columns, header: first.line, rows: rows, keptHeader: header
            ) { Array(bytes[$0.source]) }
        } catch {
            throw UploadFault("第\(error.line)行", UploadWording.unreadable(error.message))
        }
    }

    private static func decoded(_ bytes: [UInt8]) throws(UploadFault) -> (utf8: [UInt8], isSame: Bool) {
        if String(validating: bytes, as: UTF8.self) != nil { return (bytes, true) }
        do throws(CharacterSetFault) {
            return (try CharacterSet.fromGB18030(bytes), false)
        } catch {
            // The character set in which more of the file is valid is taken as the intended one.
            let first = max(error.offset ?? 0, firstInvalid(bytes))
            throw UploadFault("第\(first + 1)个字节", UploadWording.neitherCharacterSet)
        }
    }

    /// The offset of the first byte that is not UTF-8.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int {
        var start = 0
        while start < bytes.count {
            let length = bytes[start] < 0x80 ? 1 : bytes[start] < 0xE0 ? 2 : bytes[start] < 0xF0 ? 3 : 4
            let character = bytes[start..<min(start + length, bytes.count)]
            guard String(validating: character, as: UTF8.self) != nil else { return start }
            start += length
        }
        return start
    }

    private static func columns(_ header: CSVRow) -> [RowTable.Column] {
        header.fields.enumerated().compactMap { index, field in
            RowTable.Column(header: String(decoding: field, as: UTF8.self), position: index + 1)
        }
    }

    private static func made(_ row: CSVRow, _ isNamed: [Bool], source: Range<Int>) -> RowTable.Row {
        var problems: [UploadFault.Problem] = []
        // Blank cells without a column name may be missing at the end, because a person who corrects a row by hand may
        // leave them out.
        let needed = (isNamed.lastIndex(of: true) ?? -1) + 1
        if !(needed...isNamed.count).contains(row.fields.count) {
            let place = RowTableWording.place(.csv, row: row.line)
            problems.append(
                .init(place: place, sentence: UploadWording.columnCount(row.fields.count, isNamed.count)))
        }
        var cells: [String] = []
        cells.reserveCapacity(isNamed.count)
        for (index, named) in isNamed.enumerated() {
            let field = index < row.fields.count ? row.fields[index] : []
            if named {
                cells.append(String(decoding: field, as: UTF8.self))
            } else if !isBlank(field) {
                let place = RowTableWording.place(.csv, row: row.line, column: index + 1)
                problems.append(.init(place: place, sentence: UploadWording.noHeader))
            }
        }
        return RowTable.Row(number: row.line, cells: cells, problems: problems, source: source)
    }

    private static func isBlank(_ field: [UInt8]) -> Bool {
        guard let first = field.first else { return true }
        if (0x21...0x7E).contains(first) { return false }
        return String(decoding: field, as: UTF8.self).allSatisfy(\.isWhitespace)
    }
}
