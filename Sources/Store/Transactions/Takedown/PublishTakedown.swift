package import Domain
internal import GRDB

extension Store {
    /// Adds a decided takedown to its platform's list under the next number, or adds the entry that restores the link.
    ///
    /// Returns false if there is nothing to publish: the entry exists, or the takedown was withdrawn in the meantime.
    package func publishTakedown(_ id: Int64, action: ListAction) async throws -> Bool {
        try await write { database, now in
            guard let takedown = try database.first("SELECT platform, state FROM takedown WHERE id = $1", id) else {
                throw StoreError.notFound("takedown \(id)")
            }
            let state: TakedownState = try takedown.word("state")
            guard action == .remove ? state == .confirmed : state == .withdrawn else { return false }
            if action == .restore, try !database.isListed(takedown: id) { return false }
            let platform: String = takedown["platform"]
            let sequence = try database.value(
                "SELECT COALESCE(MAX(sequence), 0) + 1 FROM listEntry WHERE platform = $1", platform)
            let added = try database.change(
                """
                INSERT INTO listEntry (platform, sequence, takedownId, action, listedAt) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (takedownId, action) DO NOTHING
                """,
                platform, sequence, id, action.rawValue, now.milliseconds)
            guard added == 1 else { return false }
            if action == .remove { try database.run("UPDATE takedown SET state = 'listed' WHERE id = $1", id) }
            try database.append(
                .takedownListed, by: .worker(.publish), on: "takedown:\(id)",
                ["platform": platform, "sequence": String(sequence), "action": action.rawValue], at: now)
            return true
        }
    }
}
