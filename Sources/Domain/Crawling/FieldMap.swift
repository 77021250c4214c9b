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

/// One source of a price. The sources of a price are tried in order.
package struct PriceSource: Hashable, Sendable {
    package let path: FieldPath
    /// The upper bound of a range whose lower bound is at `path`.
    package var upTo: FieldPath?
    /// The period in which the price is valid, as ISO 8601 `start/end`.
    package var validity: FieldPath?
    /// The begin and the end of the period, if the feed states them apart.
    package var validFrom: FieldPath?
    package var validUntil: FieldPath?
    /// The currency of this price. Without it, the currency of the whole record applies.
    package var currency: FieldPath?
    /// Whether the price is the range over all elements of the lists on the path. Otherwise several prices are a fault.
    package var isOverAll = false

    package init(_ path: FieldPath) {
        self.path = path
    }

    /// The paths besides the price itself.
    package var attributes: [FieldPath] {
        [upTo, validity, validFrom, validUntil, currency].compactMap { $0 }
    }

    package var isPlain: Bool {
        attributes.isEmpty && !isOverAll
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
    /// The sources of `price` and `priceAfterCoupon`, in the order of their paths in `rules`.
    package let prices: [ListingField: [PriceSource]]
    /// The forms of the item numbers of the feed; empty if it has no form of its own.
    package let itemPatterns: [ItemPattern]
    /// Whether the text of each price must name the yuan.
    package let currencyIsInPrice: Bool
    package let priceUnit: PriceUnit
    package let priceAfterCouponUnit: PriceUnit
    package let salesWindow: SalesFigure.Window
    package let timeFormat: TimeFormat
    /// The zone of times that have none, in minutes east of Greenwich. China Standard Time by default.
    package let timeOffsetMinutes: Int

    /// - Parameter prices: the sources of prices; by default the paths in `rules`.
    package init(
        rules: [ListingField: FieldRule], prices: [ListingField: [PriceSource]] = [:],
        itemPatterns: [ItemPattern] = [], currencyIsInPrice: Bool = false, priceUnit: PriceUnit,
        priceAfterCouponUnit: PriceUnit? = nil, salesWindow: SalesFigure.Window = .cumulative,
        timeFormat: TimeFormat = .iso8601, timeOffsetMinutes: Int = 480
    ) {
        let stated = prices.mapValues { FieldRule($0.map(\.path)) }
        let rules = rules.merging(stated) { $1 }.filter { !$0.value.paths.isEmpty || $0.value.fallback != nil }
        self.rules = rules
        let fields: [ListingField] = [.price, .priceAfterCoupon]
        self.prices = Dictionary(
            uniqueKeysWithValues: fields.map { field in
                (field, prices[field] ?? rules[field]?.paths.map { PriceSource($0) } ?? [])
            })
        self.itemPatterns = itemPatterns
        self.currencyIsInPrice = currencyIsInPrice
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

    /// Whether a price may change without a change of the page, because it is valid for a time.
    package var hasDatedPrices: Bool {
        prices.values.joined().contains { $0.validity != nil || $0.validFrom != nil || $0.validUntil != nil }
    }

    /// Each mapped field with its paths, in the order of declaration.
    package var mapped: [(field: ListingField, paths: [FieldPath])] {
        ListingField.allCases.compactMap { field in rules[field].map { (field, $0.paths) } }
    }
}
