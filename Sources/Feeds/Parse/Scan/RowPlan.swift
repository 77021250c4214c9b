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
    let priceUnit: PriceUnit
    let priceAfterCouponUnit: PriceUnit
    let timeFormat: TimeFormat
    let timeOffsetMinutes: Int
    let hasClaims: Bool
    let hasCurrency: Bool

    /// - Parameter sources: the slots of each field.
    init(_ crawler: Crawler, sources: [ListingField: [PagePlan.Source]]) {
        let map = crawler.fields
        var flat: [Int] = []
        var starts = [0]
        for field in ListingField.allCases {
            for source in sources[field] ?? [] {
                switch source {
                case .record(let slot): flat.append(slot)
                case .page(let slot): flat.append(~slot)
                }
            }
            starts.append(flat.count)
        }
        singles = ListingField.allCases.map { field in
            let list = sources[field] ?? []
            guard map.rules[field]?.fallback == nil else { return -2 }
            if list.isEmpty { return -1 }
            if list.count == 1, case .record(let slot) = list[0] { return slot }
            return -2
        }
        self.sources = flat
        self.starts = starts
        fallbacks = ListingField.allCases.map { map.rules[$0]?.fallback.map { Array($0.utf8) } }
        isWatched = ListingField.allCases.map { FieldWatch.fields.contains($0) && map.isMapped($0) }
        paths = ListingField.allCases.map { field in map[field].map(\.text) }
        priceUnit = map.priceUnit
        priceAfterCouponUnit = map.priceAfterCouponUnit
        timeFormat = map.timeFormat
        timeOffsetMinutes = map.timeOffsetMinutes
        hasCurrency = map.isMapped(.currency)
        hasClaims = [.maker, .makerAddress, .certificate, .licence, .creditCode].contains { map.isMapped($0) }
    }
}
