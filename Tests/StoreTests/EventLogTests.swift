import Domain
import TestSupport
import Testing

@testable import Store

struct EventLogTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// The events that `body` adds, each as `actor kind subject`.
    private func events(of body: () async throws -> Void) async throws -> [String] {
        let before = try await store.log().count
        try await body()
        return Array(try await store.log().dropFirst(before))
    }

    @Test("From pull to sample, every transaction writes its one event")
    func wayToSample() async throws {
        let listings = [Samples.listing("1"), Samples.listing("2")]
        var written = try await events { _ = try await store.openPull(Samples.crawler(), slot: FixedClock.start) }
        #expect(written == ["worker:pull pull.opened pull:1"])
        written = try await events { _ = try await store.recordPage(Samples.page(listings), pull: 1) }
        #expect(written == ["worker:pull pages.closed pull:1"])
        let bad = QuarantinedRecord(fault: RecordFault(.unreadablePage, "cut off"), place: "page", bytes: [1])
        written = try await events { try await store.recordUnreadablePage(bad, pull: 1, query: "", page: 2) }
        #expect(written == ["worker:pull page.unreadable pull:1"])
        written = try await events { try await store.completePull(1) }
        #expect(written == ["worker:pull pull.completed pull:1"])
        let flags = try await store.screeningFacts(pull: 1).observations.map {
            ($0.id, Samples.product, [Samples.flag()])
        }
        written = try await events {
            try await store.recordScreening(
                pull: 1, flags: flags, rules: [Samples.product: Samples.rule], cellsWithoutBaseline: [])
        }
        #expect(written == ["worker:screen pull.screened pull:1"])
        written = try await events { _ = try await Samples.drawnRun(in: store, Samples.plan(quota: 2)) }
        #expect(written == ["operator run.opened run:1", "operator run.drawn run:1"])
        written = try await events { _ = try await Samples.purchase(in: store, task: 1) }
        #expect(written == ["operator purchase.recorded task:1"])
        written = try await events { try await store.cancelTask(2, reason: "售罄", by: Samples.buyer) }
        #expect(written == ["operator task.cancelled task:2"])
    }

    @Test("From report to recheck, every transaction writes its one event")
    func wayFromReport() async throws {
        let sample = try await Samples.sample(in: store)
        var written = try await events {
            _ = try await Samples.file(
                Samples.submission(sample.label, number: "R-taobao-1001"), in: store)
        }
        #expect(
            written == [
                "laboratory:laboratory-a upload.received upload:1", "laboratory:laboratory-a report.filed report:1",
                "laboratory:laboratory-a upload.read upload:1",
            ])
        written = try await events { _ = try await Samples.judge(1, in: store) }
        #expect(written == ["worker:judge report.judged report:1"])
        written = try await events { try await Samples.route(1, in: store) }
        #expect(written == ["worker:route conclusion.routed conclusion:1"])
        written = try await events {
            try await store.confirmTakedown(1, basis: Samples.basis(), by: Samples.officer("王晓"))
        }
        #expect(written == ["officer:王晓 takedown.confirmed takedown:1"])
        written = try await events { _ = try await store.publishTakedown(1, action: .remove) }
        #expect(written == ["worker:publish takedown.listed takedown:1"])
        let receipt = ReceiptSubmission(sequence: 1, outcome: .removed, actedAt: FixedClock.start, note: "")
        written = try await events { _ = try await store.fileReceipt(receipt, from: "taobao") }
        #expect(written == ["platform:taobao receipt.filed takedown:1"])
        written = try await events {
            try await store.recordRecheck(store.recheckFacts(receipt: 1), outcome: .gone, detail: "HTTP 404")
        }
        #expect(written == ["worker:recheck link.rechecked takedown:1"])
        let proof = try store.evidence.admit(Array("送达回证".utf8))
        written = try await events { try await store.serveNotice(number: "速筛告〔2026〕1号", proof: proof, by: .operator) }
        #expect(written == ["operator notice.served notice:1"])
        let given = SampleCase(
            listing: .init(platform: "taobao", item: "1001"), task: sample.task, label: sample.label, report: 1,
            conclusion: 1)
        written = try await events { _ = try await Samples.correct(given, to: nil, in: store) }
        #expect(
            written == [
                "laboratory:laboratory-a upload.received upload:2", "laboratory:laboratory-a report.corrected report:2",
                "laboratory:laboratory-a upload.read upload:2", "worker:judge report.judged report:2",
                "worker:route notice.withdrawn notice:1", "worker:route referral.withdrawn referral:1",
                "worker:route takedown.withdrawn takedown:1", "worker:route conclusion.routed conclusion:2",
            ])
        written = try await events { _ = try await store.publishTakedown(1, action: .restore) }
        #expect(written == ["worker:publish takedown.listed takedown:1"])
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test("Tokens and dead jobs write events; claims and completions of jobs do not")
    func tokensAndJobs() async throws {
        var written = try await events { _ = try await store.issueToken(for: Samples.officer(), by: .operator) }
        #expect(written == ["operator token.issued token:1"])
        written = try await events { try await store.revokeToken(1, by: .operator) }
        #expect(written == ["operator token.revoked token:1"])
        written = try await events {
            try await store.enqueue(.judge(report: 1))
            let jobs = try await store.claim(.judge, limit: 1, leaseSeconds: 60)
            _ = try await store.extend(jobs, leaseSeconds: 60)
            try await store.fail(jobs[0], .retry(at: FixedClock.start, JobError(.other, "x")))
            let again = try await store.claim(.judge, limit: 1, leaseSeconds: 60)
            try await store.complete(again)
        }
        #expect(written.isEmpty)
    }

    @Test("A call that changes nothing writes no event")
    func repeats() async throws {
        let given = try await Samples.routedCase(in: store)
        let takedown = try await Samples.listTakedown(of: given, in: store)
        let written = try await events {
            _ = try await store.openPull(Samples.crawler("feed-taobao-1001"), slot: FixedClock.start)
            _ = try await store.recordPage(Samples.page([Samples.listing("1001")]), pull: 1)
            try await store.completePull(1)
            try await store.recordScreening(pull: 1, flags: [], rules: [:], cellsWithoutBaseline: [])
            _ = try await store.openSamplingRun(Samples.plan("run-taobao-1001"), by: .operator)
            _ = try await Samples.purchase(in: store, task: given.task)
            _ = try await Samples.file(
                Samples.submission(given.label, number: "R-taobao-1001"), in: store)
            _ = try await Samples.judge(given.report, in: store)
            try await Samples.route(given.conclusion, in: store)
            try await store.confirmTakedown(takedown, basis: Samples.basis(), by: Samples.officer())
            _ = try await store.publishTakedown(takedown, action: .remove)
            _ = try await store.counts()
        }
        #expect(written.isEmpty)
    }

    @Test("The rows form a hash chain that other programs can recompute")
    func chain() async throws {
        _ = try await Samples.routedCase(in: store)
        let events = try await store.events(subject: nil, limit: 1000)
        #expect(events.map(\.sequence) == Array(1...Int64(events.count)))
        #expect(events.first?.previousHash == ChainedEvent.genesis)
        for (earlier, later) in zip(events, events.dropFirst()) { #expect(later.previousHash == earlier.hash) }
        #expect(events.allSatisfy { $0.hash == $0.expectedHash })
        let outcome = try await store.verifyAudit()
        #expect(outcome == AuditOutcome(events: Int64(events.count), head: events.last?.hash ?? "", fault: nil))
        #expect(try await store.events(subject: nil, limit: 3) == Array(events.suffix(3)))
        #expect(try await store.verifyAudit() == outcome)
    }

    @Test("An empty log is valid")
    func empty() async throws {
        #expect(try await store.verifyAudit() == AuditOutcome(events: 0, head: ChainedEvent.genesis, fault: nil))
    }
}
