/// A row of an uploaded file.
package enum ReadRow: Sendable {
    case row(IntakeRow)
    case unreadable(UnreadableRow)

    /// The number of the report of this row; nil if it cannot be read. A number with a control character names no
    /// report.
    package var reportNumber: String? {
        switch self {
        case .row(let row): row.head.number
        case .unreadable(let row): row.reportNumber.flatMap { $0.holdsControlCharacters() ? nil : $0 }
        }
    }

    /// The blind label of the sample of this row; nil if it cannot be read.
    package var sampleLabel: String? {
        switch self {
        case .row(let row): row.head.sampleLabel
        case .unreadable(let row): row.sampleLabel
        }
    }

    /// The result of this row; nil if it cannot be read.
    package var result: ItemResult? {
        switch self {
        case .row(let row): row.result
        case .unreadable(let row): row.result
        }
    }

    package var ordinal: Int {
        switch self {
        case .row(let row): row.ordinal
        case .unreadable(let row): row.ordinal
        }
    }

    package var place: String {
        switch self {
        case .row(let row): row.place
        case .unreadable(let row): row.place
        }
    }

    package var stored: StoredRow? {
        switch self {
        case .row(let row): row.stored
        case .unreadable(let row): row.stored
        }
    }
}

/// A readable row: a result, and the head of its report as the row states it.
package struct IntakeRow: Sendable {
    /// The position of the row in its file, from 1, without the header.
    package let ordinal: Int
    /// `第12行`, `results[3]`.
    package let place: String
    package let head: ReportHead
    package let result: ItemResult
    /// Set when the row was read from the store.
    package let stored: StoredRow?

    package init(ordinal: Int, place: String, head: ReportHead, result: ItemResult, stored: StoredRow? = nil) {
        self.ordinal = ordinal
        self.place = place
        self.head = head
        self.result = result
        self.stored = stored
    }
}

/// A row that cannot be read.
package struct UnreadableRow: Hashable, Sendable {
    package let ordinal: Int
    package let place: String
    /// The number of its report; nil if it cannot be read.
    package let reportNumber: String?
    /// The blind label of its sample; nil if it cannot be read.
    package let sampleLabel: String?
    /// The result, if only other cells of the row are at fault.
    package let result: ItemResult?
    package let fault: IntakeFault
    package let stored: StoredRow?

    package init(
        ordinal: Int, place: String, reportNumber: String?, sampleLabel: String? = nil, result: ItemResult? = nil,
        fault: IntakeFault, stored: StoredRow? = nil
    ) {
        self.ordinal = ordinal
        self.place = place
        self.reportNumber = reportNumber
        self.sampleLabel = sampleLabel
        self.result = result
        self.fault = fault
        self.stored = stored
    }
}

/// The identity of a row that the store keeps because its report is not filed.
package struct StoredRow: Hashable, Sendable {
    package let id: Int64
    package let state: IntakeRowState
    /// The corrected text from which the row was read; nil if the row is not corrected.
    package let corrected: [UInt8]?
    /// The version of the report on file when the row arrived; nil for none.
    package let against: Int?

    package init(id: Int64, state: IntakeRowState, corrected: [UInt8]? = nil, against: Int? = nil) {
        self.id = id
        self.state = state
        self.corrected = corrected
        self.against = against
    }
}

/// The state of a row of an upload. Stored; never renamed.
package enum IntakeRowState: String, CaseIterable, Sendable {
    /// A result of a filed report.
    case taken
    /// The same result is on file already.
    case duplicate
    /// All rows of the report are good. It waits for the reviewer.
    case waiting
    /// The report is held, because this row or another of its rows cannot be taken.
    case held
    /// A person closed the row with a reason, or a later upload of the report was filed.
    case dismissed
}
