/// The prices of many listings by comparison cell. New prices are compared with them.
///
/// It is exact: every price is stored with its number of listings. Baselines of parts can therefore be merged into the
/// baseline of all listings.
package struct PriceBaseline: Hashable, Sendable {
    /// The different prices of each cell, in ascending order. A cell has no prices if each of its listings has a range.
    package private(set) var cells: [ComparisonCell: [PriceCount]]
    /// The number of listings of each cell whose price is a range. A range is no price, so it is not in `cells`.
    package private(set) var ranges: [ComparisonCell: Int] = [:]

    /// - Parameters:
    ///   - cells: in any order; prices may repeat.
    ///   - ranges: the number of listings of each cell whose price is a range.
    package init(_ cells: [ComparisonCell: [PriceCount]] = [:], ranges: [ComparisonCell: Int] = [:]) {
        self.cells = cells.mapValues(Self.joined)
        for (cell, count) in ranges { add(ranges: count, to: cell) }
    }

    package mutating func merge(_ other: PriceBaseline) {
        for (cell, prices) in other.cells {
            cells[cell] = cells[cell].map { Self.joined($0 + prices) } ?? prices
        }
        ranges.merge(other.ranges) { $0 + $1 }
    }

    /// - Parameter prices: in any order; they may repeat.
    mutating func add(_ prices: [PriceCount], to cell: ComparisonCell) {
        // The old list is removed first, so that it does not stay in memory beside the merged list.
        cells[cell] = Self.joined((cells.removeValue(forKey: cell) ?? []) + prices)
    }

    mutating func add(ranges count: Int, to cell: ComparisonCell) {
        ranges[cell, default: 0] += count
        if cells[cell] == nil { cells[cell] = [] }
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

    /// The number of listings in all cells, without those whose price is a range.
    package var count: Int {
        cells.values.reduce(0) { $1.reduce($0) { $0 + $1.count } }
    }

    /// The statistics of every cell with enough prices, and the list of the other cells.
    ///
    /// If a cell has fewer listings than its product requires, its statistics are shrunk toward those of all cells of
    /// the product in the same market with the same unit (`PricePool`). If these have too few listings too, or if the
    /// cell has fewer than three prices, no price of the cell counts as low. The same holds for offers that do not state
    /// their number, if their prices show that the numbers differ.
    ///
    /// - Parameter minimum: product → the number of listings that a comparison needs. A product that is missing here
    ///   has no flag rules.
    package func statistics(minimum: [String: Int]) -> (
        usable: [ComparisonCell: PriceStatistics], thin: [ComparisonCell]
    ) {
        var usable: [ComparisonCell: PriceStatistics] = [:]
        var thin: [ComparisonCell] = []
        var pools: [ComparisonCell: PricePool?] = [:]
        for (cell, prices) in cells {
            guard let enough = minimum[cell.product] else { continue }
            var found = PriceStatistics(sorted: prices)
            if let own = found, own.count < enough {
                let key = ComparisonCell(product: cell.product, unit: cell.unit, market: cell.market)
                let pool = pools[key] ?? PricePool(cellsLike(cell), enough: enough)
                pools[key] = pool
                found = own.shrunk(toward: pool, of: cell, enough: enough)
            }
            if let found, found.scale > 0, cell.unit != .unstated || !found.isMixed(prices) {
                usable[cell] = found
            } else {
                thin.append(cell)
            }
        }
        return (usable, thin.sorted())
    }

    /// The cells of all specifications of a product, in one market and unit.
    private func cellsLike(_ cell: ComparisonCell) -> [(cell: ComparisonCell, prices: [PriceCount])] {
        cells.compactMap { other, prices in
            other.product == cell.product && other.market == cell.market && other.unit == cell.unit
                ? (other, prices) : nil
        }
    }
}
