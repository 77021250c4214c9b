/// A link with its text.
struct PageLink: Hashable, Sendable {
    let href: String
    let word: String
    /// Whether it is the filled button of the page.
    let isPrimary: Bool

    init(_ href: String, _ word: String, isPrimary: Bool = false) {
        self.href = href
        self.word = word
        self.isPrimary = isPrimary
    }
}

/// A table: partial `table`. On a phone, columns of the style `opt` are hidden; with `isStacked`, each row becomes a
/// block in which every cell is preceded by its column's word.
struct TableView: Sendable {
    /// What the table contains, for a screen reader.
    let caption: String
    let columns: [Column]
    let rows: [Row]
    var isStacked = false
    /// Whether the rows can be selected; the boxes are the cells `Row.check`.
    var isSelectable = false

    struct Column: Sendable {
        let word: String
        /// Classes of the sheet: `n` for numbers, `opt`, `fit`.
        var style: String?
        /// The link that sorts by this column.
        var href: String?
        /// `ascending` or `descending` if the table is sorted by this column.
        var sorted: String?

        init(_ word: String, _ style: String? = nil, href: String? = nil, sorted: String? = nil) {
            self.word = word
            self.style = style
            self.href = href
            self.sorted = sorted
        }
    }

    struct Row: Sendable {
        let cells: [Cell]
        /// `fail` for a row that does not conform or is overdue.
        var style: String?
        var check: Check?

        init(_ cells: [Cell], style: String? = nil, check: Check? = nil) {
            self.cells = cells
            self.style = style
            self.check = check
        }
    }

    /// The box that selects a row.
    struct Check: Sendable {
        let name: String
        let value: String
        let label: String
    }

    /// A cell: a link or a text, state tags after it, and a smaller line below.
    struct Cell: Sendable {
        let text: String
        var style: String?
        var href: String?
        /// Whether the text names the row.
        var isHead = false
        /// Whether the text is cut to one line; the page of the row shows it whole.
        var isCut = false
        var tags: [StateTag] = []
        var small: String?
        /// The column's word before the cell, in a stacked table on a phone.
        var label: String?
        /// The time as the attribute of `<time>`.
        var time: String?
        /// An SVG that this program made; the texts of the row state what it shows.
        var picture: String?

        /// The cell that names the row and leads to its page.
        static func head(_ text: String, to href: String? = nil, small: String? = nil, isCut: Bool = false) -> Cell {
            Cell(text: text, href: href, isHead: true, isCut: isCut, small: small)
        }

        static func text(_ text: String?, style: String? = nil, small: String? = nil, label: String? = nil) -> Cell {
            guard let text, !text.isEmpty else {
                // In a stacked row, nothing is better than a word and a dash.
                let empty = [style, small == nil ? "void" : nil].compactMap(\.self).joined(separator: " ")
                return Cell(text: "–", style: empty.isEmpty ? nil : empty, small: small, label: label)
            }
            return Cell(text: text, style: style, small: small, label: label)
        }

        /// A number; 0 is grey.
        static func number(_ number: Int64, style: String = "n", label: String? = nil) -> Cell {
            Cell(text: Shown.number(number), style: number == 0 ? style + " muted" : style, label: label)
        }

        static func tags(_ tags: [StateTag], style: String? = nil, label: String? = nil) -> Cell {
            Cell(text: "", style: style, tags: tags, label: label)
        }
    }
}

/// What a list shows instead of rows: what was asked, and two ways out. Partial `empty`.
struct EmptyState: Sendable {
    let heading: String
    var text: String?
    var ways: [PageLink] = []
}

/// The links to the pages before and after. Partial `pager`.
struct Pager: Sendable {
    /// `第 51–100 条，至少 10,000 条`.
    let range: String
    var previous: String?
    var next: String?
}

/// Names and values. Partial `facts`.
struct Fact: Sendable {
    let name: String
    let text: String
    var href: String?
    var tags: [StateTag] = []

    init(_ name: String, _ text: String, href: String? = nil, tags: [StateTag] = []) {
        self.name = name
        self.text = text
        self.href = href
        self.tags = tags
    }
}

/// What happened, from the event log, newest first. Partial `history`.
struct HistoryEntry: Sendable {
    let time: String
    let text: String
    var small: String?
}
