/// The cell in which the price of one listing is compared, and its lowest price per unit.
package struct Comparison: Hashable, Sendable {
    package let cell: ComparisonCell
    package let price: UnitPrice

    package init(cell: ComparisonCell, price: UnitPrice) {
        self.cell = cell
        self.price = price
    }

    /// The comparison of `listing` as an offer of `product`. `rule` defines how its title is read.
    package init(of listing: Listing, product: String, rule: MatchingRule) {
        var title = TitleForm.normal(listing.title)
        let (specification, unit) = title.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            return (
                rule.specification(in: raw)
                    ?? rule.measuredSpecification(in: raw).map { rule.specifications[$0].name },
                rule.unit == .none ? (index: 0, number: 1) : PackSize(title: raw).unit(rule)
            )
        }
        self.init(
            cell: ComparisonCell(
                product: product, specification: specification ?? "", unit: rule.comparedUnits[unit.index],
                market: listing.key.platform),
            price: UnitPrice(listing.payable.lower, units: unit.number))
    }
}

extension MatchingRule {
    /// The first specification, in the order of precedence, that occurs in the normal form of a title.
    func specification(in title: UnsafeRawBufferPointer) -> String? {
        guard !specifications.isEmpty else { return nil }
        let folded = foldedASCII(title)
        return specifications.first { specification in
            specification.words.contains { word in
                let wanted = TitleForm.folded(word)
                return !wanted.isEmpty && wanted.count <= folded.count
                    && (0...(folded.count - wanted.count)).contains {
                        folded[$0..<($0 + wanted.count)].elementsEqual(wanted)
                    }
            }
        }?.name
    }
}
