/// 直播带货: an offer that was shown in a livestream. The flag states the room, the streamer and the price.
package enum LivestreamRule {
    static func flag(_ input: FlagInput) -> Flag? {
        let listing = input.listing
        guard input.thresholds.livestream, let room = listing.liveRoom else { return nil }
        var figures: [Flag.Figure] = [
            .init("room", room.room), .init("streamer", room.streamer ?? ""),
        ]
        figures += listing.price.figures("price")
        if let reduced = listing.priceAfterCoupon { figures += reduced.figures("priceAfterCoupon") }
        return Flag(
            kind: .livestream, figures: figures,
            reason: FlagWording.livestream(room, price: listing.price, afterCoupon: listing.priceAfterCoupon),
            counterfactual: FlagWording.livestreamCounterfactual)
    }
}

extension FlagRule {
    static let livestream = FlagRule(
        .livestream, mayApply: { thresholds, _ in thresholds.livestream ? .present([.room]) : .never },
        decide: LivestreamRule.flag)
}
