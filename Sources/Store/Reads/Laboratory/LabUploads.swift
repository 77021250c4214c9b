package import Domain
internal import GRDB

/// A file that a laboratory uploaded, and what became of its rows: every row stands in exactly one of the five counts.
package struct LabUploadRow: Hashable, Sendable {
    package let id: Int64
    package let laboratory: String
    package let contentHash: String
    package let form: String
    /// What the file was called; for people to find it.
    package let name: String
    package let uploader: String
    package let header: [UInt8]
    package let encoding: String
    package let incomplete: IncompletePolicy
    package let review: ReviewState
    package let reviewedBy: String?
    package let reviewReason: String?
    package let rows: Int
    package let groups: Int
    /// Groups of rows that are decided; fewer than `groups` where the import was broken off.
    package let groupsDone: Int
    package let taken: Int
    package let waiting: Int
    package let duplicates: Int
    package let quarantined: Int
    /// Rows that were in quarantine and of which nothing will come, each for a reason.
    package let dismissed: Int
    package let receivedAt: Timestamp

    package var isRead: Bool {
        groupsDone == groups
    }

    /// Whether good rows become results, or wait for the reviewer or for the rest of their file.
    package var filesImmediately: Bool {
        guard review == .none || review == .approved else { return false }
        return incomplete == .pass || (isRead && quarantined == 0)
    }
}

extension LabUploadRow {
    init(row: Row) throws {
        self.init(
            id: row["id"], laboratory: row["laboratory"], contentHash: row["contentHash"], form: row["form"],
            name: row["name"], uploader: row["uploader"], header: (row["header"] as Blob).bytes,
            encoding: row["encoding"], incomplete: try row.word("incomplete"), review: try row.word("review"),
            reviewedBy: row["reviewedBy"], reviewReason: row["reviewReason"], rows: row["rowCount"],
            groups: row["groupCount"], groupsDone: row["groupsDone"], taken: row["taken"], waiting: row["waiting"],
            duplicates: row["duplicates"], quarantined: row["quarantined"], dismissed: row["dismissed"],
            receivedAt: row.moment("receivedAt"))
    }
}

extension Database {
    func upload(_ id: Int64) throws -> LabUploadRow {
        guard let row = try first("SELECT * FROM labUpload WHERE id = $1", id) else {
            throw StoreError.notFound("upload \(id)")
        }
        return try LabUploadRow(row: row)
    }
}

extension Store {
    package func upload(_ id: Int64) async throws -> LabUploadRow {
        try await read { try $0.upload(id) }
    }

    /// The upload of exactly these bytes by this laboratory, if there was one.
    package func upload(of laboratory: String, contentHash: String) async throws -> LabUploadRow? {
        try await read { database in
            try database.first(
                "SELECT * FROM labUpload WHERE laboratory = $1 AND contentHash = $2", laboratory, contentHash
            ).map(LabUploadRow.init(row:))
        }
    }

    /// Uploads, latest first: of one laboratory or all, those that wait for a reviewer alone where asked.
    package func uploads(
        of laboratory: String? = nil, pendingReview: Bool = false, before: Int64 = .max, limit: Int
    ) async throws -> [LabUploadRow] {
        try await read { database in
            var conditions = Conditions()
            conditions.require("laboratory", equals: laboratory)
            if pendingReview { conditions.require("review = 'pending'") }
            conditions.require("id < " + conditions.parameter(before))
            let most = conditions.parameter(limit)
            return try database.all(
                "SELECT * FROM labUpload \(conditions.clause) ORDER BY id DESC LIMIT \(most)",
                values: conditions.values
            ).map(LabUploadRow.init(row:))
        }
    }
}
