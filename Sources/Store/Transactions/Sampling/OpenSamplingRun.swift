package import Domain
internal import GRDB

extension Store {
    /// Freezes the frame of a new run: the latest flagged snapshot of every listing of the plan's products, and commits
    /// to it. The seed is given later, so neither can be chosen to suit the other.
    ///
    /// Opening the same name with the same plan again finds the run; with another plan it is refused.
    package func openSamplingRun(_ plan: SamplingPlan, by actor: Actor) async throws -> SamplingRunState {
        try await write { database, now in
            if let existing = try database.samplingRun(named: plan.name) {
                guard existing.plan == plan else {
                    throw StoreError.conflict(
                        "the run “\(plan.name)” exists with another plan; a frozen frame is not changed, "
                            + "open a run under another name")
                }
                return existing
            }
            let candidates = try database.frameCandidates(products: Array(plan.quotas.keys))
            guard !candidates.isEmpty else {
                throw StoreError.conflict(
                    "nothing to draw from: no flagged listing of \(plan.quotas.keys.sorted().joined(separator: ", ")); "
                        + "run `sushai pull` and `sushai screen` first")
            }
            let frame = SamplingFrame(candidates.map(\.entry))
            let run = try database.value(
                "INSERT INTO samplingRun (name, budgetFen, commitment, openedAt) VALUES ($1, $2, $3, $4) RETURNING id",
                plan.name, plan.budget.rawValue, frame.commitment, now.milliseconds)
            for (product, quota) in plan.quotas {
                try database.run(
                    "INSERT INTO samplingQuota (runId, product, quota) VALUES ($1, $2, $3)", run, product, quota)
            }
            for candidate in candidates {
                try database.run(
                    """
                    INSERT INTO frameEntry (runId, listingId, snapshotId, product, priceFen)
                    VALUES ($1, $2, $3, $4, $5)
                    """,
                    run, candidate.listing, candidate.snapshot, candidate.entry.product,
                    candidate.entry.price.rawValue)
            }
            try database.append(
                "run.opened", by: actor, on: "run:\(run)",
                [
                    "name": plan.name, "budgetFen": String(plan.budget.rawValue),
                    "quotas": plan.quotas.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                        .joined(separator: " "),
                    "frame": String(candidates.count), "commitment": frame.commitment,
                ], at: now)
            return SamplingRunState(
                id: run, plan: plan, frame: frame, commitment: frame.commitment, seed: nil, openedAt: now)
        }
    }

    /// The run of this name.
    package func samplingRun(named name: String) async throws -> SamplingRunState {
        try await read { database in
            guard let run = try database.samplingRun(named: name) else {
                throw StoreError.notFound("sampling run “\(name)”")
            }
            return run
        }
    }
}

/// A sampling run with its frozen frame.
package struct SamplingRunState: Sendable {
    package let id: Int64
    package let plan: SamplingPlan
    package let frame: SamplingFrame
    package let commitment: String
    /// Set once the draw is done.
    package let seed: String?
    package let openedAt: Timestamp
}

private struct FrameCandidate {
    let listing: Int64
    let snapshot: Int64
    let entry: FrameEntry
}

extension Database {
    fileprivate func samplingRun(named name: String) throws -> SamplingRunState? {
        guard let row = try first("SELECT * FROM samplingRun WHERE name = $1", name) else { return nil }
        let id: Int64 = row["id"]
        let quotas = try all("SELECT product, quota FROM samplingQuota WHERE runId = $1", id)
        let entries = try all(
            """
            SELECT l.platform, l.item, f.product, f.priceFen FROM frameEntry f JOIN listing l ON l.id = f.listingId
            WHERE f.runId = $1
            """, id)
        return SamplingRunState(
            id: id,
            plan: SamplingPlan(
                name: name,
                quotas: Dictionary(uniqueKeysWithValues: quotas.map { ($0["product"] as String, $0["quota"] as Int) }),
                budget: Fen(row["budgetFen"])),
            frame: SamplingFrame(
                entries.map { FrameEntry(key: $0.listingKey, product: $0["product"], price: Fen($0["priceFen"])) }),
            commitment: row["commitment"], seed: row["seed"], openedAt: row.moment("openedAt"))
    }

    /// Listings whose latest snapshot is flagged and that no earlier run has drawn.
    fileprivate func frameCandidates(products: [String]) throws -> [FrameCandidate] {
        let rows = try all(
            """
            SELECT l.id AS listingId, s.id AS snapshotId, l.platform, l.item, s.product, s.priceFen
            FROM (SELECT DISTINCT snapshotId FROM flag) f JOIN listingSnapshot s ON s.id = f.snapshotId
            JOIN listing l ON l.id = s.listingId
            WHERE s.id = (\(latestSnapshot)) AND s.product IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM purchaseTask p WHERE p.listingId = l.id AND p.state <> 'cancelled')
            ORDER BY l.id
            """)
        return rows.compactMap { row in
            let product: String = row["product"]
            guard products.contains(product) else { return nil }
            return FrameCandidate(
                listing: row["listingId"], snapshot: row["snapshotId"],
                entry: FrameEntry(key: row.listingKey, product: product, price: Fen(row["priceFen"])))
        }
    }
}
