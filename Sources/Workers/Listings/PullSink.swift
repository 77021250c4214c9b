internal import Domain
internal import Feeds
internal import Transport

/// What a pull does with the pages of one query: keep them in the store, or count them only.
protocol PullSink: Sendable {
    associatedtype Page: PulledPage

    /// Pages to ask for beyond the crawler's concurrency; they wait for their turn while others are read. The client
    /// limits how many requests run at once.
    var pagesAhead: Int { get }

    /// Fetches a page and makes of it what `keep` needs. Pages are fetched in parallel.
    func fetch(_ position: PagePosition) async throws -> Result<Page, FeedClient.Failure>
    /// Keeps pages that belong to the feed; called for one slice at a time.
    func keep(_ pages: [Page]) async throws -> PageCounts
    /// Keeps the bytes of a page that cannot be read.
    func keepUnreadable(_ record: QuarantinedRecord, page: Int) async throws
}

/// A page that was fetched and read.
protocol PulledPage: Sendable {
    var arrived: ArrivedPage { get }
    /// Bytes that the page holds until it is kept.
    var size: Int { get }
}

/// What the pages of a slice hold.
struct PageCounts: Hashable, Sendable {
    var listings = 0
    var repeated = 0
    var quarantined = 0
    var unreadableSales = 0
    var unchanged = 0
}

extension ArrivedPage {
    init(_ position: PagePosition, records: Int, total: Int64?, nextToken: String?, _ paging: Paging) {
        self.init(
            page: position.page, records: records, total: total,
            continues: paging.continues(
                afterPage: position.page, records: records, total: total, next: nextToken),
            nextToken: nextToken)
    }
}

extension FeedClient {
    /// A page, or the reason why there is none. A cancelled task throws `CancellationError`.
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
