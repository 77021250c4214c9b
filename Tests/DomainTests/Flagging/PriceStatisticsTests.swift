import Domain
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

@Suite("Median and spread of prices")
struct PriceStatisticsTests {
    /// The median by its definition: at most half of the values are below it, and at most half are above it.
    private func naiveMedian(_ values: [Double]) -> Double {
        let middles = values.filter { candidate in
            values.count { $0 < candidate } * 2 <= values.count && values.count { $0 > candidate } * 2 <= values.count
        }
        return ((middles.min() ?? .nan) + (middles.max() ?? .nan)) / 2
    }

    @Test("an empty cell has no statistics")
    func empty() {
        #expect(PriceStatistics(prices: []) == nil)
    }

    @Test("a single price, or equal prices, have a median and no spread", arguments: [1, 2, 7, 30])
    func equalPrices(_ count: Int) throws {
        let statistics = try #require(PriceStatistics(prices: Array(repeating: Fen(4_120), count: count)))
        #expect(statistics.count == count)
        #expect(statistics.scale == 0)
        #expect(statistics.medianPrice == Fen(4_120))
        #expect(statistics.z(of: Fen(1)) == nil)
    }

    @Test("median and MAD of ln price agree with their definitions on random cells")
    func againstDefinition() throws {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<300 {
            let count = Int.random(in: 1...41, using: &generator)
            let prices = (0..<count).map { _ in Fen(.random(in: 1...20_000, using: &generator)) }
            let logs = prices.map { log(Double($0.rawValue)) }
            let middle = naiveMedian(logs)
            let deviation = naiveMedian(logs.map { abs($0 - middle) })
            let statistics = try #require(PriceStatistics(prices: prices))
            #expect(abs(statistics.medianLog - middle) < 1e-12)
            #expect(abs(statistics.scale - 1.4826 * deviation) < 1e-12)
        }
    }

    @Test("the order of prices makes no difference")
    func orderFree() {
        var generator = SeededGenerator(seed: 9)
        let prices = (0..<40).map { _ in Fen(.random(in: 100...9_000, using: &generator)) }
        let statistics = PriceStatistics(prices: prices)
        for _ in 0..<20 { #expect(PriceStatistics(prices: prices.shuffled(using: &generator)) == statistics) }
    }

    @Test("a few extreme prices change the median very little")
    func robust() throws {
        let ordinary = (0..<31).map { Fen(4_000 + Int64($0) * 10) }
        let clean = try #require(PriceStatistics(prices: ordinary))
        let spoilt = try #require(PriceStatistics(prices: ordinary + [Fen(1), Fen(1), Fen(999_999_900)]))
        #expect(abs(clean.medianPrice.rawValue - spoilt.medianPrice.rawValue) <= 20)
        #expect(spoilt.scale < clean.scale * 1.5)
    }

    @Test("half the median and twice the median have the same distance from it")
    func logarithmic() throws {
        let statistics = try #require(PriceStatistics(prices: [1_000, 2_000, 4_000, 2_000, 3_000].map { Fen($0) }))
        let below = try #require(statistics.z(of: Fen(1_000)))
        let above = try #require(statistics.z(of: Fen(4_000)))
        #expect(abs(below + above) < 1e-12)
        #expect(statistics.z(of: Fen(2_000)) == 0)
    }

    @Test("the price at a z is the highest price, in whole fen, with at most this z")
    func priceAtZ() throws {
        var generator = SeededGenerator(seed: 10)
        let tops: [Int64] = [1_000, 100_000, 1_000_000_000]
        for round in 0..<2_000 {
            let top = tops[round % tops.count]
            let prices = (0..<9).map { _ in Fen(.random(in: 1...top, using: &generator)) }
            let statistics = try #require(PriceStatistics(prices: prices))
            guard statistics.scale > 0 else { continue }
            let limit = -Double.random(in: 0...4, using: &generator)
            let price = statistics.price(atZ: limit)
            let above = try #require(statistics.z(of: Fen(price.rawValue + 1)))
            #expect(above > limit)
            guard price > Fen(0) else { continue }
            let at = try #require(statistics.z(of: price))
            #expect(at <= limit)
        }
    }

    /// At z = 0 the limit is the median itself. The exponential of the logarithm is often slightly different from it.
    @Test("the price at z 0 is the median price if that is a whole number", arguments: Array(1...400))
    func priceAtMedian(_ fen: Int) throws {
        let prices = [1, fen, 1_000_000].map { Fen(Int64($0) * 7) }
        let statistics = try #require(PriceStatistics(prices: prices))
        #expect(statistics.price(atZ: 0) == Fen(Int64(fen) * 7))
    }
}
