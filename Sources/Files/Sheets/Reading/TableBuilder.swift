internal import Domain

/// Makes a table from the rows of a sheet. The first row with content names the columns.
///
/// Text merged downwards counts for each row, as its author sees it. Text merged across columns belongs to no single
/// column, so it is a fault of its rows. Both are known only at the end of a sheet's XML.
final class TableBuilder {
    /// More remarks of one kind than a person reads.
    static let maximumNamed = 20
    private static let maximumExamples = 5

    private let sheet: String
    private let limits: SheetLimits
    private var header: Header?
    private var rows: [BuiltRow] = []
    private var merged: [MergedRange] = []
    private var hidden: (count: Int, numbers: [Int]) = (0, [])
    private var hiddenColumns: [ClosedRange<Int>] = []
    private var formulas = (calculated: 0, uncalculated: 0)
    private var shownOtherwise: (count: Int, examples: [String]) = (0, [])
    private var distrusted: [MergedRange] = []
    private var textBudget: TextBudget

    struct Header {
        let number: Int
        let columns: [RowTable.Column]
        /// Position in the sheet → index in `columns`; −1 if there is no header.
        let indexes: [Int]
    }

    struct BuiltRow {
        let number: Int
        var cells: [String]
        /// Texts under no header, from left to right.
        var strays: [RowTable.Stray] = []
        var problems: [UploadFault.Problem] = []
    }

    init(sheet: String, limits: SheetLimits) {
        self.sheet = sheet
        self.limits = limits
        textBudget = TextBudget(sheet: sheet, limits: limits)
    }

    private var form: RowTable.Form {
        .sheet(sheet)
    }

    func add(_ row: SheetRow) throws(UploadFault) {
        guard row.cells.contains(where: { $0.content.problem != nil || !$0.content.text.allSatisfy(\.isWhitespace) })
        else { return }
        if row.isHidden {
            hidden.count += 1
            if hidden.numbers.count < Self.maximumNamed { hidden.numbers.append(row.number) }
        }
        guard let header else {
            header = try makeHeader(row)
            return
        }
        try checkRowCount(header)
        var built = BuiltRow(
            number: row.number, cells: Array(repeating: "", count: header.columns.count))
        for cell in row.cells { try put(cell, into: &built, header) }
        rows.append(built)
    }

    private func checkRowCount(_ header: Header) throws(UploadFault) {
        guard rows.count < limits.rows, (rows.count + 1) * header.columns.count <= limits.cells else {
            let most = min(limits.rows, limits.cells / max(header.columns.count, 1))
            throw UploadFault("表“\(sheet)”", SheetWording.tooMany("数据行", most))
        }
    }

    private func makeHeader(_ row: SheetRow) throws(UploadFault) -> Header {
        var columns: [RowTable.Column] = []
        var indexes = Array(repeating: -1, count: limits.columns + 1)
        for cell in row.cells {
            if let problem = cell.content.problem { throw UploadFault(place(row.number, cell.column), problem) }
            guard let column = RowTable.Column(header: cell.content.text, position: cell.column) else { continue }
            indexes[cell.column] = columns.count
            columns.append(column)
        }
        return Header(number: row.number, columns: columns, indexes: indexes)
    }

    private func put(
        _ cell: SheetRow.Cell, into row: inout BuiltRow, _ header: Header
    ) throws(UploadFault) {
        let index = header.indexes[cell.column]
        var problem = cell.content.problem
        try textBudget.take(cell.content.text)
        if index >= 0 {
            row.cells[index] = cell.content.text
        } else if problem != nil || !cell.content.text.allSatisfy(\.isWhitespace) {
            problem = problem ?? SheetWording.noHeader
            row.strays.append(.init(position: cell.column, text: cell.content.text))
        }
        if problem == nil, let stored = cell.content.stored { noteShown(cell, row.number, stored) }
        guard let problem, row.problems.count < Self.maximumNamed else { return }
        try row.report(problem, at: place(row.number, cell.column), &textBudget)
    }

    private func noteShown(_ cell: SheetRow.Cell, _ row: Int, _ stored: String) {
        shownOtherwise.count += 1
        guard shownOtherwise.examples.count < Self.maximumExamples else { return }
        let address = CellAddress(column: cell.column, row: row).text
        shownOtherwise.examples.append(
            UploadRemark.example(cell: address, shown: String(cell.content.text.prefix(40)), stored: stored))
    }

    private func place(_ row: Int, _ column: Int) -> String {
        RowTableWording.place(form, row: row, column: column)
    }

