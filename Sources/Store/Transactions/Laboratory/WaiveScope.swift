package import Domain
internal import GRDB

/// Whether and how the scope of a laboratory is checked.
package enum ScopeState: Hashable, Sendable {
    /// No scope is recorded, and no report of the laboratory is accepted.
    case missing
    case recorded([LaboratoryScope.Entry])
    /// An officer waived the check, with a reason.
    case waived(reason: String, by: String)
}

extension Store {
    /// Waives the check of a laboratory's scope. If `reason` is nil, the waiver ends and the recorded scope is checked
    /// again.
    ///
    /// Returns false if this is already the state.
    @discardableResult
    package func waiveScope(of laboratory: String, reason: String?, by actor: Actor) async throws -> Bool {
        try await write { database, now in
            try database.ensure(laboratory, at: now)
            let changed = try database.change(
                """
                UPDATE laboratory SET scopeWaiver = $1, scopeWaivedBy = $2, updatedAt = $3
                WHERE name = $4 AND COALESCE(scopeWaiver, '') <> COALESCE(CAST($1 AS TEXT), '')
                """, reason, reason == nil ? nil : actor.text, now.milliseconds, laboratory)
            guard changed == 1 else { return false }
            try database.append(
                reason == nil ? .scopeEnforced : .scopeWaived, by: actor,
                on: "laboratory:\(laboratory)", ["reason": reason ?? ""], at: now)
            return true
        }
    }

    package func scopeState(of laboratory: String) async throws -> ScopeState {
        try await read { try $0.scopeState(of: laboratory) }
    }
}

extension Database {
    func scope(of laboratory: String) throws -> LaboratoryScope {
        switch try scopeState(of: laboratory) {
        case .missing: .missing
        case .recorded(let entries): LaboratoryScope(entries)
        case .waived: .waived
        }
    }

    func scopeState(of laboratory: String) throws -> ScopeState {
        let row = try first("SELECT hasScope, scopeWaiver, scopeWaivedBy FROM laboratory WHERE name = $1", laboratory)
        guard let row else { return .missing }
        if let reason: String = row["scopeWaiver"] { return .waived(reason: reason, by: row["scopeWaivedBy"]) }
        return (row["hasScope"] as Int) == 1 ? .recorded(try scopeRows(of: laboratory).map(\.entry)) : .missing
    }
}
