/// The subject of complaints and opinions.
package enum AttentionSubject: Hashable, Sendable {
    /// A product. The value is its code in `Criteria/`.
    case product(String)
    /// A shop of a platform, identified by its number or its name on the platform.
    case shop(platform: String, shop: String)
    case item(ListingKey)

    package enum Kind: String, CaseIterable, Sendable {
        case product, shop, item
    }

    package var kind: Kind {
        switch self {
        case .product: .product
        case .shop: .shop
        case .item: .item
        }
    }

    /// Nil for a product, which belongs to no platform.
    package var platform: String? {
        switch self {
        case .product: nil
        case .shop(let platform, _): platform
        case .item(let key): key.platform
        }
    }

    /// The code, number or name, without the platform.
    package var name: String {
        switch self {
        case .product(let code): code
        case .shop(_, let shop): shop
        case .item(let key): key.item
        }
    }

    /// `taobao/627811223344`, or the code of the product.
    package var text: String {
        platform.map { $0 + "/" + name } ?? name
    }

    /// Nil if a shop or item has no platform, or a product has one.
    package init?(kind: Kind, platform: String?, name: String) {
        switch (kind, platform) {
        case (.product, nil): self = .product(name)
        case (.shop, .some(let platform)): self = .shop(platform: platform, shop: name)
        case (.item, .some(let platform)): self = .item(ListingKey(platform: platform, item: name))
        default: return nil
        }
    }
}

package enum AttentionType: String, CaseIterable, Sendable {
    /// 投诉举报
    case complaint
    /// 舆情
    case opinion
}

/// The number of complaints or opinions in a period of days, reported by one source.
package struct AttentionCount: Hashable, Sendable {
    package let subject: AttentionSubject
    package let type: AttentionType
    package let count: Int64
    /// The first and the last day of the period.
    package let from: CalendarDay
    package let until: CalendarDay
    package let source: String

    package init(
        subject: AttentionSubject, type: AttentionType, count: Int64, from: CalendarDay, until: CalendarDay,
        source: String
    ) {
        self.subject = subject
        self.type = type
        self.count = count
        self.from = from
        self.until = until
        self.source = source
    }
}

/// The counts of all subjects on one day.
///
/// The periods of one source may overlap, so only the highest count of each source is used. The counts of different
/// sources are added, because each source counts its own cases.
package struct AttentionTallies: Sendable {
    package struct Tally: Hashable, Sendable {
        package fileprivate(set) var count: Int64
        package fileprivate(set) var sources: [String]
    }

    private struct Key: Hashable {
        let subject: AttentionSubject
        let type: AttentionType
    }

    private var tallies: [Key: Tally] = [:]

    package init() {}

    /// Counts are ignored if their period ended more than `withinDays` before `day`, or begins after it.
    package init(_ counts: [AttentionCount], on day: CalendarDay, withinDays: Int) {
        var bySource: [Key: [String: Int64]] = [:]
        let oldest = CalendarDay(daysSince1970: day.daysSince1970 - Int64(withinDays))
        for count in counts where count.until >= oldest && count.from <= day {
            let key = Key(subject: count.subject, type: count.type)
            bySource[key, default: [:]][count.source, default: 0] = max(
                count.count, bySource[key]?[count.source] ?? 0)
        }
        tallies = bySource.mapValues { sources in
            Tally(count: sources.values.reduce(0, +), sources: sources.keys.sorted())
        }
    }

    var isEmpty: Bool {
        tallies.isEmpty
    }

    package subscript(subject: AttentionSubject, type: AttentionType) -> Tally? {
        tallies[Key(subject: subject, type: type)]
    }
}
