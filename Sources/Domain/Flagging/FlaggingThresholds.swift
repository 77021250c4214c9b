/// The settings of the flag rules of one product.
package struct FlaggingThresholds: Hashable, Sendable {
    /// A price is clearly low if the robust z of its logarithm is at or below this value; −3 by default.
    package let lowPriceZ: FixedDecimal
    /// Minimum number of listings in a comparison cell. With fewer, the prices of the cell are not compared with each
    /// other.
    package let minimumListings: Int
    /// The number of units a day from which sales are high in a short time.
    package let burstUnitsPerDay: Int64
    /// Whether every livestream offer is flagged.
    package let livestream: Bool
    /// The floor price of one unit (piece, millilitre or gram, as the matching rule defines). An offer at or below it
    /// is clearly low, whatever the other prices are; nil if none is set.
    package let floorPrice: Fen?
    /// The risk grade of the product; nil if the operator has not set one.
    package let grade: GradedProduct?
    /// The certificates that an offer of this product must have, and the ones that belong to it.
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

/// The risk grades of products (一级, 二级 and 三级风险产品). Source: DB3304/T 055-2023. The grades of individual products are
/// not published, so the operator sets them.
package enum ProductGrade: Int, CaseIterable, Comparable, Sendable {
    case first = 1
    case second, third

    package static func < (left: ProductGrade, right: ProductGrade) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A grade and its source.
package struct GradedProduct: Hashable, Sendable {
    package let grade: ProductGrade
    package let source: FigureSource

    package init(_ grade: ProductGrade, source: FigureSource) {
        self.grade = grade
        self.source = source
    }
}

/// The certificates that belong to a product. If it is empty, only the form of the numbers is checked.
package struct CertificateRequirement: Hashable, Sendable {
    /// Whether the product must have a CCC certificate.
    package let needsCCC: Bool
    /// The first day on which an offer must state a CCC number; nil for any day.
    package let cccFrom: CalendarDay?
    /// The four-digit CCC categories of the product; empty if they are not known.
    package let cccCategories: Set<String>
    /// Whether the maker needs a production licence (XK).
    package let needsLicence: Bool
    /// The first day on which an offer must state a licence number; nil for any day.
    package let licenceFrom: CalendarDay?

    package init(
        needsCCC: Bool = false, cccFrom: CalendarDay? = nil, cccCategories: Set<String> = [],
        needsLicence: Bool = false, licenceFrom: CalendarDay? = nil
    ) {
        self.needsCCC = needsCCC
        self.cccFrom = cccFrom
        self.cccCategories = cccCategories
        self.needsLicence = needsLicence
        self.licenceFrom = licenceFrom
    }

    /// What is required of an offer that was seen on `day`. Before the first day of a certificate, the product counts as
    /// one that does not need it.
    package func inForce(on day: CalendarDay) -> CertificateRequirement {
        let hasCCC = cccFrom.map { $0 <= day } ?? true
        let hasLicence = licenceFrom.map { $0 <= day } ?? true
        return CertificateRequirement(
            needsCCC: needsCCC && hasCCC, cccCategories: hasCCC ? cccCategories : [],
            needsLicence: needsLicence && hasLicence)
    }
}
