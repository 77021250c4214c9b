internal import Domain
internal import Feeds
internal import Print
internal import Store
internal import Transport

/// Asks for the pages of one query as a pull does, and keeps nothing of them but counts.
struct QueryTrial {
    /// Pages asked for beyond the crawler's concurrency: they wait for their turn while others are read, so that reading
    /// does not leave the network idle. How many requests are under way at once is the client's to keep.
    private static let pagesAhead = 16

    private typealias Step = (page: PagePosition, result: Result<TriedPage, FeedClient.Failure>)

    private let feeds: FeedClient
    private let crawler: Crawler
    private let query: String
    private var order: any PageOrder
    private var underWay = 0

    init(_ feeds: FeedClient, _ crawler: Crawler, query: String) {
        self.feeds = feeds
        self.crawler = crawler
        self.query = query
        order = Pull.order(crawler, .init())
    }

    /// Runs until every page was there, or nothing more can be had.
    mutating func run(into trial: inout PullTrial.Outcome, progress: (PullSummary) -> Void) async throws {
        try await withThrowingTaskGroup(of: Step.self) { group in
            ask(&group)
            while let step = try await group.next() {
                underWay -= 1
                switch step.result {
                case .success(let page): arrived(page, into: &trial)
                case .failure(let failure):
                    order.failed(step.page.page, stops: failure.stopsTheQuery)
                    trial.failed(failure, named("page \(step.page.page): " + failure.message))
                }
                progress(trial.summary)
                ask(&group)
            }
        }
        trial.summary.pages += order.finish().count
        if let obstacle = order.obstacle { trial.summary.gaps.append(named(obstacle)) }
    }

    private mutating func ask(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        let concurrency = max(1, crawler.request.pace.concurrency)
        let most = concurrency > 1 ? concurrency + Self.pagesAhead : 1
        while underWay < most, let position = order.next() {
            underWay += 1
            group.addTask { [feeds, crawler, query] in
                (position, try await Self.page(position, of: query, crawler, feeds))
            }
        }
    }

    private static func page(
        _ position: PagePosition, of query: String, _ crawler: Crawler, _ feeds: FeedClient
    ) async throws -> Result<TriedPage, FeedClient.Failure> {
        do throws(FeedClient.Failure) {
            guard case .page(let page) = try await feeds.page(position, of: query, crawler: crawler, hashing: false)
            else {
                let why = "the page is said to be unchanged, though it was not asked so"
                return .failure(.init(cause: .fetch(.contract(why))))
            }
            return .success(TriedPage(page, at: position, crawler.paging))
        } catch {
            if case .fetch(.cancelled) = error.cause { throw CancellationError() }
            return .failure(error)
        }
    }

    private mutating func arrived(_ page: TriedPage, into trial: inout PullTrial.Outcome) {
        trial.summary.pages += order.arrived(page.arrived).count
        trial.add(page, query: query, isFirst: page.arrived.page == crawler.paging.firstPage)
    }

    private func named(_ gap: String) -> String {
        query.isEmpty ? gap : "query \(query): " + gap
    }
}

/// What a trial remembers of a page.
struct TriedPage: Sendable {
    let arrived: ArrivedPage
    let quarantined: [QuarantinedRecord]
    let unreadableSales: Int
    /// A hash of each listing's item number. Two listings of one hash are taken for one; nothing is decided by it.
    let items: [Int]

    init(_ page: FeedClient.Page, at position: PagePosition, _ paging: Paging) {
        let content = page.content
        arrived = ArrivedPage(
            page: position.page, records: content.records, total: content.statedTotal,
            continues: paging.continues(
                afterPage: position.page, records: content.records, total: content.statedTotal,
                next: page.next?.token),
            nextToken: page.next?.token)
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
