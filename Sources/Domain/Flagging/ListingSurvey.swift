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

    /// Looks at every row of `batch`: counts its price in `tally` and appends what was seen.
    ///
    /// - Parameter isMarked: whether the caller knows of a reason to look at a row in full.
    package func look(
        at batch: ListingBatch, _ tally: inout PriceTally, _ sightings: inout [Sighting],
        isMarked: (_ row: Int) -> Bool = { _ in false }
    ) {
        let matches = matcher.matches(batch)
        sightings.reserveCapacity(sightings.count + matches.count)
        let first = sightings.count
        batch.bytes.withUnsafeBytes { bytes in
            for (index, match) in matches.enumerated() where match.product >= 0 {
                let product = Int(match.product)
                let row = batch.rows[index]
                let units = units(of: row, units[product], bytes)
                let cell = UInt32(firstCell[product] + (Int(match.specification) + 1) * 2 + (units == nil ? 0 : 1))
                sightings.append(
                    Sighting(
                        row: UInt32(index), cell: cell, price: UInt32(truncatingIfNeeded: row.payable),
                        units: UInt32(truncatingIfNeeded: units ?? 1),
                        isMarked: match.isWatched || marks(row, product) || isMarked(index)))
            }
        }
        tally.add(sightings[first...])
    }

    @inline(__always)
    private func units(of row: ListingBatch.Row, _ basis: UnitBasis, _ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard basis != .none else { return 1 }
        return PackSize(title: UnsafeRawBufferPointer(rebasing: bytes[row.title.range])).units(basis)
    }

    @inline(__always)
    private func marks(_ row: ListingBatch.Row, _ product: Int) -> Bool {
        if marks.everyListing[product] || marks.needsCertificate[product] { return true }
        if !row.room.isNone, marks.livestream[product] { return true }
        if !row.certificate.isNone || !row.licence.isNone || !row.creditCode.isNone { return true }
        // Words that say nothing (`无`, `详见包装`) are short.
        return marks.readsMakers && (row.maker.count <= 12 || row.makerAddress.count <= 12)
    }

    /// The baseline of what was tallied.
    package func baseline(_ tally: PriceTally) -> PriceBaseline {
        var named: [ComparisonCell: [PriceCount]] = [:]
        for (number, prices) in tally.cells() { named[cells[Int(number)], default: []] += prices }
        return PriceBaseline(named)
    }
}
