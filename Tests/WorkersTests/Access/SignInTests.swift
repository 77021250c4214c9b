import Dispatch
import Domain
import Store
import TestSupport
import Testing

@testable import Workers

@Suite("Sign-in with a password", .timeLimit(.minutes(5)))
struct SignInTests {
    private let given: AccessCase

    init() throws {
        given = try AccessCase()
    }

    @Test("a temporary password leads to the change of the password, and from there to work")
    func firstTime() async throws {
        let temporary = try await given.create()
        let begun = try AccessCase.begun(await given.signIn(temporary))
        #expect(begun.session.step == .changePassword && begun.session.account.lastSignInAt == nil)
        let changed = try await ChangePassword(given.context).run(
            begun.session, old: temporary, new: AccessCase.password)
        guard case .changed(let token) = changed else {
            Issue.record("\(changed)")
            return
        }
        #expect(token != begun.token)
        #expect(try await given.session(begun.token) == nil)
        let session = try #require(try await given.session(token))
        #expect(session.step == .full && session.account.lastSignInAt == FixedClock.start)
        #expect(try await given.signIn(temporary).isRefused)
        #expect(try AccessCase.begun(await given.signIn()).session.step == .full)
    }

    @Test("the name may be typed in upper case, full width and with spaces")
    func typed() async throws {
        _ = try await given.ready()
        for name in ["Zhang.San", " zhang.san", "ｚｈａｎｇ．ｓａｎ"] {
            #expect(try AccessCase.begun(await given.signIn(name: name)).session.step == .full)
        }
    }

    @Test("wrong password, unknown name, malformed name and disabled account get the same answer")
    func refused() async throws {
        _ = try await given.ready()
        #expect(try await given.signIn("kettle window purplf").isRefused)
        #expect(try await given.signIn("").isRefused)
        #expect(try await given.signIn(AccessCase.password + " ").isRefused)
        #expect(try await given.signIn(String(repeating: "x", count: 100_000)).isRefused)
        #expect(try await given.signIn(name: "li.si").isRefused)
        #expect(try await given.signIn(name: "' OR 1=1 --").isRefused)
        #expect(try await given.signIn(name: "").isRefused)
        #expect(try await given.signIn(name: "zhang.san\0").isRefused)
        try await ManageAccounts(given.context).disable(AccessCase.name(), by: .operator)
        #expect(try await given.signIn().isRefused)
        try await ManageAccounts(given.context).enable(AccessCase.name(), by: .operator)
        // Five attempts failed.
        given.clock.advance(seconds: 1)
        #expect(try AccessCase.begun(await given.signIn()).session.step == .full)
    }

    @Test("an unknown name costs a hash too")
    func sameWork() async throws {
        let slow = try AccessCase(passwords: PasswordHasher(cost: .init(passes: 2, kibibytes: 65_536, lanes: 1)))
        let clock = ContinuousClock()
        func time(_ name: String) async throws -> Duration {
            try await clock.measure { _ = try await slow.signIn("wrong password", name: name) }
        }
        _ = try await slow.create()
        let known = try await time("zhang.san")
        let unknown = try await time("li.si")
        #expect(unknown > known / 4 && known > unknown / 4, "\(known) \(unknown)")
    }

    @Test("after five failures each further attempt waits, at most five minutes, and is then possible again")
    func slowed() async throws {
        _ = try await given.ready()
        for number in 1...5 {
            #expect(try await given.signIn("wrong password", from: "198.51.100.\(number)").isRefused)
        }
        var waits: [Int64] = []
        for _ in 1...11 {
            let wait = try #require(try await given.signIn(from: "198.51.100.99").slowedSeconds)
            waits.append(wait)
            given.clock.advance(seconds: wait)
            #expect(try await given.signIn("wrong password", from: "198.51.100.99").isRefused)
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        // At the place of earlier work the person is not delayed.
        #expect(try AccessCase.begun(await given.signIn()).session.step == .full)
        given.clock.advance(seconds: 300)
        #expect(try AccessCase.begun(await given.signIn(from: "198.51.100.99")).session.step == .full)
    }

    @Test("an attempt during the wait is neither checked nor counted")
    func notCounted() async throws {
        _ = try await given.create(name: "li.si")
        for _ in 1...5 { _ = try await given.signIn("wrong password", name: "li.si") }
        for _ in 1...20 { #expect(try await given.signIn("wrong password", name: "li.si").slowedSeconds == 1) }
        given.clock.advance(seconds: 1)
        #expect(try await given.signIn("wrong password", name: "li.si").isRefused)
    }

    @Test("one address cannot try many accounts")
    func manyNames() async throws {
        for number in 1...20 { #expect(try await given.signIn(name: "person-\(number)").isRefused) }
        #expect(try await given.signIn(name: "person-21").slowedSeconds == 1)
        #expect(try await given.signIn(name: "person-21", from: "192.0.2.8").isRefused)
    }

    @Test("if too many passwords are being checked, the person may try again soon, and nothing is counted")
    func overloaded() async throws {
        let full = BoundedExecutor(atOnce: 1, mostWaiting: 0)
        let busy = try AccessCase(passwords: PasswordHasher(cost: .lowest, executor: full))
        let temporary = try await busy.create()
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let blocked = DispatchSemaphore(value: 0)
        async let blocking: Void = full.run {
            signal.finish()
            blocked.wait()
        }
        for await _ in begun {}
        for _ in 1...8 { #expect(try await busy.signIn(temporary).slowedSeconds == 2) }
        blocked.signal()
        try await blocking
        #expect(try AccessCase.begun(await busy.signIn(temporary)).session.step == .changePassword)
    }

    @Test("what the browser calls itself is stored short and without control characters")
    func agent() async throws {
        _ = try await given.ready()
        let agent = "A\u{1B}[31m\0" + String(repeating: "b", count: 500)
        let result = try await SignIn(given.context).run(
            name: "zhang.san", password: AccessCase.password, address: "::1", agent: agent)
        let session = try AccessCase.begun(result).session
        #expect(session.agent == "A[31m" + String(repeating: "b", count: 193) && session.address == "::1")
    }
}
