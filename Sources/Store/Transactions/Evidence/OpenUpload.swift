package import Domain
internal import GRDB

/// A file as a laboratory uploads it, before its rows are decided.
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
    /// As the uploader chose for this file; nil for what the laboratory has set.
    package let incomplete: IncompletePolicy?

    package init(
        laboratory: String, contentHash: String, form: UploadForm, name: String, uploader: Actor, header: [UInt8],
        encoding: String, rows: Int, groups: Int, incomplete: IncompletePolicy?
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
        self.incomplete = incomplete
    }
}

extension Store {
    /// Opens an upload, or gives the one of the same content: a file is known by its bytes, never by its name.
    ///
    /// Choosing another way for incomplete files with a known file changes the way of that upload.
    package func openUpload(_ opening: UploadOpening) async throws -> (upload: LabUploadRow, isNew: Bool) {
        try await write { database, now in
            try database.requirePerson(opening.uploader, of: opening.laboratory)
            if let known = try database.first(
                "SELECT id FROM labUpload WHERE laboratory = $1 AND contentHash = $2", opening.laboratory,
                opening.contentHash)
            {
                try database.choose(opening.incomplete, upload: known["id"], by: opening.uploader, at: now)
                return (try database.upload(known["id"]), false)
            }
            let settings = try database.laboratorySettings(opening.laboratory)
            let id = try database.insert(opening, settings, at: now)
            try database.append(
                "upload.received", by: opening.uploader, on: "upload:\(id)",
                [
                    "laboratory": opening.laboratory, "content": opening.contentHash,
                    "form": opening.form.rawValue, "rows": String(opening.rows),
                ], at: now)
            return (try database.upload(id), true)
        }
    }
}

extension Database {
    fileprivate func insert(
        _ opening: UploadOpening, _ settings: LaboratorySettings, at now: Timestamp
    ) throws -> Int64 {
        try value(
            """
            INSERT INTO labUpload (laboratory, contentHash, form, name, uploader, header, encoding, incomplete, review,
                rowCount, groupCount, receivedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id
            """,
            opening.laboratory, opening.contentHash, opening.form.rawValue, opening.name, opening.uploader.name,
            Blob(opening.header), opening.encoding, (opening.incomplete ?? settings.incomplete).rawValue,
            (settings.fourEyes ? ReviewState.pending : .none).rawValue, opening.rows, opening.groups, now.milliseconds)
    }

    fileprivate func choose(
        _ incomplete: IncompletePolicy?, upload id: Int64, by actor: Actor, at now: Timestamp
    ) throws {
        guard let incomplete else { return }
        let changed = try change(
            "UPDATE labUpload SET incomplete = $1 WHERE id = $2 AND incomplete <> $1", incomplete.rawValue, id)
        guard changed == 1 else { return }
        try makeReleaseDue(upload: id, at: now)
        try append(
            "upload.policy-changed", by: actor, on: "upload:\(id)", ["incomplete": incomplete.rawValue], at: now)
    }
}
