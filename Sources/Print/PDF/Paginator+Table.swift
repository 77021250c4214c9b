internal import Domain

/// Tables with a header row on each page, and evidence with its pictures.
extension Paginator {
    private static let pictureWidth = 118.0
    private static let pictureHeight = 88.0

    mutating func add(table: PrintDocument.Table) throws {
        let shares = Double(max(1, table.columns.map(\.share).reduce(0, +)))
        let widths = table.columns.map { Sheet.innerWidth * Double($0.share) / shares }
        let header = GridRow(
            cells: try zip(table.columns, widths).map { column, width in
                Cell(
                    try set(column.name, .tableHead, width: width - 2 * GridRow.padding), width: width, role: .headCell)
            }, isShaded: true, isMiddle: true)
        try place(header)
        for row in table.rows { try place(gridRow(row, table.columns, widths), header: header) }
    }

    private func gridRow(
        _ row: PrintDocument.Table.Row, _ columns: [PrintDocument.Table.Column], _ widths: [Double]
    ) throws -> GridRow {
        var cells: [Cell] = []
        for (index, (column, width)) in zip(columns, widths).enumerated() {
            let isVerdict = index == columns.count - 1
            let style: TextStyle = row.isStrong && isVerdict ? .strongCell : column.isCentred ? .centredCell : .cell
            let text = index < row.cells.count ? row.cells[index] : ""
            cells.append(Cell(try set(text, style, width: width - 2 * GridRow.padding), width: width, role: .cell))
        }
        let rest = Sheet.innerWidth - (widths.first ?? 0)
        return GridRow(
            cells: cells, note: try row.note.map { try set($0, .note, width: rest - 2 * GridRow.padding) })
    }

    mutating func add(exhibits: [PrintDocument.Exhibit]) throws {
        let widths = [Self.pictureWidth + 8, 150, Sheet.innerWidth - Self.pictureWidth - 158]
        let names = [
            ReportWording.evidenceColumns.picture, ReportWording.evidenceColumns.particulars,
            ReportWording.evidenceColumns.hash,
        ]
        let header = GridRow(
            cells: try zip(names, widths).map { name, width in
                Cell(try set(name, .tableHead, width: width - 2 * GridRow.padding), width: width, role: .headCell)
            }, isShaded: true, isMiddle: true)
        if heightLeft < header.height + Self.pictureHeight + 8 { try startNewPage() }
        try place(header)
        for exhibit in exhibits { try add(exhibit, widths, header: header) }
    }

    private mutating func add(_ exhibit: PrintDocument.Exhibit, _ widths: [Double], header: GridRow) throws {
        let particulars = try set(exhibit.particulars, .cell, width: widths[1] - 2 * GridRow.padding)
        let hash = try set(exhibit.hash, .hash, width: widths[2] - 2 * GridRow.padding)
        let isShown = pictures.contains(exhibit.hash)
        let none = isShown ? "" : exhibit.placeholder
        let stand = try set(none, .centredCell, width: widths[0] - 2 * GridRow.padding)
        let wanted = isShown ? Self.pictureHeight + 2 * GridRow.padding : 0
        let height = max(wanted, particulars.height + 2 * GridRow.padding)
        if heightLeft < height {
            try startNewPage()
            try place(header)
        }
        outline(width: widths, height: height)
        if isShown {
            mark(
                .picture(
                    hash: exhibit.hash, x: Sheet.margin + 4, y: y + GridRow.padding, width: Self.pictureWidth,
                    height: Self.pictureHeight))
        }
        var x = Sheet.margin
        for (text, width) in zip([stand, particulars, hash], widths) {
            let middle = y + (height - text.height) / 2
            mark(.text(text, lines: 0..<text.lines.count, x: x + GridRow.padding, y: middle, role: .cell))
            x += width
        }
        y += height
    }
}
