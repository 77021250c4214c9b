internal import Domain
internal import Feeds
internal import Rulebook
package import Workers

/// A workshop on a fresh store, with the shipped rules and an environment of its own.
package struct TestWorkshop: Sendable {
    package let base: TestStore
    package let workshop: Workshop

    /// - Parameter environment: what the crawlers find; nothing leads outside without it.
    package init(_ base: TestStore, environment: [String: String] = [:]) throws {
        self.base = base
        workshop = Workshop(
            store: base.store, rulebook: try Repository.rulebook(),
            surroundings: FeedClient.Surroundings(
                clock: base.clock.clock, random: .seeded(7), environment: { environment[$0] },
                // Nobody waits in a test: what would have been waited for is asked for at once.
                sleep: { _ in try Task.checkCancellation() }))
    }

    package init(environment: [String: String] = [:]) throws {
        try self.init(TestStore(), environment: environment)
    }
}
