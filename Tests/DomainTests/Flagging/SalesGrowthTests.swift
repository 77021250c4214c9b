import Domain
import Testing

@Suite("What two sales figures prove")
struct SalesGrowthTests {
    private static let start = moment("2026-11-01T08:00:00+08:00")
    private static let day: Int64 = 86_400_000

    private func growth(_ before: SalesFigure?, _ now: SalesFigure?, hours: Int64 = 24) -> SalesGrowth {
        SalesGrowth(from: before.map { ($0, Self.start) }, to: now, at: Self.start.adding(seconds: hours * 3600))
    }

    @Test("exact cumulative figures prove exactly their difference")
    func exact() {
        #expect(growth(sales("1000"), sales("1500")) == .between(lower: 500, upper: 500, elapsed: Self.day))
        #expect(growth(sales("1000"), sales("1000")) == .between(lower: 0, upper: 0, elapsed: Self.day))
    }

    @Test("figures with bounds prove an interval")
    func bounds() {
        #expect(growth(sales("800"), sales("1万+")) == .between(lower: 9_200, upper: nil, elapsed: Self.day))
        // 1.2万 is 11,500 to 12,999; 1.5万 is 14,500 to 15,999.
        #expect(growth(sales("1.2万"), sales("1.5万")) == .between(lower: 1_501, upper: 4_499, elapsed: Self.day))
    }

    @Test("10万+ twice is unknown, not zero")
    func openEnded() {
        #expect(growth(sales("10万+"), sales("10万+")) == .unknown(.openEnded))
        #expect(growth(sales("10万+"), sales("20万+")) == .unknown(.openEnded))
    }

    @Test("a cumulative figure that falls proves nothing; a rolling one may fall")
    func falls() {
        #expect(growth(sales("5000"), sales("100")) == .unknown(.cumulativeFell))
        let rolling = growth(sales("5000", .days(30)), sales("100", .days(30)))
        #expect(rolling == .between(lower: -4_900, upper: 100, elapsed: Self.day))
    }

    @Test("the difference of rolling figures is a lower bound; at most all of the later figure is new")
    func rolling() {
        let found = growth(sales("1000", .days(30)), sales("1500", .days(30)))
        #expect(found == .between(lower: 500, upper: 1_500, elapsed: Self.day))
    }

    @Test("if the window is within the interval, all of its units are new")
    func windowWithinInterval() {
        let found = growth(sales("10万+", .days(30)), sales("700", .days(30)), hours: 30 * 24)
        #expect(found == .between(lower: 700, upper: 700, elapsed: 30 * Self.day))
        let longer = growth(sales("10万+", .days(30)), sales("700", .days(30)), hours: 40 * 24)
        #expect(longer == .between(lower: 700, upper: nil, elapsed: 40 * Self.day))
    }

    @Test("the reason of unknown growth is given")
    func missing() {
        #expect(growth(nil, sales("5")) == .unknown(.noEarlierFigure))
        #expect(growth(sales("5"), nil) == .unknown(.noFigureNow))
        #expect(growth(sales("5"), sales("5", .days(30))) == .unknown(.windowChanged))
        #expect(growth(sales("5"), sales("9"), hours: 5) == .unknown(.tooClose))
        #expect(growth(sales("5"), sales("9"), hours: -24) == .unknown(.tooClose))
    }

    @Test("unknown, none, unproven and proven growth are counted separately")
    func counts() {
        var counts = SalesGrowth.Counts()
        counts.add(growth(sales("10万+"), sales("10万+")))
        counts.add(growth(sales("7"), sales("7")))
        counts.add(growth(sales("1.2万"), sales("1.2万")))
        counts.add(growth(sales("7"), sales("8")))
        #expect([counts.unknown, counts.none, counts.unproven, counts.proven] == [1, 1, 1, 1])
    }

    @Test("a true gain is always within the interval that the texts prove", arguments: 0..<200)
    func contains(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let before = Int64.random(in: 0...200_000, using: &generator)
        let gain = Int64.random(in: 0...200_000, using: &generator)
        func shown(_ units: Int64) -> SalesFigure {
            if units < 10_000 { return sales(String(units)) }
            // Cut off after the thousands, as platforms do; or a lower bound.
            let text = "\(units / 10_000).\(units / 1_000 % 10)万"
            return sales(Bool.random(using: &generator) ? text : text + "+")
        }
        guard case .between(let lower, let upper, _) = growth(shown(before), shown(before + gain)) else { return }
        #expect(lower <= gain && gain <= upper ?? .max)
    }
}

@Suite("The fastest of a product")
struct BurstQuantileTests {
    private func quantile(_ share: String, listings: Int = 10, units: Int64 = 1) -> BurstQuantile {
        var quantile = BurstQuantile()
        quantile.topShare = decimal(share)
        quantile.minimumListings = listings
        quantile.unitsPerDay = units
        return quantile
    }

    @Test("at most the given share is above the bound")
    func share() throws {
        let rates = (1...1000).map(Int64.init)
        let bound = try #require(quantile("0.005").bound(ofRates: rates))
        #expect(bound.above == 995 && bound.listings == 1000)
        #expect(rates.filter { $0 > bound.above }.count == 5)
    }

