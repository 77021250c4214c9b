internal import Domain
internal import GRDB

extension Database {
    /// Quarantines a record. The same record at the same place is stored once.
    func quarantine(
        _ record: QuarantinedRecord, pull: Int64, query: String, page: Int, at now: Timestamp
    ) throws {
        try run(
            """
            INSERT INTO quarantine (pullId, query, page, place, code, field, detail, bytes, bytesHash, context, createdAt,
                crawler)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, (SELECT crawler FROM pull WHERE id = $1))
            ON CONFLICT (pullId, query, page, place, bytesHash) DO NOTHING
            """,
            pull, query, page, record.place, record.fault.code.rawValue, record.fault.field, record.fault.detail,
            Blob(record.bytes), Digest.sha256(record.bytes), Blob(record.context), now.milliseconds)
    }
}
