import Domain
import TestSupport
import Testing

@testable import Store

/// Rows changed without the program, in a file that is opened again.
struct TamperingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The audit of a file with one full case after `sql` was executed and the file was opened again.
    private func audit(after sql: PortableSQL) async throws -> AuditOutcome {
        let first = try TestStore(onFileIn: folder)
        _ = try await Samples.routedCase(in: first.store)
        #expect(try await first.store.verifyAudit().fault == nil)
        try await first.store.raw(sql)
        return try await TestStore(onFileIn: folder).store.verifyAudit()
    }

    @Test(
        "A changed row is found and named",
        arguments: [
            "details = '{}'", "actor = 'operator'", "at = at + 1", "kind = 'page.opened'", "subject = 'pull:2'",
            "hash = '\(Digest.sha256("x"))'",
        ])
    func changed(_ change: String) async throws {
        let outcome = try await audit(
            after: PortableSQL(stringLiteral: "UPDATE event SET \(change) WHERE sequence = 2"))
        #expect(outcome.finding == "row 2: its hash does not match its content")
        #expect(outcome.events == 1)
    }

    @Test("A changed row with a recomputed hash is found at the next row")
    func recomputed() async throws {
        let first = try TestStore(onFileIn: folder)
        _ = try await Samples.routedCase(in: first.store)
        let row = try #require(try await first.store.events(subject: nil, limit: 100).dropFirst().first)
        let forged = ChainedEvent(
            Event(actor: .worker(.pull), kind: try #require(EventKind(rawValue: row.kind)), subject: row.subject),
            sequence: 2, at: row.at,
            previousHash: row.previousHash)
        try await first.store.write { database, _ in
            try database.run(
                "UPDATE event SET details = $1, hash = $2 WHERE sequence = 2", forged.detailsJSON, forged.hash)
        }
        let outcome = try await TestStore(onFileIn: folder).store.verifyAudit()
        #expect(outcome.finding == "row 3: its previous hash is not the hash of the row before it")
    }

    @Test("A removed row is found and named")
    func deleted() async throws {
        let outcome = try await audit(after: "DELETE FROM event WHERE sequence = 3")
        #expect(outcome.finding == "row 3: row 3 is missing; the next row is 4")
    }

    @Test("A removed first row is found")
    func firstDeleted() async throws {
        let outcome = try await audit(after: "DELETE FROM event WHERE sequence = 1")
        #expect(outcome.finding == "row 1: row 1 is missing; the next row is 2")
    }

    @Test("An inserted row is found")
    func inserted() async throws {
        let outcome = try await audit(
            after: """
                INSERT INTO event (sequence, at, actor, kind, subject, details, previousHash, hash)
                SELECT MAX(sequence) + 1, 0, 'operator', 'takedown.confirmed', 'takedown:1', '{}', '', '\(Digest.sha256("y"))'
                FROM event
                """)
        #expect(outcome.fault?.reason == "its previous hash is not the hash of the row before it")
        #expect(outcome.fault?.sequence == outcome.events + 1)
    }

    @Test("Rows removed at the end change the head: a head that was stored elsewhere shows it")
    func truncated() async throws {
        let first = try TestStore(onFileIn: folder)
        _ = try await Samples.routedCase(in: first.store)
        let noted = try await first.store.verifyAudit()
        try await first.store.raw("DELETE FROM event WHERE sequence = \(noted.events)")
        let found = try await TestStore(onFileIn: folder).store.verifyAudit()
        #expect(found.fault == nil)
        #expect(found.events == noted.events - 1)
        #expect(found.head != noted.head)
    }
}

extension AuditOutcome {
    /// The reason and the position of the fault.
    fileprivate var finding: String? {
        fault.map { "row \($0.sequence): \($0.reason)" }
    }
}
