package import Domain
internal import GRDB

/// A sample with its latest report, as an officer sees it in the list.
package struct SampleRow: Hashable, Sendable {
    package struct Report: Hashable, Sendable {
        package let id: Int64
        package let number: String
        package let version: Int
        package let receivedAt: Timestamp
        /// Nil if the report is not judged, or its sample is held.
        package let verdict: Verdict?
        package let hazard: HazardClass?
        package let isWithdrawn: Bool
        /// Whether the report waits for evidence.
        package let lacksEvidence: Bool
    }

    package let id: Int64
    package let label: String
    package let product: String
    package let laboratory: String
    package let task: Int64
    package let listing: Int64
    package let key: ListingKey
    package let title: String
    package let seller: String
    package let region: RegionCode
    package let labelledAt: Timestamp
    package let report: Report?
}

/// What followed from the reports of a sample, latest first.
package struct SampleConsequences: Sendable {
    package let notices: [(row: NoticeRow, conclusion: Int64)]
    package let referrals: [(id: Int64, kind: ReferralKind, region: RegionCode, isWithdrawn: Bool)]
    package let takedowns: [(id: Int64, state: TakedownState)]
    /// The events of the sample, its reports and their conclusions, latest first.
    package let events: [ChainedEvent]
}

extension Store {
    /// One page of the samples of sellers within `region`.
    package func samples(
        _ query: CaseQuery<SampleList>, in region: RegionCode, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<SampleRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList("sample s", id: "s.id")
            list.require("s.sellerRegion", in: region)
            list.require("s.sellerRegion", in: query.region)
            list.require("s.product", equals: query.product)
            list.require("s.stage", equals: query.state?.rawValue)
            if !query.text.isEmpty {
                let text = list.conditions.parameter(query.text)
                list.require(
                    """
                    s.id IN (SELECT id FROM sample WHERE label = \(text)
                        UNION SELECT sampleId FROM report WHERE number = \(text))
                    """)
            }
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) {
                try database.sample($0)
            }
        }
    }

    /// A sample of a seller within `region`, and what followed from its reports.
    package func sample(
        _ id: Int64, in region: RegionCode
    ) async throws -> (row: SampleRow, consequences: SampleConsequences) {
        try await read { database in
            let row = try database.sample(id)
            guard region.contains(row.region) else { throw StoreError.notFound("sample \(id)") }
            return (row, try database.consequences(ofSample: id))
        }
    }

    /// The evidence of a sample: of its purchase, and of its laboratory. The sample must be visible to the viewer.
    package func evidence(of sample: SampleRow) async throws -> [ReportEvidence] {
        try await read { database in
            let purchase = try database.value("SELECT purchaseId FROM sample WHERE id = $1", sample.id)
            return try database.purchaseEvidence(purchase: purchase)
                + database.laboratoryEvidence(sample: sample.id, laboratory: sample.laboratory)
        }
    }
}

extension SampleRow {
    fileprivate static let latestReport = """
        LEFT JOIN report r ON r.sampleId = s.id
            AND r.version = (SELECT MAX(x.version) FROM report x WHERE x.sampleId = s.id)
        """
}

extension Database {
    fileprivate func sample(_ id: Int64) throws -> SampleRow {
        guard
            let row = try first(
                """
                SELECT s.id, s.label, s.product, s.laboratory, s.createdAt, l.platform, l.item, l.title, t.id AS taskId, t.listingId,
                    p.sellerName, p.sellerRegion, r.id AS reportId, r.number, r.version, r.receivedAt, c.verdict,
                    c.hazard, w.reportId AS withdrawn, h.reportId AS waits
                FROM sample s JOIN purchase p ON p.id = s.purchaseId JOIN purchaseTask t ON t.id = p.taskId
                JOIN fullListing l ON l.id = t.listingId \(SampleRow.latestReport)
                LEFT JOIN conclusion c ON c.reportId = r.id LEFT JOIN reportWithdrawal w ON w.reportId = r.id
                LEFT JOIN reportHold h ON h.reportId = r.id AND h.releasedAt IS NULL
                WHERE s.id = $1
                """, id)
        else { throw StoreError.notFound("sample \(id)") }
        return SampleRow(
            id: id, label: row["label"], product: row["product"], laboratory: row["laboratory"],
            task: row["taskId"], listing: row["listingId"], key: row.listingKey, title: row["title"],
            seller: row["sellerName"],
            region: try row.region("sellerRegion"), labelledAt: row.moment("createdAt"), report: try report(row))
    }

    private func report(_ row: Row) throws -> SampleRow.Report? {
        let id: Int64? = row["reportId"]
        guard let id else { return nil }
        let verdict: Verdict? = try row.optionalWord("verdict")
        let withdrawn: Int64? = row["withdrawn"]
        let waits: Int64? = row["waits"]
        // A sample must not meet while a report of it is held.
        let isHeld = try verdict == .meets && isSampleHeld(ofReport: id)
        return SampleRow.Report(
            id: id, number: row["number"], version: row["version"], receivedAt: row.moment("receivedAt"),
            verdict: isHeld ? nil : verdict, hazard: try row.optionalWord("hazard"), isWithdrawn: withdrawn != nil,
            lacksEvidence: waits != nil)
    }

    fileprivate func consequences(ofSample id: Int64) throws -> SampleConsequences {
        let conclusions = """
            SELECT c.id FROM conclusion c JOIN report r ON r.id = c.reportId WHERE r.sampleId = $1
            """
        let notices = try all("SELECT * FROM notice WHERE conclusionId IN (\(conclusions)) ORDER BY id DESC", id)
        let referrals = try all("SELECT * FROM referral WHERE conclusionId IN (\(conclusions)) ORDER BY id DESC", id)
        let takedowns = try all(
            "SELECT id, state FROM takedown WHERE conclusionId IN (\(conclusions)) ORDER BY id DESC", id)
        let reports = try all("SELECT id FROM report WHERE sampleId = $1 ORDER BY id DESC LIMIT 20", id)
        let concluded = try all("\(conclusions) ORDER BY c.id DESC LIMIT 20", id)
        let subjects =
            ["sample:\(id)"] + reports.map { "report:\($0["id"] as Int64)" }
            + concluded.map { "conclusion:\($0["id"] as Int64)" }
        return SampleConsequences(
            notices: try notices.map { (try $0.noticeRow, $0["conclusionId"]) },
            referrals: try referrals.map {
                ($0["id"], try $0.word("kind"), try $0.region("region"), $0.optionalMoment("withdrawnAt") != nil)
            },
            takedowns: try takedowns.map { ($0["id"], try $0.word("state")) },
            // Which samples are the same goods is known to few.
            events: try latestEvents(of: subjects).filter { $0.kind != EventKind.sampleDuplicated.rawValue })
    }
}
