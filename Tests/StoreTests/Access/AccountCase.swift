import Domain
import TestSupport
import Testing

@testable import Store

/// A store, and the steps of a person who signs in. The stored texts of passwords are not hashes of anything.
struct AccountCase {
    static let address = "192.0.2.7"
    let test: TestStore
    var store: Store { test.store }
    let name: AccountName

    init() throws {
        test = try TestStore()
        name = try #require(AccountName("zhang.san"))
    }

    static func passwordHash(_ text: String) -> String {
        "$argon2id$v=19$m=8,t=1,p=1$" + text
    }

    static func secret(_ byte: UInt8) -> SealedSecret {
        SealedSecret(bytes: [UInt8](repeating: byte, count: 48))
    }

    /// Hashes of recovery codes and tokens.
    static func hash(_ text: String) -> String {
        Digest.sha256(text)
    }

    @discardableResult
    func create(_ role: Role = .buyer, name other: AccountName? = nil) async throws -> Account {
        let name = other ?? name
        let principal = try Principal(
            account: name, role: role, region: role.hasRegion ? Samples.region() : nil,
            organisation: role.hasOrganisation ? "LAB-01" : nil, duty: role == .laboratory ? .reviewer : nil)
        return try await store.createAccount(
            name, principal, passwordHash: Self.passwordHash("temporary"), by: .operator)
    }

    /// An admitted attempt with its facts.
    func attempt(
        _ typed: String = "zhang.san", from address: String = address
    ) async throws -> (attempt: SignInAttempt, facts: SignInFacts?) {
        try await Self.admitted(store.admitSignIn(typed, from: address))
    }

    func attempt(_ kind: SignInAttempt.Kind, of account: Int64) async throws -> SignInAttempt {
        try await Self.admitted(store.admit(kind, of: account, from: Self.address)).attempt
    }

    private static func admitted(
        _ admission: SignInAdmission
    ) throws -> (attempt: SignInAttempt, facts: SignInFacts?) {
        switch admission {
        case .admitted(let attempt, let facts): return (attempt, facts)
        case .slowed(let seconds): throw Slowed(seconds: seconds)
        }
    }

    struct Slowed: Error, Equatable {
        let seconds: Int64
    }

    /// A session after the right password.
    func open(token: String = "token-1", from address: String = address) async throws -> AccountSession {
        let (attempt, found) = try await attempt(from: address)
        let facts = try #require(found)
        return try #require(
            try await store.openSession(attempt, of: facts, tokenHash: Self.hash(token), agent: "Browser/1"))
    }

    func find(_ token: String) async throws -> AccountSession? {
        try await store.accountSession(hash: Self.hash(token))
    }

    /// An account with a second factor whose code of step 100 was used, and its full session `token-3`.
    func enrolled(_ role: Role = .buyer) async throws -> AccountSession {
        try await create(role)
        let session = try await changedPassword(open())
        let secret = try await store.keepNewSecret(Self.secret(1), session: session.id)
        return try await store.setSecondFactor(
            NewSecondFactor(secret: secret, step: 100, recoveryHashes: (1...10).map { Self.hash("code \($0)") }),
            session: session.id, tokenHash: Self.hash("token-3"))
    }

    /// The session `token-2` after the temporary password was replaced.
    func changedPassword(_ session: AccountSession) async throws -> AccountSession {
        try await store.changePassword(
            from: Self.passwordHash("temporary"), to: Self.passwordHash("own"),
            attempt(.oldPassword, of: session.account.id), session: session.id, tokenHash: Self.hash("token-2"))
    }
}
