internal import GRDB

/// Counts of all kinds of records. Withdrawn records do not count.
package struct Counts: Hashable, Sendable {
    /// Names and figures, in the order of the steps from pull to takedown.
    package let figures: [(name: String, value: Int64)]

    package static func == (left: Counts, right: Counts) -> Bool {
        left.figures.map(\.name) == right.figures.map(\.name) && left.figures.map(\.value) == right.figures.map(\.value)
    }

    package func hash(into hasher: inout Hasher) {
        for figure in figures {
            hasher.combine(figure.name)
            hasher.combine(figure.value)
        }
    }

    package subscript(name: String) -> Int64? {
        figures.first { $0.name == name }?.value
    }
}

extension Store {
    /// The current conclusion of each sample: of the last version of its report, and not withdrawn.
    private static let currentConclusion =
        "FROM conclusion c JOIN report r ON r.id = c.reportId WHERE \(isCurrentReport)"

    /// Whether the report `r` is the current one of its sample.
    private static let isCurrentReport = """
        r.version = (SELECT MAX(v.version) FROM report v WHERE v.sampleId = r.sampleId)
            AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w WHERE w.reportId = r.id)
        """

    /// The last check of each takedown's link.
    private static let lastCheck = """
        FROM recheck k WHERE k.id = (SELECT MAX(m.id) FROM recheck m WHERE m.takedownId = k.takedownId)
        """

    private static let queries: [(name: String, sql: String)] = [
        ("listings", "SELECT COUNT(*) FROM listing"),
        ("snapshots", "SELECT COALESCE(SUM(listings), 0) FROM pull"),
        ("quarantined", "SELECT COUNT(*) FROM quarantine WHERE resolvedAt IS NULL"),
        ("flagged", "SELECT COUNT(DISTINCT s.listingId) FROM flag f JOIN listingSnapshot s ON s.id = f.snapshotId"),
        ("drawn", "SELECT COUNT(*) FROM purchaseTask"),
        ("purchased", "SELECT COUNT(*) FROM purchase"),
        (
            "results",
            "SELECT COUNT(*) FROM reportResult x JOIN report r ON r.id = x.reportId WHERE \(isCurrentReport)"
        ),
        ("meets", "SELECT COUNT(*) \(currentConclusion) AND c.verdict = 'meets' AND NOT \(Database.sampleIsHeld)"),
        ("fails", "SELECT COUNT(*) \(currentConclusion) AND c.verdict = 'fails'"),
        ("cannotJudge", "SELECT COUNT(*) \(currentConclusion) AND c.verdict = 'cannotJudge'"),
        ("general", "SELECT COUNT(*) \(currentConclusion) AND c.hazard = 'general'"),
        ("serious", "SELECT COUNT(*) \(currentConclusion) AND c.hazard = 'serious'"),
        ("notices", "SELECT COUNT(*) FROM notice WHERE withdrawnAt IS NULL"),
        ("reminders", "SELECT COUNT(*) FROM referral WHERE kind = 'reminder' AND withdrawnAt IS NULL"),
        ("leads", "SELECT COUNT(*) FROM referral WHERE kind = 'lead' AND withdrawnAt IS NULL"),
        ("takedowns", "SELECT COUNT(*) FROM takedown WHERE state IN ('confirmed', 'listed')"),
        ("receipts", "SELECT COUNT(*) FROM receipt"),
        ("recheckedGone", "SELECT COUNT(*) \(lastCheck) AND k.outcome = 'gone'"),
        ("recheckedStillThere", "SELECT COUNT(*) \(lastCheck) AND k.outcome = 'still-there'"),
        ("rowsHeld", "SELECT COUNT(*) FROM intakeRow WHERE state = 'held'"),
        ("rowsWaiting", "SELECT COUNT(*) FROM intakeRow WHERE state = 'waiting'"),
        ("reportsWithdrawn", "SELECT COUNT(*) FROM reportWithdrawal"),
        ("heldPulls", "SELECT COUNT(*) FROM pull WHERE heldReason IS NOT NULL"),
        ("alerts", "SELECT COUNT(*) FROM alert WHERE resolvedAt IS NULL"),
        ("jobsWaiting", "SELECT COUNT(*) FROM job WHERE state IN ('queued', 'running')"),
        ("jobsDead", "SELECT COUNT(*) FROM job WHERE state = 'dead'"),
        ("events", "SELECT COUNT(*) FROM event"),
    ]

    package func counts() async throws -> Counts {
        try await read { database in
            Counts(
                figures: try Self.queries.map { query in
                    (query.name, try database.value(PortableSQL(stringLiteral: query.sql)))
                })
        }
    }
}
