import Domain
import Testing

@Suite("A clearly low price")
struct LowPriceTests {
    @Test("an ordinary price is not flagged, and an extremely low one is")
    func plainCases() {
        #expect(Cell().flags(at: 4_000).isEmpty)
        #expect(Cell().flags(at: 990).map(\.kind) == [.lowPrice])
    }

    @Test("a high price is never flagged")
    func highPrice() {
        #expect(Cell().flags(at: 900_000).isEmpty)
    }

    @Test("the highest flagged price that the flag states is flagged, and one fen more is not")
    func counterfactual() throws {
        var generator = SeededGenerator(seed: 11)
        let tops: [Int64] = [9_000, 500_000, 900_000_000]
        for round in 0..<150 {
            let top = tops[round % tops.count]
            var cell = Cell()
            cell.prices = (0..<Int.random(in: 29...60, using: &generator)).map { _ in
                .random(in: (top * 3 / 4)...top, using: &generator)
            }
            let flag = try #require(cell.flags(at: 1).first)
            let named = try #require(flag.figure("flaggedUpTo"))
            let bound = try #require(Fen(priceText: named, unit: .yuan))
            #expect(cell.flags(at: bound.rawValue).map(\.kind) == [.lowPrice], "\(bound.text) among \(cell.prices)")
            #expect(cell.flags(at: bound.rawValue + 1).isEmpty, "a fen above \(bound.text) among \(cell.prices)")
            #expect(flag.counterfactual == "售价高于\(bound.text)则不标记")
        }
    }

    @Test("the flag has its figures, and its sentence states the same figures")
    func figures() throws {
        let flag = try #require(Cell().flags(at: 990).first)
        #expect(flag.figures.map(\.name) == ["price", "median", "z", "zLimit", "listings", "flaggedUpTo"])
        #expect(flag.figure("price") == "9.90")
        #expect(flag.figure("listings") == "41")
        #expect(flag.figure("zLimit") == "-3.0")
        let z = try #require(flag.figure("z"))
        let median = try #require(flag.figure("median"))
        #expect(decimal(z) <= decimal("-3.0"))
        #expect(flag.reason == "整件售价¥9.90，同类41个链接整件的中位价¥\(median)，稳健z值\(z)")
    }

    @Test("a stricter limit flags fewer prices, a less strict one more")
    func threshold() {
        var cell = Cell()
        let price = Int64(3_200)
        cell.thresholds = FlaggingThresholds(
            lowPriceZ: decimal("-9"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true)
        #expect(cell.flags(at: price).isEmpty)
        cell.thresholds = FlaggingThresholds(
            lowPriceZ: decimal("-1.5"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true)
        #expect(cell.flags(at: price).map(\.kind) == [.lowPrice])
    }

    @Test("the order of the listings makes no difference")
    func orderFree() {
        var generator = SeededGenerator(seed: 12)
        let observations = Cell().observations(and: 990)
        let thresholds = ["lamp": Cell().thresholds]
        func flagged(_ observations: [Screening.Observation]) -> [ListingKey: [Flag]] {
            let flags = Screening.decide(observations, thresholds: thresholds).flags
            return Dictionary(zip(observations.map(\.listing.key), flags)) { first, _ in first }
        }
        let expected = flagged(observations)
        for _ in 0..<10 { #expect(flagged(observations.shuffled(using: &generator)) == expected) }
    }
}

@Suite("Cells that cannot show that a price is low")
struct ThinCellTests {
    private func outcome(_ cell: Cell, at price: Int64, product: String = "lamp") -> Screening.ScreenedListings {
        Screening.decide(cell.observations(and: price), thresholds: [product: cell.thresholds])
    }

    @Test("with one listing fewer than required, no price is low and the cell is reported")
    func thin() {
        var cell = Cell()
        cell.prices = Array(cell.prices.prefix(28))
        #expect(outcome(cell, at: 1).flags.joined().isEmpty)
        #expect(outcome(cell, at: 1).cellsWithoutBaseline == [ComparisonCell(product: "lamp", market: "jd")])
    }

    @Test("exactly the required number is enough")
    func justEnough() {
        var cell = Cell()
        cell.prices = Array(cell.prices.prefix(29))
        #expect(outcome(cell, at: 1).flags.last?.map(\.kind) == [.lowPrice])
        #expect(outcome(cell, at: 1).cellsWithoutBaseline.isEmpty)
    }

    @Test("if all prices are equal, no price is low and the cell is reported")
    func uniform() {
        var cell = Cell()
        cell.prices = Array(repeating: 4_120, count: 40)
        #expect(outcome(cell, at: 1).flags.joined().isEmpty)
        #expect(outcome(cell, at: 1).cellsWithoutBaseline == [ComparisonCell(product: "lamp", market: "jd")])
    }

    @Test("a product without rules raises no flags, and its cell is not reported")
    func withoutRules() {
        let outcome = outcome(Cell(), at: 1, product: "another")
        #expect(outcome.flags.joined().isEmpty)
        #expect(outcome.cellsWithoutBaseline.isEmpty)
    }

    @Test("prices are compared on one platform only")
    func platformsApart() {
        let thresholds = Cell().thresholds
        let at = moment("2026-11-02T08:00:00+08:00")
        let here = (0..<40).map { Listing.sample("\($0)", platform: "jd", price: 4_000 + $0 * 20) }
        let there = (0..<40).map { Listing.sample("\($0)", platform: "pdd", price: 400 + $0 * 2) }
        let observations = (here + there).map { Screening.Observation(listing: $0, product: "lamp", seenAt: at) }
        #expect(Screening.decide(observations, thresholds: ["lamp": thresholds]).flags.joined().isEmpty)
    }

    @Test("thin cells are reported in order, one for each product and market")
    func severalThinCells() {
        let at = moment("2026-11-02T08:00:00+08:00")
        let offers = [("1", "toys", "pdd"), ("2", "lamp", "pdd"), ("3", "lamp", "jd"), ("4", "lamp", "jd")]
        let observations = offers.map { item, product, market in
            Screening.Observation(listing: .sample(item, platform: market), product: product, seenAt: at)
        }
        let rules = Cell().thresholds
        let outcome = Screening.decide(observations, thresholds: ["lamp": rules, "toys": rules])
        #expect(
            outcome.cellsWithoutBaseline == [
                ComparisonCell(product: "lamp", market: "jd"), ComparisonCell(product: "lamp", market: "pdd"),
                ComparisonCell(product: "toys", market: "pdd"),
            ])
    }

    @Test("without observations there is no result")
    func nothing() {
        let outcome = Screening.decide([], thresholds: [:])
        #expect(outcome.flags.isEmpty)
        #expect(outcome.cellsWithoutBaseline.isEmpty)
    }
}
