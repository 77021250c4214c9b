package import Domain

/// The injected parts of the process environment: clock, randomness, environment variables and waiting.
package struct Environment: Sendable {
    package let clock: Clock
    package let random: RandomSource
    /// The value of an environment variable; nil where it is not set.
    package let variable: @Sendable (String) -> String?
    package let sleep: @Sendable (_ milliseconds: Int64) async throws -> Void

    package init(
        clock: Clock, random: RandomSource, variable: @escaping @Sendable (String) -> String?,
        sleep: @escaping @Sendable (_ milliseconds: Int64) async throws -> Void
    ) {
        self.clock = clock
        self.random = random
        self.variable = variable
        self.sleep = sleep
    }
}
