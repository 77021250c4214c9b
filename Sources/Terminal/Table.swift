internal import Domain

/// Rows for people and for programs: the same rows as an aligned text table or as JSON objects.
package struct Table: Sendable {
    package struct Column: Sendable {
        /// The name in JSON.
        package let key: String
        /// The heading for people.
        package let title: String
        /// The largest width in the text table. JSON has the whole text.
        package let widest: Int
        /// Whether wider text continues on the next line. Otherwise it is cut.
        package let wraps: Bool
        /// Whether the text table omits the column, so that the table fits a terminal. JSON has every column.
        package let isJSONOnly: Bool

        package init(
            _ key: String, _ title: String, widest: Int = 60, wraps: Bool = false, isJSONOnly: Bool = false
        ) {
            self.isJSONOnly = isJSONOnly
            self.key = key
            self.title = title
            self.widest = widest
            self.wraps = wraps
        }
    }

    package enum Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String)
        /// A coded value: its code for programs, its wording for people.
        case word(code: String, String)
        case number(Int64)
        case boolean(Bool)
        case missing

        package init(stringLiteral value: String) {
            self = .text(value)
        }

        package init(integerLiteral value: Int64) {
            self = .number(value)
        }

        package init(_ text: String?) {
            self = text.map { .text($0) } ?? .missing
        }

        package init(_ number: Int) {
            self = .number(Int64(number))
        }
    }

    package let columns: [Column]
    package private(set) var rows: [[Cell]] = []

    package init(_ columns: [Column]) {
        self.columns = columns
    }

    package mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "a row has as many cells as the table has columns")
        rows.append(cells)
    }

    /// A list of JSON objects, one for each row.
    package var json: String {
        "[" + rows.map(object).joined(separator: ",\n ") + "]"
    }

    private func object(_ row: [Cell]) -> String {
        JSONText.object(
            zip(columns, row).compactMap { column, cell in cell.json.map { (column.key, $0) } })
    }

    /// Columns aligned by display width. A Chinese character is two columns wide.
    package var text: String {
        let visible = columns.indices.filter { !columns[$0].isJSONOnly }
        let shown = rows.flatMap { lines($0, visible) }
        let titles = visible.map { columns[$0].title }
        let widths = titles.indices.map { index in
            ([titles[index]] + shown.map { $0[index] }).map(DisplayWidth.of).max() ?? 0
        }
        let rightAligned = visible.map { index in
            !rows.isEmpty && rows.allSatisfy { $0[index].isNumberOrMissing }
        }
        func line(_ texts: [String]) -> String {
            var cells: [String] = []
            for (index, text) in texts.enumerated() {
                cells.append(DisplayWidth.padded(text, to: widths[index], right: rightAligned[index]))
            }
            var joined = "  " + cells.joined(separator: "  ")
            while joined.last == " " { joined.removeLast() }
            return joined
        }
        let rule = "  " + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return ([line(titles), rule] + shown.map(line)).joined(separator: "\n")
    }

    /// The lines of a row.
    private func lines(_ row: [Cell], _ visible: [Int]) -> [[String]] {
        let cells = visible.map { index in
            let (column, cell) = (columns[index], row[index])
            return column.wraps
                ? DisplayWidth.wrapped(cell.shown, to: column.widest)
                : [DisplayWidth.cut(cell.shown, to: column.widest)]
        }
        let height = cells.map(\.count).max() ?? 1
        return (0..<height).map { number in cells.map { number < $0.count ? $0[number] : "" } }
    }
}

extension Table.Cell {
    var shown: String {
        switch self {
        // A row of the table must be one line.
        case .text(let text), .word(_, let text): Printable.text(text).replacing("\n", with: " ")
        case .number(let number): String(number)
        case .boolean(let value): value ? "✓" : "–"
        case .missing: "–"
        }
    }

    var json: String? {
        switch self {
        case .text(let text), .word(let text, _): JSONText.quoted(text)
        case .number(let number): String(number)
        case .boolean(let value): value ? "true" : "false"
        case .missing: nil
        }
    }

    var isNumberOrMissing: Bool {
        switch self {
        case .number, .missing: true
        case .text, .word, .boolean: false
        }
    }
}
