/// The cell in which the price of one listing is compared, and its lowest price per unit.
package struct Comparison: Hashable, Sendable {
    package let cell: ComparisonCell
    package let price: UnitPrice

    package init(cell: ComparisonCell, price: UnitPrice) {
        self.cell = cell
        self.price = price
    }

    /// The comparison of `listing` as an offer of `product`. The rule of the product in `matcher` defines how its title
    /// is read; without one, the whole price is compared.
    package init(
        of listing: Listing, product: String, matcher: ProductMatcher, _ scratch: inout TitleScratch
    ) {
        let index = matcher.index(of: product)
        let rule = index.map { matcher.rules[$0] } ?? .plain
        var title = listing.title
        var specification: Int32 = -1
        var unit = (index: 0, number: Int64(1))
        title.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            if let index, !rule.specifications.isEmpty {
                specification = matcher.specification(of: raw, product: index, &scratch)
                if specification < 0 { specification = Int32(rule.measuredSpecification(in: raw) ?? -1) }
            }
            if rule.unit != .none { unit = PackSize(title: raw).unit(rule) }
        }
        self.init(
            cell: ComparisonCell(
                product: product, specification: specification < 0 ? "" : rule.specifications[Int(specification)].name,
                unit: rule.comparedUnits[unit.index], market: listing.key.platform),
            price: UnitPrice(listing.payable.lower, units: unit.number))
    }
}
