package import Domain
internal import GRDB

/// The result of checking the event log.
package struct AuditOutcome: Hashable, Sendable {
    package let events: Int64
    /// The hash of the last row. It depends on all earlier rows.
    package let head: String
    package let fault: ChainVerifier.Fault?
}

extension Store {
    /// Whether the log contains an event with this hash. If it contains a hash that was stored elsewhere, no event
    /// before that one was removed.
    package func holdsEvent(hash: String) async throws -> Bool {
        try await read { try $0.value("SELECT COUNT(*) FROM event WHERE hash = $1", hash) > 0 }
    }

    /// Reads the event log from its first row and recomputes every hash.
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

    /// The latest events, oldest first. With `subject` (`takedown:17`), only events of that subject.
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

extension Database {
    func chainedEvent(_ sequence: Int64) throws -> ChainedEvent {
        guard let row = try first("SELECT * FROM event WHERE sequence = $1", sequence) else {
            throw StoreError.notFound("event \(sequence)")
        }
        return row.chainedEvent
    }
}

extension Row {
    var chainedEvent: ChainedEvent {
        ChainedEvent(
            sequence: self["sequence"], at: moment("at"), actor: self["actor"], kind: self["kind"],
            subject: self["subject"], detailsJSON: self["details"], previousHash: self["previousHash"],
            hash: self["hash"])
    }
}
