package import Domain
internal import GRDB

package struct EvidenceUpload: Hashable, Sendable {
    package let id: String
    /// The laboratory; for files of a purchase, the actor who uploads.
    package let laboratory: String
    /// The purchase that the file belongs to; nil for evidence of a laboratory.
    package let purchase: Int64?
    /// The step of the goods that the file shows; nil for the order.
    package let step: CustodyStep?
    package let plan: UploadPlan
    /// The number of acknowledged bytes.
    package let received: Int64
    package let state: UploadState
    package let touchedAt: Timestamp

    /// Who uploads.
    package var actor: Actor {
        purchase.flatMap { _ in Actor(text: laboratory) } ?? .laboratory(laboratory)
    }
}

extension Store {
    /// The upload `id` of a laboratory. An upload of another laboratory is reported as unknown.
    package func upload(_ id: String, of laboratory: String) async throws -> EvidenceUpload {
        try await read { try $0.upload(id, of: laboratory) }
    }

    /// Open uploads that received nothing since `moment`, oldest first.
    package func abandonedUploads(before moment: Timestamp, limit: Int) async throws -> [String] {
        try await read { database in
            try database.all(
                "SELECT id FROM evidenceUpload WHERE state = 'open' AND touchedAt < $1 ORDER BY touchedAt, id LIMIT $2",
                moment.milliseconds, limit
            ).map { $0["id"] }
        }
    }

    /// Whether the upload `id` still accepts parts.
    package func isOpen(upload id: String) async throws -> Bool {
        try await read { try $0.value("SELECT COUNT(*) FROM evidenceUpload WHERE id = $1 AND state = 'open'", id) == 1 }
    }

    /// Uploads whose file is not kept, newest first. With `laboratory`, only uploads of that laboratory.
    package func evidenceUploads(of laboratory: String?, limit: Int) async throws -> [EvidenceUpload] {
        try await read { database in
            try database.all(
                """
                SELECT u.*, s.label FROM evidenceUpload u JOIN sample s ON s.id = u.sampleId
                WHERE u.state <> 'kept' AND (CAST($1 AS TEXT) IS NULL OR u.laboratory = $1)
                ORDER BY u.createdAt DESC, u.id LIMIT $2
                """, laboratory, limit
            ).map(EvidenceUpload.init)
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

extension EvidenceUpload {
    /// A row of `evidenceUpload` with the label of its sample.
    init(_ row: Row) throws {
        self.init(
            id: row["id"], laboratory: row["laboratory"], purchase: row["purchaseId"],
            step: try row.optionalWord("step"),
            plan: UploadPlan(
                sampleLabel: row["label"], kind: try row.word("kind"), name: row["name"], hash: row["hash"],
                bytes: row["bytes"]),
            received: row["received"], state: try row.word("state"), touchedAt: row.moment("touchedAt"))
    }
}
