import Domain
import TestSupport

@testable import Store

/// Pulls of one crawler on numbered days, and rules that keep 91 days.
struct RetentionCase {
    let test: TestStore
    var store: Store { test.store }

    init(_ test: TestStore) {
        self.test = test
    }

    static func moment(_ day: Int64) -> Timestamp {
        FixedClock.start.adding(seconds: day * 86_400)
    }

    static let rules = {
        var rules = RetentionRules(rule: Samples.rule)
        rules.sightingDays = 91
        rules.removesUnusedVersions = true
        rules.quarantineDays = 91
        rules.jobDays = 91
        return rules
    }()

    func set(day: Int64) {
        test.clock.set(Self.moment(day))
    }

    /// A screened pull of `day`, without flags.
    @discardableResult
    func pull(day: Int64, _ pages: [PageContent], crawler: Crawler = Samples.crawler()) async throws -> Int64 {
        set(day: day)
        let pull = try await store.openPull(crawler, slot: Self.moment(day)).id
        try await store.recordPages(pages, pull: pull)
        try await store.completePull(pull)
        try await store.recordScreening(pull: pull, flags: [], rules: [:], cellsWithoutBaseline: [])
        return pull
    }

    /// A screened pull of `day` that sees listing 1 with a price and a title of its own.
    @discardableResult
    func pull(day: Int64, title: String = "磁力片积木玩具", crawler: Crawler = Samples.crawler()) async throws -> Int64 {
        try await pull(
            day: day, [Samples.page([Samples.listing("1", title: title, price: 100 + day)])], crawler: crawler)
    }

    /// Removes all kinds, step by step. Returns what each step removed.
    @discardableResult
    func removeAll(limit: Int = 10_000) async throws -> [Removal] {
        var steps: [Removal] = []
        for kind in Self.rules.kinds where kind != .versions {
            while true {
                let step = try await store.remove(kind, Self.rules, limit: limit, by: .operator)
                if step.isEmpty { break }
                steps.append(step)
            }
            guard kind == .sightings else { continue }
            let used = try await store.versionsInUse()
            while true {
                let step = try await store.removeVersions(Self.rules, unless: used, limit: limit, by: .operator)
                if step.isEmpty { break }
                steps.append(step)
            }
        }
        return steps
    }

    /// The price of listing 1 after the pages of each pull, by pull; nil if it is not known.
    func prices() async throws -> [Int64: Int64?] {
        try await store.read { database in
            var prices: [Int64: Int64?] = [:]
            for pull in 1...(try database.value("SELECT COUNT(*) FROM pull")) {
                let page = try database.value("SELECT MAX(id) FROM pullPage WHERE pullId = $1", pull)
                prices.updateValue(
                    try database.state(of: 1, database.state(of: 1), after: page)?.price, forKey: pull)
            }
            return prices
        }
    }

    /// The subjects of the events of removals.
    func removals() async throws -> [String] {
        try await store.events(subject: nil, limit: 100_000).filter { $0.kind == "storage.removed" }
            .map(\.subject)
    }
}
