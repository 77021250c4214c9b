/// Signs of brushed sales (刷单) in a sales burst. They are shown to the officer with the flag. They raise no flag and
/// add no points, because brushed sales harm competitors and not buyers.
package struct BrushingRule: Hashable, Sendable {
    /// A gain between two exact figures that is a whole multiple of this number is a sign; 0 switches this sign off.
    package var roundTo: Int64 = 100
    /// A gain of at least this multiple of all earlier sales is a sign; 0 switches this sign off.
    package var timesEarlier: Int64 = 3
    /// The maximum number of hours for `timesEarlier`.
    package var withinHours: Int64 = 48
    /// Whether a burst is a sign if the price is clearly low.
    package var withLowPrice = true

    package init() {}

    package enum Sign: String, CaseIterable, Sendable {
        case roundGain = "round-gain"
        case timesEarlier = "times-earlier"
        case pricedLow = "priced-low"
    }

    func signs(
        from earlier: SalesFigure, to now: SalesFigure, gained: Int64, elapsed: Int64, isPricedLow: Bool
    ) -> [Sign] {
        var signs: [Sign] = []
        let areExact = earlier.lower == earlier.upper && now.lower == now.upper
        if roundTo > 0, areExact, gained % roundTo == 0 { signs.append(.roundGain) }
        // Only a cumulative count includes all earlier sales.
        if timesEarlier > 0, now.window == .cumulative, let before = earlier.upper, before > 0,
            elapsed <= withinHours * 3_600_000, gained / timesEarlier >= before
        {
            signs.append(.timesEarlier)
        }
        if withLowPrice, isPricedLow { signs.append(.pricedLow) }
        return signs
    }
}
