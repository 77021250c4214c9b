import Domain
import Feeds
import Store
import TestSupport
import Testing
import Workers

/// A crawler file is corrected, and records that it could not read become listings of their pull.
struct ReplayTests {
    /// Two records that the old file reads, and one whose price is in another place.
    struct Feed: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let format: FeedFormat
        let text: String
        var isTable = false

        func crawler(price: String...) -> Crawler {
            func paths(_ names: [String]) -> [FieldPath] {
                names.compactMap { isTable ? FieldPath(column: $0) : FieldPath($0) }
            }
            let shape = Samples.crawler()
            return Crawler(
                identifier: shape.identifier, platform: shape.platform, name: shape.name, endpoint: shape.endpoint,
                every: shape.every, request: shape.request, paging: shape.paging, queries: shape.queries,
                format: format,
                fields: FieldMap(
                    item: paths(["id"]), title: paths(["title"]), price: paths(price), priceUnit: .fen,
                    sales: paths(["sales"])),
                recheck: nil,
                rule: RuleReference(file: shape.rule.file, hash: Digest.sha256(price.joined(separator: " "))))
        }

        static let all = [
            Feed(
                testDescription: "JSON", format: .json(.init(records: paths("items"), error: nil, success: nil)),
                text: """
                    {"items":[{"id":"1","title":"积木玩具一","price":890,"sales":"5"},
                    {"id":"2","title":"积木玩具二","cost":990,"sales":"6"},
                    {"id":"3","title":"积木玩具三","price":790,"sales":"7"}]}
                    """),
            Feed(
                testDescription: "CSV", format: .csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))),
                text: """
                    id,title,price,cost,sales
                    1,积木玩具一,890,,5
                    2,"积木玩具
                    二",,990,6
                    3,积木玩具三,790,,7

                    """, isTable: true),
            Feed(
                testDescription: "XML",
                format: .xml(.init(records: FieldPath("feed.goods.offer") ?? path, error: nil, encoding: .utf8)),
                text: """
                    <feed><goods>
                    <offer><id>1</id><title>积木玩具一</title><price>890</price><sales>5</sales></offer>
                    <offer><id>2</id><title>积木玩具二</title><cost>990</cost><sales>6</sales></offer>
                    <offer><id>3</id><title>积木玩具三</title><price>790</price><sales>7</sales></offer>
                    </goods></feed>
                    """),
        ]

        private static let path = FieldPath(column: "unused")

        private static func paths(_ text: String) -> [FieldPath] {
            [FieldPath(text)].compactMap { $0 }
        }
    }

    private let base: TestStore
    private var store: Store { base.store }

    init() throws {
        base = try TestStore()
    }

    /// Stores the page as the old file reads it.
    private func pulled(_ feed: Feed) async throws -> Int64 {
        let crawler = feed.crawler(price: "price")
        let bytes = Array(feed.text.utf8)
        let read = try PageReader(crawler).parse(bytes)
        let pull = try await store.openPull(crawler, slot: FixedClock.start).id
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256(bytes), batch: read.batch,
            products: read.batch.rows.map { _ in "toys" }, quarantined: read.quarantined, isLast: true)
        let kept = try await store.recordPage(page, pull: pull)
        #expect(kept.listings == 2 && kept.quarantined == 1)
        try await store.completePull(pull)
        return pull
    }

    @Test("a record that the corrected file reads becomes a listing of its pull, in any format", arguments: Feed.all)
    func record(_ feed: Feed) async throws {
        let pull = try await pulled(feed)
        let correctedContext = try TestAppContext(base, crawlers: [feed.crawler(price: "price", "cost")]).context
        let summary = try await Replay(correctedContext).run(.all)
        #expect(summary.records.listings == 1 && summary.records.unreadable == 0)
        #expect(try await store.quarantine(limit: 10).isEmpty)
        let listings = try await store.screeningFacts(pull: pull).observations.map(\.observation.listing)
        let added = try #require(listings.first { $0.key.item == "2" })
        #expect(added.price == PriceRange(Fen(990)) && added.sales?.lower == 6 && added.title.hasPrefix("积木玩具"))
        #expect(try await store.certificate(pull: pull).certificate.quarantined == 0)
        #expect(try await Replay(correctedContext).run(.all).records == ReplaySummary())
    }

    @Test("a record that still cannot be read stays in quarantine", arguments: Feed.all)
    func stays(_ feed: Feed) async throws {
        _ = try await pulled(feed)
        let same = try TestAppContext(base, crawlers: [feed.crawler(price: "price")]).context
        let summary = try await Replay(same).run(.crawler("sample-feed"))
        #expect(summary.records.listings == 0 && summary.records.unreadable == 1)
        #expect(try await store.quarantine(limit: 10).map(\.code) == ["missing-field"])
    }

    @Test("a crawler without a file is named")
    func unknownCrawler() async throws {
        _ = try await pulled(Feed.all[0])
        let summary = try await Replay(try TestAppContext(base, crawlers: []).context).run(.all)
        #expect(summary.unknownCrawlers == ["sample-feed"])
        #expect(try await store.quarantine(limit: 10).count == 1)
    }

    @Test("a page that can be read now closes its gap and completes the pull")
    func page() async throws {
        let feed = Feed.all[0]
        let crawler = feed.crawler(price: "price", "cost")
        let pull = try await store.openPull(crawler, slot: FixedClock.start).id
        try await store.recordUnreadablePage(
            QuarantinedRecord(
                fault: RecordFault(.unreadablePage, "cut off"), place: "page", bytes: Array(feed.text.utf8)),
            pull: pull, query: "", page: 1)
        let summary = try await Replay(try TestAppContext(base, crawlers: [crawler]).context).run(.all)
        #expect(summary.pages == 1 && summary.unreadablePages == 0)
        #expect(try await store.quarantine(limit: 10).isEmpty)
        #expect(try await store.unscreenedPulls(limit: 10) == [pull])
        #expect(try await store.counts()["snapshots"] == 3)
    }

    @Test("a page that still cannot be read stays in quarantine, and its gap stays open")
    func unreadablePage() async throws {
        let crawler = Feed.all[0].crawler(price: "price")
        let pull = try await store.openPull(crawler, slot: FixedClock.start).id
        try await store.recordUnreadablePage(
            QuarantinedRecord(
                fault: RecordFault(.unreadablePage, "cut off"), place: "page", bytes: Array("{\"it".utf8)),
            pull: pull, query: "", page: 1)
        let summary = try await Replay(try TestAppContext(base, crawlers: [crawler]).context).run(.all)
        #expect(summary.pages == 0 && summary.unreadablePages == 1)
        #expect(try await store.quarantine(limit: 10).count == 1)
        #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
    }
}
