import Domain
import TestSupport
import Testing

@testable import Store

@Suite("Counts of failed sign-ins")
struct SignInCountTests {
    private let given: AccountCase
    private var store: Store { given.store }

    init() throws {
        given = try AccountCase()
    }

    private func fail(_ typed: String = "zhang.san", from address: String = AccountCase.address) async throws {
        try await store.refuse(given.attempt(typed, from: address).attempt)
    }

    private func wait(_ typed: String = "zhang.san", from address: String = AccountCase.address) async throws -> Int64 {
        switch try await store.admitSignIn(typed, from: address) {
        case .slowed(let seconds): return seconds
        case .admitted(let attempt, _):
            try await store.withdraw(attempt)
            return 0
        }
    }

    @Test("after five failures of an account, from any address, the next attempt waits")
    func account() async throws {
        try await given.create()
        for number in 1...5 {
            #expect(try await wait() == 0)
            try await fail(from: "192.0.2.\(number)")
        }
        #expect(try await wait(from: "192.0.2.99") == 1)
        given.test.clock.advance(seconds: 1)
        #expect(try await wait() == 0)
        try await fail()
        #expect(try await wait() == 2)
        given.test.clock.advance(seconds: 900)
        #expect(try await wait() == 0)
        #expect(try await store.log().count { $0 == "worker:access account.sign-in-refused account:1" } == 6)
    }

    @Test("an account that does not exist is slowed in the same way, and its name is not stored")
    func unknown() async throws {
        for _ in 1...5 { try await fail("My-Secret-2026") }
        #expect(try await wait("my-secret-2026") == 1)
        #expect(try await wait("another.name") == 0)
        #expect(try await store.number("SELECT COUNT(*) FROM signInFailure WHERE key LIKE 'account:?%'") == 2)
        #expect(try await store.number("SELECT COUNT(*) FROM signInFailure WHERE key LIKE '%secret%'") == 0)
        for event in try await store.events(subject: nil, limit: 100) {
            #expect(event.subject == "account:unknown")
            #expect(event.detailsJSON == #"{"check":"password","address":"192.0.2.7"}"#)
        }
    }

    @Test("after twenty failures from an address, for any account, the next attempt waits")
    func address() async throws {
        for number in 1...20 { try await fail("person-\(number)") }
        #expect(try await wait("person-21") == 1)
        #expect(try await wait("person-21", from: "192.0.2.8") == 0)
    }

    @Test("attempts at the same time are counted before their passwords are checked")
    func simultaneous() async throws {
        try await given.create()
        for _ in 1...5 { _ = try await given.attempt() }
        #expect(try await wait() == 1)
    }

    @Test("success forgets the failures of the account and keeps those of the address")
    func success() async throws {
        try await given.create()
        for number in 1...19 { try await fail("person-\(number)") }
        for _ in 1...4 { try await fail(from: "192.0.2.8") }
        given.test.clock.advance(seconds: 60)
        _ = try await given.open()
        for _ in 1...4 { try await fail(from: "192.0.2.8") }
        #expect(try await wait() == 0)
        try await fail("person-20")
        #expect(try await wait("person-21") == 1)
    }

    @Test("a success does not extend the wait of its address")
    func notExtended() async throws {
        try await given.create()
        for number in 1...20 { try await fail("person-\(number)") }
        given.test.clock.advance(seconds: 840)
        _ = try await given.open()
        given.test.clock.advance(seconds: 60)
        // A quarter of an hour after the last failure nothing is counted any more.
        for number in 1...19 { try await fail("person-\(number)") }
        #expect(try await wait("person-21") == 0)
    }

    @Test("failures from elsewhere do not delay a person at an address of an earlier session")
    func knownAddress() async throws {
        _ = try await given.enrolled()
        for number in 1...30 {
            given.test.clock.advance(seconds: 300)
            try await fail(from: "198.51.100.\(number)")
        }
        #expect(try await wait(from: "198.51.100.99") > 200)
        #expect(try await wait() == 0)
        // Here, too, guessing is slowed.
        for _ in 1...5 { try await fail() }
        #expect(try await wait() == 1)
    }

    @Test("a right password does not forget wrong codes, and wrong passwords do not delay the code")
    func codes() async throws {
        _ = try await given.enrolled()
        for number in 1...5 {
            _ = try await given.open(token: "begun-\(number)")
            try await store.refuse(given.attempt(.code, of: 1))
        }
        await #expect(throws: AccountCase.Slowed(seconds: 1)) { try await given.attempt(.code, of: 1) }
        #expect(try await wait() == 0)
        given.test.clock.advance(seconds: 1000)
        for _ in 1...5 { try await fail() }
        #expect(try await wait() == 1)
        try await store.withdraw(given.attempt(.code, of: 1))
    }

    @Test("a reset lets the person try again at once")
    func reset() async throws {
        try await given.create()
        for _ in 1...6 { _ = try? await fail() }
        #expect(try await wait() > 0)
        try await store.resetAccount(given.name, passwordHash: AccountCase.passwordHash("new"), by: .operator)
        #expect(try await wait() == 0)
    }
}
