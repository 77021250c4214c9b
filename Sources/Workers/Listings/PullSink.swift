internal import Domain
internal import Feeds
internal import Transport

/// Processes the pages of one query: stores them or only counts them.
protocol PullSink: Sendable {
    associatedtype Page: PulledPage

    /// The number of pages to request beyond the crawler's concurrency. They wait while other pages are read. The
    /// client limits the number of requests that run at once.
    var pagesAhead: Int { get }

    /// Fetches a page and converts it for `keep`. Pages are fetched in parallel.
    func fetch(_ position: PagePosition) async throws -> Result<Page, FeedClient.Failure>
    /// Keeps pages that belong to the feed. Called for one slice at a time.
    func keep(_ pages: [Page]) async throws -> PageCounts
    /// Keeps what ended the pages of the query.
    func keepEnd(_ end: FeedEnd, page: Int) async throws
    /// Keeps the bytes of a page that cannot be read.
    func keepUnreadable(_ record: QuarantinedRecord, page: Int) async throws
}

/// A page that was fetched and read.
protocol PulledPage: Sendable {
    var arrived: ArrivedPage { get }
    /// The number of bytes that the page uses until it is kept.
    var size: Int { get }
}

/// The counts of the records in a slice.
struct PageCounts: Hashable, Sendable {
    var listings = 0
    var repeated = 0
    var quarantined = 0
    var unreadableSales = 0
    var unchanged = 0
}

extension ArrivedPage {
    init(_ page: FeedClient.Page, at position: PagePosition) {
        self.init(
            page: position.page, items: page.content.batch.itemHashes(page.content.quarantined),
            total: page.content.statedTotal, saysMore: page.content.saysMore, nextToken: page.nextToken)
    }
}

extension FeedClient {
    /// Returns a page, or the reason why it could not be fetched. A cancelled task throws `CancellationError`.
    func attempt(
        _ position: PagePosition, of query: String, crawler: Crawler, validator: PageValidator? = nil, hashing: Bool
    ) async throws -> Result<Answer, Failure> {
        do throws(Failure) {
            return .success(
                try await page(position, of: query, crawler: crawler, validator: validator, hashing: hashing))
        } catch {
            if case .fetch(.cancelled) = error.cause { throw CancellationError() }
            return .failure(error)
        }
    }
}
