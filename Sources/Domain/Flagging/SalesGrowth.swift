/// The units sold between two sales figures of one listing, as far as the figures prove them. The figures are intervals
/// over time windows, so the result is an interval too. Often the growth is unknown; unknown is not the same as zero.
package enum SalesGrowth: Hashable, Sendable {
    /// The growth is unknown, with the reason.
    case unknown(Unknown)
    /// At least `lower` and at most `upper` units (nil: no upper bound) in `elapsed` milliseconds. `lower` may be below
    /// zero if a window moved or figures overlap; it then proves no sale.
    case between(lower: Int64, upper: Int64?, elapsed: Int64)

    package enum Unknown: String, CaseIterable, Sendable {
        /// There is no earlier snapshot of the listing, or the earlier snapshot has no figure.
        case noEarlierFigure
        case noFigureNow
        /// The platform changed the period that it counts.
        case windowChanged
        /// The earlier figure has no upper bound (`10万+`).
        case openEnded
        /// The figures are less than six hours apart, or in the wrong order: no daily rate can be computed.
        case tooClose
        /// A cumulative count fell. The platform removed sales, so the difference has no meaning.
        case cumulativeFell
        /// The feed states several figures for the item.
        case contradicted
    }

    /// In a shorter interval, a few sales give an absurd daily rate.
    private static let shortestInterval: Int64 = 6 * 3_600_000
    private static let day: Int64 = 86_400_000

    package init(from earlier: (sales: SalesFigure, at: Timestamp)?, to now: SalesFigure?, at moment: Timestamp) {
        guard let now else { self = .unknown(.noFigureNow); return }
        guard let earlier else { self = .unknown(.noEarlierFigure); return }
        guard now.window == earlier.sales.window else { self = .unknown(.windowChanged); return }
        let elapsed = moment.milliseconds - earlier.at.milliseconds
        guard elapsed >= Self.shortestInterval else { self = .unknown(.tooClose); return }
        switch now.window {
        case .cumulative: self = Self.cumulative(from: earlier.sales, to: now, elapsed: elapsed)
        case .days(let days): self = Self.rolling(from: earlier.sales, to: now, elapsed: elapsed, days: days)
        }
    }

    /// For a cumulative count, the gain is the difference.
    private static func cumulative(from earlier: SalesFigure, to now: SalesFigure, elapsed: Int64) -> SalesGrowth {
        let upper = now.upper.map { $0 - earlier.lower }
        if let upper, upper < 0 { return .unknown(.cumulativeFell) }
        guard let most = earlier.upper else { return .unknown(.openEnded) }
        return .between(lower: now.lower - most, upper: upper, elapsed: elapsed)
    }

    /// For a rolling count, units older than the window have left it, so the difference is only a lower bound. If the
    /// whole window lies between the two figures, it counts only new units.
    private static func rolling(
        from earlier: SalesFigure, to now: SalesFigure, elapsed: Int64, days: Int
    ) -> SalesGrowth {
        let window = Int64(days) * day
        if elapsed >= window {
            return .between(lower: now.lower, upper: elapsed == window ? now.upper : nil, elapsed: elapsed)
        }
        guard let most = earlier.upper else { return .unknown(.openEnded) }
        return .between(lower: now.lower - most, upper: now.upper, elapsed: elapsed)
    }

    /// The proven number of units sold a day; nil if no sale is proven.
    package var provenPerDay: Int64? {
        guard case .between(let lower, _, let elapsed) = self, lower > 0 else { return nil }
        return Self.perDay(lower, elapsed)
    }

    static func perDay(_ units: Int64, _ elapsed: Int64) -> Int64 {
        // Sales figures are at most 10¹² and a day has 8.64 × 10⁷ ms, so the product needs more than 64 bits.
        Int64(Int128(units) * Int128(day) / Int128(elapsed))
    }
}

extension SalesGrowth {
    /// The number of listings by what is known about their growth.
    package struct Counts: Hashable, Sendable {
        /// The sale of at least one unit is proven.
        package private(set) var proven = 0
        /// The figures fit both growth and no growth.
        package private(set) var unproven = 0
        /// It is proven that nothing was sold.
        package private(set) var none = 0
        /// The growth is unknown.
        package private(set) var unknown = 0

        package init() {}

        package mutating func add(_ other: Counts) {
            proven += other.proven
            unproven += other.unproven
            none += other.none
            unknown += other.unknown
        }

        package mutating func add(_ growth: SalesGrowth) {
            add(growth.known)
        }

        package mutating func add(_ known: Known) {
            switch known {
            case .unknown: unknown += 1
            case .none: none += 1
            case .unproven: unproven += 1
            case .proven: proven += 1
            }
        }
    }

    /// What is known of the growth, without its bounds.
    package enum Known: Hashable, Sendable, BitwiseCopyable {
        case unknown, none, unproven
        case proven(perDay: Int64)
    }

    package var known: Known {
        switch self {
        case .unknown: .unknown
        case .between(let lower, _, let elapsed) where lower > 0: .proven(perDay: Self.perDay(lower, elapsed))
        case .between(_, .some(0), _): .none
        case .between: .unproven
        }
    }
}
