package import Domain
internal import GRDB

/// An uploaded file whose reports are not decided.
package struct UploadOpening: Sendable {
    package let laboratory: String
    package let contentHash: String
    package let form: UploadForm
    package let name: String
    package let uploader: Actor
    package let header: [UInt8]
    package let encoding: String
    package let rows: Int
    package let groups: Int
    package let remarks: [UploadRemark]

    package init(
        laboratory: String, contentHash: String, form: UploadForm, name: String, uploader: Actor, header: [UInt8],
        encoding: String, rows: Int, groups: Int, remarks: [UploadRemark] = []
    ) {
        self.laboratory = laboratory
        self.contentHash = contentHash
        self.form = form
        self.name = name
        self.uploader = uploader
        self.header = header
        self.encoding = encoding
        self.rows = rows
        self.groups = groups
        self.remarks = remarks
    }
}

extension Store {
    /// Opens an upload, or returns the upload of the same content. The file name is not compared.
    package func openUpload(_ opening: UploadOpening) async throws -> (upload: LabUploadRow, isNew: Bool) {
        try await write { database, now in
            try database.requirePerson(opening.uploader, of: opening.laboratory)
            if let known = try database.first(
                "SELECT id FROM labUpload WHERE laboratory = $1 AND contentHash = $2", opening.laboratory,
                opening.contentHash)
            {
                return (try database.upload(known["id"]), false)
            }
            let id = try database.insert(opening, at: now)
            try database.insert(opening.remarks, of: id)
            try database.append(
                .uploadReceived, by: opening.uploader, on: "upload:\(id)",
                [
                    "laboratory": opening.laboratory, "content": opening.contentHash,
                    "form": opening.form.rawValue, "rows": String(opening.rows),
                ], at: now)
            return (try database.upload(id), true)
        }
    }
}

extension Database {
    fileprivate func insert(_ opening: UploadOpening, at now: Timestamp) throws -> Int64 {
        let review = try hasFourEyes(opening.laboratory) ? ReviewState.pending : .none
        return try value(
            """
            INSERT INTO labUpload (laboratory, contentHash, form, name, uploader, header, encoding, review,
                rowCount, groupCount, receivedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id
            """,
            opening.laboratory, opening.contentHash, opening.form.rawValue, opening.name, opening.uploader.text,
            Blob(opening.header), opening.encoding, review.rawValue, opening.rows, opening.groups, now.milliseconds)
    }
}
