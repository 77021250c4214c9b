import Domain
import TestSupport
import Testing

@testable import Store

/// The lists of cases for officers, bureaus and platforms.
struct CaseListTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func numbers(_ query: CaseQuery<TakedownList>, in region: RegionCode = .everywhere) async throws -> [Int64]
    {
        try await store.takedowns(query, in: region, limit: 10).page.rows.map(\.id)
    }

    @Test("Takedowns are listed by state, platform and division, within the region of the person, page by page")
    func takedowns() async throws {
        let first = try await Samples.routedCase(in: store, item: "1", region: "330482")
        _ = try await Samples.routedCase(in: store, item: "2", platform: "jd", region: "330106")
        _ = try await Samples.routedCase(in: store, item: "3", region: "320100")
        _ = try await Samples.listTakedown(of: first, in: store)
        #expect(try await numbers(.only(nil)) == [1, 2, 3])
        #expect(try await numbers(.only(.listed)) == [1])
        #expect(try await numbers(.only(.proposed), in: .zhejiang) == [2])
        #expect(try await numbers(.only(nil), in: Samples.region("330400")) == [1])
        var query = CaseQuery<TakedownList>.only(nil)
        query.platform = "jd"
        #expect(try await numbers(query) == [2])
        query.platform = nil
        query.region = Samples.region("320000")
        #expect(try await numbers(query) == [3])
        #expect(try await numbers(query, in: .zhejiang).isEmpty)
        query.region = nil
        query.order = ListOrder(.day, isDescending: true)
        let top = try await store.takedowns(query, in: .everywhere, limit: 2)
        #expect(top.page.rows.map(\.id) == [3, 2] && top.count == .exact(3) && top.page.hasNext)
        let last = try #require(top.page.last)
        let rest = try await store.takedowns(query, in: .everywhere, at: .after(last), limit: 2)
        #expect(rest.page.rows.map(\.id) == [1] && rest.page.hasPrevious && !rest.page.hasNext)
        await #expect(throws: StoreError.notFound("takedown 3")) {
            try await store.takedownDetail(3, in: .zhejiang)
        }
        let detail = try await store.takedownDetail(1, in: .zhejiang)
        #expect(detail.entries.map(\.sequence) == [1] && detail.notice?.id == 1 && detail.failing.count == 1)
    }

    @Test("Samples are listed by the verdict of their latest report")
    func samples() async throws {
        let failing = try await Samples.routedCase(in: store, item: "1")
        _ = try await Samples.routedCase(in: store, item: "2", hazard: nil)
        _ = try await Samples.sample(in: store, item: "3")
        func labels(_ state: SampleList.State?) async throws -> Int {
            try await store.samples(.only(state), in: .everywhere, limit: 10).page.rows.count
        }
        for (state, count) in [(SampleList.State?.none, 3), (.fails, 1), (.meets, 1), (.awaited, 1), (.judging, 0)] {
            #expect(try await labels(state) == count)
        }
        _ = try await Samples.correct(failing, to: nil, in: store)
        #expect(try await labels(.fails) == 0)
        #expect(try await labels(.meets) == 2)
        let corrected = try await store.sample(1, in: .zhejiang)
        #expect(corrected.row.report?.version == 2 && corrected.row.report?.verdict == .meets)
        #expect(corrected.consequences.takedowns.map { $0.state } == [.withdrawn])
        #expect(corrected.consequences.notices.first?.row.isWithdrawn == true)
        await #expect(throws: StoreError.notFound("sample 1")) {
            try await store.sample(1, in: Samples.region("320000"))
        }
    }

    @Test("An entry of a platform's list is in the list of one state at a time")
    func platform() async throws {
        let given = try await Samples.routedCase(in: store)
        let takedown = try await Samples.listTakedown(of: given, in: store)
        func expect(_ state: PlatformList.State) async throws {
            for other in PlatformList.State.allCases {
                let found = try await store.platformEntries(.only(other), of: "taobao", limit: 10)
                #expect(found.page.rows.map(\.sequence) == (other == state ? [1] : []), "\(state) \(other)")
            }
            #expect(try await store.platformEntries(.only(nil), of: "jd", limit: 10).page.rows.isEmpty)
        }
        try await expect(.waiting)
        let receipt = try await store.fileReceipt(
            ReceiptSubmission(sequence: 1, outcome: .removed, actedAt: test.clock.now, note: ""), from: "taobao",
            by: .holder(.platform, name: "taobao", person: "taobao-a"))
        try await expect(.answered)
        let filed = try #require(try await store.events(subject: "takedown:\(takedown)", limit: 10).last)
        #expect(filed.kind == EventKind.receiptFiled.rawValue && filed.actor.contains("taobao-a"))
        try await store.recordRecheck(store.recheckFacts(receipt: receipt.id), outcome: .stillThere, detail: "HTTP 200")
        try await expect(.stillThere)
        try await store.recordRecheck(store.recheckFacts(receipt: receipt.id), outcome: .gone, detail: "HTTP 404")
        try await expect(.gone)
        try await store.withdrawTakedown(takedown, reason: "申诉成立", by: Samples.officer())
        try await expect(.gone)
        _ = try await store.publishTakedown(takedown, action: .restore)
        try await expect(.restored)
        let entry = try await store.platformEntry(1, of: "taobao").entry
        #expect(entry.restored?.sequence == 2)
        await #expect(throws: StoreError.self) { try await store.platformEntry(2, of: "taobao") }
        await #expect(throws: StoreError.self) { try await store.platformEntry(1, of: "jd") }
    }

    @Test("Notices and referrals are listed by state within a region")
    func notices() async throws {
        _ = try await Samples.routedCase(in: store, item: "1", region: "330482")
        _ = try await Samples.routedCase(in: store, item: "2", hazard: .general, region: "320100")
        #expect(try await store.notices(.only(.unserved), in: .everywhere, limit: 10).page.rows.count == 2)
        #expect(try await store.notices(.only(.unserved), in: .zhejiang, limit: 10).page.rows.map(\.id) == [1])
        #expect(try await store.notices(.only(.served), in: .everywhere, limit: 10).page.rows.isEmpty)
        let reminders = try await store.referrals(.only(.reminder), in: .everywhere, limit: 10)
        #expect(reminders.page.rows.map(\.kind) == [.reminder])
        #expect(
            try await store.referrals(.only(.lead), in: .zhejiang, limit: 10).page.rows.map(\.noticeNumber).count == 1)
        await #expect(throws: StoreError.self) { try await store.referral(2, in: .zhejiang) }
        await #expect(throws: StoreError.self) { try await store.notice(2, in: .zhejiang) }
    }

    @Test("No list of cases sorts its rows")
    func plans() async throws {
        let plans = try await store.plans {
            for isDescending in [true, false] {
                let place = ListPlace.after(.init(value: 5, id: 5))
                for state in TakedownState.allCases {
                    var query = CaseQuery<TakedownList>.only(state)
                    query.platform = "jd"
                    query.order = ListOrder(.day, isDescending: isDescending)
                    _ = try await store.takedowns(query, in: .zhejiang, at: place, limit: 10)
                }
                for state in SampleList.State.allCases {
                    var query = CaseQuery<SampleList>.only(state)
                    query.text = "S-1"
                    query.order = ListOrder(.day, isDescending: isDescending)
                    _ = try await store.samples(query, in: .zhejiang, at: place, limit: 10)
                }
                for state in PlatformList.State.allCases {
                    var query = CaseQuery<PlatformList>.only(state)
                    query.order = ListOrder(.day, isDescending: isDescending)
                    _ = try await store.platformEntries(query, of: "jd", at: place, limit: 10)
                }
                _ = try await store.notices(.only(.unserved), in: .zhejiang, at: place, limit: 10)
                _ = try await store.referrals(.only(.lead), in: .zhejiang, at: place, limit: 10)
                _ = try await store.receipts(.only(.removed), of: "jd", at: place, limit: 10)
            }
        }
        #expect(!plans.isEmpty && !plans.contains { $0.contains("TEMP B-TREE FOR ORDER BY") }, "\(plans)")
    }
}
