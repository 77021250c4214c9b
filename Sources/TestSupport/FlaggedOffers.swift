package import Domain
package import Store

/// An offer that a pull flags.
package struct FlaggedOffer: Sendable {
    package let listing: Listing
    package let product: String
    package let kinds: Set<FlagKind>

    package init(_ listing: Listing, product: String = Samples.product, kinds: Set<FlagKind> = [.lowPrice]) {
        self.listing = listing
        self.product = product
        self.kinds = kinds
    }
}

extension Samples {
    /// A screened pull of one page whose listings are flagged as given. All are of one platform.
    @discardableResult
    package static func flaggedPull(
        in store: Store, _ offers: [FlaggedOffer], slot: Timestamp, feed: String? = nil
    ) async throws -> Int64 {
        guard let platform = offers.first?.listing.key.platform else { throw StoreError.notFound("offer") }
        let crawler = crawler(feed ?? "feed-" + platform, platform: platform)
        let pull = try await store.openPull(crawler, slot: slot).id
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256(fields: offers.map(\.listing.contentHash)),
            listings: offers.map { ($0.listing, $0.product) }, quarantined: [], statedTotal: Int64(offers.count),
            isLast: true)
        _ = try await store.recordPage(page, pull: pull)
        try await store.completePull(pull)
        let known = Dictionary(uniqueKeysWithValues: offers.map { ($0.listing.key, $0) })
        let flags = try await store.screeningFacts(pull: pull).observations.map { id, observation in
            let kinds = known[observation.listing.key]?.kinds.sorted() ?? []
            return (id: id, product: observation.product, flags: kinds.map { flag($0) })
        }
        try await store.recordScreening(
            pull: pull, flags: flags,
            matches: Dictionary(uniqueKeysWithValues: flags.map { ($0.id, MatchReason.titleWord(.init("积木", at: 0))) }),
            rules: Dictionary(uniqueKeysWithValues: Set(offers.map(\.product)).map { ($0, rule) }),
            cellsWithoutBaseline: [])
        return pull
    }

    /// The number of a listing.
    package static func number(of key: ListingKey, in store: Store) async throws -> Int64 {
        var query = FlagQuery()
        query.state = nil
        let rows = try await store.flaggedListings(query, limit: 10_000).page.rows
        guard let row = rows.first(where: { $0.seen.key == key }) else { throw StoreError.notFound(key.text) }
        return row.listing
    }
}
