import Domain
import Store
import TestSupport
import Testing
import Workers

@Suite("The change of a password")
struct ChangePasswordTests {
    private let given: AccessCase
    private let new = "lantern gravel seven"

    init() throws {
        given = try AccessCase()
    }

    private func change(_ session: AccountSession, old: String, new: String) async throws -> ChangePassword.Outcome {
        try await ChangePassword(given.context).run(session, old: old, new: new)
    }

    @Test("needs the old password, and ends all other sessions")
    func changed() async throws {
        let (token, session) = try await given.ready()
        let other = try AccessCase.begun(await given.signIn())
        #expect(try await change(session, old: "wrong password", new: new) == .wrongOld)
        #expect(try await given.session(token) != nil)
        guard case .changed(let next) = try await change(session, old: AccessCase.password, new: new) else {
            Issue.record("not changed")
            return
        }
        #expect(try await given.session(token) == nil)
        #expect(try await given.session(other.token) == nil)
        #expect(try await given.session(next)?.step == .full)
        #expect(try await given.signIn().isRefused)
        #expect(try AccessCase.begun(await given.signIn(new)).session.step == .full)
    }

    @Test("refuses a weak password with its reason, and the same one again")
    func refused() async throws {
        let (_, session) = try await given.ready()
        #expect(try await change(session, old: AccessCase.password, new: "short") == .refused(.tooShort(characters: 5)))
        #expect(
            try await change(session, old: AccessCase.password, new: "zhang.san lantern")
                == .refused(.containsAccountName))
        #expect(try await change(session, old: AccessCase.password, new: AccessCase.password) == .refused(.unchanged))
        #expect(try AccessCase.begun(await given.signIn()).session.step == .full)
    }

    @Test("guessing the old password within a session is slowed, also after a right one elsewhere")
    func slowed() async throws {
        let (_, session) = try await given.ready()
        for _ in 1...5 { #expect(try await change(session, old: "wrong password", new: new) == .wrongOld) }
        _ = try AccessCase.begun(await given.signIn())
        #expect(try await change(session, old: AccessCase.password, new: new) == .slowed(seconds: 1))
        given.clock.advance(seconds: 1)
        guard case .changed = try await change(session, old: AccessCase.password, new: new) else {
            Issue.record("not changed")
            return
        }
    }

    @Test("does not come before the second factor")
    func order() async throws {
        _ = try await given.enrol(given.ready(.officer).session)
        let begun = try AccessCase.begun(await given.signIn())
        #expect(begun.session.step == .secondFactor)
        await #expect(throws: StoreError.conflict(.sessionMovedOn)) {
            try await change(begun.session, old: AccessCase.password, new: new)
        }
    }

    @Test("a session without its account's password is not misled by two windows")
    func twoWindows() async throws {
        let (_, session) = try await given.ready()
        _ = try await change(session, old: AccessCase.password, new: new)
        // The second window still has the session of before.
        #expect(try await change(session, old: AccessCase.password, new: "other lantern gravel") == .wrongOld)
    }
}
