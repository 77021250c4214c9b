internal import Domain
internal import GRDB

extension Database {
    func withdraw(takedown id: Int64, reason: String, by actor: Actor, at now: Timestamp) throws {
        try run(
            "UPDATE takedown SET state = 'withdrawn', withdrawnReason = $1 WHERE id = $2 AND state <> 'withdrawn'",
            reason, id)
        try append(.takedownWithdrawn, by: actor, on: "takedown:\(id)", ["reason": reason], at: now)
        if try isListed(takedown: id) { try enqueue(.publish(takedown: id, .restore), at: now) }
    }

    /// Whether a takedown was ever on its platform's list.
    func isListed(takedown id: Int64) throws -> Bool {
        try value("SELECT COUNT(*) FROM listEntry WHERE takedownId = $1 AND action = 'remove'", id) > 0
    }
}
