extension PrintDocument.Line.Weight {
    fileprivate var style: TextStyle {
        switch self {
        case .strong: .strong
        case .plain: .value
        case .small: .cell
        }
    }
}

/// Forms: a grid of labels and values.
extension Paginator {
    private static let labelWidth = 86.0
    private static let padding = 4.0
    private static let sealHeight = 190.0
    /// The remark and the signatures below the conclusion.
    private static let afterSeal = 84.0

    mutating func add(form rows: [PrintDocument.FormRow]) throws {
        for row in rows {
            switch row {
            case .pairs(let pairs): try place(gridRow(pairs))
            case .sealed(let label, let lines, let corner):
                try addSealed(label: label, lines: lines, corner: corner)
            }
        }
    }

    private func gridRow(_ pairs: [PrintDocument.FormRow.Pair]) throws -> GridRow {
        let half = Sheet.innerWidth / Double(max(1, pairs.count))
        let cells = try pairs.flatMap { pair in
            [
                Cell(
                    try set(pair.label, .label, width: Self.labelWidth - 2 * Self.padding), width: Self.labelWidth,
                    role: .headCell),
                Cell(
                    try set(pair.value, .value, width: half - Self.labelWidth - 2 * Self.padding),
                    width: half - Self.labelWidth, role: .cell),
            ]
        }
        return GridRow(cells: cells, isMiddle: true)
    }

    /// The total height of the rows of pairs.
    func height(of rows: [PrintDocument.FormRow]) throws -> Double {
        try rows.reduce(0) { sum, row in
            guard case .pairs(let pairs) = row else { return sum }
            return sum + (try gridRow(pairs).height)
        }
    }

    /// The cell of the conclusion. It is never split, because a seal is put over text and signature together.
    private mutating func addSealed(label: String, lines: [PrintDocument.Line], corner: [String]) throws {
        let width = Sheet.innerWidth - Self.labelWidth
        let inner = width - 2 * Self.padding - 8
        let name = try set(label, .label, width: Self.labelWidth - 2 * Self.padding)
        let texts = try lines.map { try set($0.text, $0.weight.style, width: inner) }
        let corners = try corner.map { try set($0, .corner, width: 190) }
        let cornerHeight = corners.map(\.height).reduce(0, +) + 14
        let gaps = 4.0
        let textHeight = texts.map { $0.height + gaps }.reduce(0, +)
        let needed = textHeight + cornerHeight + 24
        // The signatures belong on the page of the conclusion.
        if heightLeft < needed + Self.afterSeal, y > Sheet.top { try startNewPage() }
        // High enough for a seal if the next blocks still fit on the page.
        let height = min(max(needed, min(max(Self.sealHeight, needed + 20), heightLeft - Self.afterSeal)), heightLeft)
        outline(width: [Self.labelWidth, width], height: height)
        mark(
            .text(
                name, lines: 0..<name.lines.count, x: Sheet.margin + Self.padding, y: y + (height - name.height) / 2,
                role: .headCell))
        let left = Sheet.margin + Self.labelWidth + Self.padding + 4
        var line = y + 10
        for text in texts {
            let fitting = text.lines(from: 0, in: y + height - cornerHeight - line)
            mark(.text(text, lines: fitting, x: left, y: line, role: .paragraph))
            line += text.height(of: fitting) + gaps
        }
        var base = y + height - cornerHeight
        for text in corners {
            mark(
                .text(
                    text, lines: 0..<text.lines.count, x: Sheet.margin + Sheet.innerWidth - 196, y: base,
                    role: .paragraph))
            base += text.height + 4
        }
        y += height
    }

    /// The four sides of the cells of one row that begins at `y`.
    mutating func outline(width: [Double], height: Double) {
        let right = Sheet.margin + width.reduce(0, +)
        var x = Sheet.margin
        for side in [0] + width {
            x += side
            mark(.line(fromX: x, fromY: y, toX: x, toY: y + height, width: 0.6))
        }
        for edge in [y, y + height] {
            mark(.line(fromX: Sheet.margin, fromY: edge, toX: right, toY: edge, width: 0.6))
        }
    }
}
