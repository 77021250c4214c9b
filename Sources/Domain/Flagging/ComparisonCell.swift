/// What the compared prices of a cell buy.
package enum ComparedUnit: Hashable, Sendable {
    /// The whole offer: the product is not compared by a unit.
    case whole
    /// The whole offer, whose title does not state how many units it contains.
    case unstated
    /// The title does not make clear how many units the offer contains. Such prices are not compared.
    case unclear
    /// One unit: `包`, `毫升`.
    case each(String)

    /// The index of the first named unit of a product that has units.
    static let firstNamed = 2

    /// The units of a product; more than one only if the product has a unit.
    static func all(_ basis: UnitBasis, _ name: PackWord?) -> [ComparedUnit] {
        let names =
            switch basis {
            case .none: [String]()
            case .piece: name.map { [$0.text] } ?? PackWord.all.map(\.text)
            case .millilitre: ["毫升"]
            case .gram: ["克"]
            }
        return names.isEmpty ? [.whole] : [.unstated, .unclear] + names.map(ComparedUnit.each)
    }

    /// As files and messages write it: `包`; `?` for unstated, `!` for unclear, empty for the whole offer.
    package var text: String {
        switch self {
        case .whole: ""
        case .unstated: "?"
        case .unclear: "!"
        case .each(let name): name
        }
    }

    package init(text: String) {
        switch text {
        case "": self = .whole
        case "?": self = .unstated
        case "!": self = .unclear
        default: self = .each(text)
        }
    }
}

/// The listings whose prices may be compared: one product, in one specification and unit, in one market.
package struct ComparisonCell: Hashable, Comparable, Sendable {
    package let product: String
    /// The kind of the product; empty if the criteria do not divide the product.
    package let specification: String
    package let unit: ComparedUnit
    /// The platform on which the offers compete.
    package let market: String

    package init(product: String, specification: String = "", unit: ComparedUnit = .whole, market: String) {
        self.product = product
        self.specification = specification
        self.unit = unit
        self.market = market
    }

    package static func < (left: ComparisonCell, right: ComparisonCell) -> Bool {
        (left.product, left.market, left.specification, left.unit.text)
            < (right.product, right.market, right.specification, right.unit.text)
    }

    /// Whether the prices of the cell are compared with one another.
    package var isCompared: Bool {
        unit != .unclear
    }

    /// `toys@taobao`, `power-bank/10000mAh@jd`, `wet-wipes@jd（每抽）`.
    package var text: String {
        product + (specification.isEmpty ? "" : "/" + specification) + "@" + market + FlagWording.note(unit)
    }
}

/// A price and the number of units that it buys. Prices are compared exactly, by the price of one unit.
package struct UnitPrice: Hashable, Sendable {
    package let price: Fen
    /// At least 1. It is 1 if the price of the whole offer is compared, also if nobody knows how many units that is.
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
