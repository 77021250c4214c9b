import Domain
import Testing

@Suite("Figures 2: an unknown pack is not one")
struct UnknownPackTests {
    private func outcome(
        _ offers: [(title: String, price: Int64)], unit: UnitBasis = .piece, word: String? = nil, floor: Int64? = nil
    ) -> Screening.ScreenedListings {
        let rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true,
            floorPrice: floor.map { Fen($0) })
        let observations = offers.enumerated().map { index, offer in
            Screening.Observation(
                listing: Listing(
                    key: ListingKey(platform: "jd", item: "\(index)"), title: offer.title,
                    price: PriceRange(Fen(offer.price))),
                product: "wipes", seenAt: moment("2026-11-02T08:00:00+08:00"))
        }
        let rule = MatchingRule(
            categories: [:], titleWords: ["湿巾"], exceptWords: [], unit: unit, unitName: word.flatMap { PackWord($0) })
        return Screening.decide(observations, thresholds: ["wipes": rules], matcher: ProductMatcher([("wipes", rule)]))
    }

    /// Forty offers of about ¥40.
    private func offers(_ title: String) -> [(title: String, price: Int64)] {
        (0..<40).map { (title, 3_900 + $0 * 5) }
    }

    @Test(
        "of forty equal offers, none is flagged because its title writes the pack in another way",
        arguments: [
            "湿巾 20包", "湿巾 20包/箱", "湿巾 整箱20包", "湿巾 2提共20包", "湿巾 一箱", "湿巾 二十包", "湿巾 买10送10", "湿巾 家庭装", "湿巾", "湿巾 10包*2",
            "湿巾 80抽*20包", "湿巾 80抽20包", "湿巾 ２０包", "湿巾 20&#21253;", "湿巾 20+0包", "湿巾 24瓶", "湿巾 20件套", "湿巾 ×20",
        ])
    func otherForms(_ title: String) {
        for word in [nil, "包", "抽"] {
            let flags = outcome(offers("湿巾 20包装") + [(title, 4_000)], word: word).flags.joined()
            #expect(flags.isEmpty, "\(title) by \(word ?? "any word"): \(flags.first?.reason ?? "")")
            let other = outcome(offers("湿巾 便携") + [(title, 4_000)], word: word).flags.joined()
            #expect(other.isEmpty, "\(title) by \(word ?? "any word"): \(other.first?.reason ?? "")")
        }
    }

    @Test("a low price of one unit is flagged, and the sentence names the unit")
    func knownUnit() throws {
        let flag = try #require(outcome(offers("湿巾 20包装") + [("湿巾 40包", 1_000)]).flags.last?.first)
        #expect(flag.reason.hasPrefix("售价¥10.00（共40包，每包¥0.2500），同类41个链接每包的中位价¥2.00，稳健z值"))
        #expect(flag.figure("unit") == "包" && flag.figure("units") == "40")
        let content = try #require(
            outcome(offers("湿巾液 500ml") + [("湿巾液 500ml*4", 1_000)], unit: .millilitre).flags.last?.first)
        #expect(content.reason.hasPrefix("售价¥10.00（共2000毫升，每毫升¥0.0050），同类41个链接每毫升的中位价¥0.0799"))
    }

    @Test("offers that state no pack are compared with each other by the whole price, and the sentence says so")
    func unstated() throws {
        let flag = try #require(outcome(offers("湿巾 便携") + [("湿巾", 300)]).flags.last?.first)
        #expect(flag.reason.hasPrefix("整件售价¥3.00（标题未写明数量），同样未写明数量的同类41个链接整件的中位价¥"))
        let whole = try #require(outcome(offers("湿巾") + [("湿巾", 300)], unit: .none).flags.last?.first)
        #expect(whole.reason.hasPrefix("整件售价¥3.00，同类41个链接整件的中位价¥"))
    }

    @Test("an unclear pack is compared with no other, and counted")
    func unclear() {
        let outcome = outcome(offers("湿巾 买一送一") + [("湿巾 3-5包", 300)])
        #expect(outcome.flags.joined().isEmpty)
        #expect(outcome.uncompared == 41)
        #expect(outcome.prices.cells.isEmpty)
    }

    @Test("the floor price of one unit is multiplied by a known number only; any offer has one unit")
    func floor() {
        #expect(outcome([("湿巾 20包", 4_000)], word: "包", floor: 200).flags.last?.map(\.kind) == [.lowPrice])
        #expect(outcome([("湿巾 20包", 4_001)], word: "包", floor: 200).flags.last?.isEmpty == true)
        for title in ["湿巾", "湿巾 3-5包", "湿巾 买一送一"] {
            #expect(outcome([(title, 201)], word: "包", floor: 200).flags.last?.isEmpty == true)
            #expect(outcome([(title, 200)], word: "包", floor: 200).flags.last?.map(\.kind) == [.lowPrice])
        }
    }
}
