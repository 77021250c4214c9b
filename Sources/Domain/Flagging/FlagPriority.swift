/// How urgent a flagged listing is: the sum of the points of its flags. There is no other score.
package struct FlagPriority: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package let kind: FlagKind
        package let points: Int

        package init(kind: FlagKind, points: Int) {
            self.kind = kind
            self.points = points
        }
    }

    /// One part for each flag, in the order of the flags.
    package let parts: [Part]

    package init(_ parts: [Part]) {
        self.parts = parts
    }

    package init(_ flags: [Flag], rules: SharedFlagRules) {
        parts = flags.map { Part(kind: $0.kind, points: rules.points($0.kind)) }
    }

    package var points: Int {
        parts.reduce(0) { $0 + $1.points }
    }
}
