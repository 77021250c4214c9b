import Domain
import Rulebook
import Store
import TestSupport
import Testing
import Workers

@Suite("Judging with the history of a shop")
struct RepeatFindingTests {
    /// The sample criteria. In them, an earlier finding at the same shop makes a general hazard serious.
    private static let criteria: ProductCriteria = {
        let edition = Samples.criteria.editions[0]
        return ProductCriteria(
            product: Samples.criteria.product, name: Samples.criteria.name, matching: Samples.criteria.matching,
            flagging: Samples.criteria.flagging,
            editions: [
                CriteriaEdition(
                    identifier: edition.identifier, periods: edition.periods, items: edition.items,
                    escalation: EditionEscalation(repeated: .init(findings: 1, days: 365, basis: "方案第五条")))
            ], rule: Samples.criteria.rule)
    }()

    private func judge(_ item: String, _ test: TestAppContext) async throws -> Conclusion {
        let store = test.base.store
        let label = try await Samples.sample(in: store, item: item).label
        let report = try await Samples.file(
            Samples.submission(label, number: "R-\(item)", hazard: .general), in: store)
        let context = AppContext(
            store: store, rulebook: Rulebook(crawlers: [], criteria: [Self.criteria]),
            environment: test.context.environment, authority: test.context.authority, home: test.context.home)
        return try await Judge(context).run(report: report.id)
    }

    @Test("the second general finding at a shop is serious, and the conclusion contains the reason")
    func second() async throws {
        let test = try TestAppContext()
        #expect(try await judge("1001", test).hazard == .general)
        let second = try await judge("1002", test)
        #expect(second.hazard == .serious)
        #expect(second.sentence.contains("购样前365日内，同一店铺的同类产品已有1次不符合，依据方案第五条"))
        let kept = try await test.base.store.reports(number: "R-1002", limit: 1).first
        #expect(kept?.hazard == .serious)
        #expect(kept?.sentence == second.sentence)
    }
}
