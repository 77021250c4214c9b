internal import Store

/// Rows that are read again together: all named ones of a report in one batch, so that its rows are loaded and decided
/// once, however many they are.
struct ReplayBatch: Sendable, Equatable {
    let laboratory: String
    private(set) var rows: [Int64]

    /// - Parameter size: about so many rows make a batch; a report with more is one of its own.
    static func batches(of named: [IntakeRowName], size: Int) -> [ReplayBatch] {
        Dictionary(grouping: named, by: \.laboratory).sorted { $0.key < $1.key }.flatMap { laboratory, named in
            var batches: [ReplayBatch] = []
            for report in reports(named) {
                if let last = batches.last, last.rows.count + report.count <= size {
                    batches[batches.count - 1].rows += report
                } else {
                    batches.append(ReplayBatch(laboratory: laboratory, rows: report))
                }
            }
            return batches
        }
    }

    /// The rows of each report number, in the order in which the numbers first appear. Rows without a readable number have
    /// nothing to do with one another.
    private static func reports(_ named: [IntakeRowName]) -> [[Int64]] {
        var reports: [[Int64]] = []
        var places: [String: Int] = [:]
        for row in named {
            if let number = row.reportNumber, let place = places[number] {
                reports[place].append(row.id)
            } else {
                if let number = row.reportNumber { places[number] = reports.count }
                reports.append([row.id])
            }
        }
        return reports
    }
}
