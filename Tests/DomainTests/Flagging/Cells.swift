import Domain

/// A cell of ordinary offers. Its functions give the flags of one additional offer.
struct Cell {
    var prices: [Int64] = (0..<40).map { 3_800 + $0 * 20 }
    var thresholds = FlaggingThresholds(
        lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true)

    func observations(and price: Int64) -> [Screening.Observation] {
        (prices + [price]).enumerated().map { index, price in
            Screening.Observation(
                listing: .sample("\(index)", price: price), product: "lamp", seenAt: moment("2026-11-02T08:00:00+08:00")
            )
        }
    }

    /// The flags of an offer with `price` in this cell.
    func flags(at price: Int64) -> [Flag] {
        Screening.decide(observations(and: price), thresholds: ["lamp": thresholds]).flags.last ?? []
    }
}

extension Cell {
    /// The flags of each of these offers of one product, whose titles are read by `rule`.
    static func flags(
        of offers: [(title: String, price: PriceRange)], product: String, _ rule: MatchingRule,
        _ thresholds: FlaggingThresholds
    ) -> [[Flag]] {
        let observations = offers.enumerated().map { index, offer in
            Screening.Observation(
                listing: Listing(
                    key: ListingKey(platform: "jd", item: "\(index)"), title: offer.title, price: offer.price),
                product: product, seenAt: moment("2026-11-30T08:00:00+08:00"))
        }
        return Screening.decide(observations, thresholds: [product: thresholds], matching: [product: rule]).flags
    }

    static func flags(
        of offers: [(title: String, price: Int64)], product: String, _ rule: MatchingRule,
        _ thresholds: FlaggingThresholds
    ) -> [[Flag]] {
        flags(of: offers.map { ($0.title, PriceRange(Fen($0.price))) }, product: product, rule, thresholds)
    }
}

extension Listing {
    static func sample(
        _ item: String = "1", platform: String = "jd", price: Int64 = 4_120, sales: SalesFigure? = nil,
        liveRoom: LiveRoom? = nil
    ) -> Listing {
        Listing(
            key: ListingKey(platform: platform, item: item), title: "台灯", price: PriceRange(Fen(price)), sales: sales,
            liveRoom: liveRoom)
    }
}

extension Flag {
    func figure(_ name: String) -> String? {
        figures.first { $0.name == name }?.value
    }
}
