internal import Domain

/// Reports as a table: each row is one result, and a file may contain several reports.
enum ReportTable {
    /// The rows of a table. Each is read, or set aside with its reason.
    static func rows(of table: RowTable) throws(UploadFault) -> UploadedRows {
        guard !table.rows.isEmpty else { throw UploadFault("文件", UploadWording.noResults) }
        var reader = try reader(of: table)
        var read: [ReadRow] = []
        read.reserveCapacity(table.rows.count)
        for row in table.rows {
            read.append(reader.read(row, of: table, ordinal: read.count + 1))
        }
        return UploadedRows(header: Array(table.keptHeader.joined(separator: ",").utf8), rows: read) {
            table.bytes(of: table.rows[$0 - 1])
        }
    }

    /// Reads a stored row again, as a table with that row only.
    static func reread(
        _ table: RowTable, ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> ReadRow {
        guard let row = table.rows.first else { throw UploadFault(place, UploadWording.emptyRow) }
        guard table.rows.count == 1 else { throw UploadFault(place, UploadWording.severalRows) }
        var reader = try reader(of: table)
        return reader.read(row, of: table, ordinal: ordinal, place: place, stored: stored)
    }

    /// - Throws: every column that is missing, unknown or repeated.
    private static func reader(of table: RowTable) throws(UploadFault) -> ReportRowReader {
        let names = table.columns.map(\.name)
        var fields = ReportFields()
        for column in ReportColumn.allCases where column.isRequired && !names.contains(column.rawValue) {
            fields.report(table.headerPlace, UploadWording.missingColumn(column.rawValue, found: names))
        }
        for name in names where ReportColumn(rawValue: name) == nil {
            fields.report(table.headerPlace, UploadWording.unknownColumn(name))
        }
        for name in Set(names).sorted() where names.filter({ $0 == name }).count > 1 {
            fields.report(table.headerPlace, UploadWording.repeatedColumn(name))
        }
        guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
        return ReportRowReader(names.map(ReportColumn.init))
    }
}
