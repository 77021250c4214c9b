/// A cell of a row, with its text laid out for its width.
struct Cell {
    let text: SetText
    let width: Double
    let role: Mark.Role

    init(_ text: SetText, width: Double, role: Mark.Role) {
        self.text = text
        self.width = width
        self.role = role
    }
}

/// A row of cells, optionally with a line of text below them.
struct GridRow {
    static let padding = 4.0
    static let notePadding = 2.5

    let cells: [Cell]
    /// The text from the second cell on, over the rest of the width.
    var note: SetText?
    var isShaded = false
    /// Whether texts are centred in the height of the row.
    var isMiddle = false

    var cellsHeight: Double {
        (cells.map(\.text.height).max() ?? 0) + 2 * Self.padding
    }

    var noteHeight: Double {
        note.map { $0.height + 2 * Self.notePadding } ?? 0
    }

    var height: Double {
        cellsHeight + noteHeight
    }
}

extension Paginator {
    /// Puts a row on the page. A row that does not fit moves to the next page as a whole. A row higher than a page is
    /// split by lines.
    ///
    /// - Parameter header: the row repeated at the top of each further page.
    mutating func place(_ row: GridRow, header: GridRow? = nil) throws {
        if row.height <= heightLeft { return draw(row) }
        let headerHeight = header?.height ?? 0
        if row.height <= Sheet.bodyHeight - headerHeight {
            try startNewPage()
            if let header { draw(header) }
            return draw(row)
        }
        try splitByLines(row, header: header)
    }

    private mutating func draw(_ row: GridRow) {
        frame(row, cellsHeight: row.cellsHeight, noteHeight: row.noteHeight)
        var x = Sheet.margin
        for cell in row.cells {
            let rest = row.cellsHeight - 2 * GridRow.padding - cell.text.height
            let top = y + GridRow.padding + (row.isMiddle ? rest / 2 : 0)
            mark(.text(cell.text, lines: 0..<cell.text.lines.count, x: x + GridRow.padding, y: top, role: cell.role))
            x += cell.width
        }
        y += row.cellsHeight
        if let note = row.note {
            mark(
                .text(
                    note, lines: 0..<note.lines.count,
                    x: Sheet.margin + (row.cells.first?.width ?? 0) + GridRow.padding,
                    y: y + GridRow.notePadding, role: .cell))
            y += row.noteHeight
        }
    }

    /// Draws the lines and the shade of a row that begins at `y`. The line between cells and note is thin, because they
    /// belong together.
    private mutating func frame(_ row: GridRow, cellsHeight: Double, noteHeight: Double) {
        let widths = row.cells.map(\.width)
        if row.isShaded {
            mark(.shade(x: Sheet.margin, y: y, width: widths.reduce(0, +), height: cellsHeight + noteHeight))
        }
        let bottom = y + cellsHeight + noteHeight
        let right = Sheet.margin + widths.reduce(0, +)
        var x = Sheet.margin
        for (index, width) in ([0] + widths).enumerated() {
            x += width
            let isWhole = index < 2 || index == widths.count
            let end = isWhole ? bottom : y + cellsHeight
            mark(.line(fromX: x, fromY: y, toX: x, toY: end, width: 0.6))
        }
        if noteHeight > 0 {
            let hair = y + cellsHeight
            mark(.line(fromX: Sheet.margin + (widths.first ?? 0), fromY: hair, toX: right, toY: hair, width: 0.25))
        }
        for edge in [y, bottom] { mark(.line(fromX: Sheet.margin, fromY: edge, toX: right, toY: edge, width: 0.6)) }
    }

    private mutating func splitByLines(_ row: GridRow, header: GridRow?) throws {
        var next = row.cells.map { _ in 0 }
        while zip(row.cells, next).contains(where: { $0.text.lines.count > $1 }) {
            var pieces = piece(of: row, from: next)
            // If not even one line of each cell fits, a new page begins. On a new page one line is placed whatever its
            // height.
            if zip(row.cells, pieces).allSatisfy({ $1.isEmpty || $0.text.lines.isEmpty }) {
                try startNewPage()
                if let header { draw(header) }
                pieces = piece(of: row, from: next)
                if pieces.allSatisfy(\.isEmpty) {
                    pieces = zip(row.cells, next).map { $1..<min($1 + 1, $0.text.lines.count) }
                }
            }
            draw(row, pieces)
            next = pieces.map(\.upperBound)
        }
        guard let note = row.note else { return }
        try place(GridRow(cells: [Cell(note, width: row.cells.map(\.width).reduce(0, +), role: .cell)]), header: header)
    }

    private func piece(of row: GridRow, from next: [Int]) -> [Range<Int>] {
        zip(row.cells, next).map { $0.text.lines(from: $1, in: heightLeft - 2 * GridRow.padding) }
    }

    private mutating func draw(_ row: GridRow, _ pieces: [Range<Int>]) {
        let heights = zip(row.cells, pieces).map { $0.text.height(of: $1) }
        let height = (heights.max() ?? 0) + 2 * GridRow.padding
        frame(row, cellsHeight: height, noteHeight: 0)
        var x = Sheet.margin
        for (cell, lines) in zip(row.cells, pieces) {
            mark(.text(cell.text, lines: lines, x: x + GridRow.padding, y: y + GridRow.padding, role: cell.role))
            x += cell.width
        }
        y += height
    }
}
