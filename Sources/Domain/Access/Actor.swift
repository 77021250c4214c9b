/// Who acts, as the event log names it.
package struct Actor: Hashable, Sendable {
    /// `officer:<name>`, `laboratory:<id>`, `platform:<id>`, `worker:<name>` or `operator`.
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    package static let `operator` = Actor("operator")

    package static func worker(_ name: String) -> Actor {
        Actor("worker:" + name)
    }
}

/// Where "now" comes from. Production gives the system's clock, tests give their own.
package struct Clock: Sendable {
    package let now: @Sendable () -> Timestamp

    package init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }
}

/// Where chance comes from: `count` random bytes. Production gives the system's generator, tests give their own.
package struct RandomSource: Sendable {
    package let bytes: @Sendable (_ count: Int) -> [UInt8]

    package init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.bytes = bytes
    }
}
