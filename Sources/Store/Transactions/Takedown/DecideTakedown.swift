package import Domain
internal import GRDB

extension Store {
    /// An officer confirms a proposed takedown on a legal basis; only then does the platform come to see it.
    ///
    /// Confirming again with the same basis changes nothing. Gives the state that the takedown is in.
    @discardableResult
    package func confirmTakedown(
        _ id: Int64, basis: LegalBasis, by officer: Principal
    ) async throws -> TakedownState {
        try await write { database, now in
            let takedown = try database.takedown(id, visibleTo: officer)
            let state: TakedownState = try takedown.word("state")
            let known: String? = takedown["legalBasis"]
            if state == .confirmed || state == .listed, known == basis.text { return state }
            guard state == .proposed else {
                throw StoreError.conflict("takedown \(id) is \(state.rawValue), not proposed")
            }
            try database.run(
                """
                UPDATE takedown SET state = 'confirmed', legalBasis = $1, confirmedBy = $2, confirmedAt = $3
                WHERE id = $4
                """,
                basis.text, officer.name, now.milliseconds, id)
            try database.append(
                "takedown.confirmed", by: officer.actor, on: "takedown:\(id)", ["legalBasis": basis.text], at: now)
            try database.enqueue(.publish, key: "\(id):remove", at: now)
            return .confirmed
        }
    }

    /// An officer decides against a takedown; one that is on a list comes off it.
    package func withdrawTakedown(_ id: Int64, reason: String, by officer: Principal) async throws {
        try await write { database, now in
            let takedown = try database.takedown(id, visibleTo: officer)
            guard try takedown.word("state") as TakedownState != .withdrawn else { return }
            try database.withdraw(takedown: id, reason: reason, by: officer.actor, at: now)
        }
    }
}

extension Database {
    fileprivate func takedown(_ id: Int64, visibleTo officer: Principal) throws -> Row {
        // An entry of another region is answered as one that does not exist.
        guard let row = try first("SELECT state, legalBasis, region FROM takedown WHERE id = $1", id),
            let region = officer.region, region.contains(try row.region("region"))
        else { throw StoreError.notFound("takedown \(id)") }
        return row
    }

    func withdraw(takedown id: Int64, reason: String, by actor: Actor, at now: Timestamp) throws {
        try run(
            "UPDATE takedown SET state = 'withdrawn', withdrawnReason = $1 WHERE id = $2 AND state <> 'withdrawn'",
            reason, id)
        try append("takedown.withdrawn", by: actor, on: "takedown:\(id)", ["reason": reason], at: now)
        if try isListed(takedown: id) { try enqueue(.publish, key: "\(id):restore", at: now) }
    }

    /// Whether a takedown ever came onto its platform's list.
    func isListed(takedown id: Int64) throws -> Bool {
        try value("SELECT COUNT(*) FROM listEntry WHERE takedownId = $1 AND action = 'remove'", id) > 0
    }
}
