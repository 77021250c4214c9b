internal import Domain
internal import Feeds
internal import Synchronization
internal import Transport

/// Counts the pages of one query and stores nothing.
struct CountSink: PullSink {
    struct Page: PulledPage {
        let arrived: ArrivedPage
        let quarantined: [QuarantinedRecord]
        let unreadableSales: Int
        let size = 0

        /// The hashes of the listings.
        var items: ArraySlice<Int> {
            arrived.items.dropLast(quarantined.count)
        }
    }

    let feeds: FeedClient
    let crawler: Crawler
    let query: String
    let seen: SeenRecords
    let pagesAhead: Int

    init(_ feeds: FeedClient, _ crawler: Crawler, query: String, seen: SeenRecords) {
        self.feeds = feeds
        self.crawler = crawler
        self.query = query
        self.seen = seen
        // Requests must continue while a page is read.
        pagesAhead = crawler.request.pace.concurrency > 1 ? 16 : 0
    }

    func fetch(_ position: PagePosition) async throws -> Result<Page, FeedClient.Failure> {
        switch try await feeds.attempt(position, of: query, crawler: crawler, hashing: false) {
        case .failure(let failure): .failure(failure)
        case .success(.page(let page)): .success(Page(page, at: position))
        case .success(.unchanged):
            .failure(
                .init(cause: .fetch(.contract("the platform answers 304, but the request was not conditional"))))
        }
    }

    func keep(_ pages: [Page]) async -> PageCounts {
        seen.add(pages, of: query)
    }

    func keepEnd(_: FeedEnd, page _: Int) async {}

    func keepUnreadable(_: QuarantinedRecord, page _: Int) async {}
}

extension CountSink.Page {
    fileprivate init(_ page: FeedClient.Page, at position: PagePosition) {
        arrived = ArrivedPage(page, at: position)
        quarantined = page.content.quarantined
        unreadableSales = page.content.unreadableSales
    }
}

/// The records of a trial, over all its queries.
final class SeenRecords: Sendable {
    private let state = Mutex((items: ItemHashes(), unreadable: [PullTrial.Unreadable]()))

    /// The first records that cannot be read.
    var unreadable: [PullTrial.Unreadable] {
        state.withLock { $0.unreadable }
    }

    func add(_ pages: [CountSink.Page], of query: String) -> PageCounts {
        state.withLock { state in
            var counts = PageCounts()
            for page in pages {
                var listings = 0
                for item in page.items where state.items.insert(item) { listings += 1 }
                counts.listings += listings
                counts.repeated += page.items.count - listings
                counts.quarantined += page.quarantined.count
                counts.unreadableSales += page.unreadableSales
                for record in page.quarantined.prefix(PullTrial.shownRecords - state.unreadable.count) {
                    state.unreadable.append(.init(query: query, page: page.arrived.page, record: record))
                }
            }
            return counts
        }
    }
}
