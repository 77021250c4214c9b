internal import Domain

/// Applies a sheet's merged cells to its rows.
struct Merging {
    private let sheet: String
    private let header: TableBuilder.Header
    private let limits: SheetLimits
    private var textBudget: TextBudget
    private var steps = 0
    /// Number of ranges that were filled downwards.
    private(set) var count = 0

    init(sheet: String, header: TableBuilder.Header, limits: SheetLimits, textBudget: TextBudget) {
        self.textBudget = textBudget
        self.sheet = sheet
        self.header = header
        self.limits = limits
    }

    mutating func apply(_ ranges: [MergedRange], to rows: inout [TableBuilder.BuiltRow]) throws(UploadFault) {
        guard !ranges.isEmpty else { return }
        try addMissingRows(ranges, &rows)
        for range in ranges {
            if range.rows.contains(header.number), range.columns.contains(where: isNamed) {
                throw UploadFault("表“\(sheet)” \(range.text)", SheetWording.mergedHeader)
            }
            guard range.rows.lowerBound > header.number else { continue }
            if range.columns.count > 1 {
                try refuse(range, &rows)
            } else if range.rows.count > 1, isNamed(range.columns.lowerBound) {
                try fill(range, &rows)
            }
        }
    }

    private func isNamed(_ column: Int) -> Bool {
        header.indexes.indices.contains(column) && header.indexes[column] >= 0
    }

    /// A row that contains only merged text has no row in the XML, but it counts as a row.
    private mutating func addMissingRows(
        _ ranges: [MergedRange], _ rows: inout [TableBuilder.BuiltRow]
    ) throws(UploadFault) {
        var known = Set(rows.map(\.number))
        var added: [TableBuilder.BuiltRow] = []
        let blank = Array(repeating: "", count: header.columns.count)
        for range in ranges
        where range.columns.count == 1 && range.rows.lowerBound > header.number
            && known.contains(range.rows.lowerBound) && isNamed(range.columns.lowerBound)
        {
            for number in range.rows {
                try step()
                guard known.insert(number).inserted else { continue }
                guard added.count < limits.mergedRows else {
                    throw UploadFault(
                        "表“\(sheet)” \(range.text)", SheetWording.tooMany("只有合并内容的行", limits.mergedRows))
                }
                added.append(.init(number: number, cells: blank))
            }
        }
        guard !added.isEmpty else { return }
        guard rows.count + added.count <= limits.rows else { throw tooMany }
        rows = (rows + added).sorted { $0.number < $1.number }
    }

    /// Gives the text of the first cell to all rows of the range. A cell below it may still contain another text, which
    /// nobody sees.
    private mutating func fill(_ range: MergedRange, _ rows: inout [TableBuilder.BuiltRow]) throws(UploadFault) {
        let index = header.indexes[range.columns.lowerBound]
        guard var next = Self.position(of: range.rows.lowerBound, in: rows) else { return }
        var text = ""
        if rows[next].number == range.rows.lowerBound {
            text = rows[next].cells[index]
            next += 1
        }
        if !text.isEmpty { count += 1 }
        // A text too long for any field is not repeated; its rows are reported.
        let isTooLong = text.utf8.count > limits.copiedBytes
        while next < rows.count, range.rows.contains(rows[next].number) {
            try step()
            let own = rows[next].cells[index]
            if isTooLong {
                try report(SheetWording.copiedTooLong(limits.copiedBytes), range, &rows[next])
            } else if !own.isEmpty, own != text {
                try report(SheetWording.mergedOver(own), range, &rows[next])
            } else if own.isEmpty {
                try textBudget.take(text)
                rows[next].cells[index] = text
            }
            next += 1
        }
    }

    private mutating func refuse(_ range: MergedRange, _ rows: inout [TableBuilder.BuiltRow]) throws(UploadFault) {
        guard range.columns.contains(where: isNamed), var next = Self.position(of: range.rows.lowerBound, in: rows)
        else { return }
        while next < rows.count, range.rows.contains(rows[next].number) {
            try step()
            try report(SheetWording.mergedAcross, range, &rows[next])
            next += 1
        }
    }

    /// Only the first ranges of a row are named.
    private mutating func report(
        _ sentence: String, _ range: MergedRange, _ row: inout TableBuilder.BuiltRow
    ) throws(UploadFault) {
        guard row.problems.count < TableBuilder.maximumNamed else { return }
        try row.report(sentence, at: "表“\(sheet)” \(range.text)", &textBudget)
    }

    /// The first row with this number or a higher one.
    static func position(of number: Int, in rows: [TableBuilder.BuiltRow]) -> Int? {
        var lower = 0
        var upper = rows.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if rows[middle].number < number { lower = middle + 1 } else { upper = middle }
        }
        return lower < rows.count ? lower : nil
    }

    /// In a hostile file ranges may overlap. Together they must not cause more work than the table has cells.
    private mutating func step() throws(UploadFault) {
        steps += 1
        guard steps <= limits.cells else { throw tooMany }
    }

    private var tooMany: UploadFault {
        UploadFault("表“\(sheet)”", SheetWording.tooMany("合并的单元格", limits.mergedRanges))
    }
}
