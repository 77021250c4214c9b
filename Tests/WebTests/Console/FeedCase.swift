import Domain
import Foundation
import HummingbirdTesting
import Store
import TestSupport
import Testing
import Workers

@testable import Web

/// The console with the feed `sample-feed`, and pulls of it with records that could not be read.
struct FeedCase: Sendable {
    let console: ConsoleCase

    static let hostile = "\"\u{301}><script>alert(1)</script>"

    var store: Store { console.store }

    init() throws {
        console = try ConsoleCase(crawlers: [Samples.crawler()])
    }

    /// A pull of one listing with three quarantined records: one that can be read now, one that cannot and holds a script,
    /// and one with other bytes.
    @discardableResult
    static func pull(
        in store: Store, crawler: Crawler = Samples.crawler(), slot: Timestamp
    ) async throws -> Int64 {
        let readable = Array(#"{"id":"2","title":"积木玩具二","price":990,"sales":"6","slot":"\#(slot.milliseconds)"}"#.utf8)
        let hostile = Array(#"{"id":"3","title":"</pre>\#(Self.hostile)","cost":"面议"}"#.utf8)
        let records: [(RecordFault.Code, [UInt8])] = [
            (.missingField, readable), (.unreadablePrice, hostile), (.unreadableRecord, [0x7B, 0xFF, 0x00, 0xFE]),
        ]
        let quarantined = records.enumerated().map { index, record in
            QuarantinedRecord(
                fault: RecordFault(record.0, field: "price", "no value <b>" + Self.hostile),
                place: "items[\(index + 1)]",
                bytes: record.1)
        }
        let pull = try await store.openPull(crawler, slot: slot).id
        _ = try await store.recordPage(Samples.page([Samples.listing("1")], quarantined: quarantined), pull: pull)
        // Its many faults do not hold it.
        try await store.completePull(pull, watch: FieldWatch(percentMissing: [.price: 100], percentRefused: 100))
        return pull
    }

    func pull(slot: Timestamp = FixedClock.start) async throws -> Int64 {
        try await Self.pull(in: store, slot: slot)
    }

    /// A pull whose flagging is held, because too many of its records have no sales.
    func heldPull() async throws -> Int64 {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256("p"),
            batch: ListingBatch((1...4).map { Samples.listing("\($0)") }), products: Array(repeating: "toys", count: 4),
            end: .onePage, missing: [.sales: 1])
        _ = try await store.recordPage(page, pull: pull)
        try await store.completePull(pull)
        return pull
    }

    func count(_ kind: EventKind) async throws -> Int {
        try await store.events(subject: nil, limit: 10_000).count { $0.kind == kind.rawValue }
    }

    /// A browser of an officer of a part of the area.
    func regional(_ client: any TestClientProtocol) async throws -> Browser {
        let principal = try Principal(
            account: #require(AccountName("jiaxing")), role: .officer, region: Samples.region("330400"),
            organisation: nil, duty: nil)
        let browser = Browser(client)
        try await console.signIn(console.person(.officer, "jiaxing", principal), browser)
        return browser
    }
}
