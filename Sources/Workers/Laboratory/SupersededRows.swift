internal import Domain
internal import Files
internal import Store

/// Rows in quarantine that need no more work, because a later upload of the same report was taken.
enum SupersededRows {
    /// - Parameter open: the open rows of the report, as the store has them.
    /// - Returns: rows of uploads before the one that makes the version. A correction replaces the whole report, what waits
    ///   of it included; any other version only what its rows say again. A row that says something else than they do stays,
    ///   and so does one whose item cannot be read.
    static func of(_ decision: IntakeDecision, open: [IntakeRowRow]) -> [StoredRow] {
        guard let filing = decision.filing else { return [] }
        let taken = zip(decision.rows, decision.fates).filter { $1.state == .taken }.map(\.0)
        // Rows that come out of a file have no upload yet: it is later than all.
        let newest = taken.compactMap(\.stored?.upload).max() ?? .max
        let resolved = Set(
            zip(decision.rows, decision.fates).compactMap { $1.state == .quarantined ? nil : $0.stored?.id })
        let isCorrection = filing.version > 1 && !filing.completes
        let said = Self.said(decision)
        let needless = open.filter { row in
            guard row.upload < newest, !resolved.contains(row.id) else { return false }
            return isCorrection || isSaid(row, said)
        }
        return needless.map { StoredRow(id: $0.id, upload: $0.upload, state: $0.state) }
    }

    /// Whether a row in quarantine says nothing beside `said`.
    private static func isSaid(_ row: IntakeRowRow, _ said: [Place: ItemResult]) -> Bool {
        guard row.state == .quarantined, case .row(let read) = UploadReading.reread(row),
            let now = said[Place(read.result)]
        else { return false }
        // What the reviewer sent back nobody stands by.
        return row.code == IntakeFault.Code.rejectedByReviewer.rawValue || !read.result.contradicts(now)
    }

    /// What the rows say that are taken now, or say again what stands.
    private static func said(_ decision: IntakeDecision) -> [Place: ItemResult] {
        var said: [Place: ItemResult] = [:]
        for (row, fate) in zip(decision.rows, decision.fates) where [.taken, .duplicate].contains(fate.state) {
            said[Place(row.result)] = row.result
        }
        return said
    }

    /// The place of a result within its report.
    private struct Place: Hashable {
        let item: String
        let specimen: Int

        init(_ result: ItemResult) {
            item = result.item
            specimen = result.specimen
        }
    }
}
