internal import Domain

/// Cells merged into one: `A2:A8`.
struct MergedRange: Hashable {
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>

    init?(_ bytes: some Collection<UInt8>) {
        let ends = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard ends.count == 2, let first = CellAddress(ends[0]), let last = CellAddress(ends[1]),
            first.column <= last.column, first.row <= last.row
        else { return nil }
        columns = first.column...last.column
        rows = first.row...last.row
    }

    /// A range or one cell: `A2:A8`, `B3`.
    init?(area bytes: some Collection<UInt8>) {
        guard !bytes.contains(UInt8(ascii: ":")) else {
            self.init(bytes)
            return
        }
        guard let cell = CellAddress(bytes) else { return nil }
        self.init(columns: cell.column...cell.column, rows: cell.row...cell.row)
    }

    private init(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
        self.columns = columns
        self.rows = rows
    }

    var text: String {
        CellAddress(column: columns.lowerBound, row: rows.lowerBound).text + ":"
            + CellAddress(column: columns.upperBound, row: rows.upperBound).text
    }
}
