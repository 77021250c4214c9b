internal import Domain
internal import GRDB

extension Database {
    /// Sets a record aside. The same record of the same place twice is one.
    func quarantine(
        _ record: QuarantinedRecord, pull: Int64, query: String, page: Int, at now: Timestamp
    ) throws {
        try run(
            """
            INSERT INTO quarantine (pullId, query, page, place, code, field, detail, bytes, bytesHash, context, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (pullId, query, page, place, bytesHash) DO NOTHING
            """,
            pull, query, page, record.place, record.fault.code.rawValue, record.fault.field, record.fault.detail,
            Blob(record.bytes), Digest.sha256(record.bytes), Blob(record.context), now.milliseconds)
    }
}
