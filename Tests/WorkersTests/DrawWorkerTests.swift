import Domain
import Store
import TestSupport
import Testing
import Workers

@Suite struct DrawWorkerTests {
    @Test("a run is drawn once; the same seed returns the same tickets, another seed is refused")
    func drawnOnce() async throws {
        let test = try TestAppContext()
        _ = try await Samples.screenedPull(in: test.base.store, (0..<10).map { Samples.listing("\($0)") })
        let draw = DrawSamples(test.context)
        let plan = Samples.plan(quota: 3)
        _ = try await draw.open(plan, by: .operator)
        let first = try await draw.execute(name: plan.name, seed: "seed", by: .operator)
        #expect(first.drawn.count == 3)
        #expect(try await draw.execute(name: plan.name, seed: "seed", by: .operator) == first)
        await #expect(throws: StoreError.self) {
            try await draw.execute(name: plan.name, seed: "another", by: .operator)
        }
        #expect(try await test.base.store.purchaseTasks(openOnly: true, limit: 10).count == 3)
    }

    @Test("a product without criteria and a frame without listings are refused with the action to take")
    func refusals() async throws {
        let test = try TestAppContext()
        let draw = DrawSamples(test.context)
        let unknown = SamplingPlan(name: "a", quotas: ["bicycles": 1], budget: Fen(100))
        let first = await #expect(throws: PermanentFailure.self) { try await draw.open(unknown, by: .operator) }
        #expect(first?.description.contains("toys") == true)
        await #expect(throws: StoreError.self) { try await draw.open(Samples.plan(), by: .operator) }
    }
}
