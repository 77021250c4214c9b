package import Domain
internal import GRDB

extension Store {
    /// Freezes the frame of a new run and commits to it. The frame is the latest flagged snapshot of every listing of
    /// the plan's products, without those whose flags an officer ignored. The seed is set later, so neither can be chosen
    /// to suit the other. For the same reason, a decision after the freeze does not change the frame.
    ///
    /// The same name with the same plan returns the existing run; with another plan it is a conflict.
    package func openSamplingRun(_ plan: SamplingPlan, by actor: Actor) async throws -> SamplingRunState {
        try await write { database, now in
            if let existing = try database.samplingRun(named: plan.name) {
                guard existing.plan == plan else {
                    throw StoreError.conflict(.runExists(name: plan.name))
                }
                return existing
            }
            let found = try database.frameCandidates(products: Array(plan.quotas.keys))
            let candidates = found.filter { !$0.isIgnored }
            let ignored = found.count - candidates.count
            guard !candidates.isEmpty else {
                throw StoreError.conflict(.nothingToDraw(products: plan.quotas.keys.sorted()))
            }
            let frame = SamplingFrame(candidates.map(\.entry))
            let run = try database.value(
                """
                INSERT INTO samplingRun (name, budgetFen, commitment, openedAt, ignored) VALUES ($1, $2, $3, $4, $5)
                RETURNING id
                """, plan.name, plan.budget.rawValue, frame.commitment, now.milliseconds, ignored)
            for (product, quota) in plan.quotas {
                try database.run(
                    "INSERT INTO samplingQuota (runId, product, quota) VALUES ($1, $2, $3)", run, product, quota)
            }
            for candidate in candidates {
                try database.run(
                    """
                    INSERT INTO frameEntry (runId, listingId, snapshotId, product, priceFen, priceUpperFen)
                    VALUES ($1, $2, $3, $4, $5, $6)
                    """,
                    run, candidate.listing, candidate.snapshot, candidate.entry.product,
                    candidate.entry.price.lower.rawValue, candidate.entry.price.upper?.rawValue)
            }
            try database.append(
                .runOpened, by: actor, on: "run:\(run)",
                [
                    "name": plan.name, "budgetFen": String(plan.budget.rawValue),
                    "quotas": plan.quotas.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                        .joined(separator: " "),
                    "frame": String(candidates.count), "ignored": String(ignored), "commitment": frame.commitment,
                ], at: now)
            return SamplingRunState(
                id: run, plan: plan, frame: frame, ignored: ignored, commitment: frame.commitment, seed: nil,
                openedAt: now)
        }
    }
}

extension Store {
    /// What the frame of a run of these products would be now: the number of listings of each product, and of the ones
    /// that are left out because an officer ignored their flags.
    package func framePreview(of products: [String]) async throws -> (listings: [String: Int], ignored: Int) {
        try await read { database in
            let found = try database.frameCandidates(products: products)
            let listings = found.filter { !$0.isIgnored }
            let byProduct = Dictionary(grouping: listings) { $0.entry.product }.mapValues(\.count)
            return (byProduct, found.count - listings.count)
        }
    }
}

private struct FrameCandidate {
    let listing: Int64
    let snapshot: Int64
    let entry: FrameEntry
    /// Whether an officer ignored its flags.
    let isIgnored: Bool
}

extension Database {
    /// Listings that were flagged in the last pull that saw them, and that no earlier run drew.
    fileprivate func frameCandidates(products: [String]) throws -> [FrameCandidate] {
        let rows = try all(
            """
            SELECT l.id AS listingId, s.id AS snapshotId, s.pullId, l.platform, l.item, s.product, s.priceFen,
                s.priceUpperFen, f.state
            FROM listing l JOIN listingSnapshot s
                ON s.id = (SELECT MAX(m.id) FROM listingSnapshot m WHERE m.listingId = l.id)
            LEFT JOIN flaggedListing f ON f.listingId = l.id
            WHERE s.product IS NOT NULL AND EXISTS (SELECT 1 FROM flag g WHERE g.snapshotId = s.id)
                AND NOT EXISTS (SELECT 1 FROM purchaseTask p WHERE p.listingId = l.id AND p.state <> 'cancelled')
            ORDER BY l.id
            """
        ).filter { products.contains($0["product"] as String) }
        var last: [Int64: Int64] = [:]
        for (platform, own) in Dictionary(grouping: rows, by: { $0["platform"] as String }) {
            last.merge(try lastPulls(of: Set(own.map { $0["listingId"] }), on: platform)) { own, _ in own }
        }
        return try rows.compactMap { row in
            guard last[row["listingId"]] == row["pullId"] else { return nil }
            let state: FlagReviewState? = try row.optionalWord("state")
            return FrameCandidate(
                listing: row["listingId"], snapshot: row["snapshotId"],
                entry: FrameEntry(key: row.listingKey, product: row["product"], price: row.price),
                isIgnored: state == .ignore)
        }
    }
}
