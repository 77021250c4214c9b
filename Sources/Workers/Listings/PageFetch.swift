internal import Domain
internal import Feeds
internal import Print
internal import Rulebook
internal import Store
internal import Transport

/// A page that came, ready to be kept.
struct FetchedPage: Sendable {
    let content: PageContent
    let records: Int
    let unreadableSales: Int

    var arrived: ArrivedPage {
        ArrivedPage(
            page: content.page, records: records, total: content.statedTotal, continues: !content.isLast,
            nextToken: content.nextToken)
    }
}

/// Fetches one page of a query and makes of it what the store keeps: matched, hashed, and counted, beside the writing.
struct PageFetch: Sendable {
    let context: AppContext
    let crawler: Crawler
    let query: String
    /// What earlier pulls know of the query's pages.
    let earlier: [Int: EarlierPage]

    func page(_ position: PagePosition) async throws -> Result<FetchedPage, FeedClient.Failure> {
        let known = earlier[position.page]
        let answer: FeedClient.Answer
        do throws(FeedClient.Failure) {
            answer = try await context.feeds.page(
                position, of: query, crawler: crawler, validator: known?.validator)
        } catch {
            if case .fetch(.cancelled) = error.cause { throw CancellationError() }
            return .failure(error)
        }
        switch answer {
        case .page(let page): return .success(fresh(page, at: position))
        case .unchanged(let validator):
            guard let known else {
                throw PermanentFailure(
                    "the platform of \(crawler.identifier) says that page \(position.page) is unchanged, though it was "
                        + "not asked so; the page cannot be taken from an earlier pull")
            }
            return .success(try await unchanged(known, validator, at: position))
        }
    }

    private func fresh(_ page: FeedClient.Page, at position: PagePosition) -> FetchedPage {
        let read = page.content
        let continues = crawler.paging.continues(
            afterPage: position.page, records: read.records, total: read.statedTotal, next: page.next?.token)
        return FetchedPage(
            content: PageContent(
                query: query, page: position.page, contentHash: page.contentHash, batch: read.batch,
                products: products(of: read.batch), quarantined: read.quarantined, statedTotal: read.statedTotal,
                isLast: !continues, nextToken: page.next?.token, missing: read.missing, validator: page.validator),
            records: read.records, unreadableSales: read.unreadableSales)
    }

    /// The listings are those of the earlier pull; their products are matched anew, as the criteria stand now.
    private func unchanged(
        _ known: EarlierPage, _ validator: PageValidator, at position: PagePosition
    ) async throws -> FetchedPage {
        let page = try await context.store.storedPage(known.pageId, salesWindow: crawler.fields.salesWindow)
        let continues = crawler.paging.continues(
            afterPage: position.page, records: page.batch.rows.count, total: page.statedTotal, next: page.nextToken)
        return FetchedPage(
            content: PageContent(
                query: query, page: position.page, contentHash: page.contentHash, batch: page.batch,
                products: products(of: page.batch), statedTotal: page.statedTotal, isLast: !continues,
                nextToken: page.nextToken, validator: validator, unchangedFrom: known.pageId),
            records: page.batch.rows.count, unreadableSales: 0)
    }

    private func products(of batch: ListingBatch) -> [String?] {
        context.rulebook.matcher.products(of: batch)
    }
}
