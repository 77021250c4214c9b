internal import Domain
internal import Files
internal import Store

/// The rows of a report that lie aside while others of it are decided.
struct RowsAside: Sendable {
    /// All rows of the report that the store keeps open, and those whose dismissal is not reviewed yet.
    let open: [IntakeRowRow]

    /// Those that can be read, lie in quarantine, and that the laboratory stands by: neither its reviewer's to look at yet
    /// nor sent back. `decided` are not among them.
    func readable(besides decided: [IntakeRow]) -> [IntakeRow] {
        guard !open.isEmpty else { return [] }
        let own = Set(decided.compactMap(\.stored?.id))
        return open.compactMap { row in
            guard row.state == .quarantined, [.none, .approved].contains(row.review), !own.contains(row.id),
                row.code != IntakeFault.Code.rejectedByReviewer.rawValue,
                case .row(let read) = UploadReading.reread(row)
            else { return nil }
            return read
        }
    }

    /// The items that rows have a say in which are neither results nor needless once `decision` is carried out.
    func undecided(
        after decision: IntakeDecision?, unreadable: [UnreadableRow], superseded: [StoredRow],
        knows: (_ item: String) -> Bool
    ) -> UndecidedItems {
        var gone = Set(superseded.map(\.id))
        var undecided = UndecidedItems()
        func add(_ row: ReadRow) {
            if case .row(let row) = row, knows(row.result.item) {
                undecided.items.insert(row.result.item)
            } else {
                undecided.hasOthers = true
            }
        }
        for (row, fate) in zip(decision?.rows ?? [], decision?.fates ?? []) {
            if let stored = row.stored {
                if [.taken, .duplicate].contains(fate.state) { gone.insert(stored.id) }
            } else if fate.state == .quarantined {
                add(.row(row))
            }
        }
        for row in unreadable where row.stored == nil { add(.unreadable(row)) }
        for row in open where !gone.contains(row.id) && row.isOpenQuestion { add(UploadReading.reread(row)) }
        return undecided
    }
}

extension IntakeRowRow {
    /// Whether nobody can say yet what will come of the row. What was mended and waits counts until it is let in, what was
    /// dismissed until it is reviewed; what the reviewer sent back is answered.
    fileprivate var isOpenQuestion: Bool {
        switch state {
        case .waiting: code != nil
        case .quarantined: code != IntakeFault.Code.rejectedByReviewer.rawValue
        case .taken, .duplicate, .dismissed: true
        }
    }
}
