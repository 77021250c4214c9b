package import Domain
internal import GRDB

extension Store {
    /// The live session with this hash; nil if it is unknown, ended, idle for too long, or if its account is disabled.
    package func accountSession(hash: String) async throws -> AccountSession? {
        let now = clock.now()
        return try await read { database in
            try database.all("\(liveSessions) AND s.hash = $3", values: live(now) + [hash]).first
                .map(AccountSession.init)
        }
    }

    /// The account of a complete session that ended by itself, because nobody used it or because its time was over. Nil if
    /// a person ended it, and if the account is disabled.
    package func accountOfLapsedSession(hash: String) async throws -> Account? {
        try await read { database in
            try database.first(
                "\(sessions) WHERE s.hash = $1 AND s.step = 'full' AND s.endedAt IS NULL AND a.disabledAt IS NULL", hash
            ).map { try AccountSession(row: $0).account }
        }
    }

    /// The live sessions of an account, the one of the last request first.
    package func accountSessions(of account: Int64) async throws -> [AccountSession] {
        let now = clock.now()
        return try await read { database in
            try database.all(
                "\(liveSessions) AND s.accountId = $3 ORDER BY s.lastSeenAt DESC, s.id DESC",
                values: live(now) + [account]
            ).map(AccountSession.init)
        }
    }

    /// The sealed secret that `keepNewSecret` stored for a session.
    package func newSecret(of session: Int64) async throws -> SealedSecret? {
        try await read { try $0.newSecret(of: session) }
    }
}

extension Database {
    /// A session of any state.
    func accountSession(_ id: Int64) throws -> AccountSession {
        guard let row = try first("\(sessions) WHERE s.id = $1", id) else {
            throw StoreError.notFound("session \(id)")
        }
        return try AccountSession(row: row)
    }

    func newSecret(of session: Int64) throws -> SealedSecret? {
        try first("SELECT newSecret FROM accountSession WHERE id = $1 AND endedAt IS NULL", session)?
            .sealedSecret("newSecret")
    }
}

private let sessions = """
    SELECT a.*, s.id AS sessionId, s.step, s.createdAt AS begunAt, s.lastSeenAt, s.endsAt, s.address, s.agent
    FROM accountSession s JOIN account a ON a.id = s.accountId
    """

private let liveSessions =
    sessions + " WHERE s.endedAt IS NULL AND s.endsAt > $1 AND s.lastSeenAt > $2 AND a.disabledAt IS NULL"

/// The values of `liveSessions`.
private func live(_ now: Timestamp) -> [SQLValue?] {
    [now.milliseconds, now.adding(seconds: -AccountSession.idleSeconds).milliseconds]
}

extension AccountSession {
    fileprivate init(row: Row) throws {
        self.init(
            id: row["sessionId"], account: try Account(row: row), step: try row.word("step"),
            createdAt: row.moment("begunAt"), lastSeenAt: row.moment("lastSeenAt"), endsAt: row.moment("endsAt"),
            address: row["address"], agent: row["agent"])
    }
}
