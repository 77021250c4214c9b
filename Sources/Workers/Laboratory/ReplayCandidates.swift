internal import Domain
internal import Files
internal import Store

/// Which open rows of some reports are decided together.
enum ReplayCandidates {
    /// - Parameters:
    ///   - open: all open rows of the reports.
    ///   - wanted: the rows that are to be read again.
    ///   - gates: by upload, whether its good rows become results.
    /// - Returns: the groups to decide; none where nothing of `wanted` is among them.
    static func groups(_ open: [IntakeRowRow], wanted: Set<Int64>, gates: [Int64: Bool]) -> [RowGroup] {
        // What waits for a reviewer, or for the rest of its file, has no say in what is let in: it is decided by itself,
        // behind the others.
        let isOpen = { (row: IntakeRowRow) in gates[row.upload] ?? false }
        let closed = Dictionary(grouping: open.filter { !isOpen($0) }, by: \.upload).sorted { $0.key < $1.key }
        return group(open.filter(isOpen), wanted) + closed.flatMap { group($0.value, wanted) }
    }

    private static func group(_ open: [IntakeRowRow], _ wanted: Set<Int64>) -> [RowGroup] {
        let candidates = open.filter { row in
            // Only a corrected row comes back from the reviewer's rejection.
            row.code != IntakeFault.Code.rejectedByReviewer.rawValue || row.state == .waiting || row.corrected != nil
        }
        let read = candidates.map { ($0, UploadReading.reread($0)) }
        var corrections: [String: Int64] = [:]
        for (row, readRow) in read {
            guard case .row(let result) = readRow, result.head.correctionReason != nil else { continue }
            corrections[result.head.number] = max(corrections[result.head.number] ?? 0, row.upload)
        }
        let chosen = read.filter { row, result in
            // A correction replaces what was set aside of its report before; it need not wait for that to be mended.
            guard row.state == .quarantined, row.corrected == nil,
                let number = result.reportNumber ?? row.reportNumber, let correction = corrections[number]
            else { return true }
            return row.upload >= correction
        }
        guard chosen.contains(where: { wanted.contains($0.0.id) }) else { return [] }
        return RowGroup.groups(of: chosen.map(\.1))
    }
}
