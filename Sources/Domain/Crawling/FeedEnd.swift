/// What ended the pages of a query. The first cases prove that no page follows; the others prove nothing.
package enum FeedEnd: String, CaseIterable, Sendable {
    /// The feed has no paging: its one page arrived.
    case onePage = "one-page"
    /// The page after the last one has no records.
    case emptyPage = "empty-page"
    /// Two pages in succession have only items of earlier pages: the platform repeats its last page.
    case knownItems = "known-items"
    /// The platform states that no page follows: by `hasMore`, by a value or by a status of `ends`.
    case stated
    /// The page gives no cursor and no link to a next page.
    case noNext = "no-next"
    /// As many distinct items arrived as the pages state.
    case total

    /// The pages after the first one repeat it. A feed that ignores the page number looks the same.
    case firstPageRepeats = "first-page-repeats"
    /// The platform states that more follows, and nothing more arrives.
    case moreStated = "more-stated"
    /// The page after a page that was not full was answered with an error.
    case refused

    package var isProven: Bool {
        switch self {
        case .onePage, .emptyPage, .knownItems, .stated, .noNext, .total: true
        case .firstPageRepeats, .moreStated, .refused: false
        }
    }
}

/// Decides where the feed of one query ends. It receives the facts of the pages in their order.
///
/// A short page proves nothing. A stated total proves the end only while the pages agree with it: it is never exceeded,
/// it changes by at most 2 % from page to page (listings come and go), and it is more than the count of one page.
package struct EndOfFeed: Hashable, Sendable {
    package struct Page: Hashable, Sendable {
        package let records: Int
        /// The records that no earlier page of the query had.
        package let fresh: Int
        /// Nil if the page states no total, or one that cannot be read.
        package let total: Int64?
        /// Whether the page states that another page follows; nil if it states neither.
        package let saysMore: Bool?
        /// Whether the page gives a cursor or link to a next page.
        package let hasNext: Bool

        package init(records: Int, fresh: Int, total: Int64?, saysMore: Bool?, hasNext: Bool) {
            self.records = records
            self.fresh = fresh
            self.total = total
            self.saysMore = saysMore
            self.hasNext = hasNext
        }
    }

    package enum Step: Hashable, Sendable {
        case goOn
        /// The stated total is reached. One more page shows whether the total is right. If that page cannot be had, the
        /// total is the proof.
        case probe
        case end(FeedEnd)
    }

    private let paging: Paging
    /// The number of distinct items.
    package private(set) var distinct: Int64 = 0
    /// The largest stated total.
    package private(set) var largestTotal: Int64?
    private var smallestTotal: Int64?
    private var pages = 0
    /// The pages without a new item at the end.
    private var quiet = 0
    /// Whether a page after the first one had a new item.
    private var moves = false
    private var last: Page?

    package init(_ paging: Paging) {
        self.paging = paging
    }

    package mutating func add(_ page: Page) {
        if page.fresh > 0 {
            moves = moves || pages > 0
            quiet = 0
        } else {
            quiet += 1
        }
        pages += 1
        last = page
        fill(fresh: page.fresh, total: page.total)
    }

    /// Adds a page that was missing before a page that was added.
    package mutating func fill(fresh: Int, total: Int64?) {
        distinct += Int64(fresh)
        guard let total else { return }
        largestTotal = max(largestTotal ?? total, total)
        smallestTotal = min(smallestTotal ?? total, total)
    }

    /// The stated total; nil if there is none, or the pages contradict it.
    package var believedTotal: Int64? {
        guard let largestTotal, let smallestTotal, distinct <= largestTotal,
            Int128(largestTotal - smallestTotal) * 50 <= Int128(largestTotal)
        else { return nil }
        return largestTotal
    }

    /// What follows from the pages so far.
    package var step: Step {
        guard let last else { return .goOn }
        if paging.isOnePage { return .end(.onePage) }
        if last.saysMore == false { return .end(.stated) }
        if !paging.isAddressable, !last.hasNext { return .end(last.saysMore == true ? .moreStated : .noNext) }
        return last.fresh > 0 ? stepAfterNews(last) : stepAfterRepeat(last)
    }

    /// A total that equals the records of a first page may be the count of that page, and a total that is reached with a
    /// full page may be a limit of the platform. Both are checked with one more page.
    private func stepAfterNews(_ last: Page) -> Step {
        guard paging.isAddressable, last.saysMore != true, believedTotal == distinct else { return .goOn }
        return pages == 1 || last.records >= paging.pageSize ? .probe : .end(.total)
    }

    private func stepAfterRepeat(_ last: Page) -> Step {
        let isReached = distinct > 0 && believedTotal == distinct
        if last.records == 0, last.saysMore != true {
            if paging.isAddressable, isReached { return .end(.total) }
            if !totalSaysMore { return .end(.emptyPage) }
        }
        // One such page may lie in the middle of a feed: its records were filtered out, or new listings moved those of
        // the page before to this page.
        guard quiet >= 2 else { return .goOn }
        if last.saysMore == true { return .end(.moreStated) }
        if last.records == 0 { return .end(.emptyPage) }
        if moves { return .end(.knownItems) }
        return .end(isReached && last.records < paging.pageSize ? .total : .firstPageRepeats)
    }

    private var totalSaysMore: Bool {
        believedTotal.map { CompletenessRule().isShort(stated: $0, missing: $0 - distinct) } ?? false
    }

    /// What ends the feed if its next page cannot be had; nil if the page is missing.
    ///
    /// - Parameter isAnswered: whether the platform answered, with an error instead of a page.
    package func end(withoutNextPage isAnswered: Bool) -> FeedEnd? {
        switch step {
        case .end(let end): return end
        case .probe: return .total
        case .goOn:
            guard isAnswered, paging.isAddressable, let last, last.saysMore != true, !totalSaysMore else { return nil }
            if distinct > 0, believedTotal != nil { return .total }
            return last.records < paging.pageSize ? .refused : nil
        }
    }
}

extension EndOfFeed {
    /// Continues after the stored pages of an interrupted pull.
    ///
    /// - Parameters:
    ///   - pages: the number of the stored pages.
    ///   - distinct: the number of distinct items on them.
    ///   - firstRecords: the records of the first page.
    ///   - last: the last stored page.
    package init(
        _ paging: Paging, pages: Int, distinct: Int, totals: ClosedRange<Int64>?, firstRecords: Int, last: Page
    ) {
        self.init(paging)
        self.pages = pages
        self.distinct = Int64(distinct)
        largestTotal = totals?.upperBound
        smallestTotal = totals?.lowerBound
        moves = distinct > firstRecords
        quiet = last.fresh > 0 ? 0 : 1
        self.last = last
    }
}
