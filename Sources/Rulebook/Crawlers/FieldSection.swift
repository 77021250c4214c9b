internal import Domain

/// The `fields` section of a crawler file, with one key for each field of a listing.
enum FieldSection {
    /// The fields that are written as a path, a list of paths, or `{from, default}`. The others have their own
    /// sections.
    private static let plain: [ListingField] = [
        .shopName, .shopIdentifier, .category, .link, .image, .room, .streamer, .maker, .makerAddress, .certificate,
        .licence, .creditCode,
    ]

    /// `format` decides the kind of path: members of an object, or the name of a column.
    static func read(_ value: Value, of format: FeedFormat?) -> FieldMap? {
        guard let mapping = value.mapping else { return nil }
        let reader =
            if case .csv = format { FieldReader(path: column, hasLists: false) } else { FieldReader(path: path) }
        var rules: [ListingField: FieldRule] = [:]
        let item = mapping.required(ListingField.item.rawValue).flatMap { ItemFieldSection.read($0, reader) }
        rules[.item] = item?.rule
        rules[.title] = mapping.required(ListingField.title.rawValue).flatMap(reader.paths).map { FieldRule($0) }
        for field in plain {
            rules[field] = mapping.optional(field.rawValue).flatMap(reader.rule)
        }
        let price = mapping.required(ListingField.price.rawValue).flatMap { PriceSection.read($0, reader) }
        let coupon = mapping.field(ListingField.priceAfterCoupon.rawValue) {
            PriceSection.afterCoupon($0, reader)
        }
        let sales = mapping.field(ListingField.sales.rawValue) { SalesSection.read($0, reader) }
        let changed = mapping.field(ListingField.changedAt.rawValue) { TimeSection.read($0, reader) }
        mapping.finish()
        guard rules[.item] != nil, rules[.title] != nil, let price, !coupon.isFaulty, !sales.isFaulty,
            !changed.isFaulty
        else { return nil }
        rules[.minorDigits] = price.digits
        rules[.currency] = price.currency?.rule
        rules[.sales] = sales.value?.rule
        rules[.changedAt] = changed.value?.rule
        return FieldMap(
            rules: rules,
            prices: [.price: price.sources].merging(coupon.value.map { [.priceAfterCoupon: $0.sources] } ?? [:]) { $1 },
            itemPatterns: item?.patterns ?? [], currencyIsInPrice: price.currency == .inPrice, priceUnit: price.unit,
            priceAfterCouponUnit: coupon.value?.unit,
            salesWindow: sales.value?.window ?? .cumulative, timeFormat: changed.value?.format ?? .iso8601,
            timeOffsetMinutes: changed.value?.offsetMinutes ?? TimeSection.china)
    }

    /// One path of a JSON or XML page, or a list of paths that are tried in order.
    static func paths(_ value: Value) -> [FieldPath]? {
        FieldReader(path: path).paths(value)
    }

    static func path(_ value: Value) -> FieldPath? {
        guard let text = value.text else { return nil }
        guard let path = FieldPath(text) else {
            value.report("“\(text)” is no path; write names with dots, such as shopInfo.shopName or $.data.room_id")
            return nil
        }
        return path
    }

    private static func column(_ value: Value) -> FieldPath? {
        value.text.map(FieldPath.init(column:))
    }
}

/// Reads the source of a field. The format determines the kind of path.
struct FieldReader {
    let path: (Value) -> FieldPath?
    /// Whether a value may be a list. A column of a table holds one value.
    var hasLists = true

    /// One path, or a list of paths that are tried in order.
    func paths(_ value: Value) -> [FieldPath]? {
        if !value.isList { return path(value).map { [$0] } }
        let list = value.list ?? []
        let paths = list.compactMap(path)
        guard !list.isEmpty else {
            value.report("the list of paths must not be empty")
            return nil
        }
        return paths.count == list.count ? paths : nil
    }

    /// Paths, or `{from: …, default: …}`. A default without a path applies to every record.
    func rule(_ value: Value) -> FieldRule? {
        guard value.isMapping else { return paths(value).map { FieldRule($0) } }
        guard let mapping = value.mapping else { return nil }
        let from = mapping.field("from", paths)
        let fallback = mapping.field("default", \.word)
        mapping.finish()
        if case (.absent, .absent) = (from, fallback) {
            value.report("write from, default, or both")
            return nil
        }
        guard !from.isFaulty, !fallback.isFaulty else { return nil }
        return FieldRule(from.value ?? [], fallback: fallback.value)
    }
}
