internal import GRDB

/// How much of everything there is. What was withdrawn does not count.
package struct Counts: Hashable, Sendable {
    /// Names and figures, in the order of the way of one listing.
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
    /// The latest conclusion of each sample; a corrected report's earlier ones are history, and so is a withdrawn one.
    private static let latest = "FROM conclusion c JOIN report r ON r.id = c.reportId WHERE \(standing)"

    /// Whether the report `r` is the one that stands of its sample.
    private static let standing = """
        r.version = (SELECT MAX(v.version) FROM report v WHERE v.sampleId = r.sampleId)
            AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w WHERE w.reportId = r.id)
        """

    /// The last look at the link of each takedown.
    private static let lastLook = """
        FROM recheck k WHERE k.id = (SELECT MAX(m.id) FROM recheck m WHERE m.takedownId = k.takedownId)
        """

    private static let queries: [(name: String, sql: String)] = [
        ("listings", "SELECT COUNT(*) FROM listing"),
        ("snapshots", "SELECT COUNT(*) FROM listingSnapshot"),
        ("quarantined", "SELECT COUNT(*) FROM quarantine WHERE resolvedAt IS NULL"),
        ("flagged", "SELECT COUNT(DISTINCT s.listingId) FROM flag f JOIN listingSnapshot s ON s.id = f.snapshotId"),
        ("drawn", "SELECT COUNT(*) FROM purchaseTask"),
        ("purchased", "SELECT COUNT(*) FROM purchase"),
        (
            "results",
            "SELECT COUNT(*) FROM reportResult x JOIN report r ON r.id = x.reportId WHERE \(standing)"
        ),
        ("meets", "SELECT COUNT(*) \(latest) AND c.verdict = 'meets'"),
        ("fails", "SELECT COUNT(*) \(latest) AND c.verdict = 'fails'"),
        ("cannotJudge", "SELECT COUNT(*) \(latest) AND c.verdict = 'cannotJudge'"),
        ("general", "SELECT COUNT(*) \(latest) AND c.hazard = 'general'"),
        ("serious", "SELECT COUNT(*) \(latest) AND c.hazard = 'serious'"),
        ("notices", "SELECT COUNT(*) FROM notice WHERE withdrawnAt IS NULL"),
        ("reminders", "SELECT COUNT(*) FROM referral WHERE kind = 'reminder' AND withdrawnAt IS NULL"),
        ("leads", "SELECT COUNT(*) FROM referral WHERE kind = 'lead' AND withdrawnAt IS NULL"),
        ("takedowns", "SELECT COUNT(*) FROM takedown WHERE state IN ('confirmed', 'listed')"),
        ("receipts", "SELECT COUNT(*) FROM receipt"),
        ("recheckedGone", "SELECT COUNT(*) \(lastLook) AND k.outcome = 'gone'"),
        ("recheckedStillThere", "SELECT COUNT(*) \(lastLook) AND k.outcome = 'still-there'"),
        ("rowsQuarantined", "SELECT COUNT(*) FROM intakeRow WHERE state = 'quarantined'"),
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
