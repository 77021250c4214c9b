import Domain
import TestSupport
import Testing

@testable import Store

struct QueueTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func claim(limit: Int = 10) async throws -> [ClaimedJob] {
        try await store.claim(.judge, limit: limit, leaseSeconds: 60)
    }

    private func claim(_ report: Int64) async throws -> [ClaimedJob] {
        try await store.claim(.judge(report: report), leaseSeconds: 60)
    }

    private func one() async throws -> ClaimedJob {
        try #require(try await claim().first)
    }

    private func state(_ state: JobState) async throws -> [String] {
        try await store.jobs(state: state, limit: 100).map(\.key)
    }

    @Test("The same key twice is one job in any state; another kind is another job")
    func enqueueTwice() async throws {
        try await store.enqueue(.judge(report: 1))
        try await store.enqueue(.judge(report: 1))
        try await store.enqueue(.route(conclusion: 1))
        #expect(try await store.queueDepth() == ["judge": 1, "route": 1])
        try await store.complete(claim())
        try await store.enqueue(.judge(report: 1))
        #expect(try await store.queueDepth() == ["route": 1])
        #expect(try await claim().isEmpty)
    }

    @Test("A claimed job is not claimed by another process")
    func exclusive() async throws {
        for report in 1...5 { try await store.enqueue(.judge(report: Int64(report))) }
        let first = try await claim(limit: 2)
        let second = try await claim(limit: 2)
        let third = try await claim(limit: 2)
        #expect([first, second, third].map { $0.map(\.key.text) } == [["1", "2"], ["3", "4"], ["5"]])
        #expect(try await claim().isEmpty)
        #expect(first.allSatisfy { $0.attempts == 1 && $0.leaseUntil == FixedClock.start.adding(seconds: 60) })
        #expect(try await store.claim(.route, limit: 10, leaseSeconds: 60).isEmpty)
        #expect(try await store.queueDepth() == ["judge": 5])
    }

    @Test("Simultaneous claims share the jobs and claim none twice")
    func concurrent() async throws {
        let folder = try TemporaryFolder()
        let stores = [try TestStore(onFileIn: folder), try TestStore(onFileIn: folder)]
        for report in 0..<60 { try await stores[0].store.enqueue(.judge(report: Int64(report))) }
        let keys = try await withThrowingTaskGroup(of: [JobKey].self) { group in
            for worker in 0..<12 {
                let store = stores[worker % 2].store
                group.addTask { try await store.claim(.judge, limit: 7, leaseSeconds: 60).map(\.key) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(keys.count == 60)
        #expect(Set(keys).count == 60)
    }

    @Test("A single job can be claimed by its key")
    func byKey() async throws {
        for report in 1...3 { try await store.enqueue(.judge(report: Int64(report))) }
        #expect(try await claim(2).map(\.key) == [.judge(report: 2)])
        #expect(try await claim(2).isEmpty)
        #expect(try await claim(9).isEmpty)
        #expect(try await claim().map(\.key.text) == ["1", "3"])
    }

    @Test("When a lease ends, the job is due again with a higher fence")
    func leaseEnds() async throws {
        try await store.enqueue(.judge(report: 1))
        let first = try await one()
        test.clock.advance(seconds: 59)
        #expect(try await claim().isEmpty)
        test.clock.advance(seconds: 1)
        let second = try await one()
        #expect(second.id == first.id && second.fence > first.fence && second.attempts == 2)
    }

    @Test("After a lost lease, the old fence can neither complete, fail nor extend the job")
    func oldFence() async throws {
        try await store.enqueue(.judge(report: 1))
        let lost = try await one()
        test.clock.advance(seconds: 60)
        let held = try await one()
        #expect(try await store.complete([lost]) == 0)
        #expect(try await store.extend([lost], leaseSeconds: 60).isEmpty)
        try await store.fail(lost, .dead(JobError(.other, "late")))
        try await store.fail(lost, .retry(at: FixedClock.start, JobError(.other, "late")))
        #expect(try await state(.running) == ["1"])
        #expect(try await store.log().isEmpty)
        #expect(try await store.complete([held]) == 1)
        #expect(try await store.complete([held]) == 0)
        #expect(try await state(.done) == ["1"])
    }

    @Test("A renewed lease does not end")
    func extend() async throws {
        try await store.enqueue(.judge(report: 1))
        let job = try await one()
        test.clock.advance(seconds: 50)
        let longer = try #require(try await store.extend([job], leaseSeconds: 60).first)
        #expect(longer.leaseUntil == FixedClock.start.adding(seconds: 110) && longer.fence == job.fence)
        test.clock.advance(seconds: 59)
        #expect(try await claim().isEmpty)
        #expect(try await store.complete([longer]) == 1)
    }

    @Test("A job that is to be tried again waits for its time and keeps its error")
    func retry() async throws {
        try await store.enqueue(.judge(report: 1))
        try await store.fail(
            one(), .retry(at: FixedClock.start.adding(seconds: 30), JobError(.platformUnreachable, "HTTP 503")))
        #expect(try await claim().isEmpty)
        let waiting = try #require(try await store.jobs(state: .queued, limit: 10).first)
        #expect(
            waiting.lastError == JobError(.platformUnreachable, "HTTP 503")
                && waiting.runAfter == FixedClock.start.adding(seconds: 30))
        test.clock.advance(seconds: 29)
        #expect(try await claim().isEmpty)
        test.clock.advance(seconds: 1)
        #expect(try await one().attempts == 2)
        #expect(try await store.log().isEmpty)
    }

    @Test("The job that is due longest is claimed first")
    func order() async throws {
        for report in 1...3 { try await store.enqueue(.judge(report: Int64(report))) }
        try await store.fail(one(), .retry(at: FixedClock.start.adding(seconds: 5), JobError(.other, "x")))
        test.clock.advance(seconds: 60)
        for key in ["2", "3", "1"] { #expect(try await claim(limit: 1).map(\.key.text) == [key]) }
    }

    @Test("A dead job keeps its error, writes an event, and is not tried again")
    func dead() async throws {
        try await store.enqueue(.judge(report: 1))
        try await store.fail(one(), .dead(JobError(.ruleMissing, "there are no criteria for “kites”")))
        test.clock.advance(seconds: 1_000_000)
        #expect(try await claim().isEmpty)
        let row = try #require(try await store.jobs(state: .dead, limit: 10).first)
        #expect(row.lastError == JobError(.ruleMissing, "there are no criteria for “kites”") && row.attempts == 1)
        #expect(try await store.counts()["jobsDead"] == 1)
        let event = try #require(try await store.events(subject: "job:\(row.id)", limit: 10).first)
        #expect(event.kind == "job.dead" && event.actor == "worker:judge")
        #expect(event.detailsJSON.contains("there are no criteria"))
    }

    @Test("A person can revive a dead job with no tries; a job that is not dead cannot be revived")
    func revive() async throws {
        try await store.enqueue(.judge(report: 1))
        let job = try await one()
        await #expect(throws: StoreError.notFound("dead job \(job.id)")) {
            try await store.revive(job: job.id, by: .operator)
        }
        try await store.fail(job, .dead(JobError(.other, "x")))
        try await store.revive(job: job.id, by: .operator)
        let again = try await one()
        #expect(again.attempts == 1 && again.fence > job.fence)
        #expect(try await store.log().last == "operator job.revived job:\(job.id)")
        await #expect(throws: StoreError.notFound("dead job 99")) { try await store.revive(job: 99, by: .operator) }
    }

    @Test("A failed transaction enqueues nothing and changes nothing")
    func failing() async throws {
        struct Broken: Error {}
        let counts = try await store.counts()
        await #expect(throws: Broken.self) {
            try await store.write { database, now in
                try database.enqueue(.judge(report: 1), at: now)
                try database.append(.reportFiled, by: .operator, on: "report:1", at: now)
                throw Broken()
            }
        }
        #expect(try await store.counts() == counts)
        #expect(try await claim().isEmpty)
    }

    @Test("A job whose key cannot be read becomes dead; the others are claimed")
    func unreadableKey() async throws {
        for report in 1...2 { try await store.enqueue(.judge(report: Int64(report))) }
        try await store.raw("UPDATE job SET key = 'not-a-number' WHERE key = '1'")
        #expect(try await claim().map(\.key) == [.judge(report: 2)])
        let dead = try #require(try await store.jobs(state: .dead, limit: 10).first)
        #expect(dead.key == "not-a-number" && dead.lastError?.fault == .unreadableKey)
        #expect(try await store.log().last == "worker:judge job.dead job:1")
    }
}
