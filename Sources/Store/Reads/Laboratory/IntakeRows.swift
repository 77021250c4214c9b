package import Domain
internal import GRDB

/// A row of a report that was not filed at once.
package struct KeptIntakeRow: Hashable, Sendable {
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
    /// The size in bytes of the current text: the corrected one if there is one.
    package let size: Int
    /// The bytes that arrived.
    package let bytes: [UInt8]
    /// The corrected bytes, as UTF-8; nil if nobody corrected the row.
    package let corrected: [UInt8]?
    package let correctedBy: String?
    /// The reason for which it was closed, and the person who closed it.
    package let dismissedReason: String?
    package let dismissedBy: String?
    package let createdAt: Timestamp
    package let resolvedAt: Timestamp?
    package let form: String
    package let header: [UInt8]
    package let encoding: String
    package let review: ReviewState
    /// The filed version of its report when the row arrived; nil if there was none.
    package let against: Int?
}

package struct UploadedReport: Hashable, Sendable {
    package let upload: Int64
    /// Nil for the rows of the upload without a report number.
    package let number: String?

    package init(upload: Int64, number: String?) {
        self.upload = upload
        self.number = number
    }
}

package struct IntakeRowSelection: Hashable, Sendable {
    package var id: Int64?
    package var upload: Int64?
    package var laboratory: String?
    package var state: IntakeRowState?
    package var code: String?
    /// Only rows that have a fault themselves.
    package var faulty: Bool
    /// Also rows that are filed or dismissed.
    package var resolved: Bool

    package init(
        id: Int64? = nil, upload: Int64? = nil, laboratory: String? = nil, state: IntakeRowState? = nil,
        code: String? = nil, faulty: Bool = false,
        resolved: Bool = false
    ) {
        self.id = id
        self.upload = upload
        self.laboratory = laboratory
        self.state = state
        self.code = code
        self.faulty = faulty
        self.resolved = resolved
    }
}

extension Store {
    /// The rows of a selection after `after`, in the order of their arrival.
    ///
    /// - Parameter most: the maximum number of bytes of each text and header; nil for no maximum.
    package func intakeRows(
        _ selection: IntakeRowSelection, after: Int64 = 0, limit: Int, most: Int? = nil
    ) async throws -> [KeptIntakeRow] {
        try await read { database in
            let statement = selection.statement(
                columns: KeptIntakeRow.columns(most: most), after: after, limit: limit)
            return try database.all(statement.sql, values: statement.values).map(KeptIntakeRow.init(row:))
        }
    }

    /// The reports with open rows in a selection.
    package func openReports(_ selection: IntakeRowSelection) async throws -> Set<UploadedReport> {
        try await read { database in
            let statement = selection.statement(
                columns: "DISTINCT i.uploadId, i.reportNumber", after: 0, limit: .max, order: "1, 2")
            return Set(
                try database.all(statement.sql, values: statement.values).map {
                    UploadedReport(upload: $0["uploadId"], number: $0["reportNumber"])
                })
        }
    }

    /// The report numbers with open rows in an upload, each with the count of these rows.
    package func openReports(of upload: Int64) async throws -> [(number: String?, rows: Int)] {
        try await read { database in
            try database.all(
                """
                SELECT reportNumber, COUNT(*) AS found FROM intakeRow WHERE uploadId = $1 AND resolvedAt IS NULL
                GROUP BY reportNumber ORDER BY MIN(ordinal)
                """, upload
            ).map { ($0["reportNumber"], $0["found"]) }
        }
    }

    /// The open rows of the given reports of an upload, and its open rows without a report number, in the order of the
    /// file.
    package func openRows(of upload: Int64, reports numbers: Set<String>) async throws -> [KeptIntakeRow] {
        try await read { database in
            // A corrected row may name another report than the stored number.
            let nameless = try database.all(
                """
                SELECT \(KeptIntakeRow.columns()) FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
                WHERE i.uploadId = $1 AND (i.reportNumber IS NULL OR i.corrected IS NOT NULL) AND i.resolvedAt IS NULL
                """, upload)
            let named = try numbers.filter { !$0.utf8.contains(0) }.flatMap { number in
                try database.all(
                    """
                    SELECT \(KeptIntakeRow.columns()) FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
                    WHERE i.reportNumber = $1 AND i.resolvedAt IS NULL AND i.uploadId = $2 AND i.corrected IS NULL
                    """, number, upload)
            }
            return try (nameless + named).map(KeptIntakeRow.init(row:)).sorted { $0.ordinal < $1.ordinal }
        }
    }

    /// The held rows of a laboratory's reports in uploads before `upload`. Reports that wait for a reviewer or were
    /// rejected do not count.
    package func heldRows(
        of laboratory: String, reports numbers: Set<String>, before upload: Int64
    ) async throws -> [KeptIntakeRow] {
        try await read { database in
            let anyHeld = try database.first(
                "SELECT 1 FROM labUpload WHERE laboratory = $1 AND held > 0 AND id < $2 LIMIT 1", laboratory, upload)
            guard anyHeld != nil else { return [] }
            return try numbers.filter { !$0.utf8.contains(0) }.sorted().flatMap { number in
                try database.all(
                    """
                    SELECT \(KeptIntakeRow.columns()) FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
                    WHERE i.reportNumber = $1 AND i.resolvedAt IS NULL AND i.state = 'held' AND u.laboratory = $2
                        AND u.id < $3 AND u.review IN ('none', 'approved')
                    ORDER BY i.id
                    """, number, laboratory, upload
                ).map(KeptIntakeRow.init(row:))
            }
        }
    }

    /// The number of open rows per fault, most frequent first: for one upload, one laboratory or all.
    package func faultCounts(
        upload: Int64? = nil, laboratory: String? = nil
    ) async throws -> [(code: String, rows: Int)] {
        try await read { database in
            try database.all(
                """
                SELECT i.code, COUNT(*) AS found FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
                WHERE i.state = 'held' AND i.code IS NOT NULL AND (CAST($1 AS BIGINT) IS NULL OR u.id = $1)
                    AND (CAST($2 AS TEXT) IS NULL OR u.laboratory = $2)
                GROUP BY i.code ORDER BY found DESC, i.code
                """, upload, laboratory
            ).map { ($0["code"], $0["found"]) }
        }
    }
}

extension IntakeRowSelection {
    fileprivate func statement(
        columns: String = KeptIntakeRow.columns(), after: Int64, limit: Int, order: String = "i.id"
    ) -> (sql: PortableSQL, values: [SQLValue?]) {
        var conditions = Conditions()
        conditions.require("i.id", above: after)
        conditions.require("i.id", equals: id)
        conditions.require("i.uploadId", equals: upload)
        conditions.require("u.laboratory", equals: laboratory)
        conditions.require("i.state", equals: state?.rawValue)
        conditions.require("i.code", equals: code)
        if faulty { conditions.require("i.code IS NOT NULL") }
        if !resolved { conditions.require("i.resolvedAt IS NULL") }
        let most = conditions.parameter(limit)
        let sql: PortableSQL = """
            SELECT \(columns) FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId \(conditions.clause)
            ORDER BY \(order) LIMIT \(most)
            """
        return (sql, conditions.values)
    }
}

extension KeptIntakeRow {
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
