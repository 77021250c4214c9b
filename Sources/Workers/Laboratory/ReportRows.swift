internal import Domain

/// The rows of one report number in one upload. Rows without a report number form one group.
struct ReportRows: Sendable {
    let number: String?
    let rows: [ReadRow]

    /// Groups rows by report number, in the order in which the numbers first appear, so the same file always gives the
    /// same groups. Rows without a report number come first: while they are open, all other reports are held.
    static func groups(of rows: [ReadRow]) -> [ReportRows] {
        Dictionary(grouping: rows, by: \.reportNumber).map(ReportRows.init).sorted { left, right in
            guard left.number != nil, right.number != nil else { return left.number == nil }
            return left.rows[0].ordinal < right.rows[0].ordinal
        }
    }

    /// Divides a list into ranges for one transaction each. `sizes` are the sizes of the elements; the sum of each
    /// range is about `limit`.
    static func batches(of sizes: [Int], from start: Int = 0, limit: Int) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var begin = start
        var size = 0
        for index in sizes.indices.dropFirst(start) {
            size += sizes[index]
            guard size >= limit || index == sizes.count - 1 else { continue }
            batches.append(begin..<index + 1)
            begin = index + 1
            size = 0
        }
        return batches
    }
}
