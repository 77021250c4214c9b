package import Domain
internal import GRDB

extension Store {
    /// Stores a corrected text for a held row. The bytes that arrived are kept too. A replay reads the corrected text.
    /// If the upload had a review, it is reviewed again.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, in the format and with the header of the upload.
    ///   - laboratory: if given, rows of other laboratories are not found.
    /// - Returns: the report that the row belonged to.
    @discardableResult
    package func correctIntakeRow(
        _ id: Int64, of laboratory: String?, to bytes: [UInt8], by actor: Actor
    ) async throws -> UploadedReport {
        try await write { database, now in
            let row = try database.heldRow(id, of: laboratory, by: actor)
            try database.run(
                "UPDATE intakeRow SET corrected = $1, correctedBy = $2 WHERE id = $3", Blob(bytes), actor.text, id)
            try database.reviewAgain(upload: row.upload, at: now)
            try database.append(
                .rowCorrected, by: actor, on: "upload:\(row.upload)",
                ["row": String(id), "content": Digest.sha256(bytes)], at: now)
            return UploadedReport(upload: row.upload, number: row.number)
        }
    }
}
