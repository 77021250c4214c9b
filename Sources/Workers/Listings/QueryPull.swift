internal import Domain
internal import Feeds
internal import Store
internal import Transport

/// Pulls the pages of one query: several under way at once, one slice of those that came being stored beside them.
///
/// Whatever has come is stored as soon as the store is free, so that little is lost by a kill and a fast feed is still
/// written in large slices. What waits to be stored is bounded: a feed faster than the disk is asked no further.
struct QueryPull {
    private enum Step: Sendable {
        case fetched(PagePosition, Result<FetchedPage, FeedClient.Failure>)
        case stored(pages: [FetchedPage], summaries: [PageSummary])
    }

    let fetch: PageFetch
    let pull: Int64
    private(set) var order: any PageOrder
    private(set) var summary: PullSummary
    private let progress: @Sendable (PullSummary) -> Void
    /// Pages that came and are not stored yet.
    private var waiting: [Int: FetchedPage] = [:]
    /// Those of them that may be.
    private var ready: [FetchedPage] = []
    private var readyBytes = 0
    private var underWay = 0
    private var storing = false
    private(set) var refusesCredentials = false

    init(
        _ fetch: PageFetch, pull: Int64, order: any PageOrder, summary: PullSummary,
        progress: @escaping @Sendable (PullSummary) -> Void
    ) {
        self.fetch = fetch
        self.pull = pull
        self.order = order
        self.summary = summary
        self.progress = progress
    }

    /// Runs until every page is there, or nothing more can be had.
    mutating func run() async throws {
        try await withThrowingTaskGroup(of: Step.self) { group in
            step(&group)
            while let finished = try await group.next() {
                switch finished {
                case .fetched(let position, .success(let page)): arrived(page, at: position)
                case .fetched(let position, .failure(let failure)): try await failed(position.page, failure)
                case .stored(let pages, let summaries): stored(pages, summaries)
                }
                step(&group)
            }
        }
        if let obstacle = order.obstacle { summary.gaps.append(named(obstacle)) }
    }

    /// Starts what can be started.
    private mutating func step(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        store(&group)
        ask(&group)
        if underWay == 0 {
            release(order.finish())
            store(&group)
        }
    }

    private mutating func ask(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        let most = max(1, fetch.crawler.request.pace.concurrency)
        while underWay < most, ready.count < PullSlice.mostPages, readyBytes < PullSlice.mostBytes,
            let position = order.next()
        {
            underWay += 1
            group.addTask { [fetch] in .fetched(position, try await fetch.page(position)) }
        }
    }

    private mutating func store(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        guard !storing, !ready.isEmpty else { return }
        storing = true
        let slice = ready
        ready = []
        readyBytes = 0
        group.addTask { [fetch, pull] in
            .stored(
                pages: slice,
                summaries: try await fetch.context.store.recordPages(slice.map(\.content), pull: pull))
        }
    }

    private mutating func arrived(_ page: FetchedPage, at position: PagePosition) {
        underWay -= 1
        waiting[position.page] = page
        if position.page == fetch.crawler.paging.firstPage {
            let (sum, overflow) = summary.stated.addingReportingOverflow(page.content.statedTotal ?? 0)
            summary.stated = overflow ? summary.stated : sum
        }
        release(order.arrived(page.arrived))
    }

    private mutating func release(_ pages: [Int]) {
        for number in pages {
            guard let page = waiting.removeValue(forKey: number) else { continue }
            ready.append(page)
            readyBytes += page.content.size
        }
    }

    private mutating func stored(_ pages: [FetchedPage], _ summaries: [PageSummary]) {
        storing = false
        summary.pages += pages.count
        for (page, kept) in zip(pages, summaries) {
            summary.listings += kept.listings
            summary.repeated += kept.repeated
            summary.quarantined += kept.quarantined
            summary.unreadableSales += page.unreadableSales
            if page.content.unchangedFrom != nil { summary.unchanged += 1 }
        }
        progress(summary)
    }

    private mutating func failed(_ page: Int, _ failure: FeedClient.Failure) async throws {
        underWay -= 1
        order.failed(page, stops: failure.stopsTheQuery)
        if case .fetch(.credentials) = failure.cause { refusesCredentials = true }
        if !failure.bytes.isEmpty {
            let record = QuarantinedRecord(
                fault: RecordFault(.unreadablePage, failure.message), place: "page", bytes: failure.bytes)
            try await fetch.context.store.recordUnreadablePage(record, pull: pull, query: fetch.query, page: page)
        }
        summary.retryAfterSeconds = max(summary.retryAfterSeconds, failure.retryAfterSeconds ?? 0)
        summary.gaps.append(named("page \(page): " + failure.message))
    }

    private func named(_ gap: String) -> String {
        fetch.query.isEmpty ? gap : "query \(fetch.query): " + gap
    }

    /// The pages that are still missing, as text; empty where the query is whole.
    var holes: [String] {
        let first = fetch.crawler.paging.firstPage
        guard !order.closed.isWhole(from: first) else { return [] }
        var texts = order.closed.holes(from: first).map {
            $0.count == 1 ? "page \($0.lowerBound)" : "pages \($0.lowerBound)-\($0.upperBound)"
        }
        if order.closed.last == nil { texts.append("from page \((order.closed.highest ?? first - 1) + 1) on") }
        return texts.map(named)
    }
}

extension FeedClient.Failure {
    /// Whether the next page would fail for the same reason, or asking for it would be rude.
    var stopsTheQuery: Bool {
        switch cause {
        case .fetch(.transient), .page: false
        case .fetch: true
        }
    }
}
