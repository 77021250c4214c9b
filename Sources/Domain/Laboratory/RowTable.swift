/// An uploaded table. CSV files and sheets of a workbook have the same form: named columns, rows of text, and the place
/// of each cell as its author sees it.
///
/// The text of a cell is the text that its author sees. It is neither trimmed nor converted to a number.
package struct RowTable: Sendable {
    package enum Form: Hashable, Sendable {
        case csv
        /// A sheet of a workbook, by its name.
        case sheet(String)
    }

    package struct Column: Hashable, Sendable {
        /// The text of the header without surrounding spaces.
        package let name: String
        /// The position in the file, from 1. A column without a header is not part of the table.
        package let position: Int

        /// Nil if the header contains only spaces.
        package init?(header: String, position: Int) {
            var rest = Substring(header)
            while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
            while rest.last?.isWhitespace == true { rest = rest.dropLast() }
            guard !rest.isEmpty else { return nil }
            name = String(rest)
            self.position = position
        }
    }

    /// A text in a column without a header.
    package struct Stray: Hashable, Sendable {
        /// Its column in the file, from 1.
        package let position: Int
        package let text: String

        package init(position: Int, text: String) {
            self.position = position
            self.text = text
        }
    }

    package struct Row: Sendable {
        /// In CSV, the line on which the row starts, from 1. In a sheet, the number of the row.
        package let number: Int
        /// One text for each of `columns`; empty if the cell is blank or missing.
        package let cells: [String]
        /// In a sheet, the texts in columns without a header, from left to right. Empty for CSV, because its bytes
        /// contain them.
        package let strays: [Stray]
        /// The faults of this row, each with its place. A row with faults must not be taken.
        package let problems: [UploadFault.Problem]
        /// In CSV, the range of its bytes in the file. Empty for a sheet.
        package let source: Range<Int>

        package init(
            number: Int, cells: [String], strays: [Stray] = [], problems: [UploadFault.Problem],
            source: Range<Int> = 0..<0
        ) {
            self.number = number
            self.cells = cells
            self.strays = strays
            self.problems = problems
            self.source = source
        }
    }

    package let form: Form
    package let columns: [Column]
    /// The row number of the header, counted like `Row.number`.
    package let header: Int
    /// All rows that are not blank, in the order of the file.
    package let rows: [Row]
    /// Facts that are no faults but must be reported: hidden rows that were read, and sheets that were not read.
    package let remarks: [UploadRemark]
    /// The header with which the result of `bytes(of:)` can be read again. It has one name for each cell; blank if the
    /// column has none.
    package let keptHeader: [String]
    private let kept: @Sendable (Row) -> [UInt8]

    package init(
        form: Form, columns: [Column], header: Int, rows: [Row], remarks: [UploadRemark] = [],
        keptHeader: [String], kept: @escaping @Sendable (Row) -> [UInt8]
    ) {
        self.keptHeader = keptHeader
        self.form = form
        self.columns = columns
        self.header = header
        self.rows = rows
        self.remarks = remarks
        self.kept = kept
    }

    /// The same table with additional remarks.
    package func adding(_ more: [UploadRemark]) -> RowTable {
        RowTable(
            form: form, columns: columns, header: header, rows: rows, remarks: remarks + more,
            keptHeader: keptHeader, kept: kept)
    }

    /// The bytes of a row that are stored in quarantine. For CSV, the original bytes in their own character set. For a
    /// sheet, the cells as a line of CSV in UTF-8, each at its position. Computed only when needed, because few rows
    /// are quarantined.
    package func bytes(of row: Row) -> [UInt8] {
        kept(row)
    }

    /// `第1行`, `表“结果”第1行`.
    package var headerPlace: String {
        RowTableWording.place(form, row: header)
    }

    /// `第3行`, `表“结果”第3行`.
    package func place(of row: Row) -> String {
        RowTableWording.place(form, row: row.number)
    }

    /// `第3行 第2列`, `表“结果” B3`. `column` is an index in `columns`.
    package func place(of row: Row, column: Int) -> String {
        RowTableWording.place(form, row: row.number, column: columns[column].position)
    }
}
