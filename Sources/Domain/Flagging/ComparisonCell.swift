/// The listings whose prices may be compared: one product, in one specification, in one market.
package struct ComparisonCell: Hashable, Comparable, Sendable {
    package let product: String
    /// The kind of the product and the unit of its price; empty if the criteria do not divide the product.
    package let specification: String
    /// The platform on which the offers compete.
    package let market: String

    package init(product: String, specification: String = "", market: String) {
        self.product = product
        self.specification = specification
        self.market = market
    }

    package static func < (left: ComparisonCell, right: ComparisonCell) -> Bool {
        (left.product, left.market, left.specification) < (right.product, right.market, right.specification)
    }

    /// `toys@taobao`, `power-bank/10000mAh@jd`.
    package var text: String {
        product + (specification.isEmpty ? "" : "/" + specification) + "@" + market
    }
}

/// A price and the number of units that it buys. Prices are compared exactly, by the price of one unit.
package struct UnitPrice: Hashable, Sendable {
    package let price: Fen
    /// Pieces, millilitres or grams; at least 1.
    package let units: Int64

    package init(_ price: Fen, units: Int64 = 1) {
        self.price = price
        self.units = units
    }
}

/// A unit price with the number of listings that have it. Ordered by the price of one unit.
package struct PriceCount: Hashable, Comparable, Sendable {
    package let unitPrice: UnitPrice
    package var count: Int

    package init(_ unitPrice: UnitPrice, count: Int) {
        self.unitPrice = unitPrice
        self.count = count
    }

    package static func < (left: PriceCount, right: PriceCount) -> Bool {
        // Prices are below 2³⁰ and units below 2³¹ (`ListingLimits`), so the products fit.
        let one = left.unitPrice.price.rawValue &* right.unitPrice.units
        let other = right.unitPrice.price.rawValue &* left.unitPrice.units
        return one == other ? left.unitPrice.units < right.unitPrice.units : one < other
    }
}
