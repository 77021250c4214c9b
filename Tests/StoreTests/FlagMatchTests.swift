import Domain
import TestSupport
import Testing

@testable import Store

@Suite("Why a flagged listing belongs to its product")
struct FlagMatchTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// Stores one flag for each reason, and returns the reasons that are read.
    private func stored(_ reasons: [MatchReason?]) async throws -> [MatchReason?] {
        let listings = reasons.indices.map { Samples.listing("\($0)") }
        let pull = try await Samples.completedPull(in: store, listings)
        let snapshots = try await store.screeningFacts(pull: pull).observations.map(\.id)
        let pairs = zip(snapshots, reasons).compactMap { snapshot, reason in reason.map { (snapshot, $0) } }
        try await store.recordScreening(
            pull: pull, flags: snapshots.map { ($0, Samples.product, [Samples.flag(.lowPrice)]) },
            matches: Dictionary(uniqueKeysWithValues: pairs), rules: [Samples.product: Samples.rule],
            words: RuleReference(file: "matching.yaml", hash: Digest.sha256("words")), cellsWithoutBaseline: [])
        return try await store.flags(limit: 10).sorted { $0.id < $1.id }.map(\.match)
    }

    @Test("is kept as values with the flag, whatever the rule was")
    func everyReason() async throws {
        let reasons: [MatchReason?] = [
            .titleWord(.init("积木", at: 3)), .combination(.init("儿童", at: 0), with: .init("T恤", at: 5)),
            .category("136621", of: "13661"), .earlierRules, nil,
        ]
        #expect(try await stored(reasons) == reasons)
        #expect(Set(reasons.compactMap { $0?.kind }) == Set(MatchReason.Kind.allCases))
        let kept = try await store.number("SELECT COUNT(*) FROM flagMatch WHERE ruleHash <> sharedHash")
        #expect(kept == 4)
        let events = try await store.events(subject: nil, limit: 100).filter { $0.kind == "pull.screened" }
        #expect(events.first?.detailsJSON.contains(Digest.sha256("words")) == true)
    }

    @Test("has the values of its rule and no others")
    func constraints() async throws {
        _ = try await stored([.titleWord(.init("积木", at: 3))])
        #expect(await store.refusal(of: "UPDATE flagMatch SET place = NULL").contains("CHECK"))
        #expect(await store.refusal(of: "UPDATE flagMatch SET rule = 'category'").contains("CHECK"))
        #expect(await store.refusal(of: "UPDATE flagMatch SET category = '1'").contains("CHECK"))
        #expect(await store.refusal(of: "UPDATE flagMatch SET rule = 'earlier-rules'").contains("CHECK"))
    }
}
