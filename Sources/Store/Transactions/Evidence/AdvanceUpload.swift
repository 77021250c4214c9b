package import Domain
internal import GRDB

extension Store {
    /// The upload `id` of a laboratory. Another laboratory's upload is as unknown as none.
    package func upload(_ id: String, of laboratory: String) async throws -> EvidenceUpload {
        try await read { try $0.upload(id, of: laboratory) }
    }

    /// Acknowledges that the first `received` bytes of an open upload are on the disk. It never goes back, and never
    /// reaches the whole, which is kept or refused. Progress is no event: the beginning and the end are.
    package func advanceUpload(_ id: String, to received: Int64) async throws {
        try await write { database, now in
            _ = try database.change(
                """
                UPDATE evidenceUpload SET received = $1, touchedAt = $2
                WHERE id = $3 AND state = 'open' AND received <= $1 AND bytes > $1
                """, received, now.milliseconds, id)
        }
    }

    /// Ends an open upload of which nothing is kept. False where it is not open, or not any more.
    ///
    /// - Parameters:
    ///   - reason: why it is refused; nil where it is cancelled or expired.
    ///   - untouchedSince: only where nothing was added since.
    @discardableResult
    package func endUpload(
        _ id: String, as state: UploadState, reason: String? = nil, untouchedSince: Timestamp? = nil, by actor: Actor
    ) async throws -> Bool {
        try await write { database, now in
            let changed = try database.change(
                """
                UPDATE evidenceUpload SET state = $1, reason = $2, touchedAt = $3
                WHERE id = $4 AND state = 'open' AND touchedAt < $5
                """,
                state.rawValue, reason, now.milliseconds, id, untouchedSince?.milliseconds ?? Int64.max)
            guard changed == 1 else { return false }
            try database.append(
                "evidence.upload-\(state.rawValue)", by: actor, on: "upload:\(id)", ["reason": reason ?? ""], at: now)
            return true
        }
    }
}

extension Database {
    func upload(_ id: String, of laboratory: String) throws -> EvidenceUpload {
        guard
            let row = try first(
                """
                SELECT u.*, s.label FROM evidenceUpload u JOIN sample s ON s.id = u.sampleId
                WHERE u.id = $1 AND u.laboratory = $2
                """, id, laboratory)
        else { throw EvidenceRefusal.unknownUpload }
        return try EvidenceUpload(row)
    }
}
