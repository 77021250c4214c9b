/// Why a listing is worth buying. Source: 浙市监监〔2025〕14号, item 11 (online spot checks look at clearly low prices and
/// high sales in a short time, and at livestreams).
package enum FlagKind: String, CaseIterable, Comparable, Sendable {
    /// 明显低价
    case lowPrice = "low-price"
    /// 短时销量大
    case salesBurst = "sales-burst"
    /// 直播带货
    case livestream

    package static func < (left: FlagKind, right: FlagKind) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// One flag, with the figures that raised it.
package struct Flag: Hashable, Sendable {
    /// A named figure as text, exact where the input was exact.
    package struct Figure: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package let kind: FlagKind
    package let figures: [Figure]
    /// The reason in one Chinese sentence.
    package let reason: String
    /// What would have left it unflagged, in one Chinese sentence.
    package let counterfactual: String

    package init(kind: FlagKind, figures: KeyValuePairs<String, String>, reason: String, counterfactual: String) {
        self.kind = kind
        self.figures = figures.map { Figure(name: $0.key, value: $0.value) }
        self.reason = reason
        self.counterfactual = counterfactual
    }

    /// The figures as a JSON object of text values.
    package var figuresJSON: String {
        JSONText.object(figures.map { ($0.name, JSONText.quoted($0.value)) })
    }
}

/// What the flag rules of one product are set to.
package struct FlaggingThresholds: Hashable, Sendable {
    /// Robust z of ln price at or below which a price is clearly low; −3 where nothing else is decided.
    package let lowPriceZ: FixedDecimal
    /// Listings that a comparison cell must hold before its prices mean anything.
    package let minimumListings: Int
    /// Units a day from which sales count as high in a short time.
    package let burstUnitsPerDay: Int64
    /// Whether every livestream offer is flagged.
    package let livestream: Bool

    package init(lowPriceZ: FixedDecimal, minimumListings: Int, burstUnitsPerDay: Int64, livestream: Bool) {
        self.lowPriceZ = lowPriceZ
        self.minimumListings = minimumListings
        self.burstUnitsPerDay = burstUnitsPerDay
        self.livestream = livestream
    }
}
