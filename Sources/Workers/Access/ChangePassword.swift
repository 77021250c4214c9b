package import Domain
internal import Store

/// Replaces the password of the person who is signed in.
package struct ChangePassword: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The session has a new token. All other sessions of the account ended.
        case changed(token: String)
        case wrongOld
        /// Too many old passwords were wrong. The next attempt is possible after this time.
        case slowed(seconds: Int64)
        case refused(PasswordRule.Fault)
    }

    private let store: Store
    private let passwords: PasswordHasher

    package init(_ context: AppContext) {
        store = context.store
        passwords = context.access.passwords
    }

    package func run(_ session: AccountSession, old: String, new: String) async throws -> Outcome {
        guard session.step == .changePassword || session.step == .full else {
            throw StoreError.conflict(.sessionMovedOn)
        }
        if let fault = PasswordRule.fault(of: new, for: session.account.name) { return .refused(fault) }
        guard new != old else { return .refused(.unchanged) }
        switch try await store.admit(.oldPassword, of: session.account.id, from: session.address) {
        case .slowed(let seconds): return .slowed(seconds: seconds)
        case .admitted(let attempt, let facts):
            do {
                return try await replace(old, new, attempt, facts, session: session.id)
            } catch is BoundedExecutor.Overloaded {
                try await store.withdraw(attempt)
                return .slowed(seconds: PasswordHasher.pauseSeconds)
            } catch let failure as AccessFailure {
                try await store.withdraw(attempt)
                throw failure
            }
        }
    }

    private func replace(
        _ old: String, _ new: String, _ attempt: SignInAttempt, _ facts: SignInFacts?, session: Int64
    ) async throws -> Outcome {
        guard try await passwords.isRight(old, facts), let facts else {
            try await store.refuse(attempt)
            return .wrongOld
        }
        let hash = try await passwords.hash(new, salt: store.random.bytes(PasswordHasher.saltBytes))
        let token = SessionToken.make(store.random)
        _ = try await store.changePassword(
            from: facts.passwordHash, to: hash, attempt, session: session, tokenHash: SessionToken.hash(token))
        return .changed(token: token)
    }
}
