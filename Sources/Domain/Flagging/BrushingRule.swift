/// Signs of brushed sales (刷单) beside a burst. They are shown to the officer with the flag; they raise no flag and
/// add no points, since brushed sales harm competitors and not buyers.
package struct BrushingRule: Hashable, Sendable {
    /// A gain that is a whole multiple of this, between two exact figures; 0 switches the sign off.
    package var roundTo: Int64 = 100
    /// A gain of this multiple of all earlier sales; 0 switches the sign off.
    package var timesEarlier: Int64 = 3
    /// … within this number of hours.
    package var withinHours: Int64 = 48
    /// Whether a burst at a clearly low price is a sign.
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
        // Only a count since the beginning includes all earlier sales.
        if timesEarlier > 0, now.window == .cumulative, let before = earlier.upper, before > 0,
            elapsed <= withinHours * 3_600_000, gained / timesEarlier >= before
        {
            signs.append(.timesEarlier)
        }
        if withLowPrice, isPricedLow { signs.append(.pricedLow) }
        return signs
    }
}