    @Test("if all gains are equal, none is the fastest")
    func alike() throws {
        let bound = try #require(quantile("0.1").bound(ofRates: Array(repeating: 70, count: 100)))
        #expect(bound.above == 70)
    }

    @Test("too few gains have no bound, and slow gains are no burst")
    func tooFew() {
        #expect(quantile("0.1", listings: 30).bound(ofRates: (1...29).map(Int64.init)) == nil)
        #expect(quantile("0.005").bound(ofRates: (1...100).map(Int64.init)) == nil)
        #expect(quantile("0.1", units: 500).bound(ofRates: (1...100).map(Int64.init))?.above == 499)
    }

    @Test("a listing among the fastest is flagged below the product's threshold, and the flag states this")
    func flagged() throws {
        let start = moment("2026-11-01T08:00:00+08:00")
        let observations = (0..<100).map { index in
            Screening.Observation(
                listing: .sample("\(index)", sales: sales(String(1_000 + (index == 7 ? 333 : index)))), product: "lamp",
                seenAt: start.adding(seconds: 86_400), earlier: (sales("1000"), start))
        }
        var shared = SharedFlagRules.standard
        shared.burst = quantile("0.02", units: 50)
        let outcome = Screening.decide(
            observations, thresholds: ["lamp": Cell().thresholds], context: FlagContext(shared: shared))
        #expect(outcome.flags.enumerated().filter { !$0.element.isEmpty }.map(\.offset) == [7])
        let flag = try #require(outcome.flags[7].first)
        #expect(flag.figure("productAbove") == "99" && flag.figure("productListings") == "99")
        #expect(flag.counterfactual == "每日新增少于100件则不标记")
        #expect(outcome.growth.proven == 99 && outcome.growth.none == 1)
    }
}

@Suite("Signs of brushed sales")
struct BrushingTests {
    private func flag(
        _ before: SalesFigure, _ now: SalesFigure, rule: BrushingRule = BrushingRule(), hours: Int64 = 24
    ) throws -> Flag {
        let start = moment("2026-11-01T08:00:00+08:00")
        let observation = Screening.Observation(
            listing: .sample(sales: now), product: "lamp", seenAt: start.adding(seconds: hours * 3600),
            earlier: (before, start))
        var shared = SharedFlagRules.standard
        shared.brushing = rule
        let flags = Screening.flags(
            of: observation, rules: Cell().thresholds, statistics: nil, context: FlagContext(shared: shared))
        return try #require(flags.first)
    }

    @Test("a round gain between exact figures is a sign, one between rounded figures is not")
    func roundGain() throws {
        let flag = try flag(sales("1000"), sales("1900"))
        #expect(flag.figure("brushingSigns") == "round-gain")
        #expect(flag.reason.hasSuffix("；另有刷单迹象（仅供参考，不计入优先级）：新增数为100的整数倍"))
        #expect(try self.flag(sales("1000"), sales("1901")).figure("brushingSigns") == nil)
        #expect(try self.flag(sales("1000"), sales("2万+")).figure("brushingSigns")?.contains("round-gain") != true)
    }

    @Test("a gain of three times all earlier sales within two days is a sign")
    func timesEarlier() throws {
        #expect(try flag(sales("300"), sales("1201")).figure("brushingSigns") == "times-earlier")
        #expect(try flag(sales("300"), sales("1199")).figure("brushingSigns") == nil)
        #expect(try flag(sales("300"), sales("9001"), hours: 49).figure("brushingSigns") == nil)
        #expect(try flag(sales("0"), sales("901")).figure("brushingSigns") == nil)
        // A rolling figure does not include all earlier sales.
        #expect(try flag(sales("300", .days(30)), sales("1201", .days(30))).figure("brushingSigns") == nil)
    }

    @Test("a burst at a clearly low price is a sign")
    func pricedLow() throws {
        let start = moment("2026-11-01T08:00:00+08:00")
        let statistics = try #require(PriceStatistics(prices: Cell().prices.map(Fen.init)))
        let observation = Screening.Observation(
            listing: .sample(price: 990, sales: sales("2003")), product: "lamp", seenAt: start.adding(seconds: 86_400),
            earlier: (sales("1000"), start))
        let flags = Screening.flags(
            of: observation, rules: Cell().thresholds, statistics: statistics, context: FlagContext())
        #expect(flags.map(\.kind) == [.lowPrice, .salesBurst])
        #expect(flags.last?.figure("brushingSigns") == "priced-low")
    }

    @Test("signs can be switched off, and add no points")
    func off() throws {
        var rule = BrushingRule()
        rule.roundTo = 0
        #expect(try flag(sales("1000"), sales("1900"), rule: rule).figure("brushingSigns") == nil)
        let noted = try flag(sales("1000"), sales("1900"))
        #expect(FlagPriority([noted], rules: .standard).points == SharedFlagRules.standard.points(.salesBurst))
    }
}
