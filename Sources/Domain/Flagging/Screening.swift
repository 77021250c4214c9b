/// Screens the listings of one feed at one moment: facts in, flags out, nothing else touched.
package enum Screening {
    /// What is known of one listing.
    package struct Observation: Sendable {
        package let listing: Listing
        /// The product it was matched to.
        package let product: String
        package let seenAt: Timestamp
        /// The sales figure of the snapshot before, and when that was taken.
        package let earlier: (sales: SalesFigure, at: Timestamp)?

        package init(
            listing: Listing, product: String, seenAt: Timestamp, earlier: (sales: SalesFigure, at: Timestamp)? = nil
        ) {
            self.listing = listing
            self.product = product
            self.seenAt = seenAt
            self.earlier = earlier
        }

        var cell: ComparisonCell {
            ComparisonCell(product: product, market: listing.key.platform)
        }
    }

    package struct Outcome: Sendable {
        /// The flags of each observation, in the order given; most lists are empty.
        package let flags: [[Flag]]
        /// Cells too thin, or too uniform, to call any price low. Stated, so that silence is not taken for clean.
        package let cellsWithoutBaseline: [ComparisonCell]
    }

    /// `thresholds`: product → its flag rules. A product without rules raises no flags.
    package static func decide(
        _ observations: [Observation], thresholds: [String: FlaggingThresholds]
    ) -> Outcome {
        var prices: [ComparisonCell: [Fen]] = [:]
        for observation in observations { prices[observation.cell, default: []].append(observation.listing.price) }
        let statistics = prices.compactMapValues(PriceStatistics.init(prices:))
        let thin = statistics.filter { cell, found in
            guard let rules = thresholds[cell.product] else { return false }
            return found.count < rules.minimumListings || found.scale == 0
        }
        let flags = observations.map { observation -> [Flag] in
            guard let rules = thresholds[observation.product] else { return [] }
            let usable = thin[observation.cell] == nil ? statistics[observation.cell] : nil
            return [
                usable.flatMap { lowPrice(observation, $0, rules) },
                salesBurst(observation, rules),
                livestream(observation, rules),
            ].compactMap { $0 }
        }
        return Outcome(flags: flags, cellsWithoutBaseline: thin.keys.sorted())
    }
}

extension Screening {
    private static func lowPrice(
        _ observation: Observation, _ statistics: PriceStatistics, _ rules: FlaggingThresholds
    ) -> Flag? {
        let price = observation.listing.price
        let threshold = rules.lowPriceZ.approximate
        guard let z = statistics.z(of: price), z <= threshold else { return nil }
        let bound = statistics.price(atZ: threshold)
        return Flag(
            kind: .lowPrice,
            figures: [
                "price": price.yuanText, "median": statistics.medianPrice.yuanText, "z": twoDecimals(z),
                "zLimit": rules.lowPriceZ.text, "listings": String(statistics.count), "flaggedUpTo": bound.yuanText,
            ],
            reason: FlagWording.lowPrice(
                price, median: statistics.medianPrice, count: statistics.count, z: twoDecimals(z)),
            counterfactual: FlagWording.lowPriceCounterfactual(bound))
    }

    /// Shorter intervals than this turn a handful of sales into an absurd daily rate.
    private static let shortestInterval: Int64 = 6 * 3_600_000

    private static func salesBurst(_ observation: Observation, _ rules: FlaggingThresholds) -> Flag? {
        guard let now = observation.listing.sales, let earlier = observation.earlier,
            let gained = now.provenGain(since: earlier.sales)
        else { return nil }
        let elapsed = observation.seenAt.milliseconds - earlier.at.milliseconds
        guard elapsed >= shortestInterval, gained > 0 else { return nil }
        // Sales figures are at most 10¹² and a day has 8.64 × 10⁷ ms: the product needs more than 64 bits.
        let perDay = Int64(Int128(gained) * 86_400_000 / Int128(elapsed))
        guard perDay >= rules.burstUnitsPerDay else { return nil }
        return Flag(
            kind: .salesBurst,
            figures: [
                "before": earlier.sales.raw, "now": now.raw, "gainedAtLeast": String(gained),
                "perDay": String(perDay), "perDayLimit": String(rules.burstUnitsPerDay),
                "hours": twoDecimals(Double(elapsed) / 3_600_000),
            ],
            reason: FlagWording.salesBurst(before: earlier.sales.raw, now: now.raw, gained: gained, perDay: perDay),
            counterfactual: FlagWording.salesBurstCounterfactual(rules.burstUnitsPerDay))
    }

    private static func livestream(_ observation: Observation, _ rules: FlaggingThresholds) -> Flag? {
        guard rules.livestream, let room = observation.listing.liveRoom else { return nil }
        return Flag(
            kind: .livestream,
            figures: [
                "room": room.room, "streamer": room.streamer ?? "", "price": observation.listing.price.yuanText,
            ],
            reason: FlagWording.livestream(room, price: observation.listing.price),
            counterfactual: FlagWording.livestreamCounterfactual)
    }

    private static func twoDecimals(_ value: Double) -> String {
        FixedDecimal(mantissa: Int64((value * 100).rounded()), scale: 2).text
    }
}

extension FixedDecimal {
    /// The nearest binary number, for statistics only; limits and money never pass through here.
    var approximate: Double {
        var value = Double(mantissa)
        for _ in 0..<scale { value /= 10 }
        return value
    }
}
