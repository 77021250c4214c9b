#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The median and the spread of the logarithm of unit prices in one cell. A few extreme prices change neither of them
/// much.
package struct PriceStatistics: Hashable, Sendable {
    /// The standard deviation of a normal distribution, in median absolute deviations.
    static let deviations = 1.4826

    /// The number of listings in the cell.
    package let count: Int
    package let medianLog: Double
    /// 1.4826 × the median absolute deviation: an estimate of the standard deviation of a normal distribution.
    package let scale: Double
    /// The number of listings of the pool toward which the cell was shrunk; 0 if the cell was not shrunk.
    package let pooled: Int

    package init(count: Int, medianLog: Double, scale: Double, pooled: Int = 0) {
        self.count = count
        self.medianLog = medianLog
        self.scale = scale
        self.pooled = pooled
    }

    /// Exact: every price counts as often as it occurs. Nil if there are no prices.
    ///
    /// - Parameter sorted: in ascending order.
    package init?(sorted prices: [PriceCount]) {
        guard !prices.isEmpty else { return nil }
        let logs = prices.map { Self.logarithm($0.unitPrice) }
        let count = prices.reduce(0) { $0 + $1.count }
        let middle = Self.median(logs, prices, count)
        let spread = Self.medianDistance(from: middle, logs, prices, count)
        self.init(count: count, medianLog: middle, scale: Self.deviations * spread)
    }

    package init?(prices: [Fen]) {
        self.init(sorted: prices.map { PriceCount(UnitPrice($0), count: 1) }.sorted())
    }

    /// The natural logarithm of the price of one unit, in fen.
    static func logarithm(_ price: UnitPrice) -> Double {
        price.units == 1 ? log(Double(price.price.rawValue)) : log(Double(price.price.rawValue) / Double(price.units))
    }

    /// The distance of `price` from the median, in robust standard deviations of ln price; nil if all prices are equal.
    package func z(of price: UnitPrice) -> Double? {
        scale > 0 ? (Self.logarithm(price) - medianLog) / scale : nil
    }

    package func z(of price: Fen) -> Double? {
        z(of: UnitPrice(price))
    }

    /// The highest price of `units` units, in whole fen, with a z at or below `z`.
    package func price(atZ z: Double, units: Int64 = 1) -> Fen {
        // exp does not invert log exactly, so the nearest whole price and its neighbours are tested.
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

    /// The median price of one unit in yuan, for display only.
    var medianYuan: Double {
        exp(medianLog) / 100
    }

    package var medianPrice: Fen {
        medianPrice()
    }

    /// The median of ascending values; for an even number of values, the mean of the two in the middle.
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

    /// The median of the distances from `middle`. It walks outwards on both sides, nearest value first, so that nothing
    /// must be sorted again.
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
