package import Domain
internal import Rulebook
package import Store

/// Freezes the frame of a sampling run, and draws from it once the seed is public.
package struct DrawSamples: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func open(_ plan: SamplingPlan, by actor: Actor) async throws -> SamplingRunState {
        for product in plan.quotas.keys.sorted() where context.rulebook.criteria[product] == nil {
            let known = context.rulebook.criteria.keys.sorted().joined(separator: ", ")
            throw PermanentFailure("there are no criteria for “\(product)”; there are \(known)")
        }
        return try await context.store.openSamplingRun(plan, by: actor)
    }

    /// Draws the run `name` with `seed`. Drawn before with the same seed, the same tickets are given again.
    package func execute(name: String, seed: String, by actor: Actor) async throws -> Draw.Outcome {
        let run = try await context.store.samplingRun(named: name)
        guard run.frame.commitment == run.commitment else {
            throw StoreError.inconsistent(
                "the frame of “\(name)” is not the one that was committed to (\(run.commitment)); do not draw from it")
        }
        let outcome = Draw.execute(run.plan, frame: run.frame, seed: seed)
        switch run.seed {
        case nil: try await context.store.recordDraw(run: run.id, seed: seed, outcome: outcome, by: actor)
        case seed: break
        case let other?:
            throw StoreError.conflict("the run “\(name)” was drawn with the seed “\(other)”; a draw is not repeated")
        }
        return outcome
    }
}
