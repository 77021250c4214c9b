internal import Domain

/// Rows for people and for programs: the same rows as an aligned text table or as JSON objects.
package struct Table: Sendable {
    package struct Column: Sendable {
        /// The name in JSON.
        package let key: String
        /// The heading for people.
        package let title: String
        /// Wider text is cut with “…” in the text table; never in JSON.
        package let widest: Int
        /// Whether wider text goes on in the next line instead of being cut: where nothing may be hidden.
        package let wraps: Bool

        package init(_ key: String, _ title: String, widest: Int = 60, wraps: Bool = false) {
            self.key = key
            self.title = title
            self.widest = widest
            self.wraps = wraps
        }
    }

    package enum Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String)
        /// A word of the program: its code for programs, its wording for people.
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

    /// One JSON object a row, in one list.
    package var json: String {
        "[" + rows.map(object).joined(separator: ",\n ") + "]"
    }

    private func object(_ row: [Cell]) -> String {
        JSONText.object(
            zip(columns, row).compactMap { column, cell in cell.json.map { (column.key, $0) } })
    }

    /// Columns aligned by display width; a Chinese character is two columns wide.
    package var text: String {
        let shown = rows.flatMap(lines)
        let widths = columns.indices.map { index in
            ([columns[index].title] + shown.map { $0[index] }).map(DisplayWidth.of).max() ?? 0
        }
        let rightAligned = columns.indices.map { index in
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
        return ([line(columns.map(\.title)), rule] + shown.map(line)).joined(separator: "\n")
    }

    /// A row as the lines that it takes.
    private func lines(_ row: [Cell]) -> [[String]] {
        let cells = zip(columns, row).map { column, cell in
            column.wraps
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
        // A table row is one line.
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
