package import Domain
internal import GRDB

/// A row of a file that is not, or was not at once, a result.
package struct IntakeRowRow: Hashable, Sendable {
    package let id: Int64
    package let upload: Int64
    package let laboratory: String
    package let file: String
    package let ordinal: Int
    package let place: String
    package let reportNumber: String?
    package let state: IntakeRowState
    package let code: String?
    package let field: String?
    package let detail: String?
    /// The bytes of the row as it stands, corrected or not.
    package let size: Int
    /// As it arrived.
    package let bytes: [UInt8]
    /// As somebody corrected it, as UTF-8.
    package let corrected: [UInt8]?
    package let correctedBy: String?
    /// Why nothing will come of it, and who says so.
    package let dismissedReason: String?
    package let dismissedBy: String?
    package let createdAt: Timestamp
    package let resolvedAt: Timestamp?
    package let form: String
    package let header: [UInt8]
    package let encoding: String
    /// Where its upload stands with the reviewer.
    package let review: ReviewState
    /// The version that stood of its report when it was set aside; nil for none.
    package let against: Int?
}

/// A row by what it belongs to, without its content.
package struct IntakeRowName: Hashable, Sendable {
    package let id: Int64
    package let laboratory: String
    package let reportNumber: String?

    package init(id: Int64, laboratory: String, reportNumber: String?) {
        self.id = id
        self.laboratory = laboratory
        self.reportNumber = reportNumber
    }
}

/// Which rows are meant.
package struct IntakeRowSelection: Hashable, Sendable {
    package var id: Int64?
    package var upload: Int64?
    package var laboratory: String?
    package var state: IntakeRowState?
    package var code: String?
    /// Also those that became results, or were dismissed, since.
    package var resolved: Bool

    package init(
        id: Int64? = nil, upload: Int64? = nil, laboratory: String? = nil, state: IntakeRowState? = nil,
        code: String? = nil, resolved: Bool = false
    ) {
        self.id = id
        self.upload = upload
        self.laboratory = laboratory
        self.state = state
        self.code = code
        self.resolved = resolved
    }
}

extension Store {
    /// The rows of a selection behind `after`, in the order in which they were set aside.
    ///
    /// - Parameter most: so many bytes at most of each text and of its header, for a list; nil for all of them.
    package func intakeRows(
        _ selection: IntakeRowSelection, after: Int64 = 0, limit: Int, most: Int? = nil
    ) async throws -> [IntakeRowRow] {
        try await read { database in
            let statement = selection.statement(
                columns: IntakeRowRow.columns(most: most), after: after, limit: limit)
            return try database.all(statement.sql, values: statement.values).map(IntakeRowRow.init(row:))
        }
    }

    /// What all rows of a selection belong to, in the order in which they were set aside.
    package func intakeRowNames(_ selection: IntakeRowSelection) async throws -> [IntakeRowName] {
        try await read { database in
            let statement = selection.statement(
                columns: "i.id, i.reportNumber, u.laboratory", after: 0, limit: .max)
            return try database.all(statement.sql, values: statement.values).map {
                IntakeRowName(id: $0["id"], laboratory: $0["laboratory"], reportNumber: $0["reportNumber"])
            }
        }
    }

    /// Those of these rows that are still open, read in one look.
    package func openRows(_ ids: [Int64]) async throws -> [IntakeRowRow] {
        try await read { database in
            try ids.compactMap { id in
                let statement = IntakeRowSelection(id: id).statement(after: 0, limit: 1)
                return try database.all(statement.sql, values: statement.values).first.map(IntakeRowRow.init(row:))
            }
        }
    }

    /// All open rows of a laboratory's reports: what waits and what lies in quarantine belongs together.
    package func openRows(of laboratory: String, reports numbers: Set<String>) async throws -> [IntakeRowRow] {
        try await read { database in
            // A row whose number cannot be read is kept without one.
            try numbers.filter { !$0.utf8.contains(0) }.sorted().flatMap { number in
                try database.all(
                    """
                    SELECT \(IntakeRowRow.columns()) FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
                    WHERE i.reportNumber = $1 AND i.resolvedAt IS NULL AND u.laboratory = $2 ORDER BY i.id
                    """, number, laboratory
                ).map(IntakeRowRow.init(row:))
            }
        }
    }

    /// Rows that somebody dismissed while a reviewer still has a say in it: until then they are as open as before.
    package func unreviewedDismissals(of laboratory: String) async throws -> [IntakeRowRow] {
        try await read { database in
            try database.all(
                """
                SELECT \(IntakeRowRow.columns())
                FROM labUpload u JOIN intakeRow i ON i.uploadId = u.id AND i.state = 'dismissed'
                WHERE u.laboratory = $1 AND u.review = 'pending' AND i.supersededBy IS NULL ORDER BY i.id
                """, laboratory
            ).map(IntakeRowRow.init(row:))
        }
    }

