/// What takes the space of the database. Stored; never renamed.
package enum StoragePart: String, CaseIterable, Sendable {
    /// The current state of each listing, and the index of the identities.
    case listings
    case versions
    case sightings
    /// Pulls, their pages and certificates.
    case pulls
    case flags
    case quarantine
    case sampling
    case laboratory
    case cases
    case events
    case jobs
    case other
    /// Pages of the database file that contain nothing.
    case free
}

/// The sizes of one day, in bytes.
package struct StorageMeasure: Hashable, Sendable {
    package let day: CalendarDay
    /// The parts of the database file; their sum is its size.
    package let parts: [StoragePart: Int64]
    /// The write-ahead log.
    package let logBytes: Int64
    /// The files of the evidence vault.
    package let evidenceBytes: Int64

    package init(day: CalendarDay, parts: [StoragePart: Int64], logBytes: Int64, evidenceBytes: Int64) {
        self.day = day
        self.parts = parts
        self.logBytes = logBytes
        self.evidenceBytes = evidenceBytes
    }

    /// The size of the database file.
    package var databaseBytes: Int64 {
        parts.values.reduce(0, +)
    }

    /// The part of the database file that contains something. Growth is measured on it, because free pages are used first.
    package var usedBytes: Int64 {
        databaseBytes - (parts[.free] ?? 0)
    }
}

/// The space on the disk of a folder.
package struct DiskSpace: Hashable, Sendable {
    /// Two folders are on one disk if these numbers are equal.
    package let device: UInt64
    package let freeBytes: Int64

    package init(device: UInt64, freeBytes: Int64) {
        self.device = device
        self.freeBytes = freeBytes
    }
}
