import Domain
import TestSupport
import Testing

@testable import Store

/// The laws of the source documents that the store enforces.
struct LawTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let province = Samples.region("330000")

    init() throws {
        test = try TestStore()
    }

    @Test("Law 1: a screening result alone adds nothing to any list, and no platform or laboratory sees it")
    func screeningIsNotPublished() async throws {
        let given = try await Samples.routedCase(in: store)
        for platform in ["taobao", "jd", ""] {
            #expect(try await store.takedownList(of: platform, after: 0, limit: 100).isEmpty)
        }
        #expect(try await store.principal(token: "") == nil)
        #expect(try await store.reports(of: "laboratory-b", limit: 100).isEmpty)
        #expect(try await store.samples(of: "laboratory-b", limit: 100).isEmpty)
        #expect(try await store.reports(of: Samples.laboratory, limit: 100).map(\.id) == [given.report])
    }

    @Test(
        "Law 2: a failing conclusion contains 不符合本次风险速筛要求 and both wordings of its class",
        arguments: [
            (HazardClass.general, "一般风险隐患"), (.serious, "严重风险隐患"),
        ])
    func prescribedWords(_ hazard: HazardClass, _ name: String) async throws {
        let given = try await Samples.routedCase(in: store, hazard: hazard)
        let sentence = try #require(try await store.reports(limit: 10).first?.sentence)
        #expect(sentence.hasPrefix("不符合本次风险速筛要求") && sentence.contains(name))
        let kept = try await store.number(
            """
            SELECT COUNT(*) FROM conclusion WHERE id = \(given.conclusion) AND sourceWording = '\(hazard.sourceWordings)'
            """)
        #expect(kept == 1)
        #expect(HazardClass.serious.sourceWordings.contains("重要风险隐患"))
    }

    @Test("Law 3: evidence is hashed when it arrives and never overwritten; a purchase without evidence is refused")
    func evidence() async throws {
        let sample = try await Samples.sample(in: store)
        let hash = Digest.sha256("订单截图 \(sample.task)")
        #expect(try await store.number("SELECT COUNT(*) FROM purchaseEvidence WHERE hash = '\(hash)'") == 1)
        #expect(try store.evidence.contents(of: hash) == Array("订单截图 \(sample.task)".utf8))
        try test.folder.write(Array("改过的截图".utf8), to: "evidence/\(hash.prefix(2))/\(hash)")
        #expect(throws: EvidenceVault.Refusal.self) { try store.evidence.admit(Array("订单截图 \(sample.task)".utf8)) }
        #expect(test.folder.bytes("evidence/\(hash.prefix(2))/\(hash)") == Array("改过的截图".utf8))
        await #expect(throws: StoreError.self) {
            try await store.recordPurchase(
                task: sample.task, Samples.record(order: "B"), evidence: [], by: Samples.buyer)
        }
    }

    @Test(
        "Law 4: a general hazard creates a reminder; a serious one creates a lead to the local bureau and proposes a takedown"
    )
    func routing() async throws {
        _ = try await Samples.routedCase(in: store, item: "1", hazard: .general, region: "330482")
        let grave = try await Samples.routedCase(in: store, item: "2", hazard: .serious, region: "330106")
        _ = try await Samples.routedCase(in: store, item: "3", hazard: nil)
        let referrals = try await store.referrals(in: province, limit: 10)
        #expect(referrals.map { "\($0.kind) \($0.region.text)" } == ["reminder 330482", "lead 330106"])
        let takedowns = try await store.takedowns(in: province, limit: 10)
        #expect(takedowns.map(\.listing) == [grave.listing])
        #expect(takedowns.map(\.state) == [.proposed])
    }

    @Test(
        "Law 5: a takedown entry is invisible until an officer confirms it, has basis and officer, and is for one platform only"
    )
    func takedownEntry() async throws {
        let given = try await Samples.routedCase(in: store)
        let id = try await Samples.takedown(of: given, in: store).id
        _ = try await store.publishTakedown(id, action: .remove)
        #expect(try await store.takedownList(of: "taobao", after: 0, limit: 10).isEmpty)
        let refusal = await store.refusal(of: "UPDATE takedown SET state = 'listed' WHERE id = \(id)")
        #expect(refusal.contains("CHECK"))
        try await store.confirmTakedown(id, basis: Samples.basis(), by: Samples.officer("王晓"))
        _ = try await store.publishTakedown(id, action: .remove)
        let entry = try #require(try await store.takedownList(of: "taobao", after: 0, limit: 10).first)
        #expect(entry.legalBasis == "《中华人民共和国电子商务法》第二十九条" && entry.confirmedBy == "王晓")
        #expect(try await store.takedownList(of: "jd", after: 0, limit: 10).isEmpty)
        let shown = "\(entry)"
        for hidden in ["buyer", "laboratory", given.label, "虚构1号玩具有限公司"] { #expect(!shown.contains(hidden)) }
    }

    @Test("Law 6: a notice has two copies, is also sent to the local bureau, and is served only with proof")
    func notice() async throws {
        _ = try await Samples.routedCase(in: store, hazard: .general, region: "330482")
        let notice = try #require(try await store.notices(in: Samples.region("330482"), limit: 10).first)
        #expect(notice.copies == 2 && notice.copiedTo.text == "330482" && notice.servedAt == nil)
        #expect(notice.text.contains("一式二份") && notice.text.contains("送达回证") && notice.text.contains("抄送：330482"))
        #expect(await store.refusal(of: "UPDATE notice SET servedAt = 1").contains("CHECK"))
        #expect(await store.refusal(of: "UPDATE notice SET copies = 1").contains("CHECK"))
        let proof = try store.evidence.admit(Array("送达回证".utf8))
        try await store.serveNotice(number: notice.number, proof: proof, by: .operator)
        let served = try #require(try await store.notices(in: province, limit: 10).first)
        #expect(served.servedAt == FixedClock.start && served.proofOfService == proof.hash)
    }

    @Test("Law 7: every change is traceable: who, when, and under which edition of which rule")
    func traceable() async throws {
        let given = try await Samples.routedCase(in: store)
        _ = try await Samples.listTakedown(of: given, in: store)
        let events = try await store.events(subject: nil, limit: 1000)
        #expect(events.allSatisfy { !$0.actor.isEmpty && $0.at == FixedClock.start })
        let judged = try #require(events.first { $0.kind == "report.judged" })
        #expect(judged.detailsJSON.contains(Samples.rule.hash) && judged.detailsJSON.contains("样例版"))
        let screened = try #require(events.first { $0.kind == "pull.screened" })
        #expect(screened.detailsJSON.contains(Samples.rule.hash))
        let opened = try #require(events.first { $0.kind == "pull.opened" })
        #expect(opened.detailsJSON.contains(Samples.crawler("feed-taobao-1001").rule.hash))
        let confirmed = try #require(events.first { $0.kind == "takedown.confirmed" })
        #expect(confirmed.actor == "officer:officer-a" && confirmed.detailsJSON.contains("第二十九条"))
        let row = try #require(try await store.reports(limit: 10).first)
        #expect(row.edition == "样例版" && row.ruleFile == "Criteria/toys.yaml" && row.ruleHash == Samples.rule.hash)
        #expect(try await store.verifyAudit().fault == nil)
        try await store.raw("UPDATE event SET actor = 'officer:someone-else' WHERE kind = 'takedown.confirmed'")
        #expect(try await store.verifyAudit().fault?.sequence == confirmed.sequence)
    }
}
