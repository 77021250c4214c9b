#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The listings whose prices may be compared: one product in one market.
package struct ComparisonCell: Hashable, Comparable, Sendable {
    package let product: String
    /// The platform on which the offers compete.
    package let market: String

    package init(product: String, market: String) {
        self.product = product
        self.market = market
    }

    package static func < (left: ComparisonCell, right: ComparisonCell) -> Bool {
        (left.product, left.market) < (right.product, right.market)
    }
}

/// The middle and the spread of ln price in one cell. Robust: a few absurd prices move neither.
package struct PriceStatistics: Hashable, Sendable {
    package let count: Int
    package let medianLog: Double
    /// 1.4826 × the median absolute deviation, which estimates the standard deviation of a normal distribution.
    package let scale: Double

    /// Nil for an empty list.
    package init?(prices: [Fen]) {
        guard !prices.isEmpty else { return nil }
        let logs = prices.map { log(Double($0.rawValue)) }.sorted()
        let middle = Self.median(ofSorted: logs)
        count = prices.count
        medianLog = middle
        scale = 1.4826 * Self.median(ofSorted: logs.map { abs($0 - middle) }.sorted())
    }

    /// How many robust standard deviations `price` lies from the median of ln price; nil where all prices are equal.
    package func z(of price: Fen) -> Double? {
        scale > 0 ? (log(Double(price.rawValue)) - medianLog) / scale : nil
    }

    /// The highest price, in whole fen, whose z is at or below `z`.
    package func price(atZ z: Double) -> Fen {
        // exp undoes log but for a hair: the nearest whole price is asked, not the one below.
        var price = Fen(Int64(exp(medianLog + z * scale).rounded()))
        while price.rawValue > 0, let found = self.z(of: price), found > z { price = Fen(price.rawValue - 1) }
        return price
    }

    /// The median price, rounded to whole fen.
    package var medianPrice: Fen {
        Fen(Int64(exp(medianLog).rounded()))
    }

    private static func median(ofSorted values: [Double]) -> Double {
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }
}
