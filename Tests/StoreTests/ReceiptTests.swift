import Domain
import TestSupport
import Testing

@testable import Store

struct ReceiptTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func receipt(_ outcome: ReceiptOutcome = .removed, sequence: Int64 = 1, note: String = "")
        -> ReceiptSubmission
    {
        ReceiptSubmission(
            sequence: sequence, outcome: outcome, actedAt: FixedClock.start.adding(seconds: 5), note: note)
    }

    private func listed() async throws -> Int64 {
        try await Samples.listTakedown(of: Samples.routedCase(in: store), in: store)
    }

    private func recheckJobs() async throws -> [String] {
        try await store.jobs(state: .queued, limit: 100).filter { $0.kind == .recheck }.map(\.key)
    }

    @Test("The same receipt twice is one receipt, and its link is checked once")
    func twice() async throws {
        let takedown = try await listed()
        let first = try await store.fileReceipt(receipt(), from: "taobao")
        let second = try await store.fileReceipt(receipt(), from: "taobao")
        #expect(first.isNew && !second.isNew && first.id == second.id)
        #expect(try await store.counts()["receipts"] == 1)
        #expect(try await recheckJobs() == [String(first.id)])
        #expect(
            try await store.log().filter { $0.contains("receipt.filed") } == [
                "platform:taobao receipt.filed takedown:\(takedown)"
            ])
    }

    @Test("Another outcome, time or note is another receipt; the last one counts")
    func others() async throws {
        let takedown = try await listed()
        for given in [receipt(.refused, note: "查无此链接"), receipt(.refused), receipt(.notFound), receipt(.removed)] {
            #expect(try await store.fileReceipt(given, from: "taobao").isNew)
        }
        #expect(try await store.counts()["receipts"] == 4)
        let row = try #require(try await store.takedowns(in: Samples.region(), limit: 10).first)
        #expect(row.id == takedown && row.receipt == .removed && row.sequence == 1)
    }

    @Test("An entry outside the platform's own list is reported as unknown")
    func foreign() async throws {
        _ = try await listed()
        for (sequence, platform) in [(Int64(1), "jd"), (2, "taobao"), (0, "taobao"), (-1, "taobao")] {
            await #expect(throws: StoreError.notFound("entry \(sequence) on this platform's list")) {
                try await store.fileReceipt(receipt(sequence: sequence), from: platform)
            }
        }
        #expect(try await store.counts()["receipts"] == 0)
    }

    @Test(
        "A link is checked again if the platform reports an action, not if it refuses",
        arguments: [
            (ReceiptOutcome.removed, 1), (.notFound, 1), (.refused, 0),
        ])
    func recheckDue(_ outcome: ReceiptOutcome, _ jobs: Int) async throws {
        _ = try await listed()
        _ = try await store.fileReceipt(receipt(outcome), from: "taobao")
        #expect(try await recheckJobs().count == jobs)
    }

    @Test("The receipt of a restore entry makes no recheck due")
    func restore() async throws {
        let takedown = try await listed()
        try await store.withdrawTakedown(takedown, reason: "申诉成立", by: Samples.officer())
        _ = try await store.publishTakedown(takedown, action: .restore)
        #expect(try await store.fileReceipt(receipt(sequence: 2), from: "taobao").isNew)
        #expect(try await recheckJobs().isEmpty)
    }

    @Test("The result of each check is stored once", arguments: [RecheckOutcome.gone, .stillThere])
    func recheck(_ outcome: RecheckOutcome) async throws {
        let takedown = try await listed()
        let filed = try await store.fileReceipt(receipt(), from: "taobao")
        let facts = try await store.recheckFacts(receipt: filed.id)
        #expect(facts.takedown == takedown && facts.listing.text == "taobao/1001" && facts.checks == 0 && !facts.isGone)
        #expect(facts.crawler == "feed-taobao-1001")
        try await store.recordRecheck(facts, outcome: outcome, detail: "HTTP 404, 9 bytes")
        try await store.recordRecheck(facts, outcome: outcome == .gone ? .stillThere : .gone, detail: "again")
        let after = try await store.recheckFacts(receipt: filed.id)
        #expect(after.checks == 1 && after.isGone == (outcome == .gone))
        let row = try #require(try await store.takedowns(in: Samples.region(), limit: 10).first)
        #expect(row.recheck == outcome)
        let counts = try await store.counts()
        #expect(counts["recheckedGone"] == (outcome == .gone ? 1 : 0))
        #expect(counts["recheckedStillThere"] == (outcome == .gone ? 0 : 1))
        #expect(
            try await store.log().filter { $0.contains("link.rechecked") } == [
                "worker:recheck link.rechecked takedown:\(takedown)"
            ])
        await #expect(throws: StoreError.notFound("receipt 99")) { try await store.recheckFacts(receipt: 99) }
    }

    @Test("If a link still exists, it is checked again a day later; if it is gone, never again")
    func nextCheck() async throws {
        _ = try await listed()
        let filed = try await store.fileReceipt(receipt(), from: "taobao")
        let key = String(filed.id)
        func due() async throws -> [String] {
            try await store.claim(.recheck, limit: 10, leaseSeconds: 60).map(\.key.text)
        }
        try await store.complete(store.claim(.recheck, limit: 10, leaseSeconds: 60))
        try await store.recordRecheck(store.recheckFacts(receipt: filed.id), outcome: .stillThere, detail: "HTTP 200")
        #expect(try await recheckJobs() == [key + ":1"])
        test.clock.advance(seconds: 86_399)
        #expect(try await due().isEmpty)
        test.clock.advance(seconds: 1)
        #expect(try await due() == [key + ":1"])
        try await store.recordRecheck(store.recheckFacts(receipt: filed.id), outcome: .gone, detail: "HTTP 404")
        #expect(try await recheckJobs().isEmpty)
        let facts = try await store.recheckFacts(receipt: filed.id)
        #expect(facts.checks == 2 && facts.isGone)
        let row = try #require(try await store.takedowns(in: Samples.region(), limit: 10).first)
        #expect(row.recheck == .gone)
    }

    @Test("A link that stays is checked at most thirty times")
    func thirtyChecks() async throws {
        _ = try await listed()
        let filed = try await store.fileReceipt(receipt(), from: "taobao")
        for look in 1...30 {
            try await store.recordRecheck(
                store.recheckFacts(receipt: filed.id), outcome: .stillThere, detail: "HTTP 200")
            let isDue = try await recheckJobs().contains("\(filed.id):\(look)")
            #expect(isDue == (look < 30), "look \(look)")
        }
        #expect(try await store.recheckFacts(receipt: filed.id).checks == 30)
    }

    @Test("An inconclusive answer is never stored as a finding")
    func unknown() async throws {
        _ = try await listed()
        let filed = try await store.fileReceipt(receipt(), from: "taobao")
        let facts = try await store.recheckFacts(receipt: filed.id)
        await #expect(throws: (any Error).self) {
            try await store.recordRecheck(facts, outcome: .unknown, detail: "HTTP 503")
        }
        let after = try await store.recheckFacts(receipt: filed.id)
        #expect(after.checks == 0 && !after.isGone)
        #expect(try await recheckJobs() == [String(filed.id)])
        #expect(try await store.log().filter { $0.contains("link.rechecked") }.isEmpty)
    }
}
