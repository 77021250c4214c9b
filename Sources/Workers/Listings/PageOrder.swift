internal import Domain

/// The order in which the pages of one query are requested and kept. A state machine without clock, network or store:
/// it receives events and returns the next action.
protocol PageOrder: Sendable {
    /// The pages that are kept, or will be kept with the next slice.
    var closed: ClosedSlices { get }
    /// What ended the pages; nil if the feed may go on.
    var end: FeedEnd? { get }
    /// What the pages show about their end.
    var feed: EndOfFeed { get }
    /// Why another try cannot complete the query; nil if it can.
    var obstacle: String? { get }

    /// The next page to request, which is then marked as requested; nil if none may be requested now.
    mutating func next() -> PagePosition?
    /// Returns the arrived pages that are to be kept now.
    mutating func arrived(_ page: ArrivedPage) -> [Int]
    /// - Parameters:
    ///   - isAnswered: whether the platform answered, with an error instead of a page.
    ///   - stops: no further page of this query is to be requested.
    /// - Returns: the arrived pages that are to be kept now.
    mutating func failed(_ page: Int, isAnswered: Bool, stops: Bool) -> [Int]
    /// Call it when no request is running and `next` returned nil. Returns the arrived pages that are still to be kept.
    mutating func finish() -> [Int]
}

/// The facts about an arrived page that the page order needs.
struct ArrivedPage {
    let page: Int
    /// A hash of the identity of each record; see `ListingBatch.itemHashes`.
    let items: [Int]
    let total: Int64?
    /// Whether the page states that another page follows; nil if it states neither.
    let saysMore: Bool?
    /// The cursor or link to the next page, if pages contain one.
    let nextToken: String?

    /// - Parameter fresh: the records that no earlier page had.
    fileprivate func facts(fresh: Int) -> EndOfFeed.Page {
        EndOfFeed.Page(
            records: items.count, fresh: fresh, total: total, saysMore: saysMore, hasNext: nextToken != nil)
    }
}

/// The pages that an interrupted run of a pull has kept.
struct KeptPages {
    var closed = ClosedSlices()
    var end: FeedEnd?
    /// The cursors and links that the pages gave, in the order of the pages.
    var tokens: [String] = []
    /// The hashes of their items.
    var items = ItemHashes()
    /// What they show about the end of the feed; nil if there are none.
    var feed: EndOfFeed?
}

/// Pages that are requested by number, several at once. A page that fails is recorded as missing and does not stop the
/// others.
///
/// Pages are examined in the order of their numbers, whatever the order of their arrival, so that the same pages are kept.
struct NumberedPages: PageOrder {
    private static let mostFailures = 3
    /// How far a request may be ahead of the page that is examined next.
    private static let mostAhead = 256

    private let paging: Paging
    private let limit: String
    private(set) var closed: ClosedSlices
    private(set) var end: FeedEnd?
    private(set) var feed: EndOfFeed
    private(set) var obstacle: String?
    private var items: ItemHashes
    private var underWay: Set<Int> = []
    /// Each page that failed, and whether the platform answered.
    private var failures: [Int: Bool] = [:]
    private var stopped = false
    /// The page that is examined next.
    private var frontier: Int
    /// Arrived pages that wait for a page before them.
    private var ahead: [Int: ArrivedPage] = [:]
    /// Examined pages without a new item. If a later page has one, they are part of the feed.
    private var held: [Int] = []
    /// The end that the examined pages show. A later page with a new item refutes it.
    private var shown: (end: FeedEnd, page: Int)?

    /// - Parameter limit: the obstacle if the feed continues after `maximumPages`.
    init(_ paging: Paging, kept: KeptPages, limit: String) {
        self.paging = paging
        self.limit = limit
        closed = kept.closed
        items = kept.items
        feed = kept.feed ?? EndOfFeed(paging)
        frontier = (closed.highest ?? paging.firstPage - 1) + 1
        end = closed.last == nil ? nil : kept.end
        if closed.last == nil, case .end(let end) = feed.step, let highest = closed.highest { shown = (end, highest) }
    }

    mutating func next() -> PagePosition? {
        guard !stopped else { return nil }
        var page = closed.firstOpen(from: paging.firstPage)
        while underWay.contains(page) || failures[page] != nil || ahead[page] != nil || held.contains(page) {
            page = closed.firstOpen(from: page + 1)
        }
        guard isExpected(page) else { return nil }
        guard page - paging.firstPage < paging.maximumPages else {
            if page == frontier, feed.step != .probe { obstacle = limit }
            return nil
        }
        underWay.insert(page)
        return PagePosition(page: page, token: nil)
    }

    /// Whether a page may be requested. Before the first page has arrived, only that page may. After that, pages are
    /// requested ahead up to the stated total. The page after the examined ones is requested until the end is shown.
    private func isExpected(_ page: Int) -> Bool {
        if let last = closed.last ?? shown?.page { return page < last }
        if page <= frontier { return true }
        guard frontier > paging.firstPage, page - frontier < Self.mostAhead else { return false }
        // The answer to the page at the frontier may show the end.
        if let isAnswered = failures[frontier], feed.end(withoutNextPage: isAnswered) != nil { return false }
        if paging.isOnePage || feed.step == .probe { return false }
        guard let total = feed.believedTotal else { return true }
        let pages = (Int128(total) + Int128(paging.pageSize) - 1) / Int128(paging.pageSize)
        return Int128(page) < Int128(paging.firstPage) + pages
    }

