import Domain
import Testing

@Suite("The draw")
struct DrawTests {
    private static let seed = "3f0a-public-lottery-2026-11-02"

    /// A random price: one price, a range, or a lowest price only.
    private static func price(_ generator: inout SeededGenerator) -> PriceRange {
        let lower = Fen(.random(in: 100...9_000, using: &generator))
        return switch Int.random(in: 0..<6, using: &generator) {
        case 0: PriceRange(lower: lower, upper: nil)
        case 1: PriceRange(lower: lower, upper: Fen(lower.rawValue + .random(in: 1...9_000, using: &generator)))
        default: PriceRange(lower)
        }
    }

    /// The price as it is published: `1280`, `1280-3990`, `1280-`.
    private static func text(_ price: PriceRange) -> String {
        let lower = String(price.lower.rawValue)
        guard let upper = price.upper else { return lower + "-" }
        return upper == price.lower ? lower : lower + "-" + String(upper.rawValue)
    }

    /// A random frame: 60 listings of three products at ¥1.00 to ¥90.00, some with a range of prices.
    private static func frame(_ generator: inout SeededGenerator, count: Int = 60) -> [FrameEntry] {
        (0..<count).map { index in
            FrameEntry(
                key: ListingKey(platform: ["jd", "pdd", "taobao"][index % 3], item: "\(1000 + index)"),
                product: ["toys", "lamp", "power-bank"].randomElement(using: &generator) ?? "toys",
                price: price(&generator))
        }
    }

    private func plan(_ quotas: [String: Int], budget: Int64) -> SamplingPlan {
        SamplingPlan(name: "2026-11 儿童用品", quotas: quotas, budget: Fen(budget))
    }

    /// Recomputes the draw from the published frame, plan and seed, with SHA-256 only.
    private func recompute(_ entries: [FrameEntry], _ plan: SamplingPlan, _ seed: String) -> [String] {
        func hash(_ fields: [String]) -> String {
            Digest.sha256(fields.map { "\($0.utf8.count):\($0)" }.joined())
        }
        let listed = entries.sorted { ($0.key.platform, $0.key.item) < ($1.key.platform, $1.key.item) }
        let commitment = hash(listed.flatMap { [$0.key.platform, $0.key.item, $0.product, Self.text($0.price)] })
        var remaining = listed.map { (ticket: hash([seed, commitment, $0.key.platform, $0.key.item]), entry: $0) }
        var bought: [String] = []
        var counts: [String: Int] = [:]
        var money = plan.budget.rawValue
        while let lowest = remaining.indices.min(by: { remaining[$0].ticket < remaining[$1].ticket }) {
            let (ticket, entry) = remaining.remove(at: lowest)
            guard counts[entry.product, default: 0] < plan.quotas[entry.product, default: 0] else { continue }
            let cost = (entry.price.upper ?? entry.price.lower).rawValue
            guard cost <= money else { continue }
            counts[entry.product, default: 0] += 1
            money -= cost
            bought.append(ticket + " " + entry.key.text)
        }
        return bought
    }

    @Test("anybody can recompute it from the frame, the plan and the seed with SHA-256")
    func recomputable() {
        var generator = SeededGenerator(seed: 13)
        for round in 0..<40 {
            let entries = Self.frame(&generator)
            let plan = plan(["toys": 5, "lamp": 8], budget: .random(in: 0...60_000, using: &generator))
            let seed = Self.seed + String(round)
            let outcome = Draw.execute(plan, frame: SamplingFrame(entries), seed: seed)
            #expect(outcome.drawn.map { $0.value + " " + $0.entry.key.text } == recompute(entries, plan, seed))
        }
    }

