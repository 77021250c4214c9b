import Domain
import Feeds
import Foundation
import Rulebook
import Store
import TestSupport
import Testing
import Transport
import Workers

/// The filter raises the same flags as the store. Only the rules that declare facts of the store may differ.
@Suite(.timeLimit(.minutes(15))) struct FilterAgreementTests {
    private struct RaisedFlag: Hashable {
        let item: String
        let product: String
        let kind: FlagKind
        let figures: [String: String]
        let reason: String
        let counterfactual: String
        /// Why the listing belongs to the product.
        let match: String?
    }

    /// The lines that the filter writes.
    private struct Line: Decodable {
        let item: String
        let product: String
        let flag: String
        let figures: [String: String]
        let reason: String
        let counterfactual: String
        let match: Match
    }

    private struct Match: Decodable {
        let text: String
    }

    private static let count = 2_000
    private static let today = FixedClock.start.adding(seconds: 86_400)

    private let folder: TemporaryFolder
    private let days: [GeneratedFeed]
    private let crawler: Crawler
    private let rulebook: Rulebook

    private init(format: String) throws {
        folder = try TemporaryFolder()
        let first = GeneratedFeed(format, count: Self.count, seed: 14)
        days = [first, first.nextDay(seed: 2_025)]
        crawler = try #require(try GeneratedFeed.crawler(format))
        rulebook = Rulebook(
            crawlers: [crawler], criteria: GeneratedFeed.criteria(), sharedFlagging: GeneratedFeed.sharedRules(),
            matching: GeneratedFeed.sharedWords())
    }

    init() throws {
        try self.init(format: "ndjson")
    }

    @Test(
        "filter and store raise the same flags over two days, in every format",
        arguments: GeneratedFeed.formats.keys.sorted())
    func agreement(_ format: String) async throws {
        let test = try FilterAgreementTests(format: format)
        let stored = try await test.storeFlags()
        #expect(Set(stored.map(\.kind)) == Set(FlagKind.allCases), "the feed must raise every kind of flag")
        let onlyStored = Set(FlagRule.all.filter { !ScreenStream.facts.isSuperset(of: $0.needs) }.map(\.kind))
        #expect(onlyStored == [.publicAttention, .failingShop])
        let expected = stored.filter { !onlyStored.contains($0.kind) }
        let filtered = try test.filterFlags(earlier: true)
        #expect(filtered.subtracting(expected).prefix(3).isEmpty)
        #expect(expected.subtracting(filtered).prefix(3).isEmpty)
        #expect(expected.count > 500)
    }

    @Test(
        "without an earlier day, only the flags of the rule that needs it are missing",
        arguments: GeneratedFeed.formats.keys.sorted())
    func oneDay(_ format: String) throws {
        let test = try FilterAgreementTests(format: format)
        let (two, one) = (try test.filterFlags(earlier: true), try test.filterFlags(earlier: false))
        #expect(two.filter { $0.kind != .salesBurst } == one)
    }

    private func storeFlags() async throws -> Set<RaisedFlag> {
        let base = try TestStore()
        let context = AppContext(
            store: base.store, rulebook: rulebook,
            environment: Environment(
                clock: base.clock.clock, random: .seeded(7), variable: { _ in nil }, sleep: { _ in }))
        _ = try await base.store.importAttention(
            [
                AttentionCount(
                    subject: .item(ListingKey(platform: crawler.platform, item: "600001")), type: .complaint, count: 5,
                    from: Samples.day("2026-10-01"), until: Samples.day("2026-10-31"), source: "12315"),
                AttentionCount(
                    subject: .item(ListingKey(platform: crawler.platform, item: "600002")), type: .complaint, count: 5,
                    from: Samples.day("2026-10-01"), until: Samples.day("2026-10-31"), source: "12315"),
            ], contentHash: Digest.sha256("attention"), by: .operator)
        _ = try await base.store.importShopFailures(
            [2025, 2026].map {
                ShopFailure(platform: crawler.platform, shop: "虚构失信店", year: $0, source: "省局通报")
            }, contentHash: Digest.sha256("failures"), by: .operator)
        var pull: Int64 = 0
        for (number, day) in days.enumerated() {
            let slot = FixedClock.start.adding(seconds: Int64(number) * 86_400)
            base.clock.set(slot)
            pull = try await base.store.openPull(crawler, slot: slot).id
            let page = try PageParser.parse(day.bytes, crawler: crawler)
            _ = try await base.store.recordPage(
                PageContent(
                    query: "", page: 1, contentHash: Digest.sha256("\(number)"), batch: page.batch,
                    products: rulebook.matcher.products(of: page.batch), quarantined: page.quarantined,
                    end: .onePage),
                pull: pull)
            try await base.store.completePull(pull)
            _ = try await Screen(context).run(pull: pull)
        }
        return Set(
            try await base.store.flags(pull: pull, limit: 100_000).map { row in
                RaisedFlag(
                    item: row.listing.item, product: row.product, kind: row.kind,
                    figures: try JSONDecoder().decode([String: String].self, from: Data(row.figuresJSON.utf8)),
                    reason: row.reason, counterfactual: row.counterfactual,
                    match: row.match.map { MatchWording.text($0) })
            })
    }

    private func filterFlags(earlier: Bool) throws -> Set<RaisedFlag> {
        let paths = try days.enumerated().map { try folder.write($1.bytes, to: "day-\($0)") }
        let output = Log<[UInt8]>()
        var options = ScreenStream.Options()
        options.explains = true
        let summary = try ScreenStream(rulebook, crawler: crawler).run(
            .init(path: paths[1], seenAt: Self.today),
            earlier: earlier ? .init(path: paths[0], seenAt: FixedClock.start) : nil, options,
            ScreenStream.Listener(lines: { output.add($0) }, quarantined: { _ in }))
        #expect(summary.records == Self.count)
        let flags = try output.all.joined().split(separator: 0x0A).map { line in
            let line = try JSONDecoder().decode(Line.self, from: Data(line))
            return RaisedFlag(
                item: line.item, product: line.product, kind: try #require(FlagKind(rawValue: line.flag)),
                figures: line.figures, reason: line.reason, counterfactual: line.counterfactual, match: line.match.text)
        }
        #expect(flags.count == summary.flags.values.reduce(0, +))
        return Set(flags)
    }
}
