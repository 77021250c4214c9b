/// What is kept how long, by kind (`Criteria/shared/retention.yaml`). A kind without a rule is kept for ever.
package struct RetentionRules: Hashable, Sendable {
    /// Days for which the listings of the pages of a pull are kept.
    package var sightingDays: Int?
    /// Whether attributes are removed that neither a listing, nor a snapshot, nor a kept change refers to.
    package var removesUnusedVersions = false
    /// Days for which the bytes of a quarantined record are kept after the record was read.
    package var quarantineDays: Int?
    /// Days for which done jobs of pulls and screenings are kept.
    package var jobDays: Int?
    package let rule: RuleReference

    package init(rule: RuleReference) {
        self.rule = rule
    }

    /// The rules that are used if there is no file: nothing is removed.
    package static let none = RetentionRules(
        rule: RuleReference(file: "Domain/Storage", hash: Digest.sha256("nothing is removed")))

    /// Growth of sales looks back 90 days, so the listings of pages must be kept longer.
    package static let leastSightingDays = 91

    /// The kinds that have a rule.
    package var kinds: [RetentionKind] {
        RetentionKind.allCases.filter { kind in
            switch kind {
            case .sightings: sightingDays != nil
            case .versions: removesUnusedVersions
            case .quarantine: quarantineDays != nil
            case .jobs: jobDays != nil
            }
        }
    }

    /// The first moment of the oldest day that is kept; nil if the kind is kept for ever or has no period. It is the same
    /// for a whole day, so that a removal that was interrupted continues with the same limit.
    package func keptSince(_ kind: RetentionKind, at now: Timestamp) -> Timestamp? {
        let days: Int? =
            switch kind {
            case .sightings: sightingDays
            case .versions: nil
            case .quarantine: quarantineDays
            case .jobs: jobDays
            }
        return days.map { now.day().adding(days: -Int64($0)).start() }
    }
}

/// What can be removed. Nothing else ever is. Stored in events; never renamed.
package enum RetentionKind: String, CaseIterable, Sendable {
    /// Which listings the pages of a pull saw, and what the pages changed.
    case sightings
    /// Old attributes of listings.
    case versions
    /// The bytes of quarantined records that were read later.
    case quarantine
    /// Done jobs of pulls and screenings.
    case jobs
}

extension CalendarDay {
    package func adding(days: Int64) -> CalendarDay {
        CalendarDay(daysSince1970: daysSince1970 + days)
    }

    /// The first moment of the day in `zone`.
    package func start(in zone: Zone = .china) -> Timestamp {
        Timestamp(milliseconds: (daysSince1970 * 86_400 - zone.offsetSeconds) * 1000)
    }
}
