package import Domain
internal import FoundationEssentials
internal import GRDB

/// The facts about a sample that a laboratory may see. A laboratory sees the label, the product, its own reports, and
/// the items to test. The day of the purchase is read only to choose these items. Shop, platform, price and buyer are
/// not read.
package struct LaboratorySampleRow: Hashable, Sendable {
    package let label: String
    package let product: String
    /// Never shown to a laboratory. It selects the edition in force.
    package let soldOn: CalendarDay
    package let receivedOn: CalendarDay?
    /// The number of the report filed for the sample, if any.
    package let reportNumber: String?
}

/// A report and its conclusion.
package struct ReportRow: Hashable, Sendable {
    package let id: Int64
    package let laboratory: String
    package let number: String
    package let version: Int
    package let label: String
    package let product: String
    package let receivedAt: Timestamp
    /// Nil if the report is not judged, or if its sample would meet while a report of the sample is held.
    package let verdict: Verdict?
    package let hazard: HazardClass?
    package let sentence: String?
    package let edition: String?
    package let ruleFile: String?
    package let ruleHash: String?
    /// Reported items that the criteria do not contain. They are listed and never dropped.
    package let unknownItems: [String]
    /// Why it was withdrawn; nil if it is not withdrawn.
    package let withdrawnReason: String?
    /// Whether a later version of the same report supersedes it.
    package let isSuperseded: Bool
    /// The missing evidence for which the report is held; empty if it is not held.
    package let missingEvidence: [EvidenceNeed]
}

/// A judged item of a report.
package struct ItemJudgementRow: Hashable, Sendable {
    package let item: String
    package let specimen: Int
    package let verdict: Verdict
    package let reason: String
    package let sentence: String
}

extension Store {
    /// The samples of one laboratory after the one labelled `after`, in the order in which they were sent.
    ///
    /// - Parameter unreported: only samples without a report.
    package func samples(
        of laboratory: String, after label: String? = nil, unreported: Bool = false, limit: Int
    ) async throws -> [LaboratorySampleRow] {
        try await read { database in
            try database.all(
                """
                \(LaboratorySampleRow.select) WHERE s.laboratory = $1
                    AND s.id > COALESCE((SELECT b.id FROM sample b WHERE b.label = $2 AND b.laboratory = $1), 0)
                    AND ($3 = 0 OR NOT EXISTS (SELECT 1 FROM report u WHERE u.sampleId = s.id))
                ORDER BY s.id LIMIT $4
                """, laboratory, label, unreported ? 1 : 0, limit
            ).map(LaboratorySampleRow.init(row:))
        }
    }

    /// One sample of the laboratory.
    package func sample(_ label: String, of laboratory: String) async throws -> LaboratorySampleRow {
        try await read { database in
            guard
                let row = try database.first(
                    "\(LaboratorySampleRow.select) WHERE s.label = $1 AND s.laboratory = $2", label, laboratory)
            else { throw StoreError.notFound("sample “\(label)”") }
            return try LaboratorySampleRow(row: row)
        }
    }

    /// Reports with their conclusions, in the order of filing: of one laboratory, with one number, or all.
    ///
    /// - Parameter before: if given, the reports before this one, newest first.
    package func reports(
        of laboratory: String? = nil, number: String? = nil, before: Int64? = nil, limit: Int
    ) async throws -> [ReportRow] {
        try await read { database in
            var conditions = Conditions()
            conditions.require("r.laboratory", equals: laboratory)
            conditions.require("r.number", equals: number)
            if let before { conditions.require("r.id < " + conditions.parameter(before)) }
            let most = conditions.parameter(limit)
            return try database.all(
                """
                SELECT r.id, r.laboratory, r.number, r.version, r.receivedAt, s.label, s.product, c.verdict, c.hazard,
                    c.sentence, c.edition, c.ruleFile, c.ruleHash, c.unknownItems, h.missing,
                    (SELECT w.reason FROM reportWithdrawal w JOIN report d ON d.id = w.reportId
                     WHERE d.sampleId = r.sampleId AND d.version >= r.version ORDER BY d.version LIMIT 1) AS withdrawn,
                    (SELECT COUNT(*) FROM report n WHERE n.sampleId = r.sampleId AND n.version > r.version) AS newer,
                    \(Database.sampleIsHeld) AS held
                FROM report r JOIN sample s ON s.id = r.sampleId LEFT JOIN conclusion c ON c.reportId = r.id
                LEFT JOIN reportHold h ON h.reportId = r.id
                \(conditions.clause) ORDER BY r.id \(before == nil ? "ASC" : "DESC") LIMIT \(most)
                """, values: conditions.values
            ).map { row in
                let stored: String? = row["verdict"]
                let verdict: Verdict? = try stored.map { _ in try row.word("verdict") }
                // A held report of the sample postpones "meets": a stored one is hidden, a new one is not recorded.
                let isPostponed = row["held"] == 1 && (verdict ?? .meets) == .meets
                let sentence: String? = row["sentence"]
                let unknown: String? = row["unknownItems"]
                let missing: String? = row["missing"]
                return ReportRow(
                    id: row["id"], laboratory: row["laboratory"], number: row["number"], version: row["version"],
                    label: row["label"], product: row["product"], receivedAt: row.moment("receivedAt"),
                    verdict: isPostponed ? nil : verdict, hazard: try row.optionalHazard("hazard"),
                    sentence: isPostponed ? IntakeWording.sampleHeld : sentence, edition: row["edition"],
                    ruleFile: row["ruleFile"], ruleHash: row["ruleHash"],
                    unknownItems: try unknown.map { try JSONDecoder().decode([String].self, from: Data($0.utf8)) }
                        ?? [],
                    withdrawnReason: row["withdrawn"], isSuperseded: (row["newer"] as Int) > 0,
                    missingEvidence: try missing.map(EvidenceNeed.list) ?? [])
            }
        }
    }

    /// The judged items of a report, in the order of the criteria.
    package func itemJudgements(report: Int64) async throws -> [ItemJudgementRow] {
        try await read { database in
            try database.all(
                """
                SELECT j.* FROM itemJudgement j JOIN conclusion c ON c.id = j.conclusionId
                WHERE c.reportId = $1 ORDER BY j.ordinal
                """, report
            ).map { row in
                ItemJudgementRow(
                    item: row["item"], specimen: row["specimen"], verdict: try row.word("verdict"),
                    reason: row["reason"], sentence: row["sentence"])
            }
        }
    }

    /// Reports that wait to be judged.
    package func unjudgedReports(limit: Int) async throws -> [Int64] {
        try await read { database in
            try database.all(
                """
                SELECT r.id FROM report r WHERE NOT EXISTS (SELECT 1 FROM conclusion c WHERE c.reportId = r.id)
                ORDER BY r.id LIMIT $1
                """, limit
            ).map { $0["id"] }
        }
    }
}

extension LaboratorySampleRow {
    fileprivate static let select = """
        SELECT s.label, s.product, p.purchasedOn, x.receivedOn,
            (SELECT r.number FROM report r WHERE r.sampleId = s.id ORDER BY r.version DESC LIMIT 1) AS number
        FROM sample s JOIN purchase p ON p.id = s.purchaseId LEFT JOIN sampleReceipt x ON x.sampleId = s.id
        """

    fileprivate init(row: Row) throws {
        let received: String? = row["receivedOn"]
        self.init(
            label: row["label"], product: row["product"], soldOn: try row.day("purchasedOn"),
            receivedOn: try received.map { _ in try row.day("receivedOn") }, reportNumber: row["number"])
    }
}
