/// The limits within which the records of a feed have their usual form: the share of records in which a field is missing
/// or cannot be read, and the share of records that are refused. Above a limit the feed has changed its form, and
/// listings without flags would look safe. Flagging then stops with an alert; pulling continues.
package struct FieldWatch: Hashable, Sendable {
    /// In percent, 0…100.
    package let percentMissing: [ListingField: Int]
    package let percentRefused: Int

    package init(percentMissing: [ListingField: Int] = [:], percentRefused: Int = Self.usualPercent) {
        self.percentMissing = percentMissing
        self.percentRefused = percentRefused
    }

    /// The fields without which a record is no listing, and the fields on which flags depend.
    package static let fields: [ListingField] = [.item, .title, .price, .sales, .room]
    package static let usualPercent = 20
    /// Fewer refused records do not hold a pull, unless they are all of its records: in a small pull a few broken records
    /// are a large share.
    package static let fewestRefused: Int64 = 5

    /// The percentage of records in which `field` may be missing or unreadable.
    package func percent(_ field: ListingField) -> Int {
        percentMissing[field] ?? Self.usualPercent
    }

    /// What exceeds its limit, in the order of the fields, the refused records last.
    package func findings(in tally: FieldTally) -> [WatchFinding] {
        var findings: [WatchFinding] = []
        for field in Self.fields {
            guard let faults = tally.fields[field], faults.count * 100 > tally.records * Int64(percent(field)) else {
                continue
            }
            findings.append(WatchFinding(field: field, faults: faults, records: tally.records))
        }
        let refused = tally.refused
        if refused.count >= min(Self.fewestRefused, tally.records), refused.count > 0,
            refused.count * 100 > tally.records * Int64(percentRefused)
        {
            findings.append(WatchFinding(field: nil, faults: refused, records: tally.records))
        }
        return findings
    }
}

/// The faults of the records of one pull.
package struct FieldTally: Hashable, Sendable {
    package struct Faults: Hashable, Sendable {
        package var missing: Int64 = 0
        /// Records whose value cannot be read or is refused.
        package var unreadable: Int64 = 0
        /// The first texts that cannot be read or are refused.
        package private(set) var examples: [String] = []

        package init() {}

        package var count: Int64 {
            missing + unreadable
        }

        /// Adds an example, if fewer than three are known.
        package mutating func add(example: String) {
            if !example.isEmpty, examples.count < 3, !examples.contains(example) { examples.append(example) }
        }
    }

    package var records: Int64 = 0
    package var fields: [ListingField: Faults] = [:]
    /// Quarantined records. A record that contradicts another one of its pull was read and does not count.
    package var refused = Faults()

    package init() {}
}

/// A limit that is exceeded.
package struct WatchFinding: Hashable, Sendable {
    /// Nil for the refused records.
    package let field: ListingField?
    package let faults: FieldTally.Faults
    package let records: Int64
}
