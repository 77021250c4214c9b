/// A field of a listing that a crawler file can map. The raw value is its name in the file.
package enum ListingField: String, CaseIterable, Sendable {
    case item, title, price, priceAfterCoupon, sales, shopName, shopIdentifier, category, link, image, room, streamer
    case maker, makerAddress, certificate, licence, creditCode, changedAt
    /// Used to read `price`: the currency code, and the number of decimal digits of a price in minor units.
    case currency, minorDigits
}

/// The source of one field. The paths are tried in order; the first one with a value is used.
package struct FieldRule: Hashable, Sendable {
    package let paths: [FieldPath]
    /// The value that is used if no path has one.
    package let fallback: String?

    package init(_ paths: [FieldPath], fallback: String? = nil) {
        self.paths = paths
        self.fallback = fallback
    }
}

/// The form of a time in a feed.
package enum TimeFormat: String, CaseIterable, Sendable {
    case unixSeconds = "unix-seconds"
    case unixMilliseconds = "unix-milliseconds"
    /// `2026-11-02T08:00:00Z`, `2026-11-02T08:00:00.250+08:00`. A time without a zone is in the feed's own zone.
    case iso8601
    /// `2026-11-02 08:00:00`, in the feed's own zone.
    case clock = "yyyy-MM-dd HH:mm:ss"
    /// `2026-11-02`, midnight in the feed's own zone.
    case day = "yyyy-MM-dd"
}

/// Maps the values of a record to the fields of a listing, and gives their units.
package struct FieldMap: Hashable, Sendable {
    package let rules: [ListingField: FieldRule]
    package let priceUnit: PriceUnit
    package let priceAfterCouponUnit: PriceUnit
    package let salesWindow: SalesFigure.Window
    package let timeFormat: TimeFormat
    /// The zone of times that have none, in minutes east of Greenwich. China Standard Time by default.
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

    /// The paths of `field`; empty if it is not mapped.
    package subscript(field: ListingField) -> [FieldPath] {
        rules[field]?.paths ?? []
    }

    package func isMapped(_ field: ListingField) -> Bool {
        rules[field] != nil
    }

    /// Each mapped field with its paths, in the order of declaration.
    package var mapped: [(field: ListingField, paths: [FieldPath])] {
        ListingField.allCases.compactMap { field in rules[field].map { (field, $0.paths) } }
    }
}
