package import Domain
internal import GRDB

package struct RoutingFacts: Sendable {
    package let conclusion: Int64
    package let isRouted: Bool
    package let facts: Disposition.Facts
    /// The conclusion that this one replaces, if any.
    package let earlier: Disposition.EarlierConclusion?
    package let sellerName: String
    package let product: String
    package let title: String
    package let laboratory: String
    package let laboratoryDetails: LaboratoryDetails
    package let reportNumber: String
    /// The sentences of the failing items.
    package let problems: [String]
}

extension Store {
    package func routingFacts(conclusion id: Int64) async throws -> RoutingFacts {
        try await read { try $0.routingFacts(conclusion: id) }
    }
}

extension Database {
    func routingFacts(conclusion id: Int64) throws -> RoutingFacts {
        guard
            let row = try first(
                """
                SELECT c.verdict, c.hazard, c.routedAt, r.sampleId, r.version, r.number, r.laboratory, s.product,
                    p.sellerName, p.sellerRegion, l.platform, l.item, n.title
                FROM conclusion c JOIN report r ON r.id = c.reportId JOIN sample s ON s.id = r.sampleId
                JOIN purchase p ON p.id = s.purchaseId JOIN purchaseTask t ON t.id = p.taskId
                JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId
                JOIN listing l ON l.id = t.listingId JOIN fullSnapshot n ON n.id = f.snapshotId
                WHERE c.id = $1
                """, id)
        else { throw StoreError.notFound("conclusion \(id)") }
        let problems = try all(
            "SELECT sentence FROM itemJudgement WHERE conclusionId = $1 AND verdict = 'fails' ORDER BY ordinal", id)
        let routedAt: Int64? = row["routedAt"]
        return RoutingFacts(
            conclusion: id, isRouted: routedAt != nil,
            facts: Disposition.Facts(
                verdict: try row.word("verdict"), hazard: try row.optionalHazard("hazard"),
                sellerRegion: try row.region("sellerRegion"), listing: row.listingKey),
            earlier: try earlier(sample: row["sampleId"], version: row["version"]),
            sellerName: row["sellerName"], product: row["product"], title: row["title"],
            laboratory: row["laboratory"], laboratoryDetails: try laboratoryDetails(row["laboratory"]),
            reportNumber: row["number"], problems: problems.map { $0["sentence"] })
    }
}

extension Row {
    func optionalHazard(_ column: String) throws -> HazardClass? {
        let text: String? = self[column]
        return try text.map { _ in try word(column) }
    }
}

extension Database {
    /// The latest earlier conclusion with consequences that may have to be withdrawn: it was routed, it could be
    /// judged, and its report was not withdrawn.
    fileprivate func earlier(sample: Int64, version: Int) throws -> Disposition.EarlierConclusion? {
        let row = try first(
            """
            SELECT c.hazard FROM conclusion c JOIN report r ON r.id = c.reportId
            WHERE r.sampleId = $1 AND r.version < $2 AND c.routedAt IS NOT NULL AND c.verdict <> 'cannotJudge'
                AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w JOIN report d ON d.id = w.reportId
                    WHERE d.sampleId = $1 AND d.version >= r.version AND d.version < $2)
            ORDER BY r.version DESC LIMIT 1
            """, sample, version)
        return try row.map { Disposition.EarlierConclusion(hazard: try $0.optionalHazard("hazard")) }
    }
}
