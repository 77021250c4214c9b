package import Domain

/// A workbook to be written: sheets of text, with aids for filling them in.
package struct WorkbookPlan: Sendable {
    /// The format and behaviour of a cell.
    package enum Style: Hashable, Sendable {
        /// Text as typed into the form. Excel does not change `3-4` into a day or `0.10` into 0.1.
        case input
        /// Text that the form contains from the start.
        case given
        case header
        case title
        /// Text in a row below those of the form, in which more may be filled in.
        case open
        /// Sentences, wrapped at the width of the column.
        case prose
    }

    package struct Cell: Hashable, Sendable {
        package let text: String
        package let style: Style

        package init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }
    }

    /// A drop-down list of the texts allowed in the cells of a column.
    package struct Choice: Hashable, Sendable {
        /// From 1.
        package let column: Int
        package let rows: ClosedRange<Int>
        package let texts: [String]
        /// Whether other texts are refused. If not, Excel asks for confirmation.
        package let isStrict: Bool
        /// Shown when the cell is selected; at most 255 characters.
        package let hint: String

        package init(column: Int, rows: ClosedRange<Int>, texts: [String], isStrict: Bool, hint: String) {
            self.column = column
            self.rows = rows
            self.texts = texts
            self.isStrict = isStrict
            self.hint = hint
        }
    }

    package struct Sheet: Sendable {
        package let name: String
        /// Widths of the columns in characters of the default font.
        package let widths: [Double]
        package let rows: [[Cell]]
        package let choices: [Choice]
        /// Rows at the top that stay visible and are repeated on each printed page.
        package let frozenRows: Int

        package init(name: String, widths: [Double], rows: [[Cell]], choices: [Choice] = [], frozenRows: Int = 0) {
            self.name = name
            self.widths = widths
            self.rows = rows
            self.choices = choices
            self.frozenRows = frozenRows
        }
    }

    package let title: String
    package let created: Timestamp
    package let sheets: [Sheet]

    package init(title: String, created: Timestamp, sheets: [Sheet]) {
        self.title = title
        self.created = created
        self.sheets = sheets
    }
}
