package import Domain
internal import FoundationEssentials
internal import GRDB

package struct JudgingFacts: Sendable {
    package let report: Int64
    package let isJudged: Bool
    package let submission: ReportSubmission
    package let product: String
    package let soldOn: CalendarDay
}

extension Store {
    package func judgingFacts(report id: Int64) async throws -> JudgingFacts {
        try await read { try $0.judgingFacts(report: id) }
    }
}

extension Database {
    func judgingFacts(report id: Int64) throws -> JudgingFacts {
        guard
            let row = try first(
                """
                SELECT r.*, s.label, s.product, p.purchasedOn,
                    (SELECT COUNT(*) FROM conclusion c WHERE c.reportId = r.id) AS conclusions
                FROM report r JOIN sample s ON s.id = r.sampleId JOIN purchase p ON p.id = s.purchaseId
                WHERE r.id = $1
                """, id)
        else { throw StoreError.notFound("report \(id)") }
        let results = try all(
            """
            SELECT item, specimen, value, unit, detectionLimit, uncertainty, method, reason FROM reportResult
            WHERE reportId = $1 ORDER BY ordinal
            """, id)
        let particulars = try all("SELECT name, value FROM reportParticular WHERE reportId = $1", id).map { row in
            (try row.word("name") as ReportParticular, row["value"] as String)
        }
        let producedOn: String? = row["producedOn"]
        let declared: String = row["declared"]
        let submission = ReportSubmission(
            number: row["number"], sampleLabel: row["label"], testedOn: try row.day("testedOn"),
            producedOn: try producedOn.map { _ in try row.day("producedOn") },
            declared: try JSONDecoder().decode([String: String].self, from: Data(declared.utf8)),
            results: results.map {
                ItemResult(
                    item: $0["item"], specimen: $0["specimen"], value: $0["value"], unit: $0["unit"],
                    detectionLimit: $0["detectionLimit"], uncertainty: $0["uncertainty"],
                    method: $0["method"], reason: $0["reason"])
            },
            correctionReason: row["correctionReason"],
            particulars: Dictionary(particulars) { first, _ in first })
        return JudgingFacts(
            report: id, isJudged: (row["conclusions"] as Int) > 0, submission: submission,
            product: row["product"], soldOn: try row.day("purchasedOn"))
    }
}
