internal import Domain
internal import GRDB

extension Database {
    /// Appends an event to the chain, in the transaction of the change that it records.
    func append(
        _ kind: EventKind, by actor: Actor, on subject: String, _ details: KeyValuePairs<String, String> = [:],
        at now: Timestamp
    ) throws {
        let last = try first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
        let row = ChainedEvent(
            Event(actor: actor, kind: kind, subject: subject, details: details),
            sequence: (last?["sequence"] ?? 0) + 1, at: now, previousHash: last?["hash"] ?? ChainedEvent.genesis)
        try run(
            """
            INSERT INTO event (sequence, at, actor, kind, subject, details, previousHash, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            row.sequence, row.at.milliseconds, row.actor, row.kind, row.subject, row.detailsJSON, row.previousHash,
            row.hash)
    }
}
