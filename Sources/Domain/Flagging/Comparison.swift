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
        var title = listing.title
        let (specification, size) = title.withUTF8 { bytes -> (String?, PackSize) in
            let raw = UnsafeRawBufferPointer(bytes)
            return (rule.specification(in: raw), rule.unit == .none ? PackSize() : PackSize(title: raw))
        }
        let units = size.units(rule.unit)
        self.init(
            cell: ComparisonCell(
                product: product, specification: specification, unit: units == nil ? .none : rule.unit,
                market: listing.key.platform),
            price: UnitPrice(listing.payable.lower, units: units ?? 1))
    }
}

extension MatchingRule {
    /// The first specification, in the order of precedence, that occurs in a title.
    func specification(in title: UnsafeRawBufferPointer) -> String? {
        guard !specifications.isEmpty else { return nil }
        let folded = foldedASCII(title)
        return specifications.first { specification in
            specification.words.contains { word in
                let wanted = foldedASCII(word.utf8)
                return !wanted.isEmpty && wanted.count <= folded.count
                    && (0...(folded.count - wanted.count)).contains {
                        folded[$0..<($0 + wanted.count)].elementsEqual(wanted)
                    }
            }
        }?.name
    }
}
