/// A table that somebody uploaded, the same for CSV and for a sheet of a workbook: columns known by their names, rows of
/// text, and the place of each cell as its author finds it.
///
/// A text is what stands in the cell, as its author sees it; nothing is trimmed, and nothing is a number yet.
package struct RowTable: Sendable {
    package enum Form: Hashable, Sendable {
        case csv
        /// A sheet of a workbook, by its name.
        case sheet(String)
    }

    package struct Column: Hashable, Sendable {
        /// The header's text, without blanks around it.
        package let name: String
        /// Where it stands in the file, from 1; a column without a header is none.
        package let position: Int

        /// nil for a header of blanks alone.
        package init?(header: String, position: Int) {
            var rest = Substring(header)
            while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
            while rest.last?.isWhitespace == true { rest = rest.dropLast() }
            guard !rest.isEmpty else { return nil }
            name = String(rest)
            self.position = position
        }
    }

    package struct Row: Sendable {
        /// CSV: the line on which the row starts, from 1; a sheet: the row's own number.
        package let number: Int
        /// A text for each of `columns`; empty where the cell is blank or missing.
        package let cells: [String]
        /// What is wrong with this row alone, each with its place. A row that has any must not be taken.
        package let problems: [UploadFault.Problem]
        /// Where its bytes stand; see `RowTable.bytes(of:)`.
        package let source: Range<Int>

        package init(number: Int, cells: [String], problems: [UploadFault.Problem], source: Range<Int>) {
            self.number = number
            self.cells = cells
            self.problems = problems
            self.source = source
        }
    }

    package let form: Form
    package let columns: [Column]
    /// The number of the header's row, counted as `Row.number` is.
    package let header: Int
    /// Every row that is not blank, in the order of the file.
    package let rows: [Row]
    /// What is no fault but must be said: hidden rows that were read, sheets that were not.
    package let remarks: [UploadFault.Problem]
    /// The header under which `bytes(of:)` are read again: a name a cell, blank where a cell has none.
    package let keptHeader: [String]
    private let original: [UInt8]

    package init(
        form: Form, columns: [Column], header: Int, rows: [Row], remarks: [UploadFault.Problem] = [],
        keptHeader: [String], original: [UInt8]
    ) {
        self.keptHeader = keptHeader
        self.form = form
        self.columns = columns
        self.header = header
        self.rows = rows
        self.remarks = remarks
        self.original = original
    }

    /// The same table with more to say about it.
    package func adding(_ more: [UploadFault.Problem]) -> RowTable {
        RowTable(
            form: form, columns: columns, header: header, rows: rows, remarks: remarks + more,
            keptHeader: keptHeader, original: original)
    }

    /// The bytes to keep of a row that is set aside: of CSV what arrived, in its own character set; of a sheet its cells
    /// as a line of CSV in UTF-8.
    package func bytes(of row: Row) -> [UInt8] {
        Array(original[row.source])
    }

    /// `第1行`, `表“结果”第1行`.
    package var headerPlace: String {
        RowTableWording.place(form, row: header)
    }

    /// `第3行`, `表“结果”第3行`.
    package func place(of row: Row) -> String {
        RowTableWording.place(form, row: row.number)
    }

    /// `第3行 第2列`, `表“结果” B3`. `column` is an index of `columns`.
    package func place(of row: Row, column: Int) -> String {
        RowTableWording.place(form, row: row.number, column: columns[column].position)
    }
}
