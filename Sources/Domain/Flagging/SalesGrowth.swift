/// The units sold between two sales figures of one listing, as far as the figures prove them. The figures are intervals with
/// windows, so the result is an interval too. Often nothing is known: that is not the same as no growth.
package enum SalesGrowth: Hashable, Sendable {
    /// Nothing is known, and why.
    case unknown(Unknown)
    /// At least `lower` and at most `upper` units (nil: no upper end) in `elapsed` milliseconds. `lower` may be
    /// below zero, where a window moved or figures overlap; it then proves nothing.
    case between(lower: Int64, upper: Int64?, elapsed: Int64)

    package enum Unknown: String, CaseIterable, Sendable {
        /// There is no earlier snapshot of the listing, or it has no figure.
        case noEarlierFigure
        case noFigureNow
        /// The platform changed what it counts.
        case windowChanged
        /// `10万+` before: the figure may have been anything above.
        case openEnded
        /// Under six hours apart, or in the wrong order: no daily rate follows.
        case tooClose
        /// A count since the beginning that fell: the platform took sales back, and the difference means nothing.
        case cumulativeFell
    }

    /// Shorter intervals than this turn a handful of sales into an absurd daily rate.
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

    /// A count since the beginning: what was added is the difference.
    private static func cumulative(from earlier: SalesFigure, to now: SalesFigure, elapsed: Int64) -> SalesGrowth {
        let upper = now.upper.map { $0 - earlier.lower }
        if let upper, upper < 0 { return .unknown(.cumulativeFell) }
        guard let most = earlier.upper else { return .unknown(.openEnded) }
        return .between(lower: now.lower - most, upper: upper, elapsed: elapsed)
    }

    /// A rolling count: units older than the window have left it, so the difference is only a lower bound; and a window
    /// that lies wholly within the time between counts new units alone.
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

    /// Units a day that are proven to have been sold; nil where no unit is.
    package var provenPerDay: Int64? {
        guard case .between(let lower, _, let elapsed) = self, lower > 0 else { return nil }
        return Self.perDay(lower, elapsed)
    }

    static func perDay(_ units: Int64, _ elapsed: Int64) -> Int64 {
        // Sales figures are at most 10¹² and a day has 8.64 × 10⁷ ms: the product needs more than 64 bits.
        Int64(Int128(units) * Int128(day) / Int128(elapsed))
    }
}

extension SalesGrowth {
    /// How many listings are known to grow, known not to, and not known at all.
    package struct Counts: Hashable, Sendable {
        /// At least one unit sold is proven.
        package private(set) var proven = 0
        /// The figures fit growth as well as none.
        package private(set) var unproven = 0
        /// Proven that nothing was sold.
        package private(set) var none = 0
        /// The figures say nothing.
        package private(set) var unknown = 0

        package init() {}

        package mutating func add(_ other: Counts) {
            proven += other.proven
            unproven += other.unproven
            none += other.none
            unknown += other.unknown
        }

        package mutating func add(_ growth: SalesGrowth) {
            switch growth {
            case .unknown: unknown += 1
            case .between(let lower, _, _) where lower > 0: proven += 1
            case .between(_, .some(0), _): none += 1
            case .between: unproven += 1
            }
        }
    }
}
