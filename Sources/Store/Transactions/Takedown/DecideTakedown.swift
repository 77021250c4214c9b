package import Domain
internal import GRDB

extension Store {
    /// An officer confirms a proposed takedown on a legal basis. The platform can see it only after that.
    ///
    /// Confirming again with the same basis changes nothing. Returns the state of the takedown.
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
                throw StoreError.conflict(.takedownNotProposed(takedown: id, state))
            }
            try database.run(
                """
                UPDATE takedown SET state = 'confirmed', legalBasis = $1, confirmedBy = $2, confirmedAt = $3
                WHERE id = $4
                """,
                basis.text, officer.name, now.milliseconds, id)
            try database.append(
                .takedownConfirmed, by: officer.actor, on: "takedown:\(id)", ["legalBasis": basis.text], at: now)
            try database.enqueue(.publish(takedown: id, .remove), at: now)
            return .confirmed
        }
    }

    /// An officer withdraws a takedown. If the takedown is on a list, an entry that restores the link follows.
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
        // A takedown of another region is reported as unknown.
        guard let row = try first("SELECT state, legalBasis, region FROM takedown WHERE id = $1", id),
            let region = officer.region, region.contains(try row.region("region"))
        else { throw StoreError.notFound("takedown \(id)") }
        return row
    }
}
