/// One listing of a known product, in a compact form.
package struct PrefilteredListing: Sendable {
    /// Index of the listing in its block.
    package let index: UInt32
    /// Index into `ListingPrefilter.cells`.
    package let cell: UInt32
    /// The lowest price, in fen.
    package let price: UInt32
    package let units: UInt32
    /// Whether the price is one price, and not a range.
    package let isExact: Bool
    /// Whether the price is compared with others.
    package let isCompared: Bool
    /// Whether a rule may flag the listing for a reason other than its price.
    package let isCandidate: Bool

    package init(
        index: UInt32, cell: UInt32, price: UInt32, units: UInt32, isExact: Bool, isCompared: Bool = true,
        isCandidate: Bool
    ) {
        self.index = index
        self.cell = cell
        self.price = price
        self.units = units
        self.isExact = isExact
        self.isCompared = isCompared
        self.isCandidate = isCandidate
    }
}

/// Finds the product and the comparison cell of each listing, and the listings to which a flag rule may apply. It makes
/// no decision: `Screening.flags` decides on each candidate.
package struct ListingPrefilter: Sendable {
    package let matcher: ProductMatcher
    package let market: String
    /// The cells, by cell number.
    package let cells: [ComparisonCell]
    /// The first cell of each product. Each specification (first: none) has one cell for each unit of the product.
    private let firstCell: [Int]
    /// The combined conditions of all rules, by product.
    private let conditions: [FlagCondition]
    /// The prices that the rules may flag, by product code.
    private let lowPrices: [String: FlagCondition.LowPrice]

    /// - Parameters:
    ///   - thresholds: product → its flag rules. A product without rules raises no flags.
    ///   - context: the rules and the available facts.
    package init(
        matcher: ProductMatcher, market: String, thresholds: [String: FlaggingThresholds], context: FlagContext
    ) {
        self.matcher = matcher
        self.market = market
        var cells: [ComparisonCell] = []
        var first: [Int] = []
        for (product, rule) in zip(matcher.products, matcher.rules) {
            first.append(cells.count)
            for specification in [nil] + rule.specifications.map(\.name) {
                for unit in rule.comparedUnits {
                    cells.append(
                        ComparisonCell(
                            product: product, specification: specification ?? "", unit: unit, market: market))
                }
            }
        }
        self.cells = cells
        firstCell = first
        let usable = context.usableRules
        conditions = matcher.products.map { product in
            guard let thresholds = thresholds[product] else { return .never }
            return usable.reduce(.never) { $0.or($1.mayApply(thresholds, context)) }
        }
        lowPrices = Dictionary(
            zip(matcher.products, conditions).compactMap { product, condition in
                condition.lowPrice.map { (product, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Appends the listings of known products to `found`.
    ///
    /// - Parameters:
    ///   - bytes: the text to which the slices of `listings` refer.
    ///   - salesGrew: whether sales of the listing at an index are proven.
    package func scan(
        _ listings: [PartialListing], in bytes: [UInt8], into found: inout [PrefilteredListing],
        salesGrew: (_ index: Int) -> Bool = { _ in false }
    ) {
        found.reserveCapacity(found.count + listings.count)
        bytes.withUnsafeBytes { bytes in
            let matches = matcher.matches(listings, in: bytes, of: market)
            for (index, match) in matches.enumerated() where match.product >= 0 {
                let product = Int(match.product)
                let listing = listings[index]
                let rule = matcher.rules[product]
                let unit = unit(of: listing, rule, bytes)
                let cell =
                    firstCell[product]
                    + (specification(of: listing, match, rule, bytes) + 1) * rule.comparedUnits.count + unit.index
                found.append(
                    PrefilteredListing(
                        index: UInt32(index), cell: UInt32(cell), price: listing.price,
                        units: UInt32(truncatingIfNeeded: unit.number), isExact: listing.isExact,
                        isCompared: cells[cell].unit != .unclear,
                        isCandidate: conditions[product].passes(
                            listing, titleHoldsWord: match.isWatched, salesGrew: salesGrew(index))))
            }
        }
    }

    /// Appends the listings of known products in `batch` to `found`.
    package func scan(_ batch: ListingBatch, into found: inout [PrefilteredListing]) {
        scan(batch.rows.map { PartialListing($0, in: batch.bytes) }, in: batch.bytes, into: &found)
    }

    /// −1 for none.
    @inline(__always)
    private func specification(
        of listing: PartialListing, _ match: TitleMatch, _ rule: MatchingRule, _ bytes: UnsafeRawBufferPointer
    ) -> Int {
        guard match.specification < 0, rule.measure != nil else { return Int(match.specification) }
        return rule.measuredSpecification(in: UnsafeRawBufferPointer(rebasing: bytes[listing.title.range])) ?? -1
    }

    @inline(__always)
    private func unit(
        of listing: PartialListing, _ rule: MatchingRule, _ bytes: UnsafeRawBufferPointer
    ) -> (index: Int, number: Int64) {
        guard rule.unit != .none else { return (0, 1) }
        return PackSize(title: UnsafeRawBufferPointer(rebasing: bytes[listing.title.range])).unit(rule)
    }

    /// The baseline of the counted prices.
    package func baseline(_ tally: consuming PriceTally) -> PriceBaseline {
        var baseline = PriceBaseline()
        for (number, count) in tally.ranges { baseline.add(ranges: count, to: cells[Int(number)]) }
        for (number, prices) in tally.takeCells() { baseline.add(prices, to: cells[Int(number)]) }
        return baseline
    }

    /// The prices that a rule may flag, by cell.
    package func priceBounds(_ statistics: [ComparisonCell: PriceStatistics]) -> [PriceBound] {
        cells.map { PriceBound(lowPrices[$0.product], statistics[$0]) }
    }
}
