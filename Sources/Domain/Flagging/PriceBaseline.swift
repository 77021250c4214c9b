/// The prices of many listings by comparison cell: a price is compared with these.
///
/// It is exact: every price is kept with its number of listings, so that baselines of parts can be merged into the baseline
/// of all listings.
package struct PriceBaseline: Hashable, Sendable {
    /// The prices of each cell, ascending, each once.
    package private(set) var cells: [ComparisonCell: [PriceCount]]

    /// - Parameter cells: in any order, repeats allowed.
    package init(_ cells: [ComparisonCell: [PriceCount]] = [:]) {
        self.cells = cells.mapValues(Self.joined)
    }

    package mutating func merge(_ other: PriceBaseline) {
        for (cell, prices) in other.cells {
            cells[cell] = cells[cell].map { Self.joined($0 + prices) } ?? prices
        }
    }

    /// - Parameter prices: in any order, repeats allowed.
    mutating func add(_ prices: [PriceCount], to cell: ComparisonCell) {
        // Removed first, so that the two lists are not held beside the merged one.
        cells[cell] = Self.joined((cells.removeValue(forKey: cell) ?? []) + prices)
    }

    private static func joined(_ prices: [PriceCount]) -> [PriceCount] {
        var result: [PriceCount] = []
        result.reserveCapacity(prices.count)
        for price in prices.sorted() {
            if let last = result.last, last.unitPrice == price.unitPrice {
                result[result.count - 1].count += price.count
            } else {
                result.append(price)
            }
        }
        return result
    }

    /// Listings in all cells.
    package var count: Int {
        cells.values.reduce(0) { $1.reduce($0) { $0 + $1.count } }
    }

    /// The statistics of every cell with enough prices, and the cells without.
    ///
    /// A cell with fewer listings than its product asks for is shrunk toward all cells of the product in that market
    /// that are stated for the same unit; where these are too few as well, no price of it is called low.
    ///
    /// - Parameter minimum: product → listings that a comparison needs; products that are not in it have no flag rules.
    package func statistics(minimum: [String: Int]) -> (
        usable: [ComparisonCell: PriceStatistics], thin: [ComparisonCell]
    ) {
        var usable: [ComparisonCell: PriceStatistics] = [:]
        var thin: [ComparisonCell] = []
        var pools: [ComparisonCell: PriceStatistics?] = [:]
        for (cell, prices) in cells {
            guard let enough = minimum[cell.product], let own = PriceStatistics(sorted: prices) else { continue }
            var found = own
            if own.count < enough {
                let key = ComparisonCell(product: cell.product, specification: cell.unitWord, market: cell.market)
                let pool = pools[key] ?? PriceStatistics(sorted: pooled(like: cell))
                pools[key] = pool
                if let pool, pool.count >= enough { found = own.shrunk(toward: pool, enough: enough) }
            }
            if found.count + found.pooled >= enough, found.scale > 0 {
                usable[cell] = found
            } else {
                thin.append(cell)
            }
        }
        return (usable, thin.sorted())
    }

    private func pooled(like cell: ComparisonCell) -> [PriceCount] {
        Self.joined(
            cells.flatMap { other, prices in
                other.product == cell.product && other.market == cell.market && other.unitWord == cell.unitWord
                    ? prices : []
            })
    }
}

extension ComparisonCell {
    /// The cell of a listing of `product` in a specification, by the unit of its price.
    package init(product: String, specification: String?, unit: UnitBasis, market: String) {
        let word = Self.words[unit] ?? ""
        self.init(
            product: product, specification: [specification ?? "", word].filter { !$0.isEmpty }.joined(separator: " "),
            market: market)
    }

    /// `/ml` and `/g` where the price is stated for a millilitre or a gram: such prices are never compared with others.
    var unitWord: String {
        Self.words.values.first { specification == $0 || specification.hasSuffix(" " + $0) } ?? ""
    }

    private static let words: [UnitBasis: String] = [.millilitre: "/ml", .gram: "/g"]
}
