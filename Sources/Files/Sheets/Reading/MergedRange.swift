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

    var text: String {
        CellAddress(column: columns.lowerBound, row: rows.lowerBound).text + ":"
            + CellAddress(column: columns.upperBound, row: rows.upperBound).text
    }
}
