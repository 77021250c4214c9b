package import Domain
package import Logging
internal import Rulebook
internal import Transport
package import Workers

/// A context with a new store, the shipped rules and its own environment.
package struct TestAppContext: Sendable {
    package let base: TestStore
    package let context: AppContext

    /// - Parameters:
    ///   - environment: the variables of the crawlers. Without them, no request leaves the test.
    ///   - crawlers: these replace the shipped crawlers.
    ///   - passwords: the lowest cost, so that a test does not wait for its passwords.
    ///   - origin: the public address of the console.
    package init(
        _ base: TestStore, environment: [String: String] = [:], crawlers: [Crawler]? = nil,
        reading: BoundedExecutor = BoundedExecutor(), passwords: PasswordHasher = PasswordHasher(cost: .lowest),
        logger: Logger = Logger(label: "test"), origin: WebOrigin? = nil
    ) throws {
        self.base = base
        let shipped = try Repository.rulebook()
        let rulebook = crawlers.map { Rulebook(crawlers: $0, criteria: Array(shipped.criteria.values)) }
        context = AppContext(
            store: base.store, rulebook: rulebook ?? shipped,
            environment: Environment(
                clock: base.clock.clock, random: .seeded(7), variable: { environment[$0] },
                // Tests do not wait: the next request follows at once.
                sleep: { _ in try Task.checkCancellation() }, logger: logger), reading: reading,
            access: AccessSettings(
                keyFile: SecretKeyFile(path: base.folder.path + "/sushai.sqlite.key"), passwords: passwords),
            origin: origin)
    }

    package init(environment: [String: String] = [:]) throws {
        try self.init(TestStore(), environment: environment)
    }
}