    mutating func arrived(_ page: ArrivedPage) -> [Int] {
        underWay.remove(page.page)
        guard page.page >= frontier else {
            // A page that an earlier run missed.
            feed.fill(fresh: items.insert(page.items), total: page.total)
            closed.close(page.page)
            return [page.page]
        }
        ahead[page.page] = page
        return examine()
    }

    mutating func failed(_ page: Int, isAnswered: Bool, stops: Bool) -> [Int] {
        underWay.remove(page)
        failures[page] = isAnswered
        stopped = stopped || stops || frontier == paging.firstPage || failures.count >= Self.mostFailures
        return examine()
    }

    private mutating func examine() -> [Int] {
        var kept: [Int] = []
        while true {
            if let page = ahead.removeValue(forKey: frontier) {
                kept += examine(page)
            } else if failures[frontier] == nil || ahead.isEmpty {
                return kept
            }
            frontier += 1
        }
    }

    private mutating func examine(_ page: ArrivedPage) -> [Int] {
        let fresh = items.insert(page.items)
        feed.add(page.facts(fresh: fresh))
        var kept: [Int] = []
        if fresh > 0 {
            // Every page before a page with a new item is part of the feed.
            kept = held + [page.page]
            held = []
            shown = nil
            for number in kept { closed.close(number) }
        } else {
            held.append(page.page)
        }
        if shown == nil, case .end(let end) = feed.step {
            // The page after a total that was reached is not part of the feed.
            shown = (end, end == .total ? closed.highest ?? page.page : page.page)
        }
        return kept
    }

    mutating func finish() -> [Int] {
        guard end == nil else { return [] }
        if shown == nil, let highest = closed.highest, let end = endWithoutNextPage() { shown = (end, highest) }
        let kept = held.filter { $0 <= shown?.page ?? .max }
        held = []
        for page in kept { closed.close(page) }
        if let shown {
            closed.close(shown.page, isLast: true)
            end = shown.end
        }
        return kept
    }

    /// What ends the feed if the page after the examined ones could not be had, or may not be requested.
    private func endWithoutNextPage() -> FeedEnd? {
        if let isAnswered = failures[frontier] { return feed.end(withoutNextPage: isAnswered) }
        let isBeyondLimit = frontier - paging.firstPage >= paging.maximumPages
        return isBeyondLimit && feed.step == .probe ? .total : nil
    }
}

/// Pages that each name the next one. They are requested one after the other.
struct ChainedPages: PageOrder {
    private let paging: Paging
    private let limit: String
    private(set) var closed: ClosedSlices
    private(set) var end: FeedEnd?
    private(set) var feed: EndOfFeed
    private(set) var obstacle: String?
    private var items: ItemHashes
    private var position: PagePosition?
    /// The token of the last request.
    private var own: String?
    /// Every token of a request so far. If a page names one of them, the pages form a loop. A page that names its own
    /// token does not: some platforms have one cursor for all pages, or repeat the last page.
    private var seen: Set<String>

    init(_ paging: Paging, kept: KeptPages, limit: String) {
        self.paging = paging
        self.limit = limit
        closed = kept.closed
        items = kept.items
        feed = kept.feed ?? EndOfFeed(paging)
        position = paging.start
        own = paging.start.token
        seen = Set([own].compactMap { $0 })
        guard let highest = closed.highest else { return }
        position = nil
        for token in kept.tokens.dropLast() { note(token) }
        if closed.last != nil {
            end = kept.end
        } else if let token = kept.tokens.last {
            goOn(after: highest, token)
        } else if case .end(let end) = feed.step {
            finish(at: highest, end)
        }
    }

    mutating func next() -> PagePosition? {
        guard let next = position else { return nil }
        position = nil
        guard next.page - paging.firstPage < paging.maximumPages else {
            obstacle = limit
            return nil
        }
        return next
    }

    mutating func arrived(_ page: ArrivedPage) -> [Int] {
        feed.add(page.facts(fresh: items.insert(page.items)))
        closed.close(page.page)
        goOn(after: page.page, page.nextToken)
        return [page.page]
    }

    private mutating func goOn(after page: Int, _ token: String?) {
        if case .end(let end) = feed.step { return finish(at: page, end) }
        guard let token else { return }
        guard token == own || !seen.contains(token) else {
            obstacle =
                "第\(page)页指向已取过的页，形成循环；请核对抓取器文件中的游标或链接"
            return
        }
        note(token)
        position = PagePosition(page: page + 1, token: token)
    }

    private mutating func note(_ token: String) {
        seen.insert(token)
        own = token
    }

    private mutating func finish(at page: Int, _ end: FeedEnd) {
        closed.close(page, isLast: true)
        self.end = end
    }

    mutating func failed(_ page: Int, isAnswered: Bool, stops: Bool) -> [Int] { [] }

    mutating func finish() -> [Int] { [] }
}
