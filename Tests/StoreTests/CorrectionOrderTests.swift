import Domain
import TestSupport
import Testing

@testable import Store

/// Corrections that are processed in another order than they were filed, because a failed job is repeated late.
struct CorrectionOrderTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// Files a report and its correction for one sample. Neither is judged.
    private func file(_ first: HazardClass?, then second: HazardClass?) async throws -> (first: Int64, second: Int64) {
        let label = try await Samples.sample(in: store).label
        let earlier = try await Samples.file(Samples.submission(label, hazard: first), in: store)
        let later = try await Samples.file(
            Samples.submission(label, hazard: second, correction: "称量有误"), in: store)
        return (earlier.id, later.id)
    }

    /// The numbers of valid notices, reminders and leads, and of proposed takedowns.
    private func validConsequences() async throws -> [Int64] {
        let counts = try await store.counts()
        let proposed = try await store.takedowns(in: Samples.region("330000"), state: .proposed, limit: 10).count
        return ["notices", "reminders", "leads"].compactMap { counts[$0] } + [Int64(proposed)]
    }

    @Test("A report judged after its correction was routed has no consequences")
    func judgedLate() async throws {
        let filed = try await file(.serious, then: nil)
        try await Samples.route(Samples.judge(filed.second, in: store), in: store)
        #expect(try await validConsequences() == [0, 0, 0, 0])
        let late = try await Samples.judge(filed.first, in: store)
        try await Samples.route(late, in: store)
        #expect(try await validConsequences() == [0, 0, 0, 0])
        #expect(try await store.routingFacts(conclusion: late).isRouted)
        #expect(try await store.unroutedConclusions(limit: 10).isEmpty)
    }

    @Test(
        "If a report is routed after its correction, it has no consequences and those of the correction stay valid",
        arguments: [
            (HazardClass?.some(.general), [1, 1, 0, 0] as [Int64]), (.serious, [1, 0, 1, 1]), (nil, [0, 0, 0, 0]),
        ])
    func routedLate(_ corrected: HazardClass?, _ expected: [Int64]) async throws {
        let filed = try await file(.serious, then: corrected)
        let first = try await Samples.judge(filed.first, in: store)
        let second = try await Samples.judge(filed.second, in: store)
        try await Samples.route(second, in: store)
        #expect(try await validConsequences() == expected)
        try await Samples.route(first, in: store)
        #expect(try await validConsequences() == expected)
        let event = try #require(try await store.events(subject: "conclusion:\(first)", limit: 10).last)
        #expect(event.kind == "conclusion.routed" && event.detailsJSON.contains(#""superseded":"true""#))
    }

    @Test("In the order of filing, a correction withdraws the consequences of its report")
    func inOrder() async throws {
        let filed = try await file(.serious, then: .general)
        try await Samples.route(Samples.judge(filed.first, in: store), in: store)
        #expect(try await validConsequences() == [1, 0, 1, 1])
        try await Samples.route(Samples.judge(filed.second, in: store), in: store)
        #expect(try await validConsequences() == [1, 1, 0, 0])
    }
}