    func merge(_ reference: UnsafeBufferPointer<UInt8>) throws(UploadFault) {
        guard merged.count < limits.mergedRanges else {
            throw UploadFault("表“\(sheet)”", SheetWording.tooMany("合并的单元格", limits.mergedRanges))
        }
        guard let range = MergedRange(reference) else { throw UploadFault("表“\(sheet)”", SheetWording.badAddress) }
        merged.append(range)
    }

    func hideColumns(from first: Int, to last: Int) {
        guard 1 <= first, first <= last, hiddenColumns.count < limits.columns else { return }
        hiddenColumns.append(first...last)
    }

    func countFormula(isCalculated: Bool) {
        if isCalculated { formulas.calculated += 1 } else { formulas.uncalculated += 1 }
    }

    /// Whether the sheet has formulas, and none of them was calculated.
    var isUncalculated: Bool {
        formulas.calculated == 0 && formulas.uncalculated > 0
    }

    var hasFormulas: Bool {
        formulas.calculated + formulas.uncalculated > 0
    }

    /// Cells whose shown text depends on a condition.
    func distrust(_ ranges: [MergedRange]) {
        distrusted = ranges
    }

    /// The table; nil if the sheet is blank.
    func finished() throws(UploadFault) -> RowTable? {
        guard let header else { return nil }
        var merging = Merging(sheet: sheet, header: header, limits: limits, textBudget: textBudget)
        try merging.apply(merged, to: &rows)
        try refuseDistrusted(header)
        let finished = rows.map {
            RowTable.Row(number: $0.number, cells: $0.cells, strays: $0.strays, problems: $0.problems)
        }
        let storedHeader = header.storedLine(header.columns.map(\.name), strays: [])
        return RowTable(
            form: form, columns: header.columns, header: header.number, rows: finished,
            remarks: remarks(header, mergedDown: merging.count), keptHeader: storedHeader
        ) { row in
            var bytes: [UInt8] = []
            CSVText.append(header.storedLine(row.cells, strays: row.strays), to: &bytes)
            return bytes
        }
    }

    private func refuseDistrusted(_ header: Header) throws(UploadFault) {
        var steps = 0
        for range in distrusted {
            guard var row = Merging.position(of: range.rows.lowerBound, in: rows) else { continue }
            while row < rows.count, range.rows.contains(rows[row].number) {
                for (index, column) in header.columns.enumerated() where range.columns.contains(column.position) {
                    steps += 1
                    guard steps <= limits.cells else {
                        throw UploadFault("表“\(sheet)”", SheetWording.tooManyConditions)
                    }
                    let place = place(rows[row].number, column.position)
                    guard !rows[row].cells[index].isEmpty, rows[row].problems.count < Self.maximumNamed,
                        !rows[row].problems.contains(where: { $0.place == place })
                    else { continue }
                    try rows[row].report(SheetWording.conditionalFormat, at: place, &textBudget)
                }
                row += 1
            }
        }
    }

    private func remarks(_ header: Header, mergedDown: Int) -> [UploadRemark] {
        var remarks: [UploadRemark] = []
        func add(_ kind: UploadRemark.Kind, _ count: Int, _ examples: [String] = []) {
            if count > 0 { remarks.append(UploadRemark(kind, sheet: sheet, count: count, examples: examples)) }
        }
        let letters = header.columns.map(\.position).filter { column in
            hiddenColumns.contains { $0.contains(column) }
        }
        add(.hiddenRows, hidden.count, hidden.numbers.map(String.init))
        add(.hiddenColumns, letters.count, letters.map(CellAddress.letters))
        add(.mergedDown, mergedDown)
        add(.formulas, formulas.calculated)
        add(.shownOtherwise, shownOtherwise.count, shownOtherwise.examples)
        return remarks
    }
}

extension TableBuilder.Header {
    /// The texts of the named columns and of others at their positions in the sheet, with blanks between. The line
    /// contains everything in the row and can be read again under the header in the same form.
    func storedLine(_ cells: [String], strays: [RowTable.Stray]) -> [String] {
        let width = max(columns.last?.position ?? 0, strays.last?.position ?? 0)
        var line = [String](repeating: "", count: width)
        for (column, text) in zip(columns, cells) { line[column.position - 1] = text }
        for stray in strays { line[stray.position - 1] = stray.text }
        return line
    }
}

extension TableBuilder.BuiltRow {
    mutating func report(_ sentence: String, at place: String, _ textBudget: inout TextBudget) throws(UploadFault) {
        try textBudget.take(place)
        try textBudget.take(sentence)
        problems.append(.init(place: place, sentence: sentence))
    }
}
