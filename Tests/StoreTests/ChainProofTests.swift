import Domain
import TestSupport
import Testing

@testable import Store

/// The check of the event log in parts, and the list of events.
struct ChainProofTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func proof(part: Int = 3) async throws -> ChainProof {
        let id = try await store.requestProof(by: .operator)
        while try await !store.continueProof(id, part: part) {}
        return try #require(try await store.chainProofs(limit: 1).first)
    }

    @Test("A check in parts has the result of a check as a whole, and records who asked and what was found")
    func whole() async throws {
        _ = try await Samples.routedCase(in: store)
        let before = try await store.verifyAudit()
        let proof = try await proof()
        #expect(proof.checked == before.events && proof.head == before.head && proof.fault == nil)
        #expect(proof.through == before.events && proof.finishedAt != nil && proof.job == .queued)
        #expect(
            try await store.log().suffix(2) == [
                "operator proof.requested proof:1", "worker:proof proof.finished proof:1",
            ])
        #expect(try await store.verifyAudit().fault == nil)
        // A finished check stays as it is.
        #expect(try await store.continueProof(1))
        #expect(try await store.chainProofs(limit: 1) == [proof])
        #expect(try await self.proof().checked == before.events + 2)
    }

    @Test("An empty log is valid; a check that is not finished is returned again")
    func begun() async throws {
        #expect(try await proof().head == ChainedEvent.genesis)
        let first = try await store.requestProof(by: .operator)
        #expect(try await store.requestProof(by: .worker(.judge)) == first)
        #expect(try await store.chainProofs(limit: 5).map(\.id) == [2, 1])
        await #expect(throws: StoreError.notFound("chain proof 9")) { try await store.continueProof(9) }
    }

    @Test(
        "A changed, a removed and a forged row are found in any part",
        arguments: [
            ("UPDATE event SET details = '{}' WHERE sequence = 5", ChainVerifier.Fault.Kind.changed, Int64(5)),
            ("DELETE FROM event WHERE sequence = 4", .missing, 4),
            ("DELETE FROM event WHERE sequence = 1", .missing, 1),
            ("UPDATE event SET previousHash = '' WHERE sequence = 7", .detached, 7),
        ])
    func tampered(_ sql: String, _ kind: ChainVerifier.Fault.Kind, _ row: Int64) async throws {
        _ = try await Samples.routedCase(in: store)
        try await store.raw(PortableSQL(stringLiteral: sql))
        for part in [1, 3, 1000] {
            let proof = try await proof(part: part)
            #expect(proof.fault == ChainProof.Fault(sequence: row, kind: kind) && proof.checked == row - 1)
            #expect(try await store.verifyAudit().fault?.kind == kind)
        }
    }

    @Test("Rows that are removed at the end during a check are missing")
    func truncated() async throws {
        _ = try await Samples.routedCase(in: store)
        let id = try await store.requestProof(by: .operator)
        #expect(try await !store.continueProof(id, part: 2))
        try await store.raw("DELETE FROM event WHERE sequence > 2")
        #expect(try await store.continueProof(id, part: 2))
        let proof = try #require(try await store.chainProofs(limit: 1).first)
        #expect(proof.fault == ChainProof.Fault(sequence: 3, kind: .missing))
    }

    @Test("The list of events agrees with an array, whatever the conditions")
    func list() async throws {
        _ = try await Samples.routedCase(in: store)
        test.clock.advance(seconds: 86_400)
        _ = try await Samples.routedCase(in: store, item: "2")
        let all = try await store.events(subject: nil, limit: 1000)
        let days: [DayFilter] = [.any, .last(1), .between(nil, FixedClock.start.day())]
        for kind in [EventKind?.none, .reportJudged, .pullOpened] {
            for actor in ["", "worker:judge", "operator"] {
                for subject in ["", "report:1", "pull:2"] {
                    for days in days {
                        var query = EventQuery()
                        (query.kind, query.actor, query.subject, query.days) = (kind, actor, subject, days)
                        let (from, until) = days.moments(today: test.clock.now.day())
                        let expected = all.filter { event in
                            (kind == nil || event.kind == kind?.rawValue) && (actor.isEmpty || event.actor == actor)
                                && (subject.isEmpty || event.subject == subject)
                                && from.map { event.at >= $0 } ?? true && until.map { event.at < $0 } ?? true
                        }.reversed()
                        let found = try await store.events(query, limit: 1000)
                        #expect(found.page.rows == Array(expected) && found.count == .exact(expected.count))
                        let file = try await store.exportedEvents(query, limit: 2)
                        #expect(file.rows == Array(expected.prefix(2)) && file.total == expected.count)
                    }
                }
            }
        }
    }

    @Test("The list of events walks over one index and sorts nothing; a check reads rows by their numbers")
    func plans() async throws {
        var query = EventQuery()
        for (kind, actor, subject, index) in [
            (EventKind?.none, "", "", "eventByTime"), (.reportJudged, "", "", "eventByKind"),
            (.reportJudged, "worker:judge", "", "eventByKind"), (nil, "worker:judge", "", "eventByActor"),
            (.reportJudged, "worker:judge", "report:1", "eventBySubject"), (nil, "", "report:1", "eventBySubject"),
        ] {
            for days in [DayFilter.any, .last(7)] {
                (query.kind, query.actor, query.subject, query.days) = (kind, actor, subject, days)
                let query = query
                let plans = try await store.plans {
                    for place in [ListPlace.start, .after(.init(value: 5, id: 5)), .before(.init(value: 5, id: 5))] {
                        _ = try await store.events(query, at: place, limit: 10)
                    }
                    _ = try await store.exportedEvents(query, limit: 10)
                }
                let walks = plans.filter { $0.contains(" event ") }
                #expect(!plans.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN event") }, "\(plans)")
                #expect(
                    !walks.isEmpty && walks.allSatisfy { $0.contains(index) || $0.contains("INTEGER PRIMARY KEY") },
                    "\(walks)")
            }
        }
        let id = try await store.requestProof(by: .operator)
        let plans = try await store.plans {
            _ = try await store.continueProof(id)
            _ = try await store.chainProofs(limit: 10)
            _ = try await store.pastReports(of: "toys", in: .zhejiang, before: 7, limit: 10)
        }
        #expect(!plans.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN s") }, "\(plans)")
    }

    @Test("Every kind of event has its own Chinese name")
    func names() {
        let names = EventKind.allCases.map { EventWording.name($0) }
        #expect(names.allSatisfy { $0.allSatisfy { !$0.isASCII } } && Set(names).count == names.count)
        #expect(EventWording.name("x.y") == "x.y" && EventWording.subject("x") == "x")
    }
}
