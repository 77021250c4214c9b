/// One row of an uploaded file that could be read: a result, and what it says of its report.
package struct IntakeRow: Sendable {
    /// Where the row lies in its file, from 1, the header left out.
    package let ordinal: Int
    /// `第12行`, `results[3]`.
    package let place: String
    package let head: ReportHead
    package let result: ItemResult
    /// Set when the row comes out of the store again.
    package let stored: StoredRow?

    package init(
        ordinal: Int, place: String, head: ReportHead, result: ItemResult,
        stored: StoredRow? = nil
    ) {
        self.ordinal = ordinal
        self.place = place
        self.head = head
        self.result = result
        self.stored = stored
    }
}

/// The identity of a row that the store keeps because it is not, or not yet, a result.
package struct StoredRow: Hashable, Sendable {
    package let id: Int64
    package let upload: Int64
    package let state: IntakeRowState
    /// As it was corrected when it was read.
    package let corrected: [UInt8]?
    /// The version that stood of its report when it was set aside; nil for none.
    package let against: Int?

    package init(id: Int64, upload: Int64, state: IntakeRowState, corrected: [UInt8]? = nil, against: Int? = nil) {
        self.id = id
        self.upload = upload
        self.state = state
        self.corrected = corrected
        self.against = against
    }
}

/// Where a row of a file stands. Stored; never renamed.
package enum IntakeRowState: String, CaseIterable, Sendable {
    /// A result of a filed report.
    case taken
    /// Says again what is filed already.
    case duplicate
    /// Good, and waiting: for the rest of its file, of its report, or for the reviewer.
    case waiting
    /// Cannot be taken, for a stated reason.
    case quarantined
    /// Was in quarantine until somebody said why nothing will come of it, or a later version said it in its place.
    case dismissed
}

/// A row of a file that could not even be read.
package struct UnreadableRow: Hashable, Sendable {
    package let ordinal: Int
    package let place: String
    /// The number of its report, where that much could be read.
    package let reportNumber: String?
    package let fault: IntakeFault
    package let stored: StoredRow?

    package init(ordinal: Int, place: String, reportNumber: String?, fault: IntakeFault, stored: StoredRow? = nil) {
        self.ordinal = ordinal
        self.place = place
        self.reportNumber = reportNumber
        self.fault = fault
        self.stored = stored
    }
}
