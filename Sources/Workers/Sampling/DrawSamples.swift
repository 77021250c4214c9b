package import Domain
internal import Rulebook
package import Store

/// Freezes the frame of a sampling run, and draws from it when the seed is public.
package struct DrawSamples: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func open(_ plan: SamplingPlan, by actor: Actor) async throws -> SamplingRunState {
        try checkProducts(plan)
        return try await context.store.openSamplingRun(plan, by: actor)
    }

    /// What the frame of the run would be if it was opened now.
    package func preview(_ plan: SamplingPlan) async throws -> (listings: [String: Int], ignored: Int) {
        try checkProducts(plan)
        return try await context.store.framePreview(of: Array(plan.quotas.keys))
    }

    private func checkProducts(_ plan: SamplingPlan) throws {
        for product in plan.quotas.keys.sorted() where context.rulebook.criteria[product] == nil {
            throw PermanentFailure.unknownProduct(product, known: context.rulebook.criteria.keys.sorted())
        }
    }

    /// Draws the run `name` with `seed`. Repeating the same seed returns the same tickets.
    package func execute(name: String, seed: String, by actor: Actor) async throws -> DrawOutcome {
        let run = try await context.store.samplingRun(named: name)
        guard run.frame.commitment == run.commitment else {
            throw StoreError.inconsistent(
                "the frame of “\(name)” does not match its commitment (\(run.commitment)); do not draw from it")
        }
        let outcome = Draw.execute(run.plan, frame: run.frame, seed: seed)
        switch run.seed {
        case nil: try await context.store.recordDraw(run: run.id, seed: seed, outcome: outcome, by: actor)
        case seed: break
        case _?: throw StoreError.conflict(.runDrawn(name: name))
        }
        return outcome
    }
}
