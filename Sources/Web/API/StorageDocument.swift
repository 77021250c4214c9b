internal import Domain
internal import FoundationEssentials
package import Workers

/// The storage as the API and `sushai storage --json` state it. Sizes are in bytes.
struct StorageDocument: Encodable {
    struct Part: Encodable {
        let part: String
        let bytes: Int64
    }

    struct Growth: Encodable {
        let from: String
        let until: String
        let databaseBytesPerDay: Int64
        let evidenceBytesPerDay: Int64
        let databaseBytesPerYear: Int64
        let evidenceBytesPerYear: Int64
    }

    struct Disk: Encodable {
        let freeBytes: Int64
        /// `never`, `known`, `far-away` or `unknown`.
        let full: String
        /// With `known`: the day on which it is full.
        let fullOn: String?

        init?(_ disk: DiskSpace?, _ full: StorageForecast.Full?) {
            guard let disk else { return nil }
            freeBytes = disk.freeBytes
            (self.full, fullOn) =
                switch full {
                case nil: ("unknown", nil)
                case .never: ("never", nil)
                case .farAway: ("far-away", nil)
                case .on(let day): ("known", day.text)
                }
        }
    }

    struct Retention: Encodable {
        let kind: String
        /// Nil for a kind without a period.
        let days: Int?
        /// `for-ever`, `days` or `while-used`.
        let kept: String

        init(_ kind: RetentionKind, _ rules: RetentionRules) {
            self.kind = kind.rawValue
            days =
                switch kind {
                case .sightings: rules.sightingDays
                case .versions: nil
                case .quarantine: rules.quarantineDays
                case .jobs: rules.jobDays
                }
            kept = days != nil ? "days" : rules.kinds.contains(kind) ? "while-used" : "for-ever"
        }
    }

    /// The day of the measure; nil if nothing was measured yet.
    let measuredOn: String?
    let databaseBytes: Int64?
    let logBytes: Int64?
    let evidenceBytes: Int64?
    let parts: [Part]
    /// Nil for fewer than two measures.
    let growth: Growth?
    let databaseDisk: Disk?
    let evidenceDisk: Disk?
    let isOneDisk: Bool
    let retention: [Retention]

    init(_ report: StorageReport) {
        measuredOn = report.measure?.day.text
        databaseBytes = report.measure?.databaseBytes
        logBytes = report.measure?.logBytes
        evidenceBytes = report.measure?.evidenceBytes
        parts = report.parts.map { Part(part: $0.part.rawValue, bytes: $0.bytes) }
        growth = report.forecast.map {
            Growth(
                from: $0.from.text, until: $0.until.text, databaseBytesPerDay: $0.databaseBytesPerDay,
                evidenceBytesPerDay: $0.evidenceBytesPerDay, databaseBytesPerYear: $0.databaseBytesPerYear,
                evidenceBytesPerYear: $0.evidenceBytesPerYear)
        }
        databaseDisk = Disk(report.databaseDisk, report.databaseDiskFull)
        evidenceDisk = Disk(report.evidenceDisk, report.evidenceDiskFull)
        isOneDisk = report.areOnOneDisk
        retention = RetentionKind.allCases.map { Retention($0, report.rules) }
    }
}

extension StorageReport {
    /// The same object as the API answers.
    package func json() throws -> String {
        String(decoding: try JSONEncoder.stable.encode(StorageDocument(self)), as: UTF8.self)
    }
}
