import Domain
import Store
import TestSupport
import Testing
import Workers

@Suite(.timeLimit(.minutes(15))) struct RecheckWorkerTests {
    /// A listing of `platform` whose takedown was listed and has a receipt. Returns the receipt.
    private static func receipted(_ test: TestAppContext, platform: String, crawler: String) async throws -> Int64 {
        let store = test.base.store
        _ = try await Samples.screenedPull(
            in: store, [Samples.listing("77", platform: platform)],
            crawler: Samples.crawler(crawler, platform: platform))
        let task = try #require(try await Samples.drawnRun(in: store).first)
        let label = try await Samples.purchase(in: store, task: task.id).label
        let report = try await Samples.file(Samples.submission(label), in: store)
        let conclusion = try await Samples.judge(report.id, in: store)
        try await Samples.route(conclusion, in: store)
        let takedown = try #require(try await store.takedowns(in: Samples.region("330000"), limit: 1).first).id
        try await store.confirmTakedown(takedown, basis: Samples.basis(), by: Samples.officer())
        _ = try await store.publishTakedown(takedown, action: .remove)
        return try await store.fileReceipt(
            ReceiptSubmission(sequence: 1, outcome: .removed, actedAt: FixedClock.start, note: ""), from: platform
        ).id
    }

    @Test(
        "each platform's own answer for a removed link is recognized; any other link still exists",
        arguments: [
            ("taobao", "taobao-top"), ("jd", "jd-union"), ("pdd", "pdd-ddk"), ("douyin", "douyin-live"),
        ])
    func outcomes(platform: String, crawler: String) async throws {
        try await LoopbackPlatform.running { loopback in
            let there = try TestAppContext(environment: await loopback.environment())
            let first = try await Self.receipted(there, platform: platform, crawler: crawler)
            #expect(try await Recheck(there.context).run(receipt: first)?.outcome == .stillThere)

            loopback.set { $0.removed = ["77"] }
            let gone = try TestAppContext(environment: await loopback.environment())
            let second = try await Self.receipted(gone, platform: platform, crawler: crawler)
            #expect(try await Recheck(gone.context).run(receipt: second)?.outcome == .gone)
            #expect(try await Recheck(gone.context).run(receipt: second) == nil)
            #expect(try await gone.base.store.counts()["recheckedGone"] == 1)
        }
    }

    @Test("the worker checks again a day later while the link exists, and each job records one check")
    func checksAgain() async throws {
        try await LoopbackPlatform.running { loopback in
            let test = try TestAppContext(environment: await loopback.environment())
            let store = test.base.store
            let receipt = try await Self.receipted(test, platform: "jd", crawler: "jd-union")
            let worker = WorkerService.worker(.recheck, test.context)
            let recheck = Recheck(test.context)
            #expect(try await worker.runOnce(store).done == [.recheck(receipt: receipt)])
            // The same job again, as after a lost lease, and a job from before that check.
            #expect(try await recheck.run(receipt: receipt, after: 0) == nil)
            #expect(try await store.recheckFacts(receipt: receipt).checks == 1)
            #expect(try await worker.runOnce(store).done.isEmpty)

            test.base.clock.advance(seconds: 86_400)
            #expect(try await worker.runOnce(store).done == [.recheck(receipt: receipt, after: 1)])
            #expect(try await recheck.run(receipt: receipt, after: 1) == nil)
            #expect(try await store.recheckFacts(receipt: receipt).checks == 2)

            loopback.set { $0.removed = ["77"] }
            test.base.clock.advance(seconds: 86_400)
            #expect(try await worker.runOnce(store).done == [.recheck(receipt: receipt, after: 2)])
            #expect(try await store.recheckFacts(receipt: receipt).isGone)
            test.base.clock.advance(seconds: 86_400)
            #expect(try await worker.runOnce(store).done.isEmpty)
            #expect(try await store.jobs(state: .queued, limit: 100).filter { $0.kind == .recheck }.isEmpty)
            #expect(try await recheck.run(receipt: receipt) == nil)
        }
    }

    @Test("a person may check any number of times; the job that was due before then does nothing")
    func personChecks() async throws {
        try await LoopbackPlatform.running { loopback in
            let test = try TestAppContext(environment: await loopback.environment())
            let store = test.base.store
            let receipt = try await Self.receipted(test, platform: "jd", crawler: "jd-union")
            let recheck = Recheck(test.context)
            for _ in 1...2 { #expect(try await recheck.run(receipt: receipt)?.outcome == .stillThere) }
            #expect(try await store.recheckFacts(receipt: receipt).checks == 2)
            #expect(try await recheck.run(receipt: receipt, after: 1) == nil)
            #expect(try await recheck.run(receipt: receipt, after: 2)?.outcome == .stillThere)
            #expect(try await store.recheckFacts(receipt: receipt).checks == 3)
        }
    }

    @Test("a link whose takedown was withdrawn is not checked")
    func withdrawn() async throws {
        try await LoopbackPlatform.running { loopback in
            let test = try TestAppContext(environment: await loopback.environment())
            let receipt = try await Self.receipted(test, platform: "jd", crawler: "jd-union")
            try await test.base.store.withdrawTakedown(1, reason: "复核后不成立", by: Samples.officer())
            #expect(try await Recheck(test.context).run(receipt: receipt) == nil)
            #expect(try await test.base.store.counts()["recheckedStillThere"] == 0)
        }
    }

    @Test("if a platform cannot be reached, nothing is recorded about the link and it is checked again later")
    func unreachable() async throws {
        let test = try TestAppContext(environment: ["SUSHAI_JD_ITEM_ENDPOINT": "http://127.0.0.1:1/item"])
        let receipt = try await Self.receipted(test, platform: "jd", crawler: "jd-union")
        let summary = try await WorkerService.worker(.recheck, test.context).runOnce(test.base.store)
        #expect(summary.retried[.recheck(receipt: receipt)]?.fault == .platformUnreachable)
        #expect(try await test.base.store.counts()["recheckedGone"] == 0)
    }
}