    /// The rows of uploads in quarantine that name no report, with their uploads.
    package func namelessRows(of uploads: Set<Int64>) async throws -> [Int64: Int64] {
        try await read { database in
            var found: [Int64: Int64] = [:]
            for upload in uploads {
                for row in try database.all(
                    "SELECT id FROM intakeRow WHERE uploadId = $1 AND state = 'quarantined' AND reportNumber IS NULL",
                    upload)
                {
                    found[row["id"]] = upload
                }
            }
            return found
        }
    }

    /// The reports whose verdict rows of an upload in quarantine may have a say in, or had.
    package func reportsBeside(upload: Int64) async throws -> [String] {
        try await read { database in
            try database.all(
                """
                SELECT number FROM report WHERE uploadId = $1 AND undecided IS NOT NULL
                UNION SELECT reportNumber FROM intakeRow
                WHERE uploadId = $1 AND reportNumber IS NOT NULL AND state IN ('quarantined', 'waiting', 'dismissed')
                ORDER BY 1
                """, upload
            ).map { $0["number"] }
        }
    }

    /// How many open rows there are of each fault, most frequent first: for one upload, one laboratory or all.
    package func faultCounts(
        upload: Int64? = nil, laboratory: String? = nil
    ) async throws -> [(code: String, rows: Int)] {
        try await read { database in
            try database.all(
                """
                SELECT i.code, COUNT(*) AS found FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
                WHERE i.state = 'quarantined' AND i.resolvedAt IS NULL AND (CAST($1 AS BIGINT) IS NULL OR u.id = $1)
                    AND (CAST($2 AS TEXT) IS NULL OR u.laboratory = $2)
                GROUP BY i.code ORDER BY found DESC, i.code
                """, upload, laboratory
            ).map { ($0["code"], $0["found"]) }
        }
    }
}

extension IntakeRowSelection {
    fileprivate func statement(
        columns: String = IntakeRowRow.columns(), after: Int64, limit: Int
    ) -> (sql: PortableSQL, values: [SQLValue?]) {
        var conditions = Conditions()
        conditions.require("i.id", above: after)
        conditions.require("i.id", equals: id)
        conditions.require("i.uploadId", equals: upload)
        conditions.require("u.laboratory", equals: laboratory)
        conditions.require("i.state", equals: state?.rawValue)
        conditions.require("i.code", equals: code)
        if !resolved { conditions.require("i.resolvedAt IS NULL") }
        let most = conditions.parameter(limit)
        let sql: PortableSQL = """
            SELECT \(columns) FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId \(conditions.clause)
            ORDER BY i.id LIMIT \(most)
            """
        return (sql, conditions.values)
    }
}

extension IntakeRowRow {
    fileprivate static func columns(most: Int? = nil) -> String {
        let texts = ["i.bytes", "i.corrected", "u.header"].map { column in
            most.map { "substr(\(column), 1, \($0)) AS \(column.dropFirst(2))" } ?? column
        }
        return """
            i.id, i.uploadId, i.ordinal, i.place, i.reportNumber, i.state, i.code, i.field, i.detail, i.correctedBy,
            i.dismissedReason, i.dismissedBy, i.createdAt, i.resolvedAt, u.laboratory, u.name, u.form, u.encoding,
            i.against, u.review,
            length(COALESCE(i.corrected, i.bytes)) AS size, \(texts.joined(separator: ", "))
            """
    }

    fileprivate init(row: Row) throws {
        let corrected: Blob? = row["corrected"]
        self.init(
            id: row["id"], upload: row["uploadId"], laboratory: row["laboratory"], file: row["name"],
            ordinal: row["ordinal"], place: row["place"], reportNumber: row["reportNumber"],
            state: try row.word("state"), code: row["code"], field: row["field"], detail: row["detail"],
            size: row["size"],
            bytes: (row["bytes"] as Blob).bytes, corrected: corrected?.bytes, correctedBy: row["correctedBy"],
            dismissedReason: row["dismissedReason"], dismissedBy: row["dismissedBy"],
            createdAt: row.moment("createdAt"), resolvedAt: row.optionalMoment("resolvedAt"), form: row["form"],
            header: (row["header"] as Blob).bytes, encoding: row["encoding"], review: try row.word("review"),
            against: row["against"])
    }
}
