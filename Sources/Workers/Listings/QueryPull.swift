internal import Domain
internal import Feeds
internal import Logging
internal import Print
internal import Store
internal import Transport

/// Pulls the pages of one query. It sends several requests at once, while a slice of the arrived pages is kept.
///
/// Pages are kept as soon as the sink is free, so a kill loses little, and a fast feed is still written in large
/// slices. The number of pages that wait to be kept is bounded: if a feed is faster than the disk, no further requests
/// are sent.
struct QueryPull<Sink: PullSink> {
    private enum Step: Sendable {
        case fetched(PagePosition, Result<Sink.Page, FeedClient.Failure>)
        case kept(pages: [Sink.Page], PageCounts)
    }

    private let sink: Sink
    private let crawler: Crawler
    private let query: String
    private let logger: Logger
    /// Whether an earlier run has kept the end of the pages.
    private let isEndKept: Bool
    private let progress: @Sendable (PullSummary) -> Void
    private var order: any PageOrder
    private(set) var summary: PullSummary
    /// Pages that arrived and may not be kept yet.
    private var waiting: [Int: Sink.Page] = [:]
    /// Pages to keep with the next slice.
    private var ready: [Sink.Page] = []
    private var readyBytes = 0
    private var waitingBytes = 0
    private var runningRequests = 0
    private var isKeeping = false
    /// Pages that were requested and did not arrive. Those after the end of the feed are not missing.
    private var failures: [Int: FeedClient.Failure] = [:]
    private(set) var refusesCredentials = false

    /// - Parameter kept: the pages that an interrupted run of the same pull has kept.
    init(
        _ sink: Sink, _ crawler: Crawler, query: String, kept: KeptPages = KeptPages(), summary: PullSummary,
        logger: Logger, progress: @escaping @Sendable (PullSummary) -> Void
    ) {
        self.sink = sink
        self.crawler = crawler
        self.query = query
        self.summary = summary
        self.progress = progress
        var logger = logger
        logger[metadataKey: "crawler"] = "\(crawler.identifier)"
        logger[metadataKey: "query"] = "\(query)"
        self.logger = logger
        let limit =
            "取满\(crawler.paging.maximumPages)页仍未到末页；如属正常，请调高 \(crawler.rule.file) 中的 paging.maximumPages"
        order =
            crawler.paging.isAddressable
            ? NumberedPages(crawler.paging, kept: kept, limit: limit)
            : ChainedPages(crawler.paging, kept: kept, limit: limit)
        isEndKept = kept.end != nil && kept.closed.last != nil
    }

    /// Runs until every page is kept, or until no further page can be requested.
    mutating func run() async throws {
        logger.debug("query begins")
        try await withThrowingTaskGroup(of: Step.self) { group in
            startSteps(&group)
            while let finished = try await group.next() {
                switch finished {
                case .fetched(let position, .success(let page)): arrived(page, at: position)
                case .fetched(let position, .failure(let failure)): failed(position.page, failure)
                case .kept(let pages, let counts): kept(pages, counts)
                }
                startSteps(&group)
            }
        }
        try await reportMissing()
        try await reportEnd()
        logger.info(
            "query ends", metadata: ["pages": "\(order.closed.count)", "missing": "\(holes.joined(separator: ", "))"])
    }

    private mutating func startSteps(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        startKeeping(&group)
        let isAllRequested = startRequests(&group)
        if isAllRequested, runningRequests == 0 {
            moveToReady(order.finish())
            startKeeping(&group)
        }
    }

    /// Returns whether no further page is to be requested.
    private mutating func startRequests(_ group: inout ThrowingTaskGroup<Step, any Error>) -> Bool {
        while hasRoom {
            guard let position = order.next() else { return true }
            runningRequests += 1
            group.addTask { [sink] in .fetched(position, try await sink.fetch(position)) }
        }
        return false
    }

    /// Whether another page may be requested. Pages that wait for an earlier page stop further requests only while that
    /// page is requested.
    private var hasRoom: Bool {
        let most = max(1, crawler.request.pace.concurrency) + sink.pagesAhead
        guard runningRequests < most, ready.count < PullSlice.mostPages, readyBytes < PullSlice.mostBytes else {
            return false
        }
        return runningRequests == 0 || waitingBytes < PullSlice.mostBytes
    }

    private mutating func startKeeping(_ group: inout ThrowingTaskGroup<Step, any Error>) {
        guard !isKeeping, !ready.isEmpty else { return }
        isKeeping = true
        let slice = ready
        ready = []
        readyBytes = 0
        group.addTask { [sink] in .kept(pages: slice, try await sink.keep(slice)) }
    }

