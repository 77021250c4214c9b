import Domain
import TestSupport
import Testing

@testable import Store

struct DispositionTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let province = Samples.region("330000")

    init() throws {
        test = try TestStore()
    }

    private func figures(_ names: String...) async throws -> [Int64?] {
        let counts = try await store.counts()
        return names.map { counts[$0] }
    }

    /// The numbers of valid notices, reminders and leads, and of takedowns that an officer decided.
    private func validConsequences() async throws -> [Int64?] {
        try await figures("notices", "reminders", "leads", "takedowns")
    }

    private func publishJobs() async throws -> [String] {
        try await store.jobs(state: .queued, limit: 100).filter { $0.kind == .publish }.map(\.key)
    }

    @Test("A general hazard creates a notice and a reminder to the seller's bureau, but no lead and no takedown")
    func general() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .general)
        #expect(try await validConsequences() == [1, 1, 0, 0])
        let notice = try #require(try await store.notices(in: province, limit: 10).first)
        #expect(notice.hazard == .general && notice.copies == 2 && notice.copiedTo.text == "330482")
        #expect(notice.enterprise == "虚构1号玩具有限公司")
        #expect(notice.text.contains("☑一般风险隐患") && notice.text.contains("□严重风险隐患"))
        let referral = try #require(try await store.referrals(in: province, limit: 10).first)
        #expect(referral.kind == .reminder && referral.region.text == "330482" && referral.listing == given.listing)
        #expect(try await store.takedowns(in: province, limit: 10).isEmpty)
    }

    @Test("A serious hazard creates a notice, a lead, and a proposed takedown")
    func serious() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .serious)
        #expect(try await validConsequences() == [1, 0, 1, 0])
        let notice = try #require(try await store.notices(in: province, limit: 10).first)
        #expect(notice.text.contains("☑严重风险隐患") && notice.text.contains("小零件"))
        #expect(try await store.referrals(in: province, limit: 10).map(\.kind) == [.lead])
        let takedown = try await Samples.takedown(of: given, in: store)
        #expect(takedown.state == .proposed && takedown.legalBasis == nil && takedown.confirmedBy == nil)
        #expect(takedown.region.text == "330482" && takedown.sequence == nil)
        #expect(try await publishJobs().isEmpty)
    }

    @Test("A sample that meets all criteria is routed and has no consequences")
    func meets() async throws {
        let given = try await Samples.routedCase(in: store, hazard: nil)
        #expect(try await validConsequences() == [0, 0, 0, 0])
        #expect(try await store.routingFacts(conclusion: given.conclusion).isRouted)
        #expect(try await store.log().last == "worker:route conclusion.routed conclusion:\(given.conclusion)")
        await #expect(throws: StoreError.notFound("conclusion 99")) { try await store.routingFacts(conclusion: 99) }
    }

    @Test("A conclusion is routed once")
    func once() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .serious)
        let counts = try await store.counts()
        try await Samples.route(given.conclusion, in: store)
        #expect(try await store.counts() == counts)
    }

    @Test("Each bureau sees the cases of its own region")
    func regions() async throws {
        _ = try await Samples.routedCase(in: store, item: "1", hazard: .general, region: "330482")
        _ = try await Samples.routedCase(in: store, item: "2", hazard: .serious, region: "330106")
        #expect(try await store.referrals(in: Samples.region("330400"), limit: 10).map(\.kind) == [.reminder])
        #expect(try await store.referrals(in: Samples.region("330106"), limit: 10).map(\.kind) == [.lead])
        #expect(try await store.notices(in: Samples.region("330100"), limit: 10).count == 1)
        #expect(try await store.notices(in: Samples.region("330200"), limit: 10).isEmpty)
        #expect(try await store.takedowns(in: Samples.region("330482"), limit: 10).isEmpty)
        #expect(try await store.takedowns(in: province, limit: 10).count == 1)
    }

    @Test("Corrected from serious to general: notice, lead and takedown are withdrawn, the list gets a restore entry")
    func seriousToGeneral() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .serious)
        let takedown = try await Samples.listTakedown(of: given, in: store)
        _ = try await Samples.correct(given, to: .general, in: store)
        #expect(try await store.notices(in: province, limit: 10).map(\.isWithdrawn) == [true, false])
        #expect(try await store.notices(in: province, limit: 10).map(\.hazard) == [.serious, .general])
        let referrals = try await store.referrals(in: province, limit: 10)
        #expect(referrals.map(\.kind) == [.lead, .reminder])
        #expect(referrals.map(\.isWithdrawn) == [true, false])
        #expect(try await Samples.takedown(of: given, in: store).state == .withdrawn)
        #expect(try await validConsequences() == [1, 1, 0, 0])
        #expect(try await publishJobs().contains("\(takedown):restore"))
        #expect(try await store.publishTakedown(takedown, action: .restore))
        let list = try await store.takedownList(of: "taobao", after: 0, limit: 10)
        #expect(list.map(\.action) == [.remove, .restore])
        #expect(list.map(\.sequence) == [1, 2])
        #expect(Set(list.map(\.item)) == [given.listing.item])
    }

    @Test(
        "If a takedown is proposed or confirmed but not listed, it is withdrawn without a list entry",
        arguments: [false, true])
    func withdrawnBeforeListing(_ confirmed: Bool) async throws {
        let given = try await Samples.routedCase(in: store, hazard: .serious)
        let takedown = try await Samples.takedown(of: given, in: store).id
        if confirmed { try await store.confirmTakedown(takedown, basis: Samples.basis(), by: Samples.officer()) }
        _ = try await Samples.correct(given, to: nil, in: store)
        #expect(try await Samples.takedown(of: given, in: store).state == .withdrawn)
        #expect(try await !publishJobs().contains("\(takedown):restore"))
        #expect(try await !store.publishTakedown(takedown, action: .remove))
        #expect(try await store.takedownList(of: "taobao", after: 0, limit: 10).isEmpty)
        #expect(try await validConsequences() == [0, 0, 0, 0])
        await #expect(throws: StoreError.conflict(.takedownNotProposed(takedown: takedown, .withdrawn))) {
            try await store.confirmTakedown(takedown, basis: Samples.basis("《产品质量法》第十三条"), by: Samples.officer())
        }
    }

    @Test("Corrected from general to serious: a lead and a proposed takedown replace the reminder")
    func generalToSerious() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .general)
        _ = try await Samples.correct(given, to: .serious, in: store)
        #expect(try await validConsequences() == [1, 0, 1, 0])
        #expect(try await Samples.takedown(of: given, in: store).state == .proposed)
        #expect(try await figures("general", "serious", "fails") == [0, 1, 1])
    }

    @Test("A correction to the same class changes no consequences")
    func sameClass() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .serious)
        let before = try await validConsequences()
        let takedown = try await Samples.takedown(of: given, in: store)
        _ = try await Samples.correct(given, to: .serious, reason: "单位笔误", in: store)
        #expect(try await validConsequences() == before)
        #expect(try await store.takedowns(in: province, limit: 10) == [takedown])
    }

    @Test("Corrected to meets and then back to fails: each step withdraws the consequences of the step before")
    func thereAndBack() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .serious)
        _ = try await Samples.correct(given, to: nil, reason: "一", in: store)
        #expect(try await validConsequences() == [0, 0, 0, 0])
        _ = try await Samples.correct(given, to: .serious, reason: "二", in: store)
        #expect(try await validConsequences() == [1, 0, 1, 0])
        #expect(try await store.takedowns(in: province, state: .proposed, limit: 10).count == 1)
        #expect(try await store.takedowns(in: province, state: .withdrawn, limit: 10).count == 1)
    }

    /// A correction without the failing item, judged and routed.
    private func leaveOut(_ given: SampleCase, reason: String = "删去TY-SP") async throws {
        let report = try await Samples.file(
            ReportSubmission(
                number: "R-taobao-\(given.listing.item)", sampleLabel: given.label, testedOn: Samples.day("2026-11-12"),
                producedOn: Samples.day("2026-05-20"), declared: ["variant": "standard"],
                results: [ItemResult(item: "TY-LBL", value: "合格", unit: "")], correctionReason: reason),
            in: store)
        try await Samples.route(Samples.judge(report.id, in: store), in: store)
    }

    @Test("If a correction cannot be judged, nothing is withdrawn until a version meets or fails")
    func cannotJudge() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .serious)
        let takedown = try await Samples.listTakedown(of: given, in: store)
        let before = try await validConsequences()
        try await leaveOut(given)
        #expect(try await store.reports(limit: 9).map(\.verdict) == [.fails, .cannotJudge])
        #expect(try await validConsequences() == before)
        #expect(try await Samples.takedown(of: given, in: store).state == .listed)
        _ = try await Samples.correct(given, to: .serious, reason: "补项", in: store)
        #expect(try await validConsequences() == before, "the same again changes nothing")
        #expect(try await Samples.takedown(of: given, in: store).state == .listed)
        try await leaveOut(given, reason: "再次删去TY-SP")
        _ = try await Samples.correct(given, to: nil, reason: "复检", in: store)
        #expect(try await validConsequences() == [0, 0, 0, 0])
        #expect(try await publishJobs().contains("\(takedown):restore"))
    }

    @Test("A failing version that is routed after a version that cannot be judged has consequences")
    func routedLate() async throws {
        let label = try await Samples.sample(in: store).label
        let first = try await Samples.file(Samples.submission(label), in: store)
        let failing = try await Samples.judge(first.id, in: store)
        let second = try await Samples.file(
            ReportSubmission(
                number: "R-2026-0001", sampleLabel: label, testedOn: Samples.day("2026-11-12"),
                producedOn: Samples.day("2026-05-20"), declared: ["variant": "standard"],
                results: [ItemResult(item: "TY-LBL", value: "合格", unit: "")], correctionReason: "删去TY-SP"),
            in: store)
        try await Samples.route(Samples.judge(second.id, in: store), in: store)
        try await Samples.route(failing, in: store)
        #expect(try await validConsequences() == [1, 0, 1, 0])
    }
}
