internal import Domain
internal import GRDB

/// The facts about a pull for its transactions.
struct PullHead {
    let crawler: String
    let platform: String
    let slot: Int64
    let isComplete: Bool
    let isScreened: Bool
    let heldReason: String?
}

extension Database {
    func pullHead(_ pull: Int64) throws -> PullHead {
        guard let row = try first("SELECT * FROM pull WHERE id = $1", pull) else {
            throw StoreError.notFound("pull \(pull)")
        }
        return PullHead(
            crawler: row["crawler"], platform: row["platform"], slot: row["slot"],
            isComplete: row.optionalMoment("completedAt") != nil, isScreened: row.optionalMoment("screenedAt") != nil,
            heldReason: row["heldReason"])
    }
}
