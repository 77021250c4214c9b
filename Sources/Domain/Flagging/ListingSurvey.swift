/// Looks over listings as they stream by: which product each one is, what its price is compared with, and whether
/// anything but its price may raise a flag. Nothing is decided here; whatever is marked is looked at again in full.
package struct ListingSurvey: Sendable {
    /// One listing of a known product, in few bytes.
    package struct Sighting: Sendable {
        /// Row of the batch.
        package let row: UInt32
        package let cell: UInt32
        /// Fen.
        package let price: UInt32
        package let units: UInt32
        /// Whether a rule other than the price's may apply.
        package let isMarked: Bool

        package init(row: UInt32, cell: UInt32, price: UInt32, units: UInt32, isMarked: Bool) {
            self.row = row
            self.cell = cell
            self.price = price
            self.units = units
            self.isMarked = isMarked
        }
    }

    /// What decides, before a listing is looked at in full, whether a rule other than the price's may apply to it.
    private struct Marks: Sendable {
        /// Products of which every listing is flagged.
        let everyListing: [Bool]
        let livestream: [Bool]
        let readsMakers: Bool
        let needsCertificate: [Bool]
    }

    package let matcher: ProductMatcher
    package let market: String
    /// The cells, by number.
    package let cells: [ComparisonCell]
    /// The first cell of each product: for each specification, none first, one without and one with its unit.
    private let firstCell: [Int]
    private let units: [UnitBasis]
    private let marks: Marks

    /// - Parameters:
    ///   - thresholds: product → its flag rules; a product without rules raises no flags.
    ///   - context: the shared rules, and which fields the feed maps.
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
                for unit in [UnitBasis.none, rule.unit] {
                    cells.append(
                        ComparisonCell(product: product, specification: specification, unit: unit, market: market))
                }
            }
        }
        self.cells = cells
        firstCell = first
        units = matcher.rules.map(\.unit)
        let rules = matcher.products.map { thresholds[$0] }
        marks = Marks(
            everyListing: rules.map { rules in
                rules?.grade.map { context.shared.injuryGrades.contains($0.grade) } ?? false
            },
            livestream: rules.map { $0?.livestream ?? false },
            readsMakers: context.mapped.contains(.maker) || context.mapped.contains(.makerAddress),
            needsCertificate: rules.map {
                ($0?.certificates.needsCCC ?? false) || ($0?.certificates.needsLicence ?? false)
            })
    }

    /// Looks at every listing and appends what was seen; whoever compares prices then tallies them.
    ///
    /// - Parameters:
    ///   - bytes: what the slices of `partials` stand in.
    ///   - isMarked: whether the caller knows of a reason to look at a listing in full.
    package func look(
        at partials: [PartialListing], in bytes: [UInt8], _ sightings: inout [Sighting],
        isMarked: (_ index: Int) -> Bool = { _ in false }
    ) {
        sightings.reserveCapacity(sightings.count + partials.count)
        bytes.withUnsafeBytes { bytes in
            let matches = matcher.matches(partials, in: bytes, of: market)
            for (index, match) in matches.enumerated() where match.product >= 0 {
                let product = Int(match.product)
                let partial = partials[index]
                let units = units(of: partial, units[product], bytes)
                let cell = UInt32(firstCell[product] + (Int(match.specification) + 1) * 2 + (units == nil ? 0 : 1))
                sightings.append(
                    Sighting(
                        row: UInt32(index), cell: cell, price: partial.price,
                        units: UInt32(truncatingIfNeeded: units ?? 1),
                        isMarked: match.isWatched || marks(partial.traits, product) || isMarked(index)))
            }
        }
    }

    /// Looks at every row of `batch`.
    package func look(
        at batch: ListingBatch, _ sightings: inout [Sighting],
        isMarked: (_ index: Int) -> Bool = { _ in false }
    ) {
        look(at: batch.rows.map(PartialListing.init), in: batch.bytes, &sightings, isMarked: isMarked)
    }

    @inline(__always)
    private func units(of partial: PartialListing, _ basis: UnitBasis, _ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard basis != .none else { return 1 }
        return PackSize(title: UnsafeRawBufferPointer(rebasing: bytes[partial.title.range])).units(basis)
    }

    @inline(__always)
    private func marks(_ traits: PartialListing.Traits, _ product: Int) -> Bool {
        if marks.everyListing[product] || marks.needsCertificate[product] { return true }
        guard traits.rawValue != 0 else { return false }
        if traits.contains(.inRoom), marks.livestream[product] { return true }
        return traits.contains(.statesNumber) || (marks.readsMakers && traits.contains(.vagueMaker))
    }

    /// The baseline of what was tallied.
    package func baseline(_ tally: consuming PriceTally) -> PriceBaseline {
        var baseline = PriceBaseline()
        for (number, prices) in tally.takeCells() { baseline.add(prices, to: cells[Int(number)]) }
        return baseline
    }
}