    @Test("budget and quotas are never exceeded, and missing numbers are reported")
    func bounds() {
        var generator = SeededGenerator(seed: 14)
        for _ in 0..<60 {
            let entries = Self.frame(&generator)
            let quotas = ["toys": Int.random(in: 0...30, using: &generator), "lamp": 3, "unknown": 2]
            let plan = plan(quotas, budget: .random(in: 0...200_000, using: &generator))
            let outcome = Draw.execute(plan, frame: SamplingFrame(entries), seed: Self.seed)
            #expect(outcome.spent <= plan.budget)
            #expect(
                outcome.spent.rawValue
                    == outcome.drawn.reduce(0) { $0 + ($1.entry.price.upper ?? $1.entry.price.lower).rawValue })
            #expect(Set(outcome.drawn.map(\.entry.key)).count == outcome.drawn.count)
            for (product, quota) in quotas {
                let drawn = outcome.drawn.count { $0.entry.product == product }
                #expect(drawn + outcome.unfilled[product, default: 0] == quota)
            }
            #expect(outcome.drawn.allSatisfy { quotas[$0.entry.product] != nil })
        }
    }

    @Test("the order in which the entries were collected makes no difference")
    func orderFree() {
        var generator = SeededGenerator(seed: 15)
        let entries = Self.frame(&generator)
        let plan = plan(["toys": 5, "lamp": 5, "power-bank": 5], budget: 40_000)
        let expected = Draw.execute(plan, frame: SamplingFrame(entries), seed: Self.seed)
        for _ in 0..<10 {
            let shuffled = SamplingFrame(entries.shuffled(using: &generator))
            #expect(shuffled.commitment == SamplingFrame(entries).commitment)
            #expect(Draw.execute(plan, frame: shuffled, seed: Self.seed) == expected)
        }
    }

    @Test("another seed draws other entries")
    func otherSeed() {
        var generator = SeededGenerator(seed: 16)
        let frame = SamplingFrame(Self.frame(&generator))
        let plan = plan(["toys": 3, "lamp": 3], budget: 1_000_000)
        let draws = (0..<20).map { Draw.execute(plan, frame: frame, seed: "\($0)").drawn.map(\.entry.key) }
        #expect(Set(draws).count > 15)
    }

    @Test("a change of any entry changes the commitment")
    func commitment() {
        let entry = FrameEntry(
            key: ListingKey(platform: "jd", item: "12"), product: "lamp", price: PriceRange(Fen(300)))
        let others = [
            FrameEntry(key: ListingKey(platform: "jd1", item: "2"), product: "lamp", price: PriceRange(Fen(300))),
            FrameEntry(key: ListingKey(platform: "jd", item: "13"), product: "lamp", price: PriceRange(Fen(300))),
            FrameEntry(key: ListingKey(platform: "jd", item: "12"), product: "toys", price: PriceRange(Fen(300))),
            FrameEntry(key: ListingKey(platform: "jd", item: "12"), product: "lamp", price: PriceRange(Fen(301))),
            FrameEntry(
                key: ListingKey(platform: "jd", item: "12"), product: "lamp",
                price: PriceRange(lower: Fen(300), upper: nil)),
            FrameEntry(
                key: ListingKey(platform: "jd", item: "12"), product: "lamp",
                price: PriceRange(lower: Fen(300), upper: Fen(301))),
        ]
        let commitments = ([[entry], [], [entry, others[0]]] + others.map { [$0] }).map { SamplingFrame($0).commitment }
        #expect(Set(commitments).count == commitments.count)
    }

    @Test("an entry above the remaining budget is skipped, and a later cheaper one is drawn")
    func passedOver() {
        let entries = [("1", 500), ("2", 90_000), ("3", 500)].map { item, price in
            FrameEntry(
                key: ListingKey(platform: "jd", item: item), product: "lamp", price: PriceRange(Fen(Int64(price))))
        }
        let outcome = Draw.execute(plan(["lamp": 3], budget: 1_000), frame: SamplingFrame(entries), seed: Self.seed)
        #expect(Set(outcome.drawn.map(\.entry.key.item)) == ["1", "3"])
        #expect(outcome.skippedForBudget == 1)
        #expect(outcome.unfilled == ["lamp": 1])
        #expect(outcome.spent == Fen(1_000))
    }

    @Test("Figures 5: a range needs its highest price of the budget; a price without an upper bound is reported")
    func ranges() {
        func outcome(_ price: PriceRange, budget: Int64) -> DrawOutcome {
            let entry = FrameEntry(key: ListingKey(platform: "jd", item: "1"), product: "lamp", price: price)
            return Draw.execute(plan(["lamp": 1], budget: budget), frame: SamplingFrame([entry]), seed: Self.seed)
        }
        let range = PriceRange(lower: Fen(1_280), upper: Fen(3_990))
        #expect(outcome(range, budget: 3_989).skippedForBudget == 1)
        let drawn = outcome(range, budget: 3_990)
        #expect(drawn.spent == Fen(3_990) && drawn.openPrices == 0)
        let open = PriceRange(lower: Fen(1_280), upper: nil)
        #expect(outcome(open, budget: 1_279).skippedForBudget == 1)
        let unknown = outcome(open, budget: 1_280)
        #expect(unknown.spent == Fen(1_280) && unknown.openPrices == 1 && unknown.drawn.count == 1)
    }

    @Test("all entries are drawn about equally often")
    func fair() {
        let entries = (0..<10).map {
            FrameEntry(key: ListingKey(platform: "jd", item: "\($0)"), product: "lamp", price: PriceRange(Fen(100)))
        }
        var counts: [String: Int] = [:]
        for seed in 0..<2_000 {
            let outcome = Draw.execute(
                plan(["lamp": 1], budget: 1_000), frame: SamplingFrame(entries), seed: "\(seed)")
            for ticket in outcome.drawn { counts[ticket.entry.key.item, default: 0] += 1 }
        }
        // 200 expected for each; 60 is more than four standard deviations.
        #expect(counts.count == 10)
        #expect(counts.values.allSatisfy { abs($0 - 200) < 60 }, "\(counts)")
    }
}
