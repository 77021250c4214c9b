import Domain
import Testing

struct PriceSummaryTests {
    @Test("A summary has lowest, quarters and highest of the sorted prices, and is read back")
    func summary() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            let units: [Int64] = (0..<Int.random(in: 1...400, using: &generator)).map { _ in
                Int64.random(in: 1...90, using: &generator)
            }
            let counts = Dictionary(grouping: units) { $0 }.map { PriceCount(UnitPrice(Fen($0)), count: $1.count) }
                .sorted()
            let summary = try #require(PriceSummary(sorted: counts))
            let sorted = units.sorted()
            #expect(summary.listings == units.count && summary.prices.count == min(units.count, PriceSummary.most))
            #expect(summary.prices.first?.price.rawValue == sorted.first)
            #expect(summary.prices.last?.price.rawValue == sorted.last)
            if units.count >= PriceSummary.most {
                for quarter in 0...4 {
                    let rank = (sorted.count - 1) * (60 * quarter / 4) / 60
                    #expect(summary.price(quarter: quarter).price.rawValue == sorted[rank])
                }
            } else {
                #expect(summary.prices.map(\.price.rawValue) == sorted)
            }
            #expect(PriceSummary(listings: summary.listings, text: summary.text) == summary)
        }
        #expect(PriceSummary(sorted: []) == nil)
    }

    @Test("Ranks count the listings that cost less for one unit")
    func ranks() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<200 {
            let prices = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UnitPrice(
                    Fen(Int64.random(in: 1...40, using: &generator)), units: Int64.random(in: 1...3, using: &generator))
            }
            let counts = Dictionary(grouping: prices) { $0 }.map { PriceCount($0, count: $1.count) }.sorted()
            let ranks = PriceRanks(sorted: counts)
            for _ in 0..<10 {
                let own = UnitPrice(Fen(Int64.random(in: 1...40, using: &generator)), units: 2)
                let cheaper = prices.count {
                    $0.price.rawValue * own.units < own.price.rawValue * $0.units
                }
                #expect(ranks.cheaper(than: own) == cheaper)
            }
        }
    }

    @Test(
        "A text that is no summary is not read", arguments: ["", "x", "1 ", " 1", "0", "-1", "1/0", "1/2/3", "1 2 3"])
    func otherTexts(_ text: String) {
        #expect(PriceSummary(listings: 2, text: text) == nil)
    }
}
