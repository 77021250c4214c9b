internal import Domain
internal import GRDB

extension Database {
    /// Appends `event` to the chain, in the transaction that changes the state it speaks of.
    func append(_ event: Event, at moment: Timestamp) throws {
        let last = try first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
        let row = ChainedEvent(
            event, sequence: (last?["sequence"] ?? 0) + 1, at: moment,
            previousHash: last?["hash"] ?? ChainedEvent.genesis)
        try run(
            """
            INSERT INTO event (sequence, at, actor, kind, subject, details, previousHash, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            row.sequence, row.at.milliseconds, row.actor, row.kind, row.subject, row.detailsJSON, row.previousHash,
            row.hash)
    }

    /// Appends an event made of its parts.
    func append(
        _ kind: String, by actor: Actor, on subject: String, _ details: KeyValuePairs<String, String> = [:],
        at moment: Timestamp
    ) throws {
        try append(Event(actor: actor.name, kind: kind, subject: subject, details: details), at: moment)
    }
}
