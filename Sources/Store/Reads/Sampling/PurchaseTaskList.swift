package import Domain
internal import GRDB

/// A purchase task with everything that happened to it, as an officer sees it.
package struct PurchaseTaskDetail: Sendable {
    package let task: PurchaseTaskRow
    /// When the price was seen.
    package let seenAt: Timestamp
    package let run: Int64
    package let bought: BuyerTaskRow.Bought?
    /// The sample and the number of its latest report.
    package let sample: (id: Int64, report: String?)?
    /// Why the task was cancelled.
    package let cancelledFor: String?
    /// The evidence of the purchase.
    package let evidence: [ReportEvidence]
    /// The events of the task, latest first.
    package let events: [ChainedEvent]
}

extension Store {
    /// One page of the purchase tasks that are not bought yet, or whose seller is within `region`.
    package func purchaseTasks(
        _ query: CaseQuery<PurchaseList>, in region: RegionCode, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<PurchaseTaskRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList(PurchaseTaskRow.tables(query, in: region), id: "t.id")
            list.require("t.state", equals: query.state?.rawValue)
            if region != .everywhere {
                let pattern = list.conditions.parameter(region.prefix + "%")
                list.require("(p.id IS NULL OR p.sellerRegion LIKE \(pattern))")
            }
            if let name = query.run {
                // Written so that the tasks are walked over in their order.
                let name = list.conditions.parameter(name)
                list.require("(t.runId + 0) = (SELECT id FROM samplingRun WHERE name = \(name))")
            }
            if let platform = query.platform {
                list.require("(l.platform || '') = " + list.conditions.parameter(platform))
            }
            if !query.text.isEmpty {
                let text = list.conditions.parameter(query.text)
                list.require(
                    """
                    t.id IN (SELECT taskId FROM purchase WHERE orderNumber = \(text)
                        UNION SELECT b.taskId FROM sample s JOIN purchase b ON b.id = s.purchaseId WHERE s.label = \(text))
                    """)
            }
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                guard let row = try database.first("\(PurchaseTaskRow.select) WHERE t.id = $1", id) else {
                    throw StoreError.notFound("purchase task \(id)")
                }
                return try PurchaseTaskRow(row: row)
            }
        }
    }

    /// A purchase task that is not bought yet, or whose seller is within `region`.
    package func purchaseTask(_ id: Int64, in region: RegionCode) async throws -> PurchaseTaskDetail {
        try await read { database in
            guard let row = try database.first("\(PurchaseTaskRow.select) WHERE t.id = $1", id),
                let keys = try database.first(
                    """
                    SELECT t.runId, p.id AS purchase, s.id AS sample,
                        (SELECT r.number FROM report r WHERE r.sampleId = s.id ORDER BY r.version DESC LIMIT 1) AS report
                    FROM purchaseTask t LEFT JOIN purchase p ON p.taskId = t.id
                    LEFT JOIN sample s ON s.purchaseId = p.id WHERE t.id = $1
                    """, id),
                let goods = try database.first("\(BuyerTaskRow.select) WHERE t.id = $1", id)
            else { throw StoreError.notFound("purchase task \(id)") }
            let task = try PurchaseTaskRow(row: row)
            guard task.region.map(region.contains) ?? true else { throw StoreError.notFound("purchase task \(id)") }
            let purchase: Int64? = keys["purchase"]
            let sample: Int64? = keys["sample"]
            let seen = try BuyerTaskRow(row: goods)
            let events = try database.latestEvents(of: ["task:\(id)"])
            let cancelled = events.first { $0.kind == EventKind.taskCancelled.rawValue }
            return PurchaseTaskDetail(
                task: task, seenAt: seen.seenAt, run: keys["runId"], bought: seen.bought,
                sample: sample.map { ($0, keys["report"]) }, cancelledFor: cancelled?.details["reason"],
                evidence: try purchase.map { try database.purchaseEvidence(purchase: $0) } ?? [], events: events)
        }
    }
}

extension PurchaseTaskRow {
    /// The tables that the conditions of a query need.
    fileprivate static func tables(_ query: CaseQuery<PurchaseList>, in region: RegionCode) -> String {
        "purchaseTask t" + (region == .everywhere ? "" : " LEFT JOIN purchase p ON p.taskId = t.id")
            + (query.platform == nil ? "" : " JOIN listing l ON l.id = t.listingId")
    }
}
