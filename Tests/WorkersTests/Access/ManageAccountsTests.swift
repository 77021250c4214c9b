import Domain
import Store
import TestSupport
import Testing
import Workers

@Suite("The management of accounts")
struct ManageAccountsTests {
    private let given: AccessCase
    private var accounts: ManageAccounts { ManageAccounts(given.context) }

    init() throws {
        given = try AccessCase()
    }

    @Test("an account gets a temporary password of its own")
    func created() async throws {
        let first = try await given.create(name: "li.si")
        let second = try await given.create(name: "abc")
        #expect(first != second && first.utf8.count == 19)
        #expect(try await accounts.all().map(\.name.text) == ["abc", "li.si"])
    }

    @Test("a principal that is not that of the account is refused")
    func principal() async throws {
        let name = try AccessCase.name()
        func create(_ principal: Principal) async throws {
            _ = try await accounts.create(name: name, principal: principal, by: .operator)
        }
        await #expect(throws: AccountFault.principalDiffers) {
            try await create(Principal(role: .buyer, name: "li.si", region: nil))
        }
        await #expect(throws: AccountFault.principalDiffers) {
            try await create(
                Principal(role: .laboratory, name: "LAB-01", region: nil, person: "li.si", duty: .analyst))
        }
        await #expect(throws: AccountFault.roleOfTokens(.monitor)) {
            try await create(Principal(role: .monitor, name: "zhang.san", region: nil))
        }
        await #expect(throws: AccountFault.regionMissing(.officer)) {
            try await create(Principal(role: .officer, name: "zhang.san", region: nil))
        }
        #expect(try await accounts.all().isEmpty)
    }

    @Test("the author of a change is in the event log")
    func author() async throws {
        let administrator = Actor.holder(.administrator, name: "admin")
        let name = try AccessCase.name()
        _ = try await accounts.create(
            name: name, principal: Principal(account: name, role: .buyer), by: administrator)
        _ = try await accounts.reset(name, by: administrator)
        try await accounts.disable(name, by: administrator)
        try await accounts.enable(name, by: administrator)
        let events = try await given.context.store.events(subject: "account:1", limit: 10)
        #expect(
            events.map(\.kind) == ["account.created", "account.reset", "account.disabled", "account.enabled"])
        #expect(events.allSatisfy { $0.actor == "administrator:admin" })
    }

    @Test("no secret is in the database in readable form, in an event, or in the log")
    func noSecrets() async throws {
        let folder = try TemporaryFolder()
        let log = CapturedLog()
        let base = try TestStore(onFileIn: folder)
        let test = try TestAppContext(base, logger: log.logger)
        let given = try AccessCase(base)
        let temporary = try await given.create(.officer)
        let begun = try AccessCase.begun(
            await SignIn(test.context).run(name: "zhang.san", password: temporary, address: "::1", agent: ""))
        _ = try await given.signIn("a wrong password")
        _ = try await given.signIn("whatever", name: "typed-in-the-wrong-field")
        let changed = try await ChangePassword(test.context).run(
            begun.session, old: temporary, new: AccessCase.password)
        guard case .changed(let token) = changed else {
            Issue.record("\(changed)")
            return
        }
        let enrolled = try await given.enrol(#require(try await given.session(token)))
        given.clock.advance(seconds: 60)
        let next = try AccessCase.begun(await given.signIn())
        let code = given.code(enrolled.secret)
        let full = try AccessCase.begun(await SecondFactor(test.context).check(next.session, code: code))
        let again = try AccessCase.begun(await given.signIn())
        let recovered = try AccessCase.begun(
            await SecondFactor(test.context).check(again.session, code: enrolled.codes[0]))
        let reset = try await ManageAccounts(test.context).reset(AccessCase.name(), by: .operator)

        let secrets =
            [
                temporary, reset, AccessCase.password, "a wrong password", "typed-in-the-wrong-field",
                Base32.encoded(enrolled.secret), begun.token, token, enrolled.token, next.token, full.token,
                again.token, recovered.token,
            ] + enrolled.codes
        let files = try folder.files().filter { $0 != "sushai.sqlite.key" }
        #expect(files.contains("sushai.sqlite"))
        var places = log.lines
        for file in files { places.append(String(decoding: try #require(folder.bytes(file)), as: UTF8.self)) }
        for secret in secrets {
            #expect(!places.contains { $0.contains(secret) }, "\(secret)")
        }
        let events = try await base.store.events(subject: nil, limit: 100)
        #expect(Set(events.map(\.kind)).count >= 7)
        for event in events { #expect(!event.detailsJSON.contains(code)) }
        #expect(try await base.store.verifyAudit().fault == nil)
    }
}
