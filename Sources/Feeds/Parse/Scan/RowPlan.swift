internal import Domain

/// The parts of a crawler file that `RowReader` needs, arranged for the hot loop.
struct RowPlan: Sendable {
    /// The slots of all fields, field after field, in the order they are tried. Slots of a record are stored as they
    /// are, slots of the page as their complement (`~`).
    let sources: [Int]
    /// The index in `sources` of the first slot of each field, and one more entry for the end of the last field.
    let starts: [Int]
    /// For each field: its slot if it has one path in the record and no fallback; −1 if it is not mapped; −2 if it
    /// needs the general case.
    let singles: [Int]
    /// The bytes of the value if no path has one.
    let fallbacks: [[UInt8]?]
    let isWatched: [Bool]
    let paths: [[String]]
    let price: PricePlan
    let priceAfterCoupon: PricePlan
    let itemPatterns: [ItemPattern]
    let salesWindow: SalesFigure.Window
    let timeFormat: TimeFormat
    let timeOffsetMinutes: Int
    let hasClaims: Bool
    let hasCurrency: Bool
    let currencyIsInPrice: Bool

    init(_ crawler: Crawler, _ page: PagePlan) {
        let map = crawler.fields
        let sources = page.sources
        var flat: [Int] = []
        var starts = [0]
        for field in ListingField.allCases {
            for source in sources[field] ?? [] {
                flat.append(source.code)
            }
            starts.append(flat.count)
        }
        singles = ListingField.allCases.map { field in
            let list = sources[field] ?? []
            guard map.rules[field]?.fallback == nil, map.prices[field]?.allSatisfy(\.isPlain) ?? true else { return -2 }
            if list.isEmpty { return -1 }
            if list.count == 1, case .record(let slot) = list[0] { return slot }
            return -2
        }
        self.sources = flat
        self.starts = starts
        fallbacks = ListingField.allCases.map { map.rules[$0]?.fallback.map { Array($0.utf8) } }
        isWatched = ListingField.allCases.map { FieldWatch.fields.contains($0) && map.isMapped($0) }
        paths = ListingField.allCases.map { field in map[field].map(\.text) }
        func plan(_ field: ListingField, _ unit: PriceUnit) -> PricePlan {
            PricePlan(field, unit: unit, map.prices[field] ?? []) { path, isWhole in
                // Every path of a price was requested.
                page.slot(path, isWhole: isWhole)?.code ?? 0
            }
        }
        price = plan(.price, map.priceUnit)
        priceAfterCoupon = plan(.priceAfterCoupon, map.priceAfterCouponUnit)
        itemPatterns = map.itemPatterns
        salesWindow = map.salesWindow
        timeFormat = map.timeFormat
        timeOffsetMinutes = map.timeOffsetMinutes
        hasCurrency = map.isMapped(.currency)
        currencyIsInPrice = map.currencyIsInPrice
        hasClaims = [.maker, .makerAddress, .certificate, .licence, .creditCode].contains { map.isMapped($0) }
    }
}

extension PagePlan.Source {
    /// A slot of a record as it is, a slot of the page as its complement (`~`).
    fileprivate var code: Int {
        switch self {
        case .record(let slot): slot
        case .page(let slot): ~slot
        }
    }
}
