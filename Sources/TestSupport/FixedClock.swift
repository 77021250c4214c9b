package import Domain
internal import Synchronization

/// A clock whose time changes only when a test changes it.
package final class FixedClock: Sendable {
    /// 2026-11-02 08:00:00 in China.
    package static let start = Timestamp(milliseconds: 1_793_577_600_000)

    private let moment: Mutex<Timestamp>

    package init(at moment: Timestamp = FixedClock.start) {
        self.moment = Mutex(moment)
    }

    package var now: Timestamp {
        moment.withLock { $0 }
    }

    package func advance(seconds: Int64) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }

    package func set(_ moment: Timestamp) {
        self.moment.withLock { $0 = moment }
    }

    /// The clock for the program.
    package var clock: Clock {
        Clock { self.now }
    }
}

/// SplitMix64: the same seed gives the same numbers on every machine.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension RandomSource {
    /// Random bytes that are the same in every run.
    package static func seeded(_ seed: UInt64) -> RandomSource {
        let generator = GeneratorBox(SeededGenerator(seed: seed))
        return RandomSource { generator.bytes($0) }
    }

    /// Constant bytes instead of random ones: every byte is `byte`.
    package static func constant(_ byte: UInt8) -> RandomSource {
        RandomSource { [UInt8](repeating: byte, count: $0) }
    }
}

private final class GeneratorBox: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(_ generator: SeededGenerator) {
        self.generator = Mutex(generator)
    }

    func bytes(_ count: Int) -> [UInt8] {
        generator.withLock { generator in
            var bytes: [UInt8] = []
            while bytes.count < count { bytes.append(UInt8(truncatingIfNeeded: generator.next() >> 32)) }
            return bytes
        }
    }
}
