import Domain
import TestSupport
import Testing

@testable import Store

@Suite("Transactions of accounts")
struct AccountTransactionTests {
    private let given: AccountCase
    private var store: Store { given.store }

    init() throws {
        given = try AccountCase()
    }

    @Test("an account is stored with its principal, for every role", arguments: Role.ofAccounts)
    func created(_ role: Role) async throws {
        let account = try await given.create(role)
        #expect(account.name == given.name && account.principal.role == role && account.mustChangePassword)
        #expect(!account.isDisabled && !account.hasSecondFactor && account.lastSignInAt == nil)
        #expect(account.createdAt == FixedClock.start)
        #expect(try await store.accounts() == [account])
        #expect(try await store.account(named: given.name) == account)
        #expect(try await store.log() == ["operator account.created account:1"])
        #expect(try await store.hasAdministrator() == (role == .administrator))
    }

    @Test("a name is used once")
    func taken() async throws {
        try await given.create()
        await #expect(throws: StoreError.conflict(.accountExists)) { try await given.create(.administrator) }
        #expect(try await store.accounts().count == 1)
        #expect(try await store.log().count == 1)
    }

    @Test("an unknown account is named in the error")
    func unknown() async throws {
        let missing = StoreError.notFound("account zhang.san")
        await #expect(throws: missing) { try await store.account(named: given.name) }
        await #expect(throws: missing) {
            try await store.resetAccount(given.name, passwordHash: AccountCase.passwordHash("x"), by: .operator)
        }
        await #expect(throws: missing) { try await store.setAccount(given.name, disabled: true, by: .operator) }
        #expect(try await store.log().isEmpty)
    }

    @Test("to disable an account ends its sessions at once, and a second time changes nothing")
    func disabled() async throws {
        try await given.create(.administrator)
        let session = try await given.open()
        #expect(try await given.find("token-1") == session)
        for _ in 1...2 { try await store.setAccount(given.name, disabled: true, by: .operator) }
        #expect(try await given.find("token-1") == nil)
        #expect(try await store.account(named: given.name).isDisabled)
        #expect(try await !store.hasAdministrator())
        for _ in 1...2 { try await store.setAccount(given.name, disabled: false, by: .operator) }
        // The session stays ended.
        #expect(try await given.find("token-1") == nil)
        #expect(
            try await store.log() == [
                "operator account.created account:1", "operator account.disabled account:1",
                "operator account.enabled account:1",
            ])
    }

    @Test("a password that was right no longer opens a session when it was reset, or the account disabled, meanwhile")
    func raced() async throws {
        try await given.create()
        let (attempt, facts) = try await given.attempt()
        func open() async throws -> AccountSession? {
            try await store.openSession(
                attempt, of: #require(facts), tokenHash: AccountCase.hash("token-1"), agent: "")
        }
        try await store.setAccount(given.name, disabled: true, by: .operator)
        #expect(try await open() == nil)
        try await store.setAccount(given.name, disabled: false, by: .operator)
        try await store.resetAccount(given.name, passwordHash: AccountCase.passwordHash("other"), by: .operator)
        #expect(try await open() == nil)
        #expect(try await store.number("SELECT COUNT(*) FROM accountSession") == 0)
    }

    @Test("a reset removes second factor and recovery codes, ends sessions, and asks for a new password")
    func reset() async throws {
        let session = try await given.enrolled()
        #expect(session.account.hasSecondFactor)
        #expect(try await store.recoveryCodesLeft(of: 1) == 10)
        #expect(try await store.hasSealedSecrets())
        try await store.resetAccount(given.name, passwordHash: AccountCase.passwordHash("new"), by: .operator)
        #expect(try await given.find("token-3") == nil)
        let account = try await store.account(named: given.name)
        #expect(account.mustChangePassword && !account.hasSecondFactor)
        #expect(try await store.recoveryCodesLeft(of: 1) == 0)
        #expect(try await !store.hasSealedSecrets())
        #expect(try await store.log().last == "operator account.reset account:1")
        #expect(try await given.open(token: "token-4").step == .changePassword)
    }

    @Test("each step of a first sign-in gives the session a new token, and the old one is worth nothing")
    func steps() async throws {
        try await given.create(.officer)
        let begun = try await given.open()
        #expect(begun.step == .changePassword && begun.account.lastSignInAt == nil)
        let changed = try await given.changedPassword(begun)
        #expect(changed.id == begun.id && changed.step == .enrol && !changed.account.mustChangePassword)
        #expect(try await given.find("token-1") == nil)
        #expect(try await given.find("token-2") == changed)
        let secret = try await store.keepNewSecret(AccountCase.secret(1), session: changed.id)
        // A page that is loaded twice shows the same secret.
        #expect(try await store.keepNewSecret(AccountCase.secret(2), session: changed.id) == secret)
        let full = try await store.setSecondFactor(
            NewSecondFactor(secret: secret, step: 5, recoveryHashes: [AccountCase.hash("a")]), session: changed.id,
            tokenHash: AccountCase.hash("token-3"))
        #expect(full.step == .full && full.account.hasSecondFactor && full.account.lastSignInAt == FixedClock.start)
        #expect(full.createdAt == begun.createdAt && full.endsAt == begun.endsAt)
        #expect(try await given.find("token-2") == nil)
        #expect(try await given.find("token-3") == full)
        #expect(
            try await store.log() == [
                "operator account.created account:1", "officer:zhang.san account.password-changed account:1",
                "officer:zhang.san account.second-factor-set account:1",
                "officer:zhang.san account.signed-in account:1",
            ])
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test("a step is done once: a second window finds that the session moved on")
    func twice() async throws {
        try await given.create(.officer)
        let begun = try await given.open()
        let changed = try await given.changedPassword(begun)
        let moved = StoreError.conflict(.sessionMovedOn)
        await #expect(throws: moved) { try await given.changedPassword(begun) }
        let factor = NewSecondFactor(
            secret: try await store.keepNewSecret(AccountCase.secret(1), session: changed.id), step: 5,
            recoveryHashes: [AccountCase.hash("a")])
        _ = try await store.setSecondFactor(factor, session: changed.id, tokenHash: AccountCase.hash("token-3"))
        await #expect(throws: moved) {
            try await store.setSecondFactor(factor, session: changed.id, tokenHash: AccountCase.hash("token-4"))
        }
        #expect(try await given.find("token-3")?.step == .full)
        #expect(try await given.find("token-4") == nil)
    }

    @Test("to change the password, or to set another second factor, ends the other sessions")
    func others() async throws {
        let first = try await given.enrolled()
        _ = try await given.open(token: "other")
        let secret = try await store.keepNewSecret(AccountCase.secret(2), session: first.id)
        _ = try await store.setSecondFactor(
            NewSecondFactor(secret: secret, step: 200, recoveryHashes: [AccountCase.hash("b")]), session: first.id,
            tokenHash: AccountCase.hash("token-4"))
        #expect(try await given.find("other") == nil)
        #expect(try await given.find("token-4")?.step == .full)
        #expect(try await store.recoveryCodesLeft(of: 1) == 1)
        _ = try await given.open(token: "other-2")
        _ = try await store.changePassword(
            from: AccountCase.passwordHash("own"), to: AccountCase.passwordHash("next"),
            given.attempt(.oldPassword, of: 1), session: first.id, tokenHash: AccountCase.hash("token-5"))
        #expect(try await given.find("other-2") == nil)
        #expect(try await given.find("token-5")?.step == .full)
    }

    @Test("a code is used once, and none before it; a recovery code is used once")
    func proofs() async throws {
        _ = try await given.enrolled()
        var number = 3
        func show(_ proof: SecondFactorProof) async throws -> AccountSession? {
            number += 1
            let session = try await given.open(token: "begun-\(number)")
            #expect(session.step == .secondFactor)
            return try await store.showSecondFactor(
                proof, given.attempt(.code, of: 1), session: session.id, tokenHash: AccountCase.hash("full-\(number)"))
        }
        #expect(try await show(.code(step: 99)) == nil)
        #expect(try await show(.code(step: 100)) == nil)
        #expect(try await show(.code(step: 101))?.step == .full)
        #expect(try await show(.code(step: 101)) == nil)
        #expect(try await show(.recoveryCode(hash: AccountCase.hash("code 11"))) == nil)
        #expect(try await show(.recoveryCode(hash: AccountCase.hash("code 3")))?.step == .full)
        #expect(try await show(.recoveryCode(hash: AccountCase.hash("code 3"))) == nil)
        #expect(try await store.recoveryCodesLeft(of: 1) == 9)
        let events = try await store.events(subject: "account:1", limit: 100)
        #expect(events.filter { $0.kind == "account.recovery-code-used" }.map(\.detailsJSON) == [#"{"left":"9"}"#])
        #expect(events.count { $0.kind == "account.signed-in" } == 3)
    }

    @Test("a person ends one session, or all others, of the own account only")
    func ended() async throws {
        try await given.create()
        let other = try #require(AccountName("li.si"))
        try await given.create(name: other)
        for token in ["a", "b", "c"] { _ = try await given.open(token: token) }
        let sessions = try await store.accountSessions(of: 1)
        #expect(sessions.count == 3 && sessions.allSatisfy { $0.agent == "Browser/1" && $0.address == "192.0.2.7" })
        let first = try #require(try await given.find("a"))
        try await store.endSession(first.id, of: 2)
        #expect(try await given.find("a") != nil)
        for _ in 1...2 { try await store.endSession(first.id, of: 1) }
        #expect(try await given.find("a") == nil)
        let second = try #require(try await given.find("b"))
        for _ in 1...2 { try await store.endSessions(otherThan: second.id, of: 1) }
        #expect(try await store.accountSessions(of: 1) == [second])
        #expect(try await store.log().count { $0 == "buyer:zhang.san account.session-ended account:1" } == 2)
    }
}
