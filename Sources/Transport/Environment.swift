package import Domain
package import Logging

/// The injected parts of the process environment: clock, randomness, environment variables, waiting and the log.
package struct Environment: Sendable {
    package let clock: Clock
    package let random: RandomSource
    /// The value of an environment variable; nil if it is not set.
    package let variable: @Sendable (String) -> String?
    package let sleep: @Sendable (_ milliseconds: Int64) async throws -> Void
    package let logger: Logger

    package init(
        clock: Clock, random: RandomSource, variable: @escaping @Sendable (String) -> String?,
        sleep: @escaping @Sendable (_ milliseconds: Int64) async throws -> Void,
        logger: Logger = Logger(label: "sushai")
    ) {
        self.clock = clock
        self.random = random
        self.variable = variable
        self.sleep = sleep
        self.logger = logger
    }
}
