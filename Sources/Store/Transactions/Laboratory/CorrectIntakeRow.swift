package import Domain
internal import GRDB

extension Store {
    /// Keeps a corrected text for a row in quarantine, beside the bytes that arrived. Whoever replays it reads the
    /// corrected one. What a reviewer has seen is then no longer what is filed: the upload waits for the reviewer again.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, in the form of the upload, under its header.
    ///   - laboratory: where given, a row of another laboratory is answered as one that does not exist.
    package func correctIntakeRow(
        _ id: Int64, of laboratory: String?, to bytes: [UInt8], by actor: Actor
    ) async throws {
        try await write { database, now in
            guard
                let row = try database.first(
                    """
                    SELECT i.state, i.uploadId, u.laboratory FROM intakeRow i
                    JOIN labUpload u ON u.id = i.uploadId WHERE i.id = $1
                    """, id), laboratory == nil || row["laboratory"] == laboratory
            else { throw StoreError.notFound("quarantined row \(id)") }
            guard row["state"] == IntakeRowState.quarantined.rawValue else {
                let state: String = row["state"]
                throw StoreError.conflict("row \(id) is \(state), not in quarantine")
            }
            try database.requirePerson(actor, of: row["laboratory"])
            try database.run(
                "UPDATE intakeRow SET corrected = $1, correctedBy = $2 WHERE id = $3", Blob(bytes), actor.name, id)
            let upload: Int64 = row["uploadId"]
            try database.reviewAgain(upload: upload, at: now)
            try database.append(
                "row.corrected", by: actor, on: "upload:\(upload)",
                ["row": String(id), "content": Digest.sha256(bytes)], at: now)
        }
    }
}
