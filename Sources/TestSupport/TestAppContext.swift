package import Domain
internal import Rulebook
internal import Transport
package import Workers

/// A context on a fresh store, with the shipped rules and an environment of its own.
package struct TestAppContext: Sendable {
    package let base: TestStore
    package let context: AppContext

    /// - Parameters:
    ///   - environment: what the crawlers find; nothing leads outside without it.
    ///   - crawlers: in place of the shipped ones.
    package init(
        _ base: TestStore, environment: [String: String] = [:], crawlers: [Crawler]? = nil,
        reading: BoundedExecutor = BoundedExecutor()
    ) throws {
        self.base = base
        let shipped = try Repository.rulebook()
        let rulebook = crawlers.map { Rulebook(crawlers: $0, criteria: Array(shipped.criteria.values)) }
        context = AppContext(
            store: base.store, rulebook: rulebook ?? shipped,
            environment: Environment(
                clock: base.clock.clock, random: .seeded(7), variable: { environment[$0] },
                // Nobody waits in a test: what would have been waited for is asked for at once.
                sleep: { _ in try Task.checkCancellation() }), reading: reading)
    }

    package init(environment: [String: String] = [:]) throws {
        try self.init(TestStore(), environment: environment)
    }
}
