internal import Domain
internal import Feeds
internal import Print
internal import Rulebook
internal import Store
internal import Transport

/// Keeps the pages of one query in the store. Pages are matched to products and hashed in parallel, and written one
/// slice at a time.
struct StoreSink: PullSink {
    struct Page: PulledPage {
        let content: PageContent
        let arrived: ArrivedPage
        let unreadableSales: Int
        var size: Int { content.size }
    }

    let context: AppContext
    let crawler: Crawler
    let query: String
    let pull: Int64
    /// The validators of the query's pages from earlier pulls.
    let earlier: [Int: EarlierPage]
    let pagesAhead = 0

    func fetch(_ position: PagePosition) async throws -> Result<Page, FeedClient.Failure> {
        // The prices of an unchanged page may have changed with the day.
        let known = crawler.fields.hasDatedPrices ? nil : earlier[position.page]
        let attempt = try await context.feeds.attempt(
            position, of: query, crawler: crawler, validator: known?.validator, hashing: true)
        switch attempt {
        case .failure(let failure): return .failure(failure)
        case .success(.page(let page)): return .success(changed(page, at: position))
        case .success(.unchanged(let validator)):
            guard let known else {
                throw PermanentFailure.unchangedPageNotRequested(position.page, crawler: crawler.identifier)
            }
            return .success(try await unchanged(known, validator, at: position))
        }
    }

    func keep(_ pages: [Page]) async throws -> PageCounts {
        let summaries = try await context.store.recordPages(pages.map(\.content), pull: pull)
        return PageCounts(
            listings: summaries.reduce(0) { $0 + $1.listings }, repeated: summaries.reduce(0) { $0 + $1.repeated },
            quarantined: summaries.reduce(0) { $0 + $1.quarantined },
            unreadableSales: pages.reduce(0) { $0 + $1.unreadableSales },
            unchanged: pages.count { $0.content.unchangedFrom != nil })
    }

    func keepEnd(_ end: FeedEnd, page: Int) async throws {
        try await context.store.recordEnd(end, pull: pull, query: query, page: page)
    }

    func keepUnreadable(_ record: QuarantinedRecord, page: Int) async throws {
        try await context.store.recordUnreadablePage(record, pull: pull, query: query, page: page)
    }

    private func changed(_ page: FeedClient.Page, at position: PagePosition) -> Page {
        let read = page.content
        return Page(
            content: PageContent(
                query: query, page: position.page, contentHash: page.contentHash, batch: read.batch,
                products: products(of: read.batch), quarantined: read.quarantined, statedTotal: read.statedTotal,
                saysMore: read.saysMore, nextToken: page.nextToken, missing: read.missing,
                unread: read.unread, validator: page.validator),
            arrived: ArrivedPage(page, at: position), unreadableSales: read.unreadableSales)
    }

    /// The page with the listings of the earlier pull. Their products are matched again by the current criteria.
    private func unchanged(
        _ known: EarlierPage, _ validator: PageValidator, at position: PagePosition
    ) async throws -> Page {
        let page = try await context.store.storedPage(known.pageId, salesWindow: crawler.fields.salesWindow)
        let arrived = ArrivedPage(
            page: position.page, items: page.batch.itemHashes([]), total: page.statedTotal, saysMore: page.saysMore,
            nextToken: page.nextToken)
        return Page(
            content: PageContent(
                query: query, page: position.page, contentHash: page.contentHash, batch: page.batch,
                products: products(of: page.batch), statedTotal: page.statedTotal, saysMore: page.saysMore,
                nextToken: page.nextToken, validator: validator, unchangedFrom: known.pageId),
            arrived: arrived, unreadableSales: 0)
    }

    private func products(of batch: ListingBatch) -> [String?] {
        context.rulebook.matcher.products(of: batch)
    }
}
