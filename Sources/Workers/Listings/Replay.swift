package import Domain
internal import Feeds
internal import Rulebook
package import Store

/// Reads the quarantine again after a crawler file was corrected. If a record can be read now, it becomes a listing of
/// its pull.
package struct Replay: Sendable {
    package struct ReplayResult: Hashable, Sendable {
        package var records = ReplaySummary()
        /// Pages that can be read now.
        package var pages = 0
        /// Pages that still cannot be read.
        package var unreadablePages = 0
        /// Records that are not read again, because they were readable and contradicted another record of their pull.
        package var conflicts = 0
        /// Records that are not read again, because the listings of their pull are removed.
        package var expired = 0
        /// Crawlers without a file.
        package var unknownCrawlers: Set<String> = []
        /// Why a record was not read, by its number.
        fileprivate var faults: [Int64: BulkFault] = [:]
    }

    private static let batch = 500
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func run(_ selection: QuarantineSelection) async throws -> ReplayResult {
        var summary = ReplayResult()
        var after: Int64 = 0
        while true {
            try Task.checkCancellation()
            let rows = try await context.store.unresolved(selection, after: after, limit: Self.batch)
            guard let last = rows.last else { return summary }
            after = last.id
            try await read(rows, by: .operator, isOne: selection.isOne, &summary)
        }
    }

    /// Carries out an action on many records, part by part. An action that was interrupted continues with the next
    /// part.
    func run(bulk id: Int64) async throws {
        let author = ReplayAuthor(try await context.store.bulkAction(id).requestedBy, bulk: id)
        while true {
            try Task.checkCancellation()
            let rows = try await context.store.unresolved(bulk: id, limit: Self.batch)
            guard let last = rows.last else { return try await context.store.finishReplay(bulk: id) }
            var summary = ReplayResult()
            try await read(rows, by: author, isOne: false, &summary)
            try await context.store.noteReplay(bulk: id, faults: summary.faults, through: last.id)
        }
    }

    /// What reading a record again would give: the listing, or why it is still unreadable. Nothing is stored. Nil for a
    /// page, a record without a crawler file, and one that is too large to be read beside a request.
    package func preview(_ id: Int64) async throws -> Result<Listing, RecordFault>? {
        let row = try await context.store.quarantineRow(id)
        guard let crawler = context.rulebook.crawlers[row.crawler], row.resolvedAt == nil,
            row.code != RecordFault.Code.unreadablePage.rawValue, row.size <= Self.mostPreviewed
        else { return nil }
        let kept = try await context.store.quarantined(id)
        return PageParser.replay(kept.bytes, context: kept.context, crawler: crawler, at: row.createdAt)
            .map { $0.listing(at: 0) }
    }

    private static let mostPreviewed = 256 << 10

    private func read(
        _ rows: [QuarantineRow], by author: ReplayAuthor, isOne: Bool, _ summary: inout ReplayResult
    ) async throws {
        for (pull, records) in Dictionary(grouping: rows, by: \.pull).sorted(by: { $0.key < $1.key }) {
            do {
                try await replay(records, of: pull, by: author, &summary)
            } catch StoreError.conflict(.sightingsRemoved) where !isOne {
                summary.expired += records.count
                for record in records { summary.faults[record.id] = .expired }
            }
        }
    }

    private func replay(
        _ rows: [QuarantineRow], of pull: Int64, by author: ReplayAuthor, _ summary: inout ReplayResult
    ) async throws {
        guard let crawler = context.rulebook.crawlers[rows[0].crawler] else {
            summary.unknownCrawlers.insert(rows[0].crawler)
            for row in rows { summary.faults[row.id] = .noCrawler }
            return
        }
        var records: [ReplayedRecord] = []
        for row in rows {
            switch row.code {
            case RecordFault.Code.conflictingRepeat.rawValue:
                summary.conflicts += 1
                summary.faults[row.id] = .contradicted
            case RecordFault.Code.unreadablePage.rawValue: try await page(row, crawler, author, &summary)
            default: records.append(try await record(row, crawler))
            }
        }
        guard !records.isEmpty else { return }
        let done = try await context.store.replay(
            records, pull: pull, crawlerRule: crawler.rule.hash, every: crawler.every, by: author)
        summary.records.listings += done.listings
        summary.records.repeated += done.repeated
        summary.records.unreadable += done.unreadable
        summary.faults.merge(done.faults) { $1 }
    }

    private func record(_ row: QuarantineRow, _ crawler: Crawler) async throws -> ReplayedRecord {
        let kept = try await context.store.quarantined(row.id)
        let result = PageParser.replay(kept.bytes, context: kept.context, crawler: crawler, at: row.createdAt)
        return ReplayedRecord(
            id: row.id,
            result: result.map { ($0, context.rulebook.matcher.products(of: $0)[0]) })
    }

    /// Reads a page again and closes its gap, unless the page has arrived in the meantime.
    private func page(
        _ row: QuarantineRow, _ crawler: Crawler, _ author: ReplayAuthor, _ summary: inout ReplayResult
    ) async throws {
        let store = context.store
        let bytes = try await store.quarantinedBytes(row.id)
        let read: ParsedPage
        do throws(PageFault) {
            read = try PageReader(crawler).at(row.createdAt).parse(bytes)
        } catch {
            summary.unreadablePages += 1
            summary.faults[row.id] = .unreadable
            return
        }
        let content = PageContent(
            query: row.query, page: row.page, contentHash: Digest.sha256(bytes), batch: read.batch,
            products: context.rulebook.matcher.products(of: read.batch),
            quarantined: read.quarantined, statedTotal: read.statedTotal, saysMore: read.saysMore,
            end: crawler.paging.isOnePage ? .onePage : nil, nextToken: read.next, missing: read.missing,
            unread: read.unread)
        try await store.recordPages([content], pull: row.pull)
        try await store.resolvePage(quarantined: row.id, crawlerRule: crawler.rule.hash, by: author)
        summary.pages += 1
        let (progress, _) = try await store.pullProgress(row.pull)
        let first = crawler.paging.firstPage
        guard !progress.isComplete,
            crawler.queries.allSatisfy({ progress.queries[$0]?.pages.isWhole(from: first) ?? false })
        else { return }
        try await store.completePull(row.pull, every: crawler.every, watch: crawler.watch)
    }
}
