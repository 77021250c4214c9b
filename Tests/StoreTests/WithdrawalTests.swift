import Domain
import TestSupport
import Testing

@testable import Store

/// Withdrawn reports and their withdrawn consequences, which stay visible.
struct WithdrawalTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let province = Samples.region("330000")

    init() throws {
        test = try TestStore()
    }

    private func withdraw(_ given: SampleCase, reason: String = "样品混淆") async throws -> Bool {
        try await store.withdrawReport(
            number: "R-taobao-\(given.listing.item)", of: Samples.laboratory, reason: reason, by: .operator)
    }

    @Test("A withdrawn report withdraws its notice, its lead and its takedown, each with the reason")
    func withdrawal() async throws {
        let given = try await Samples.routedCase(in: store)
        let takedown = try await Samples.listTakedown(of: given, in: store)
        #expect(try await withdraw(given))
        #expect(try await !withdraw(given))
        let reason = "检测报告已撤回：样品混淆"
        #expect(try await store.notices(in: province, limit: 9).map(\.withdrawnReason) == [reason])
        #expect(try await store.referrals(in: province, limit: 9).map(\.withdrawnReason) == [reason])
        #expect(try await store.takedowns(in: province, limit: 9).map(\.withdrawnReason) == [reason])
        #expect(try await store.publishTakedown(takedown, action: .restore))
        let counts = try await store.counts()
        #expect(["fails", "notices", "leads", "takedowns"].map { counts[$0] } == [0, 0, 0, 0])
        let kinds = try await store.log().filter { $0.contains("withdrawn") }.map { $0.split(separator: " ")[1] }
        #expect(kinds == ["report.withdrawn", "notice.withdrawn", "referral.withdrawn", "takedown.withdrawn"])
        #expect(try await store.reports(limit: 9).map(\.withdrawnReason) == ["样品混淆"])
        await #expect(throws: StoreError.notFound("report R-9")) {
            try await store.withdrawReport(number: "R-9", of: Samples.laboratory, reason: "x", by: .operator)
        }
    }

    @Test("A report withdrawn before it is routed has no consequences")
    func withdrawnFirst() async throws {
        let label = try await Samples.sample(in: store).label
        let report = try await Samples.file(Samples.submission(label, hazard: .serious), in: store)
        let conclusion = try await Samples.judge(report.id, in: store)
        try await store.withdrawReport(number: "R-2026-0001", of: Samples.laboratory, reason: "混淆", by: .operator)
        try await Samples.route(conclusion, in: store)
        #expect(try await store.notices(in: province, limit: 9).isEmpty)
        #expect(try await store.unroutedConclusions(limit: 9).isEmpty)
    }

    @Test("A version after a withdrawal is valid, with its own consequences")
    func again() async throws {
        let given = try await Samples.routedCase(in: store)
        #expect(try await withdraw(given))
        _ = try await Samples.correct(given, to: .serious, in: store)
        #expect(try await store.notices(in: province, limit: 9).map(\.isWithdrawn) == [true, false])
        #expect(try await store.counts()["leads"] == 1)
    }

    @Test("A consequence that a correction withdraws names the conclusion that replaces it")
    func superseded() async throws {
        let given = try await Samples.routedCase(in: store)
        let later = try await Samples.correct(given, to: .general, in: store)
        #expect(try await store.number("SELECT supersededBy FROM notice WHERE withdrawnAt IS NOT NULL") == later)
        #expect(try await store.number("SELECT supersededBy FROM takedown WHERE state = 'withdrawn'") == later)
        #expect(
            try await store.notices(in: province, limit: 9).map(\.withdrawnReason)
                == [DispositionWording.corrected, nil])
        #expect(try await store.reports(limit: 9).map(\.isSuperseded) == [true, false])
    }

    @Test("If two versions of one report are routed at the same time, the consequences of the later one stay")
    func race() async throws {
        for round in 0..<20 {
            let folder = try TemporaryFolder()
            let first = try TestStore(onFileIn: folder, random: .seeded(UInt64(round)))
            let second = try TestStore(onFileIn: folder, random: .seeded(99))
            let label = try await Samples.sample(in: first.store).label
            let laboratory = Samples.laboratory
            let early = try await Samples.file(
                Samples.submission(label, hazard: .serious), from: laboratory, in: first.store)
            let late = try await Samples.file(
                Samples.submission(label, hazard: .general, correction: "称量有误"), from: laboratory, in: first.store)
            let earlier = try await Samples.judge(early.id, in: first.store)
            let later = try await Samples.judge(late.id, in: first.store)
            async let one: Void = Samples.route(earlier, in: first.store)
            async let two: Void = Samples.route(later, in: second.store)
            _ = try await (one, two)
            let counts = try await first.store.counts()
            #expect(["notices", "reminders", "leads"].map { counts[$0] } == [1, 1, 0], "round \(round)")
            #expect(try await first.store.takedowns(in: province, state: .proposed, limit: 9).isEmpty)
        }
    }
}
