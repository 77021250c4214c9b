/// A field of a listing that a crawler file can map, by its name there.
package enum ListingField: String, CaseIterable, Sendable {
    case item, title, price, priceAfterCoupon, sales, shopName, shopIdentifier, category, link, image, room, streamer
    case maker, makerAddress, certificate, licence, creditCode, changedAt
    /// Helpers of `price`: the currency's code, and the digits behind the point of a price in minor units.
    case currency, minorDigits
}

/// Where one field comes from. Several paths are tried in order; the first that holds a value counts.
package struct FieldRule: Hashable, Sendable {
    package let paths: [FieldPath]
    /// The value where no path holds one.
    package let fallback: String?

    package init(_ paths: [FieldPath], fallback: String? = nil) {
        self.paths = paths
        self.fallback = fallback
    }
}

/// How a feed writes a moment.
package enum TimeFormat: String, CaseIterable, Sendable {
    case unixSeconds = "unix-seconds"
    case unixMilliseconds = "unix-milliseconds"
    /// `2026-11-02T08:00:00Z`, `2026-11-02T08:00:00.250+08:00`; without a zone the feed's own counts.
    case iso8601
    /// `2026-11-02 08:00:00`, in the feed's own zone.
    case clock = "yyyy-MM-dd HH:mm:ss"
    /// `2026-11-02`, midnight in the feed's own zone.
    case day = "yyyy-MM-dd"
}

/// Which part of a record becomes which field of a listing, and in which unit it is written.
package struct FieldMap: Hashable, Sendable {
    package let rules: [ListingField: FieldRule]
    package let priceUnit: PriceUnit
    package let priceAfterCouponUnit: PriceUnit
    package let salesWindow: SalesFigure.Window
    package let timeFormat: TimeFormat
    /// Minutes east of Greenwich of times without a zone; China's by default.
    package let timeOffsetMinutes: Int

    package init(
        rules: [ListingField: FieldRule], priceUnit: PriceUnit, priceAfterCouponUnit: PriceUnit? = nil,
        salesWindow: SalesFigure.Window = .cumulative, timeFormat: TimeFormat = .iso8601, timeOffsetMinutes: Int = 480
    ) {
        self.rules = rules.filter { !$0.value.paths.isEmpty || $0.value.fallback != nil }
        self.priceUnit = priceUnit
        self.priceAfterCouponUnit = priceAfterCouponUnit ?? priceUnit
        self.salesWindow = salesWindow
        self.timeFormat = timeFormat
        self.timeOffsetMinutes = timeOffsetMinutes
    }

    package init(
        item: [FieldPath], title: [FieldPath], price: [FieldPath], priceUnit: PriceUnit, sales: [FieldPath] = [],
        salesWindow: SalesFigure.Window = .cumulative, shopName: [FieldPath] = [], shopIdentifier: [FieldPath] = [],
        category: [FieldPath] = [], link: [FieldPath] = [], room: [FieldPath] = [], streamer: [FieldPath] = []
    ) {
        self.init(
            rules: [
                .item: FieldRule(item), .title: FieldRule(title), .price: FieldRule(price), .sales: FieldRule(sales),
                .shopName: FieldRule(shopName), .shopIdentifier: FieldRule(shopIdentifier),
                .category: FieldRule(category), .link: FieldRule(link), .room: FieldRule(room),
                .streamer: FieldRule(streamer),
            ], priceUnit: priceUnit, salesWindow: salesWindow)
    }

    /// The paths of `field`; none where it is not mapped.
    package subscript(field: ListingField) -> [FieldPath] {
        rules[field]?.paths ?? []
    }

    package func isMapped(_ field: ListingField) -> Bool {
        rules[field] != nil
    }

    /// Each mapped field with its paths, in the order of their declaration.
    package var mapped: [(field: ListingField, paths: [FieldPath])] {
        ListingField.allCases.compactMap { field in rules[field].map { (field, $0.paths) } }
    }
}

/// The share of a feed's records that may lack a field that flags depend on. Beyond it the feed has changed its form, and
/// missing flags would look like safe offers: flagging stops with an alert, and pulling continues.
package struct FieldWatch: Hashable, Sendable {
    /// In percent, 0…100.
    package let percentMissing: [ListingField: Int]

    package init(percentMissing: [ListingField: Int] = [:]) {
        self.percentMissing = percentMissing
    }

    /// Fields that feed a flag.
    package static let fields: [ListingField] = [.price, .sales, .room]
    package static let usualPercent = 20

    /// The percentage of records that may lack `field`.
    package func percent(_ field: ListingField) -> Int {
        percentMissing[field] ?? Self.usualPercent
    }
}
