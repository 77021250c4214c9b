/// The settings of the flag rules of one product.
package struct FlaggingThresholds: Hashable, Sendable {
    /// Robust z of ln price at or below which a price is clearly low; −3 where nothing else is decided.
    package let lowPriceZ: FixedDecimal
    /// Minimum number of listings in a comparison cell for its prices to be compared.
    package let minimumListings: Int
    /// Units a day from which sales count as high in a short time.
    package let burstUnitsPerDay: Int64
    /// Whether every livestream offer is flagged.
    package let livestream: Bool
    /// The price of one unit (piece, millilitre or gram, as the matching rule says) at or below which an offer is clearly
    /// low, whatever the other prices are; nil where none is set.
    package let floorPrice: Fen?
    /// The product's risk grade, where the operator has one.
    package let grade: GradedProduct?
    /// What certificates an offer of this product must carry, and which fit it.
    package let certificates: CertificateRequirement

    package init(
        lowPriceZ: FixedDecimal, minimumListings: Int, burstUnitsPerDay: Int64, livestream: Bool,
        floorPrice: Fen? = nil, grade: GradedProduct? = nil,
        certificates: CertificateRequirement = CertificateRequirement()
    ) {
        self.lowPriceZ = lowPriceZ
        self.minimumListings = minimumListings
        self.burstUnitsPerDay = burstUnitsPerDay
        self.livestream = livestream
        self.floorPrice = floorPrice
        self.grade = grade
        self.certificates = certificates
    }
}

/// The risk grades of products (一级, 二级 and 三级风险产品). Source: DB3304/T 055-2023; which product has which grade is
/// not published, so it is the operator's data.
package enum ProductGrade: Int, CaseIterable, Comparable, Sendable {
    case first = 1
    case second, third

    package static func < (left: ProductGrade, right: ProductGrade) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A grade and where it was read.
package struct GradedProduct: Hashable, Sendable {
    package let grade: ProductGrade
    package let source: FigureSource

    package init(_ grade: ProductGrade, source: FigureSource) {
        self.grade = grade
        self.source = source
    }
}

/// What certificates belong to a product. Where it is empty, only the form of the numbers is checked.
package struct CertificateRequirement: Hashable, Sendable {
    /// Whether the product must have a CCC certificate.
    package let needsCCC: Bool
    /// The four-digit CCC categories of the product; empty where they are not known.
    package let cccCategories: Set<String>
    /// Whether its maker needs a production licence (XK).
    package let needsLicence: Bool

    package init(needsCCC: Bool = false, cccCategories: Set<String> = [], needsLicence: Bool = false) {
        self.needsCCC = needsCCC
        self.cccCategories = cccCategories
        self.needsLicence = needsLicence
    }
}
