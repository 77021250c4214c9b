package import Domain
package import Store

/// Where the bytes are, and what the next year costs: for the command, the API and the page.
package struct StorageReport: Hashable, Sendable {
    /// The latest measure; nil if nothing was measured yet.
    package let measure: StorageMeasure?
    /// Nil for fewer than two measures.
    package let forecast: StorageForecast?
    package let rules: RetentionRules
    package let databaseDisk: DiskSpace?
    package let evidenceDisk: DiskSpace?

    /// - Parameter measure: the sizes now; without it, the last stored ones are shown.
    package init(_ store: Store, rules: RetentionRules, measure: StorageMeasure? = nil) async throws {
        // One measure for each day of the time over which growth is measured, and the day before it.
        let stored = try await store.storageMeasures(limit: Int(StorageForecast.days) + 1)
        let measures = stored.filter { $0.day != measure?.day } + [measure].compactMap(\.self)
        self.measure = measures.last
        forecast = StorageForecast(measures)
        self.rules = rules
        databaseDisk = store.databaseDisk()
        evidenceDisk = store.evidence.diskSpace()
    }

    package var areOnOneDisk: Bool {
        databaseDisk?.device == evidenceDisk?.device
    }

    /// When the disk of the database is full; nil if it is not known.
    package var databaseDiskFull: StorageForecast.Full? {
        guard let forecast, let databaseDisk else { return nil }
        return forecast.full(free: databaseDisk.freeBytes, database: true, evidence: areOnOneDisk)
    }

    /// When the disk of the evidence is full; nil if it is not known.
    package var evidenceDiskFull: StorageForecast.Full? {
        guard let forecast, let evidenceDisk else { return nil }
        return forecast.full(free: evidenceDisk.freeBytes, database: areOnOneDisk, evidence: true)
    }

    /// The parts of the database with their bytes, the largest first; parts without bytes are left out.
    package var parts: [(part: StoragePart, bytes: Int64)] {
        (measure?.parts ?? [:]).filter { $0.value > 0 }
            .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { (part: $0.key, bytes: $0.value) }
    }
}
