import Domain
import Store
import TestSupport
import Testing
import Workers

/// An installation with accounts, and a person who signs in.
struct AccessCase {
    static let password = "kettle window purple"
    let test: TestAppContext
    var context: AppContext { test.context }
    var clock: FixedClock { test.base.clock }

    init(_ base: TestStore? = nil, passwords: PasswordHasher = PasswordHasher(cost: .lowest)) throws {
        test = try TestAppContext(base ?? TestStore(), passwords: passwords)
    }

    static func name(_ text: String = "zhang.san") throws -> AccountName {
        try #require(AccountName(text))
    }

    /// A new account. Returns its temporary password.
    func create(_ role: Role = .buyer, name text: String = "zhang.san") async throws -> String {
        let name = try Self.name(text)
        let principal = try Principal(
            account: name, role: role, region: role.hasRegion ? Samples.region() : nil,
            organisation: role.hasOrganisation ? "LAB-01" : nil, duty: role == .laboratory ? .analyst : nil)
        return try await ManageAccounts(context).create(name: name, principal: principal, by: .operator).password
    }

    func signIn(
        _ password: String = password, name: String = "zhang.san", from address: String = "192.0.2.7"
    ) async throws -> SignInResult {
        try await SignIn(context).run(name: name, password: password, address: address, agent: "Browser/1")
    }

    /// The token and the session that a result begins.
    static func begun(_ result: SignInResult) throws -> (token: String, session: AccountSession) {
        guard case .begun(let token, let session) = result else { throw NotBegun(result: "\(result)") }
        return (token, session)
    }

    struct NotBegun: Error {
        let result: String
    }

    func session(_ token: String) async throws -> AccountSession? {
        try await Sessions(context).find(token: token)
    }

    /// An account with the own password. Returns its full session, or for officers and administrators the one that sets
    /// the second factor.
    func ready(_ role: Role = .buyer) async throws -> (token: String, session: AccountSession) {
        let temporary = try await create(role)
        let begun = try await Self.begun(signIn(temporary))
        let changed = try await ChangePassword(context).run(begun.session, old: temporary, new: Self.password)
        guard case .changed(let token) = changed else { throw NotBegun(result: "\(changed)") }
        return (token, try #require(try await session(token)))
    }

    /// Sets the second factor of a session. Returns its secret, the recovery codes and the new token.
    func enrol(
        _ session: AccountSession
    ) async throws -> (secret: [UInt8], codes: [String], token: String) {
        let begun = try await SecondFactor(context).begin(session)
        let secret = try #require(Base32.decoded(begun.secret))
        let finished = try #require(try await SecondFactor(context).finish(session, code: code(secret)))
        return (secret, finished.codes, finished.token)
    }

    /// The code of the present step, or of one near it.
    func code(_ secret: [UInt8], steps: Int64 = 0) -> String {
        TOTP.code(of: secret, step: TOTP.step(at: clock.now) + steps)
    }
}

extension SignInResult {
    var isRefused: Bool {
        if case .refused = self { return true }
        return false
    }

    /// The seconds to wait; nil for other results.
    var slowedSeconds: Int64? {
        if case .slowed(let seconds) = self { return seconds }
        return nil
    }
}
