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
        /// A hash of each listing's item number. Two listings with the same hash are counted as one. No decision
        /// depends on the count.
        let items: [Int]
        let size = 0
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
        case .success(.page(let page)): .success(Page(page, at: position, crawler.paging))
        case .success(.unchanged):
            .failure(
                .init(cause: .fetch(.contract("the platform answers 304, but the request was not conditional"))))
        }
    }

    func keep(_ pages: [Page]) async -> PageCounts {
        seen.add(pages, of: query)
    }

    func keepUnreadable(_: QuarantinedRecord, page _: Int) async {}
}

extension CountSink.Page {
    fileprivate init(_ page: FeedClient.Page, at position: PagePosition, _ paging: Paging) {
        let content = page.content
        arrived = ArrivedPage(
            position, records: content.records, total: content.statedTotal, nextToken: page.next?.token, paging)
        quarantined = content.quarantined
        unreadableSales = content.unreadableSales
        items = content.batch.bytes.withUnsafeBytes { bytes in
            content.batch.rows.map { row in
                var hasher = Hasher()
                hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[row.item.range]))
                return hasher.finalize()
            }
        }
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
