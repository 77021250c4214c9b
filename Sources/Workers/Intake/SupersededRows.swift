internal import Domain
internal import Feeds
internal import Store

/// Rows in quarantine that need no more work, because a later upload of the same report was taken.
enum SupersededRows {
    /// - Parameter open: the open rows of the report, as the store has them.
    /// - Returns: rows of uploads before the one that makes the version. A correction replaces the whole report; any other
    ///   version only what it says itself, so that a row whose item cannot be read stays.
    static func of(_ decision: IntakeDecision, open: [IntakeRowRow]) -> [StoredRow] {
        guard let filing = decision.filing else { return [] }
        let stored = zip(decision.rows, decision.fates).compactMap { row, fate in
            fate.state == .taken ? row.stored?.upload : nil
        }
        // Rows that come out of a file have no upload yet: it is later than all.
        let newest = stored.max() ?? .max
        let resolved = Set(
            zip(decision.rows, decision.fates).compactMap { $1.state == .quarantined ? nil : $0.stored?.id })
        let isCorrection = filing.version > 1 && !filing.completes
        let said = Set(filing.submission.results.map(Place.init))
        return open.filter { row in
            guard row.state == .quarantined, row.upload < newest, !resolved.contains(row.id) else { return false }
            guard !isCorrection else { return true }
            guard case .row(let read) = UploadReading.reread(row) else { return false }
            return said.contains(Place(read.result))
        }
        .map { StoredRow(id: $0.id, upload: $0.upload, state: .quarantined) }
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
