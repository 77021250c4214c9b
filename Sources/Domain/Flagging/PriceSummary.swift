/// The prices of a comparison cell in short, as a flag keeps them: enough to show where an offer lies among them.
package struct PriceSummary: Hashable, Sendable {
    /// With 61 prices, the quarters and the median are among them.
    package static let most = 61

    /// The number of listings in the cell.
    package let listings: Int
    /// The prices of one unit, ascending: of all listings if they are at most `most`; else of the listings at equal
    /// distances of rank, with the lowest and the highest. Never empty.
    package let prices: [UnitPrice]

    /// Nil without prices.
    ///
    /// - Parameter prices: in ascending order.
    package init?(sorted prices: [PriceCount]) {
        let listings = prices.reduce(0) { $0 + $1.count }
        guard listings > 0 else { return nil }
        self.listings = listings
        let count = min(listings, Self.most)
        var kept: [UnitPrice] = []
        var index = 0
        var passed = prices[0].count
        for place in 0..<count {
            let rank = count == 1 ? 0 : (listings - 1) * place / (count - 1)
            while rank >= passed {
                index += 1
                passed += prices[index].count
            }
            kept.append(prices[index].unitPrice)
        }
        self.prices = kept
    }

    /// Reads the stored form; nil for any other text.
    package init?(listings: Int, text: String) {
        let prices = text.split(separator: " ", omittingEmptySubsequences: false).map { part -> UnitPrice? in
            let sides = part.split(separator: "/", omittingEmptySubsequences: false)
            guard let price = Int64(sides[0]), price > 0, sides.count <= 2 else { return nil }
            guard sides.count == 2 else { return UnitPrice(Fen(price)) }
            return Int64(sides[1]).flatMap { $0 > 0 ? UnitPrice(Fen(price), units: $0) : nil }
        }
        let known = prices.compactMap { $0 }
        guard known.count == prices.count, known.count == min(listings, Self.most), !known.isEmpty else { return nil }
        self.listings = listings
        self.prices = known
    }

    /// The stored form: prices in fen, each with its units if it has more than one: `780 1290/2`.
    package var text: String {
        prices.map { "\($0.price.rawValue)" + ($0.units == 1 ? "" : "/\($0.units)") }.joined(separator: " ")
    }

    /// The price at a share of the ranks: 0 is the lowest, 2 of 4 the median, 4 of 4 the highest.
    package func price(quarter: Int) -> UnitPrice {
        prices[(prices.count - 1) * quarter / 4]
    }
}

/// The number of listings below a price, for many questions about one cell.
package struct PriceRanks: Sendable {
    private let prices: [PriceCount]
    /// The number of listings before each price.
    private let before: [Int]

    /// - Parameter prices: in ascending order.
    package init(sorted prices: [PriceCount]) {
        self.prices = prices
        var before: [Int] = []
        before.reserveCapacity(prices.count)
        var passed = 0
        for price in prices {
            before.append(passed)
            passed += price.count
        }
        self.before = before
    }

    /// The number of listings with a lower price of one unit.
    package func cheaper(than price: UnitPrice) -> Int {
        let wanted = PriceCount(price, count: 1)
        var (low, high) = (0, prices.count)
        while low < high {
            let middle = (low + high) / 2
            if prices[middle].isCheaper(than: wanted) { low = middle + 1 } else { high = middle }
        }
        return low < prices.count ? before[low] : prices.last.map { (before.last ?? 0) + $0.count } ?? 0
    }
}

extension PriceCount {
    /// Whether one unit costs less. Two prices of one unit may be equal for different numbers of units.
    fileprivate func isCheaper(than other: PriceCount) -> Bool {
        unitPrice.price.rawValue &* other.unitPrice.units < other.unitPrice.price.rawValue &* unitPrice.units
    }
}

/// What a flagged offer was compared with.
package struct FlagComparison: Hashable, Sendable {
    package let comparison: Comparison
    /// The number of listings of the cell that cost less; nil if prices of the cell are not compared.
    package let cheaper: Int?
    package let growth: SalesGrowth

    package init(comparison: Comparison, cheaper: Int?, growth: SalesGrowth) {
        self.comparison = comparison
        self.cheaper = cheaper
        self.growth = growth
    }
}
