/// The prices of all specifications of a product, in one market and unit. The statistics of a thin cell are shrunk toward
/// them (docs/decisions/0155-thin-cells.md).
struct PricePool {
    let statistics: PriceStatistics
    /// The spread around the median of each specification. Dear and cheap specifications do not widen it. Nil if too few
    /// listings state a specification.
    private let spreadWithin: Double?

    /// A specification with fewer listings does not count in the spread, because its median is too close to each of them.
    private static let fewestOfSpread = 5

    /// - Parameters:
    ///   - cells: the prices of the product's cells, each in ascending order.
    ///   - enough: the minimum number of listings of a comparison.
    init?(_ cells: [(cell: ComparisonCell, prices: [PriceCount])], enough: Int) {
        guard let all = PriceStatistics(sorted: cells.flatMap(\.prices).sorted()) else { return nil }
        statistics = all
        var distances: [(value: Double, count: Int)] = []
        for (cell, prices) in cells where !cell.specification.isEmpty {
            guard let own = PriceStatistics(sorted: prices), own.count >= Self.fewestOfSpread else { continue }
            distances += prices.map { (abs(PriceStatistics.logarithm($0.unitPrice) - own.medianLog), $0.count) }
        }
        let count = distances.reduce(0) { $0 + $1.count }
        spreadWithin = count >= enough ? PriceStatistics.deviations * Self.median(distances, count) : nil
    }

    /// The spread to which a thin cell is shrunk. Offers without a specification are of all kinds, and their prices
    /// spread like those of the whole product.
    func spread(for cell: ComparisonCell) -> Double {
        cell.specification.isEmpty ? statistics.scale : spreadWithin ?? statistics.scale
    }

    private static func median(_ values: [(value: Double, count: Int)], _ count: Int) -> Double {
        var passed = 0
        var low: Double?
        for one in values.sorted(by: { $0.value < $1.value }) {
            passed += one.count
            if low == nil, passed > (count - 1) / 2 { low = one.value }
            if passed > count / 2 { return ((low ?? one.value) + one.value) / 2 }
        }
        return low ?? 0
    }
}

extension PriceStatistics {
    /// Minimum number of listings of a thin cell. Two prices cannot show which of them is unusual.
    package static let fewest = 3

    /// The statistics of a thin cell, combined with those of its pool: n of `enough` parts are the cell's own. Nil if the
    /// cell or the pool has too few listings.
    ///
    /// The median is never above the cell's own, and the spread never below it. So no offer is clearly low only because
    /// other specifications are dear: a thin cell flags no offer that its own statistics would not flag.
    func shrunk(toward pool: PricePool?, of cell: ComparisonCell, enough: Int) -> PriceStatistics? {
        guard count < enough else { return self }
        guard let pool, pool.statistics.count >= enough, count >= Self.fewest else { return nil }
        let own = Double(count) / Double(enough)
        return PriceStatistics(
            count: count, medianLog: min(medianLog, own * medianLog + (1 - own) * pool.statistics.medianLog),
            scale: max(scale, own * scale + (1 - own) * pool.spread(for: cell)), pooled: pool.statistics.count)
    }

    /// Whether at least three prices, and at least one in twenty, are far below the others. Such prices are those of another
    /// kind of offer: singles among boxes.
    func isMixed(_ prices: [PriceCount]) -> Bool {
        let bound = medianLog - 3 * scale
        let low = prices.prefix { Self.logarithm($0.unitPrice) <= bound }.reduce(0) { $0 + $1.count }
        return low > 2 && low * 20 >= count
    }
}
