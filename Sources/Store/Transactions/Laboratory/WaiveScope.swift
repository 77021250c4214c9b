package import Domain
internal import GRDB

/// How it stands with the scope of a laboratory.
package enum ScopeState: Hashable, Sendable {
    /// Nothing is recorded, and nothing is taken from the laboratory.
    case missing
    case recorded([LaboratoryScope.Entry])
    /// An officer said not to check it, and why.
    case waived(reason: String, by: String)
}

extension Store {
    /// Says that the scope of a laboratory is not to be checked, or no longer so where `reason` is nil: then what is
    /// recorded holds again.
    ///
    /// Gives false where that is how it stands already.
    @discardableResult
    package func waiveScope(of laboratory: String, reason: String?, by actor: Actor) async throws -> Bool {
        try await write { database, now in
            try database.ensure(laboratory, at: now)
            let changed = try database.change(
                """
                UPDATE laboratory SET scopeWaiver = $1, scopeWaivedBy = $2, updatedAt = $3
                WHERE name = $4 AND COALESCE(scopeWaiver, '') <> COALESCE(CAST($1 AS TEXT), '')
                """, reason, reason == nil ? nil : actor.name, now.milliseconds, laboratory)
            guard changed == 1 else { return false }
            try database.append(
                reason == nil ? "laboratory.scope-enforced" : "laboratory.scope-waived", by: actor,
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
