import Domain
import Store
import TestSupport
import Testing
import Workers

@Suite("The second factor")
struct SecondFactorTests {
    private let given: AccessCase
    private var factor: SecondFactor { SecondFactor(given.context) }

    init() throws {
        given = try AccessCase()
    }

    @Test("is required for officers and administrators before they work", arguments: [Role.officer, .administrator])
    func required(_ role: Role) async throws {
        let (token, session) = try await given.ready(role)
        #expect(session.step == .enrol)
        let enrolled = try await given.enrol(session)
        #expect(enrolled.token != token)
        #expect(try await given.session(token) == nil)
        let full = try #require(try await given.session(enrolled.token))
        #expect(full.step == .full && full.account.hasSecondFactor)
        #expect(Set(enrolled.codes).count == 10)
        #expect(try await factor.codesLeft(of: 1) == 10)
    }

    @Test("shows the same secret to the same session, and another one to another session")
    func begin() async throws {
        let (_, session) = try await given.ready()
        let begun = try await factor.begin(session)
        #expect(begun.uri.contains("secret=\(begun.secret)&") && begun.uri.hasPrefix("otpauth://totp/"))
        #expect(try await factor.begin(session).secret == begun.secret)
        let other = try AccessCase.begun(await given.signIn())
        #expect(try await factor.begin(other.session).secret != begun.secret)
        // A wrong code changes nothing.
        #expect(try await factor.finish(session, code: "000000") == nil)
        #expect(try await factor.begin(session).secret == begun.secret)
        #expect(try await given.session(other.token)?.account.hasSecondFactor == false)
    }

    @Test("is not set without its secret, nor before password and new password")
    func order() async throws {
        let temporary = try await given.create(.officer)
        let begun = try AccessCase.begun(await given.signIn(temporary))
        let moved = StoreError.conflict(.sessionMovedOn)
        await #expect(throws: moved) { try await factor.begin(begun.session) }
        await #expect(throws: moved) { try await factor.finish(begun.session, code: "123456") }
        await #expect(throws: moved) { try await factor.check(begun.session, code: "123456") }
    }

    /// A signed-in person with a second factor, a minute after it was set.
    private func enrolled() async throws -> (secret: [UInt8], codes: [String]) {
        let enrolled = try await given.enrol(given.ready(.officer).session)
        given.clock.advance(seconds: 60)
        return (enrolled.secret, enrolled.codes)
    }

    private func begun() async throws -> (token: String, session: AccountSession) {
        let begun = try AccessCase.begun(await given.signIn())
        #expect(begun.session.step == .secondFactor)
        return begun
    }

    @Test("its code completes the sign-in with a new token")
    func code() async throws {
        let (secret, _) = try await enrolled()
        let begun = try await begun()
        #expect(try await factor.check(begun.session, code: "000000").isRefused)
        #expect(try await factor.check(begun.session, code: "").isRefused)
        let full = try AccessCase.begun(await factor.check(begun.session, code: given.code(secret)))
        #expect(full.session.step == .full && full.session.id == begun.session.id && full.token != begun.token)
        #expect(try await given.session(begun.token) == nil)
        #expect(try await given.session(full.token) == full.session)
    }

    @Test("a replayed code is refused: in another session, and within its thirty seconds")
    func replayed() async throws {
        let (secret, _) = try await enrolled()
        let code = given.code(secret)
        _ = try AccessCase.begun(await factor.check(begun().session, code: code))
        let other = try await begun()
        #expect(try await factor.check(other.session, code: code).isRefused)
        // The code of the step before is older, although it is within the tolerance.
        #expect(try await factor.check(other.session, code: given.code(secret, steps: -1)).isRefused)
        let next = given.code(secret, steps: 1)
        #expect(try AccessCase.begun(await factor.check(other.session, code: next)).session.step == .full)
    }

    @Test("the code that set the second factor is used too")
    func replayedEnrolment() async throws {
        let (_, session) = try await given.ready(.officer)
        let secret = try #require(Base32.decoded(try await factor.begin(session).secret))
        let code = given.code(secret)
        _ = try #require(try await factor.finish(session, code: code))
        #expect(try await factor.check(begun().session, code: code).isRefused)
    }

    @Test("two windows with one code: one of them gets in")
    func simultaneous() async throws {
        let (secret, _) = try await enrolled()
        let code = given.code(secret)
        let sessions = [try await begun().session, try await begun().session]
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            for session in sessions {
                group.addTask { [factor] in
                    if case .begun = try await factor.check(session, code: code) { return true }
                    return false
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count { $0 } == 1)
    }

    @Test("a recovery code replaces it once")
    func recovery() async throws {
        let (_, codes) = try await enrolled()
        let typed = codes[4].lowercased().replacing("-", with: " ")
        let full = try AccessCase.begun(await factor.check(begun().session, code: typed))
        #expect(full.session.step == .full)
        #expect(try await factor.codesLeft(of: 1) == 9)
        #expect(try await factor.check(begun().session, code: codes[4]).isRefused)
        #expect(try await factor.codesLeft(of: 1) == 9)
    }

    @Test("guessing codes is slowed, and the right password does not speed it up")
    func slowed() async throws {
        let (secret, _) = try await enrolled()
        for _ in 1...5 { #expect(try await factor.check(begun().session, code: "000000").isRefused) }
        let last = try await begun()
        #expect(try await factor.check(last.session, code: given.code(secret)).slowedSeconds == 1)
        given.clock.advance(seconds: 30)
        #expect(try AccessCase.begun(await factor.check(last.session, code: given.code(secret))).session.step == .full)
        #expect(try await factor.check(begun().session, code: "000000").isRefused)
    }

    @Test("can be set by choice, and replaced; other sessions end, and the old codes are worth nothing")
    func replaced() async throws {
        let (_, session) = try await given.ready(.buyer)
        let first = try await given.enrol(session)
        given.clock.advance(seconds: 60)
        let other = try await begun()
        let second = try await given.enrol(#require(try await given.session(first.token)))
        #expect(try await given.session(other.token) == nil)
        given.clock.advance(seconds: 60)
        let begun = try await begun()
        #expect(try await factor.check(begun.session, code: given.code(first.secret)).isRefused)
        #expect(try await factor.check(begun.session, code: first.codes[0]).isRefused)
        #expect(try AccessCase.begun(await factor.check(begun.session, code: second.codes[0])).session.step == .full)
    }

    @Test("is removed by a reset")
    func reset() async throws {
        let (_, codes) = try await enrolled()
        let waiting = try await begun()
        let temporary = try await ManageAccounts(given.context).reset(AccessCase.name(), by: .operator)
        #expect(try await given.session(waiting.token) == nil)
        #expect(try await given.signIn().isRefused)
        let again = try AccessCase.begun(await given.signIn(temporary))
        #expect(again.session.step == .changePassword && !again.session.account.hasSecondFactor)
        await #expect(throws: StoreError.conflict(.sessionMovedOn)) {
            try await factor.check(again.session, code: codes[0])
        }
    }
}
