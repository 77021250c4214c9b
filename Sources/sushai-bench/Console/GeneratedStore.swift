internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Synchronization
internal import Transport
internal import Workers

/// The generated store and its steps: pulls, decisions on flags, runs, purchases, reports, and what follows from them.
struct GeneratedStore: Sendable {
    static let officer = Principal(role: .officer, name: "officer-a", region: .everywhere)
    static let laboratories = ["LAB-01", "LAB-02", "LAB-03", "LAB-04", "LAB-05", "LAB-06"]
    /// Where the sellers are: mostly in the province of the authority.
    static let regions = ["330482", "330421", "330481", "330106", "330203", "330304", "330702", "310115", "440306"]
        .compactMap(RegionCode.init)

    let store: Store
    let time: HandClock
    let context: AppContext
    let goods: [GeneratedGoods]
    let listings: Int

    init(_ rules: Rulebook, folder: String, listings: Int) async throws {
        let goods = GeneratedGoods.all(rules)
        guard goods.count >= 8 else { throw ValidationError("only \(goods.count) products have samples that meet") }
        guard let start = Timestamp(rfc3339: "2026-09-24T08:00:00+08:00") else { throw ValidationError("no start") }
        let time = HandClock(start)
        let random = Self.random()
        store = try Store.open(
            .init(path: folder + "/sushai.sqlite", evidenceFolder: folder + "/evidence", rehearsal: true),
            clock: time.clock, random: random)
        context = AppContext(
            store: store, rulebook: rules,
            environment: .init(clock: time.clock, random: random, variable: { _ in nil }, sleep: { _ in }))
        (self.time, self.goods, self.listings) = (time, goods, listings)
    }

    private static func random() -> RandomSource {
        let generator = Mutex(StableRandom())
        return RandomSource { count in
            generator.withLock { random in (0..<count).map { _ in UInt8(random.next(256)) } }
        }
    }

    /// Makes everything. Returns the numbers of what was made.
    func fill() async throws -> [(name: String, count: Int)] {
        try await step("laboratories") { try await setLaboratories() }
        let large = try feeds()
        let daily = try feed("pdd-ddk", listings / 20, after: large)
        for day in 0..<2 {
            for feed in large {
                try await step("pull of \(feed.crawler.identifier)") { try await pull(feed, day: day) }
            }
            time.advance(seconds: 86_400)
        }
        try await step("pulls of each day") {
            for day in 2..<10 {
                try await pull(daily, day: day)
                time.advance(seconds: 86_400)
            }
            try await heldPulls(after: daily)
        }
        try await step("decisions on flags") { try await reviewFlags() }
        let labels = try await step("runs and purchases") { try await buy(listings / 20) }
        try await step("reports") { try await report(labels) }
        try await step("consequences") { try await route() }
        try await step("takedowns") { try await takeDown() }
        try await step("alerts, jobs and keys") {
            try await finishJobs()
            try await addRest()
        }
        var query = FlagQuery()
        query.state = nil
        let flagged = try await store.countFlaggedListings(query, bound: nil).number
        return [("rows", listings), ("flagged", flagged), ("samples", labels.count)]
    }

    private func step<Value: Sendable>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        let begun = ContinuousClock.now
        let value = try await body()
        print("\(name): \(Int(begun.duration(to: .now) / .seconds(1))) s, until \(time.now.clockText())")
        return value
    }

    /// A file of evidence; the same for a hundred numbers in succession.
    func evidence(_ name: String, _ number: Int) throws -> EvidenceVault.AdmittedFile {
        try store.evidence.admit(Array("%PDF-1.4 \(name) \(number / 100)".utf8))
    }
}
