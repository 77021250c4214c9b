package import Domain
internal import GRDB

/// A sampling run with its frozen frame.
package struct SamplingRunState: Sendable {
    package let id: Int64
    package let plan: SamplingPlan
    package let frame: SamplingFrame
    /// The number of flagged listings that the frame left out because an officer had ignored their flags.
    package let ignored: Int
    package let commitment: String
    /// The draw sets it.
    package let seed: String?
    package let openedAt: Timestamp
}

extension Store {
    package func samplingRun(named name: String) async throws -> SamplingRunState {
        try await read { database in
            guard let run = try database.samplingRun(named: name) else {
                throw StoreError.notFound("sampling run “\(name)”")
            }
            return run
        }
    }
}

extension Database {
    func samplingRun(named name: String) throws -> SamplingRunState? {
        guard let row = try first("SELECT * FROM samplingRun WHERE name = $1", name) else { return nil }
        let id: Int64 = row["id"]
        let quotas = try all("SELECT product, quota FROM samplingQuota WHERE runId = $1", id)
        let entries = try all(
            """
            SELECT l.platform, l.item, f.product, f.priceFen, f.priceUpperFen
            FROM frameEntry f JOIN listing l ON l.id = f.listingId
            WHERE f.runId = $1
            """, id)
        return SamplingRunState(
            id: id,
            plan: SamplingPlan(
                name: name,
                quotas: Dictionary(uniqueKeysWithValues: quotas.map { ($0["product"] as String, $0["quota"] as Int) }),
                budget: Fen(row["budgetFen"])),
            frame: SamplingFrame(
                entries.map { FrameEntry(key: $0.listingKey, product: $0["product"], price: $0.price) }),
            ignored: row["ignored"], commitment: row["commitment"], seed: row["seed"], openedAt: row.moment("openedAt"))
    }
}
