package import Domain
internal import Feeds
internal import Rulebook
internal import Store

/// What a pull brought.
package struct PullSummary: Hashable, Sendable {
    package let crawler: String
    package let slot: Timestamp
    package var pull: Int64 = 0
    package var pages = 0
    package var listings = 0
    package var repeated = 0
    package var quarantined = 0
    package var unreadableSales = 0
    /// The totals that the platform stated for the queries asked so far; 0 where it states none.
    package var stated: Int64 = 0
    /// Records that the platform stated and did not give, over all queries.
    package var short: Int64 = 0
    /// The pull had been complete before; nothing was asked.
    package var wasComplete = false
    /// Why pages are missing, one line a query. Empty for a complete pull.
    package var gaps: [String] = []
    /// The longest wait that the platform asked for before the next try.
    package var retryAfterSeconds: Int64 = 0
}

/// Pulls one snapshot of one feed, page by page. Each page is a check-point: after a kill the next run carries on.
package struct Pull: Sendable {
    private let workshop: Workshop

    package init(_ workshop: Workshop) {
        self.workshop = workshop
    }

    /// The crawler of this name.
    package func crawler(_ identifier: String) throws -> Crawler {
        guard let crawler = workshop.rulebook.crawlers[identifier] else {
            let known = workshop.rulebook.crawlers.keys.sorted().joined(separator: ", ")
            throw NeedsAttention("there is no crawler “\(identifier)”; there are \(known)")
        }
        return crawler
    }

    /// Pulls what is missing of `slot`. A query that fails leaves a gap and does not stop the others.
    ///
    /// `progress` is called after each page with the records so far and the total that the platform stated, where it did.
    package func run(
        _ crawler: Crawler, slot: Timestamp, progress: @Sendable (PullSummary) -> Void = { _ in }
    ) async throws -> PullSummary {
        let missing = crawler.missingVariables(workshop.surroundings.environment)
        guard missing.isEmpty else {
            throw NeedsAttention(
                "the crawler \(crawler.identifier) needs " + missing.joined(separator: ", ") + " in the environment")
        }
        var summary = PullSummary(crawler: crawler.identifier, slot: slot)
        let opened = try await workshop.store.openPull(crawler, slot: slot)
        summary.pull = opened.id
        guard !opened.isComplete else {
            summary.wasComplete = true
            return summary
        }
        for query in crawler.queries {
            try await pull(query, crawler, opened, &summary, progress)
        }
        if summary.gaps.isEmpty { summary.short = try await workshop.store.completePull(opened.id) }
        return summary
    }

    private func pull(
        _ query: String, _ crawler: Crawler, _ opened: PullProgress, _ summary: inout PullSummary,
        _ progress: @Sendable (PullSummary) -> Void
    ) async throws {
        let last = opened.pages[query]?.max { $0.page < $1.page }
        var page = last.map { $0.page + 1 } ?? crawler.paging.firstPage
        var more = last.map { !$0.isLast } ?? true
        while more {
            try Task.checkCancellation()
            guard page - crawler.paging.firstPage < crawler.paging.maximumPages else {
                summary.gaps.append(
                    "query \(query): the feed goes on after \(crawler.paging.maximumPages) pages; if that is right, "
                        + "raise paging.maximumPages in \(crawler.rule.file)")
                return
            }
            let fetched: FeedClient.Page
            do throws(FeedClient.Failure) {
                // Without a validator there is nothing to be unchanged from.
                guard
                    case .page(let answer) = try await workshop.feeds.page(
                        PagePosition(page: page, token: nil), of: query, crawler: crawler)
                else { return }
                fetched = answer
            } catch {
                if case .fetch(.cancelled) = error.cause { throw CancellationError() }
                try await leaveGap(error, page, query, &summary)
                return
            }
            if page == crawler.paging.firstPage {
                let (sum, overflow) = summary.stated.addingReportingOverflow(fetched.content.statedTotal ?? 0)
                summary.stated = overflow ? summary.stated : sum
            }
            more = crawler.paging.continues(
                afterPage: page, records: fetched.content.records, total: fetched.content.statedTotal)
            try await keep(fetched, page, query, isLast: !more, &summary)
            progress(summary)
            page += 1
        }
    }

    private func keep(
        _ fetched: FeedClient.Page, _ page: Int, _ query: String, isLast: Bool, _ summary: inout PullSummary
    ) async throws {
        let content = PageContent(
            query: query, page: page, contentHash: Digest.sha256(fetched.bytes),
            listings: fetched.content.listings.map { ($0, workshop.rulebook.matcher.product(of: $0)) },
            quarantined: fetched.content.quarantined, statedTotal: fetched.content.statedTotal, isLast: isLast)
        let kept = try await workshop.store.recordPage(content, pull: summary.pull)
        summary.pages += 1
        summary.listings += kept.listings
        summary.repeated += kept.repeated
        summary.quarantined += kept.quarantined
        summary.unreadableSales += fetched.content.unreadableSales
    }

    private func leaveGap(
        _ failure: FeedClient.Failure, _ page: Int, _ query: String, _ summary: inout PullSummary
    ) async throws {
        if !failure.bytes.isEmpty {
            let record = QuarantinedRecord(
                fault: RecordFault(.unreadablePage, failure.message), place: "page", bytes: failure.bytes)
            try await workshop.store.recordUnreadablePage(record, pull: summary.pull, query: query, page: page)
        }
        summary.retryAfterSeconds = max(summary.retryAfterSeconds, failure.retryAfterSeconds ?? 0)
        summary.gaps.append((query.isEmpty ? "" : "query \(query), ") + "page \(page): " + failure.message)
    }
}
