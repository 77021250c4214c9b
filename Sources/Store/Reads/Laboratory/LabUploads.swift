package import Domain
internal import GRDB

/// A file of a laboratory and the counts of its rows. Every row is counted in exactly one of the five counts.
package struct LabUploadRow: Hashable, Sendable {
    package let id: Int64
    package let laboratory: String
    package let contentHash: String
    package let form: String
    /// The file name, for people only.
    package let name: String
    package let uploader: Actor
    package let review: ReviewState
    package let reviewReason: String?
    package let rows: Int
    package let groups: Int
    /// The number of decided groups. Fewer than `groups` if the import was interrupted.
    package let groupsDone: Int
    package let taken: Int
    package let waiting: Int
    package let duplicates: Int
    /// Rows of held reports.
    package let held: Int
    /// Rows that were closed, each with a reason.
    package let dismissed: Int
    package let receivedAt: Timestamp
    /// What the reader of the file noticed.
    package let remarks: [UploadRemark]

    package var isRead: Bool {
        groupsDone == groups
    }
}

extension LabUploadRow {
    init(row: Row, remarks: [UploadRemark] = []) throws {
        self.init(
            id: row["id"], laboratory: row["laboratory"], contentHash: row["contentHash"], form: row["form"],
            name: row["name"], uploader: try row.actor("uploader"), review: try row.word("review"),
            reviewReason: row["reviewReason"], rows: row["rowCount"], groups: row["groupCount"],
            groupsDone: row["groupsDone"], taken: row["taken"], waiting: row["waiting"],
            duplicates: row["duplicates"], held: row["held"], dismissed: row["dismissed"],
            receivedAt: row.moment("receivedAt"), remarks: remarks)
    }
}

extension Database {
    func upload(_ id: Int64) throws -> LabUploadRow {
        guard let row = try first("SELECT * FROM labUpload WHERE id = $1", id) else {
            throw StoreError.notFound("upload \(id)")
        }
        return try LabUploadRow(row: row, remarks: remarks(from: id, to: id)[id] ?? [])
    }

    /// The remarks of a range of uploads.
    fileprivate func remarks(from first: Int64, to last: Int64) throws -> [Int64: [UploadRemark]] {
        let rows = try all(
            "SELECT * FROM uploadRemark WHERE uploadId BETWEEN $1 AND $2 ORDER BY uploadId, ordinal", first, last)
        return try Dictionary(grouping: rows) { $0["uploadId"] as Int64 }.mapValues {
            try $0.map(UploadRemark.init(row:))
        }
    }
}

extension Store {
    package func upload(_ id: Int64) async throws -> LabUploadRow {
        try await read { try $0.upload(id) }
    }

    /// Uploads, latest first: of one laboratory or all, and optionally only those with rows that wait for a reviewer.
    package func uploads(
        of laboratory: String? = nil, pendingReview: Bool = false, before: Int64 = .max, limit: Int
    ) async throws -> [LabUploadRow] {
        try await read { database in
            var conditions = Conditions()
            conditions.require("laboratory", equals: laboratory)
            if pendingReview { conditions.require("review = 'pending' AND waiting > 0") }
            conditions.require("id < " + conditions.parameter(before))
            let most = conditions.parameter(limit)
            let rows = try database.all(
                "SELECT * FROM labUpload \(conditions.clause) ORDER BY id DESC LIMIT \(most)",
                values: conditions.values)
            guard let last = rows.first?["id"] as Int64?, let first = rows.last?["id"] as Int64? else { return [] }
            let remarks = try database.remarks(from: first, to: last)
            return try rows.map { try LabUploadRow(row: $0, remarks: remarks[$0["id"]] ?? []) }
        }
    }
}

extension UploadRemark {
    fileprivate init(row: Row) throws {
        let examples: String = row["examples"]
        self.init(
            try row.word("kind"), sheet: row["sheet"], count: row["total"],
            examples: examples.split(separator: "\n").map(String.init))
    }
}
