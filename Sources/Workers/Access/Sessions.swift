package import Domain
internal import Store

/// The sessions of people.
package struct Sessions: Sendable {
    private let store: Store

    package init(_ context: AppContext) {
        store = context.store
    }

    /// The live session with this token; nil if it is unknown, ended, idle for too long, or if its account is disabled.
    /// Records the time of the request, at most once a minute.
    package func find(token: String) async throws -> AccountSession? {
        guard let session = try await store.accountSession(hash: SessionToken.hash(token)) else { return nil }
        if session.lastSeenAt.adding(seconds: AccountSession.touchSeconds) <= store.clock.now() {
            try await store.touch(session: session.id)
        }
        return session
    }

    /// The account of a complete session that ended by itself. Nil if a person ended it, and if the account is disabled.
    package func lapsed(token: String) async throws -> Account? {
        try await store.accountOfLapsedSession(hash: SessionToken.hash(token))
    }

    /// The live sessions of an account, the one of the last request first.
    package func list(of account: Int64) async throws -> [AccountSession] {
        try await store.accountSessions(of: account)
    }

    /// Ends a session of the account. A session of another account is left alone.
    package func end(_ id: Int64, of account: Int64) async throws {
        try await store.endSession(id, of: account)
    }

    package func endOthers(than id: Int64, of account: Int64) async throws {
        try await store.endSessions(otherThan: id, of: account)
    }
}
