import Domain
import Store
import TestSupport
import Testing

@testable import Workers

@Suite(.timeLimit(.minutes(15))) struct WorkerServiceTests {
    @Test("the workers judge and route a filed report; each step makes the next one due")
    func stepsFollowOneAnother() async throws {
        let test = try TestAppContext()
        let store = test.base.store
        let sample = try await Samples.sample(in: store)
        _ = try await Samples.file(Self.failing(sample.label), in: store)
        let service = WorkerService(test.context, schedulesPulls: false)
        while try await service.round() {}
        let counts = try await store.counts()
        #expect(counts["fails"] == 1 && counts["serious"] == 1)
        #expect(counts["notices"] == 1 && counts["leads"] == 1)
        #expect(try await store.takedowns(in: Samples.region("330000"), limit: 10).map(\.state) == [.proposed])
        #expect(counts["jobsWaiting"] == 0 && counts["jobsDead"] == 0)
        #expect(try await service.round() == false)
        #expect(try await store.counts()["events"] == counts["events"])
    }

    @Test("one failing job does not stop the batch, and becomes dead with its reason")
    func badJobIsSetAside() async throws {
        let test = try TestAppContext()
        let store = test.base.store
        try await store.enqueue(.judge(report: 999))
        let sample = try await Samples.sample(in: store)
        _ = try await Samples.file(Self.failing(sample.label), in: store)
        let summary = try await WorkerService.worker(.judge, test.context).runOnce(store)
        #expect(summary.done == [.judge(report: 1)])
        #expect(summary.dead[.judge(report: 999)]?.fault == .notFound)
        #expect(try await store.jobs(state: .dead, limit: 10).map(\.key) == ["999"])
    }

    @Test("the leases of a whole batch are renewed, including those of waiting jobs")
    func batchLeases() async throws {
        let test = try TestStore()
        let store = test.store
        for report in 1...3 { try await store.enqueue(.judge(report: Int64(report))) }
        let worker = Worker(kind: .judge, leaseSeconds: 3) { key in
            guard key == .judge(report: 1) else { return }
            for _ in 0..<2 {
                test.clock.advance(seconds: 2)
                let renewed = test.clock.clock.now().adding(seconds: 3)
                while try await store.jobs(state: .running, limit: 10).contains(where: { $0.leaseUntil != renewed }) {
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
            // The first lease ended a second ago. No other process gets any of the jobs.
            #expect(try await store.claim(.judge, limit: 10, leaseSeconds: 60).isEmpty)
        }
        #expect(try await worker.runOnce(store).done.map(\.text) == ["1", "2", "3"])
        #expect(try await store.jobs(state: .done, limit: 10).allSatisfy { $0.attempts == 1 })
    }

    @Test("a job that is repeated after a lost lease has the same result as a job done once")
    func jobsAreIdempotent() async throws {
        let test = try TestAppContext()
        let store = test.base.store
        let given = try await Samples.routedCase(in: store)
        let before = try await store.counts()
        _ = try await Judge(test.context).run(report: given.report)
        _ = try await Route(test.context).run(conclusion: given.conclusion)
        #expect(try await store.counts() == before)
    }

    @Test("a temporary error is retried after growing waits, a permanent one makes the job dead at once")
    func retryPolicy() {
        let retry = JobRetry()
        let now = FixedClock.start
        var last: Int64 = 0
        for tried in 1..<retry.attempts {
            let failure = retry.decide(IncompletePull(gaps: ["x"]), attempts: tried, now: now, random: .seeded(3))
            guard case .retry(let moment, let error) = failure else {
                Issue.record("try \(tried) was not the last")
                return
            }
            let wait = moment.milliseconds - now.milliseconds
            #expect(wait >= min(last, retry.longestSeconds * 500))
            #expect(wait <= retry.longestSeconds * 1000)
            #expect(error.fault == .incompletePull && error.detail.contains("缺页"))
            last = wait / 2
        }
        for (error, tried) in [(PermanentFailure("x") as any Error, 1), (IncompletePull(gaps: []), retry.attempts)] {
            guard case .dead = retry.decide(error, attempts: tried, now: now, random: .seeded(3)) else {
                Issue.record("\(error) after \(tried) tries must be set aside")
                continue
            }
        }
    }

    @Test(
        "the wait that a platform requests is respected before the next try, up to one day",
        arguments: [
            (Int64(3600), Int64(3_600_000)), (Int64.max, Int64(86_400_000)),
        ])
    func askedWait(seconds: Int64, least: Int64) {
        let error = IncompletePull(gaps: ["x"], retryAfterSeconds: seconds)
        let failure = JobRetry().decide(error, attempts: 1, now: FixedClock.start, random: .seeded(3))
        guard case .retry(let moment, _) = failure else {
            Issue.record("it must be tried again")
            return
        }
        #expect(moment.milliseconds - FixedClock.start.milliseconds == least)
    }

    @Test("an error that quotes foreign text is stored without control characters")
    func hostileError() {
        let failure = JobRetry().decide(
            PermanentFailure("a\u{0}b\u{1B}[31m"), attempts: 1, now: FixedClock.start, random: .seeded(3))
        #expect(failure == .dead(JobError(.other, "a b [31m")))
    }

    @Test("each configured crawler becomes due once per snapshot, and no other")
    func pullsAreScheduled() async throws {
        let test = try TestAppContext(environment: LoopbackPlatform.secrets)
        let service = WorkerService(test.context)
        try await service.enqueueDuePulls()
        try await service.enqueueDuePulls()
        let jobs = try await test.base.store.jobs(state: .queued, limit: 100)
        #expect(
            jobs.map { $0.key.split(separator: "@")[0] }.sorted() == [
                "douyin-live", "jd-union", "pdd-ddk", "taobao-top",
            ])
        test.base.clock.advance(seconds: 86_400)
        try await service.enqueueDuePulls()
        #expect(try await test.base.store.jobs(state: .queued, limit: 100).count == 8)
    }

    /// A report of the shipped criteria whose magnet fails: a serious hazard.
    private static func failing(_ label: String) -> ReportSubmission {
        ReportSubmission(
            number: "R-1", sampleLabel: label, testedOn: Samples.day("2026-11-05"),
            producedOn: Samples.day("2026-05-20"), declared: ["magnet": "loose"],
            results: [
                ItemResult(item: "TY-MAG", value: "167.5", unit: "kG²mm²"),
                ItemResult(item: "TY-MAG-SP", value: "不合格", unit: ""),
            ])
    }
}
