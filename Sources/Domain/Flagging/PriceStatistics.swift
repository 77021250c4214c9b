#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The middle and the spread of ln unit price in one cell. Robust: a few absurd prices move neither.
package struct PriceStatistics: Hashable, Sendable {
    /// Listings in the cell.
    package let count: Int
    package let medianLog: Double
    /// 1.4826 × the median absolute deviation, which estimates the standard deviation of a normal distribution.
    package let scale: Double
    /// Listings of the wider pool that a thin cell was shrunk toward; 0 for a cell that stands on its own.
    package let pooled: Int

    package init(count: Int, medianLog: Double, scale: Double, pooled: Int = 0) {
        self.count = count
        self.medianLog = medianLog
        self.scale = scale
        self.pooled = pooled
    }

    /// Exact: every price counts, as often as it occurs. Nil for no prices.
    ///
    /// - Parameter sorted: in ascending order.
    package init?(sorted prices: [PriceCount]) {
        guard !prices.isEmpty else { return nil }
        let logs = prices.map { Self.logarithm($0.unitPrice) }
        let count = prices.reduce(0) { $0 + $1.count }
        let middle = Self.median(logs, prices, count)
        let spread = Self.medianDistance(from: middle, logs, prices, count)
        self.init(count: count, medianLog: middle, scale: 1.4826 * spread)
    }

    package init?(prices: [Fen]) {
        self.init(sorted: prices.map { PriceCount(UnitPrice($0), count: 1) }.sorted())
    }

    /// ln of the price of one unit, in fen.
    static func logarithm(_ price: UnitPrice) -> Double {
        price.units == 1 ? log(Double(price.price.rawValue)) : log(Double(price.price.rawValue) / Double(price.units))
    }

    /// How many robust standard deviations `price` lies from the median of ln price; nil where all prices are equal.
    package func z(of price: UnitPrice) -> Double? {
        scale > 0 ? (Self.logarithm(price) - medianLog) / scale : nil
    }

    package func z(of price: Fen) -> Double? {
        z(of: UnitPrice(price))
    }

    /// The highest price of `units` units, in whole fen, whose z is at or below `z`.
    package func price(atZ z: Double, units: Int64 = 1) -> Fen {
        // exp undoes log but for a hair: the nearest whole price is asked, and its neighbours.
        var price = Fen(Int64((exp(medianLog + z * scale) * Double(units)).rounded()))
        while price.rawValue > 0, let found = self.z(of: UnitPrice(price, units: units)), found > z {
            price = Fen(price.rawValue - 1)
        }
        while let found = self.z(of: UnitPrice(Fen(price.rawValue + 1), units: units)), found <= z {
            price = Fen(price.rawValue + 1)
        }
        return price
    }

    /// The median price of `units` units, rounded to whole fen.
    package func medianPrice(units: Int64 = 1) -> Fen {
        Fen(Int64((exp(medianLog) * Double(units)).rounded()))
    }

    package var medianPrice: Fen {
        medianPrice()
    }

    /// The middle of ascending values; the mean of the two in the middle of an even number.
    private static func median(_ logs: [Double], _ prices: [PriceCount], _ count: Int) -> Double {
        var passed = 0
        var low: Double?
        for (index, price) in prices.enumerated() {
            passed += price.count
            if low == nil, passed > (count - 1) / 2 { low = logs[index] }
            if passed > count / 2 { return low == logs[index] ? logs[index] : ((low ?? 0) + logs[index]) / 2 }
        }
        return logs[logs.count - 1]
    }

    /// The middle of the distances from `middle`: walked outwards on both sides, nearest first, so that nothing is sorted
    /// anew.
    private static func medianDistance(
        from middle: Double, _ logs: [Double], _ prices: [PriceCount], _ count: Int
    ) -> Double {
        var right = logs.firstIndex { $0 > middle } ?? logs.count
        var left = right - 1
        var passed = 0
        var low: Double?
        while left >= 0 || right < logs.count {
            let below = left >= 0 ? middle - logs[left] : .infinity
            let above = right < logs.count ? logs[right] - middle : .infinity
            let distance = min(below, above)
            if below <= above {
                passed += prices[left].count
                left -= 1
            } else {
                passed += prices[right].count
                right += 1
            }
            if low == nil, passed > (count - 1) / 2 { low = distance }
            if passed > count / 2 { return low == distance ? distance : ((low ?? 0) + distance) / 2 }
        }
        return low ?? 0
    }
}

extension PriceStatistics {
    /// A thin cell between what it says itself and what the wider pool says, by how many listings each has: a cell with
    /// no listing says nothing, one with `enough` stands on its own.
    package func shrunk(toward pool: PriceStatistics, enough: Int) -> PriceStatistics {
        guard count < enough else { return self }
        let own = Double(count) / Double(enough)
        return PriceStatistics(
            count: count, medianLog: own * medianLog + (1 - own) * pool.medianLog,
            scale: own * scale + (1 - own) * pool.scale, pooled: pool.count)
    }
}
