import Domain
import Store
import TestSupport
import Testing
import Workers

@Suite("Sessions of people")
struct SessionTests {
    private let given: AccessCase

    init() throws {
        given = try AccessCase()
    }

    @Test("a session ends half an hour after its last request")
    func idle() async throws {
        let (token, session) = try await given.ready()
        for _ in 1...3 {
            given.clock.advance(seconds: 1_799)
            #expect(try await given.session(token)?.id == session.id)
        }
        given.clock.advance(seconds: 1_800)
        #expect(try await given.session(token) == nil)
        given.clock.advance(seconds: -1_800)
        #expect(try await given.session(token) != nil)
    }

    @Test("a session ends twelve hours after its begin, however busy it is")
    func absolute() async throws {
        let (token, session) = try await given.ready()
        #expect(session.endsAt == FixedClock.start.adding(seconds: 12 * 3600))
        for _ in 1...47 {
            given.clock.advance(seconds: 900)
            #expect(try await given.session(token) != nil)
        }
        given.clock.advance(seconds: 899)
        #expect(try await given.session(token) != nil)
        given.clock.advance(seconds: 1)
        #expect(try await given.session(token) == nil)
    }

    @Test("the time of the last request is written at most once a minute")
    func touched() async throws {
        let (token, _) = try await given.ready()
        func lastSeen(after seconds: Int64) async throws -> Timestamp? {
            given.clock.advance(seconds: seconds)
            _ = try await given.session(token)
            return try await given.session(token)?.lastSeenAt
        }
        #expect(try await lastSeen(after: 59) == FixedClock.start)
        #expect(try await lastSeen(after: 1) == FixedClock.start.adding(seconds: 60))
        #expect(try await lastSeen(after: 30) == FixedClock.start.adding(seconds: 60))
    }

    @Test("no other text is a token", arguments: ["", "token", String(repeating: "0", count: 64)])
    func otherText(_ text: String) async throws {
        let (token, _) = try await given.ready()
        #expect(try await given.session(text) == nil)
        #expect(try await given.session(Digest.sha256(token)) == nil)
        #expect(try await given.session(token.uppercased()) == nil)
    }

    @Test("a disabled account's sessions end at once")
    func disabled() async throws {
        let (token, _) = try await given.ready()
        try await ManageAccounts(given.context).disable(AccessCase.name(), by: .operator)
        #expect(try await given.session(token) == nil)
        try await ManageAccounts(given.context).enable(AccessCase.name(), by: .operator)
        #expect(try await given.session(token) == nil)
    }

    @Test("a person lists the own sessions, ends one, and signs out everywhere else")
    func list() async throws {
        let (token, first) = try await given.ready()
        _ = try await given.create(name: "li.si")
        given.clock.advance(seconds: 120)
        let second = try AccessCase.begun(await given.signIn(from: "192.0.2.8"))
        let third = try AccessCase.begun(await given.signIn(from: "192.0.2.9"))
        let sessions = Sessions(given.context)
        #expect(try await sessions.list(of: 1).map(\.id) == [third.session.id, second.session.id, first.id])
        #expect(try await sessions.list(of: 1).map(\.address) == ["192.0.2.9", "192.0.2.8", "192.0.2.7"])
        // Another account's session is left alone.
        try await sessions.end(second.session.id, of: 2)
        #expect(try await given.session(second.token) != nil)
        try await sessions.end(second.session.id, of: 1)
        #expect(try await given.session(second.token) == nil)
        try await sessions.endOthers(than: third.session.id, of: 1)
        #expect(try await given.session(token) == nil)
        #expect(try await sessions.list(of: 1).map(\.id) == [third.session.id])
        try await sessions.end(third.session.id, of: 1)
        #expect(try await sessions.list(of: 1).isEmpty)
    }
}