    private mutating func arrived(_ page: Sink.Page, at position: PagePosition) {
        runningRequests -= 1
        logger.trace("page arrived", metadata: ["page": "\(position.page)", "records": "\(page.arrived.items.count)"])
        waiting[position.page] = page
        waitingBytes += page.size
        if position.page == crawler.paging.firstPage {
            let (sum, overflow) = summary.stated.addingReportingOverflow(page.arrived.total ?? 0)
            summary.stated = overflow ? summary.stated : sum
        }
        moveToReady(order.arrived(page.arrived))
    }

    private mutating func moveToReady(_ pages: [Int]) {
        for number in pages {
            guard let page = waiting.removeValue(forKey: number) else { continue }
            waitingBytes -= page.size
            ready.append(page)
            readyBytes += page.size
        }
    }

    private mutating func kept(_ pages: [Sink.Page], _ counts: PageCounts) {
        isKeeping = false
        logger.debug("pages kept", metadata: ["pages": "\(pages.count)", "listings": "\(counts.listings)"])
        summary.pages += pages.count
        summary.listings += counts.listings
        summary.repeated += counts.repeated
        summary.quarantined += counts.quarantined
        summary.unreadableSales += counts.unreadableSales
        summary.unchanged += counts.unchanged
        progress(summary)
    }

    private mutating func failed(_ page: Int, _ failure: FeedClient.Failure) {
        runningRequests -= 1
        failures[page] = failure
        moveToReady(order.failed(page, isAnswered: failure.isAnswered, stops: failure.stopsTheQuery))
    }

    /// Keeps the bytes of the pages that are missing, and reports why. A page after the end of the feed is not missing.
    private mutating func reportMissing() async throws {
        for (page, failure) in failures.sorted(by: { $0.key < $1.key }) {
            guard order.closed.last.map({ page < $0 }) ?? true else { continue }
            logger.info("page is missing", metadata: ["page": "\(page)", "reason": "\(failure.message)"])
            if case .fetch(.credentials) = failure.cause { refusesCredentials = true }
            if !failure.bytes.isEmpty {
                let record = QuarantinedRecord(
                    fault: RecordFault(.unreadablePage, failure.message), place: "page", bytes: failure.bytes)
                try await sink.keepUnreadable(record, page: page)
            }
            summary.retryAfterSeconds = max(summary.retryAfterSeconds, failure.retryAfterSeconds ?? 0)
            addGap("第\(page)页：" + failure.sentence)
        }
        if let obstacle = order.obstacle { addGap(obstacle) }
    }

    /// Keeps what ended the pages, and reports an end that is not proven.
    private mutating func reportEnd() async throws {
        guard let last = order.closed.last else { return }
        if let end = order.end, !isEndKept {
            try await sink.keepEnd(end, page: last)
            summary.short += max(0, (order.feed.largestTotal ?? 0) - order.feed.distinct)
        }
        guard !(order.end?.isProven ?? false) else { return }
        let answer = failures[last + 1].map { "（\($0.sentence)）" } ?? ""
        summary.unproven.append(withQuery("第\(last)页之后：" + AlertWording.end(order.end) + answer))
    }

    private mutating func addGap(_ gap: String) {
        summary.gaps.append(withQuery(gap))
    }

    private func withQuery(_ gap: String) -> String {
        query.isEmpty ? gap : "查询 \(query)：" + gap
    }

    /// The pages that are still missing, as text; empty if the query is complete.
    var holes: [String] {
        let first = crawler.paging.firstPage
        guard !order.closed.isWhole(from: first) else { return [] }
        var texts = order.closed.holes(from: first).map {
            $0.count == 1 ? "第\($0.lowerBound)页" : "第\($0.lowerBound)至\($0.upperBound)页"
        }
        if order.closed.last == nil { texts.append("第\((order.closed.highest ?? first - 1) + 1)页起") }
        return texts.map(withQuery)
    }
}

extension FeedClient.Failure {
    /// Whether the next page would fail for the same reason, or the platform asked for a pause.
    fileprivate var stopsTheQuery: Bool {
        switch cause {
        case .fetch(.transient), .page: false
        case .fetch: true
        }
    }

    /// Whether the platform answered with an error of its own, or with nothing. A page that cannot be read, and a web page
    /// in its place, may be a page the next time.
    fileprivate var isAnswered: Bool {
        switch cause {
        case .fetch(.contract), .fetch(.gone), .page(.refused), .page(.empty), .page(.noRecordList),
            .page(.noRecordOfType):
            true
        case .fetch, .page: false
        }
    }
}
