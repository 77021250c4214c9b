internal import Domain
internal import GRDB

/// Appends many events in one transaction: the end of the chain is read once, and the statement is prepared once.
///
/// While this writer is in use, no other code may append an event in the same transaction.
struct EventChainWriter {
    private var sequence: Int64
    private var hash: String
    private let now: Timestamp
    private let insert: ByteStatement

    init(_ database: Database, at now: Timestamp) throws {
        let last = try database.first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
        sequence = last?["sequence"] ?? 0
        hash = last?["hash"] ?? ChainedEvent.genesis
        self.now = now
        insert = try ByteStatement(
            database,
            """
            INSERT INTO event (sequence, at, actor, kind, subject, details, previousHash, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """)
    }

    mutating func append(
        _ kind: EventKind, by actor: Actor, on subject: String, _ details: KeyValuePairs<String, String>
    ) throws {
        let row = ChainedEvent(
            Event(actor: actor, kind: kind, subject: subject, details: details), sequence: sequence + 1, at: now,
            previousHash: hash)
        insert.bind(row.sequence, at: 1)
        insert.bind(row.at.milliseconds, at: 2)
        try insert.bind(copying: row.actor, at: 3)
        try insert.bind(copying: row.kind, at: 4)
        try insert.bind(copying: row.subject, at: 5)
        try insert.bind(copying: row.detailsJSON, at: 6)
        try insert.bind(copying: row.previousHash, at: 7)
        try insert.bind(copying: row.hash, at: 8)
        _ = try insert.insert()
        sequence = row.sequence
        hash = row.hash
    }
}
