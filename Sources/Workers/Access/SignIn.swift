package import Domain
internal import Store

/// Begins a session with name and password.
package struct SignIn: Sendable {
    private let store: Store
    private let passwords: PasswordHasher

    package init(_ context: AppContext) {
        store = context.store
        passwords = context.access.passwords
    }

    /// - Parameters:
    ///   - address: the network address of the person.
    ///   - agent: the name that the browser gives itself.
    package func run(
        name: String, password: String, address: String, agent: String
    ) async throws -> SignInResult {
        let attempt: SignInAttempt
        let facts: SignInFacts?
        switch try await store.admitSignIn(name, from: address) {
        case .slowed(let seconds): return .slowed(seconds: seconds)
        case .admitted(let admitted, let found):
            attempt = admitted
            facts = found
        }
        do {
            // The same work is done for a name without an account.
            let isRight = try await passwords.isRight(password, facts)
            guard isRight, let facts, !facts.account.isDisabled else {
                try await store.refuse(attempt)
                return .refused
            }
            let token = SessionToken.make(store.random)
            let session = try await store.openSession(
                attempt, of: facts, tokenHash: SessionToken.hash(token), agent: Self.shown(agent))
            guard let session else {
                try await store.refuse(attempt)
                return .refused
            }
            return .begun(token: token, session: session)
        } catch is BoundedExecutor.Overloaded {
            try await store.withdraw(attempt)
            return .slowed(seconds: PasswordHasher.pauseSeconds)
        } catch let failure as AccessFailure {
            try await store.withdraw(attempt)
            throw failure
        }
    }

    /// The first 200 characters, without control characters.
    private static func shown(_ agent: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in agent.unicodeScalars.prefix(200) where scalar.properties.generalCategory != .control {
            shown.append(scalar)
        }
        return String(shown)
    }
}

extension PasswordHasher {
    /// If too many passwords are being checked, a person may try again after this time.
    static let pauseSeconds: Int64 = 2

    /// Whether the password is that of the account. A text that cannot be a password is not hashed: the work is that
    /// for an empty one.
    func isRight(_ password: String, _ facts: SignInFacts?) async throws -> Bool {
        let isPossible = password.utf8.count <= PasswordRule.mostBytes
        return try await matches(isPossible ? password : "", isPossible ? facts?.passwordHash : nil)
    }
}
