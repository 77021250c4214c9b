import Domain
import TestSupport
import Testing

@testable import Store

/// Lists that are read page by page.
struct CursorTests {
    /// A store with three routed cases.
    private func filled() async throws -> TestStore {
        let test = try TestStore()
        for item in ["1", "2", "3"] { _ = try await Samples.routedCase(in: test.store, item: item) }
        return test
    }

    /// Every row of a list, read in pages of two.
    private func all<Row>(
        _ identity: (Row) -> Int64, _ read: (_ after: Int64, _ limit: Int) async throws -> [Row]
    ) async throws -> [Row] {
        var rows: [Row] = []
        while true {
            let more = try await read(rows.last.map(identity) ?? 0, 2)
            guard !more.isEmpty else { return rows }
            #expect(more.count <= 2)
            rows += more
        }
    }

    @Test("A list read in pages of two is complete, in order, and without repeats")
    func pieces() async throws {
        let store = try await filled().store
        let province = Samples.region("330000")
        let samples = try await store.samples(of: Samples.laboratory, limit: 2)
        let rest = try await store.samples(of: Samples.laboratory, after: samples.last?.label, limit: 2)
        #expect(samples + rest == (try await store.samples(of: Samples.laboratory, limit: 100)))
        #expect(try await store.samples(of: Samples.laboratory, after: rest.last?.label, limit: 2).isEmpty)
        let notices = try await all(\NoticeRow.id) { try await store.notices(in: province, after: $0, limit: $1) }
        #expect(notices.map(\.number) == ["速筛告〔2026〕1号", "速筛告〔2026〕2号", "速筛告〔2026〕3号"])
        let referrals = try await all(\ReferralRow.id) { try await store.referrals(in: province, after: $0, limit: $1) }
        #expect(referrals.map(\.listing.item) == ["1", "2", "3"])
        let takedowns = try await all(\TakedownRow.id) { try await store.takedowns(in: province, after: $0, limit: $1) }
        #expect(takedowns.map(\.listing.item) == ["1", "2", "3"])
    }

    @Test("Flags are read from the latest to the earliest")
    func flags() async throws {
        let store = try await filled().store
        let newest = try await store.flags(limit: 2)
        #expect(newest.map(\.listing.item) == ["3", "2"])
        let rest = try await store.flags(before: newest.last?.id, limit: 2)
        #expect(rest.map(\.listing.item) == ["1"])
        #expect(try await store.flags(pull: 2, limit: 10).map(\.listing.item) == ["2"])
        #expect(try await store.flags(before: 1, limit: 10).isEmpty)
    }

    @Test("Items that the criteria do not contain are listed as they were reported")
    func unknownItems() async throws {
        let test = try TestStore()
        let label = try await Samples.sample(in: test.store).label
        let known = Samples.submission(label, hazard: nil)
        let unknown = ["TX 99 甲醛", "X\"Y", "Z\n"]
        let submission = ReportSubmission(
            number: known.number, sampleLabel: label, testedOn: known.testedOn, producedOn: nil, declared: [:],
            results: known.results + unknown.map { ItemResult(item: $0, value: "1", unit: "") })
        let report = try await Samples.file(submission, in: test.store)
        _ = try await Samples.judge(report.id, in: test.store)
        #expect(try await test.store.reports(limit: 10).map(\.unknownItems) == [unknown])
        #expect(try await test.store.reports(limit: 10).map(\.verdict) == [.meets])
    }
}
