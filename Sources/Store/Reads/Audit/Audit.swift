package import Domain
internal import GRDB

/// What walking the event log showed.
package struct AuditOutcome: Hashable, Sendable {
    package let events: Int64
    /// The hash of the last row: the one value that stands for the whole log.
    package let head: String
    package let fault: ChainVerifier.Fault?
}

extension Store {
    /// Whether an event with this hash stands in the log: one that was kept outside proves that nothing up to it was cut
    /// off the end.
    package func holdsEvent(hash: String) async throws -> Bool {
        try await read { try $0.value("SELECT COUNT(*) FROM event WHERE hash = $1", hash) > 0 }
    }

    /// Walks the event log from its first row and recomputes every hash.
    package func verifyAudit() async throws -> AuditOutcome {
        try await read { database in
            var verifier = ChainVerifier()
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY sequence")
            while verifier.fault == nil, let row = try rows.next() {
                verifier.check(row.chainedEvent)
            }
            return AuditOutcome(events: verifier.count, head: verifier.head, fault: verifier.fault)
        }
    }

    /// The events of one thing (`takedown:17`), or the latest of all, oldest first.
    package func events(subject: String?, limit: Int) async throws -> [ChainedEvent] {
        try await read { database in
            try database.all(
                """
                SELECT * FROM event WHERE CAST($1 AS TEXT) IS NULL OR subject = $1 ORDER BY sequence DESC LIMIT $2
                """, subject, limit
            ).map(\.chainedEvent).reversed()
        }
    }
}

extension Row {
    fileprivate var chainedEvent: ChainedEvent {
        ChainedEvent(
            sequence: self["sequence"], at: moment("at"), actor: self["actor"], kind: self["kind"],
            subject: self["subject"], detailsJSON: self["details"], previousHash: self["previousHash"],
            hash: self["hash"])
    }
}
