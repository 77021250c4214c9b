package import Domain
internal import GRDB

extension Store {
    /// Raises an alert. If the same alert is open, only its message changes.
    package func raise(_ kind: AlertKind, on subject: String, _ message: String) async throws {
        try await write { try $0.raise(kind, on: subject, message, by: .worker(.pull), at: $1) }
    }

    /// Resolves an open alert because its cause has ended.
    package func settle(_ kind: AlertKind, on subject: String) async throws {
        try await write { try $0.settleAlert(kind, on: subject, at: $1) }
    }

    /// A person resolves an alert.
    ///
    /// - Parameter reason: what the person did or found; nil if not stated.
    package func resolveAlert(_ id: Int64, reason: String? = nil, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE alert SET resolvedAt = $1, resolvedBy = $2 WHERE id = $3 AND resolvedAt IS NULL",
                now.milliseconds, actor.text, id)
            guard changed == 1 else { throw StoreError.notFound("open alert \(id)") }
            try database.append(
                .alertResolved, by: actor, on: "alert:\(id)", reason.map { ["reason": $0] } ?? [:], at: now)
        }
    }
}
