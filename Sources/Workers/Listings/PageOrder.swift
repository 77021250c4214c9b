internal import Domain

/// The order in which the pages of one query are requested and kept. A state machine without clock, network or store:
/// it receives events and returns the next action.
protocol PageOrder: Sendable {
    /// The pages that are kept, or will be kept with the next slice.
    var closed: ClosedSlices { get }
    /// Why another try cannot complete the query; nil if it can.
    var obstacle: String? { get }

    /// The next page to request, which is then marked as requested; nil if none may be requested now.
    mutating func next() -> PagePosition?
    /// Returns the arrived pages that are to be kept now.
    mutating func arrived(_ page: ArrivedPage) -> [Int]
    /// - Parameter stops: no further page of this query is to be requested.
    mutating func failed(_ page: Int, stops: Bool)
    /// Call it when no request is running. Returns the arrived pages that are still to be kept.
    mutating func finish() -> [Int]
}

/// The facts about an arrived page that the page order needs.
struct ArrivedPage {
    let page: Int
    let records: Int
    let total: Int64?
    /// Whether a further page is expected after it.
    let continues: Bool
    /// The cursor or link to that page, if pages contain one.
    let nextToken: String?
}

/// Pages that are requested by number, several at once. A page that fails is recorded as missing and does not stop the
/// others.
struct NumberedPages: PageOrder {
    private static let mostFailures = 3

    private let paging: Paging
    private let limit: String
    private(set) var closed: ClosedSlices
    private(set) var obstacle: String?
    private var total: Int64?
    private var underWay: Set<Int> = []
    private var failures: Set<Int> = []
    private var stopped = false
    /// Arrived pages without records. If a later page has records, they are part of the feed.
    private var empty: Set<Int> = []
    /// The last page of the feed; nil while it is not known.
    private var end: Int?

    /// - Parameter limit: the obstacle if the feed continues after `maximumPages`.
    init(_ paging: Paging, closed: ClosedSlices, total: Int64?, limit: String) {
        self.paging = paging
        self.closed = closed
        self.total = total
        self.limit = limit
        end = closed.last
    }

    mutating func next() -> PagePosition? {
        guard !stopped else { return nil }
        var page = closed.firstOpen(from: paging.firstPage)
        while underWay.contains(page) || failures.contains(page) || empty.contains(page) {
            page = closed.firstOpen(from: page + 1)
        }
        if let end, page > end { return nil }
        guard isExpected(page) else { return nil }
        guard page - paging.firstPage < paging.maximumPages else {
            obstacle = limit
            return nil
        }
        underWay.insert(page)
        return PagePosition(page: page, token: nil)
    }

    /// Before the first page has arrived, only that page is expected. After that, no page beyond the stated total is
    /// expected, unless the last of these pages announces a further page.
    private func isExpected(_ page: Int) -> Bool {
        guard let highest = closed.highest else { return page == paging.firstPage }
        guard let total else { return true }
        let pages = Int(clamping: (Int128(total) + Int128(paging.pageSize) - 1) / Int128(max(paging.pageSize, 1)))
        return page <= max(paging.firstPage - 1 + pages, highest + 1)
    }

    mutating func arrived(_ page: ArrivedPage) -> [Int] {
        underWay.remove(page.page)
        if let stated = page.total { total = max(total ?? 0, stated) }
        if page.records == 0, page.page > closed.highest ?? Int.min {
            empty.insert(page.page)
            end = min(end ?? page.page, page.page)
            return []
        }
        if let end, page.page > end { self.end = nil }
        closed.close(page.page, isLast: !page.continues)
        if closed.last == page.page { end = page.page }
        // Every page before a page with records is part of the feed.
        let proven = empty.filter { $0 < page.page }
        for page in proven { closed.close(page) }
        empty.subtract(proven)
        return proven.sorted() + [page.page]
    }

    mutating func failed(_ page: Int, stops: Bool) {
        underWay.remove(page)
        failures.insert(page)
        stopped = stopped || stops || closed.highest == nil || failures.count >= Self.mostFailures
    }

    mutating func finish() -> [Int] {
        // The first empty page among the pages requested ahead is the end of the feed. Later empty pages are not part
        // of it.
        guard let last = end, empty.contains(last) else { return [] }
        empty = []
        closed.close(last, isLast: true)
        return [last]
    }
}

/// Pages that each name the next one. They are requested one after the other.
struct ChainedPages: PageOrder {
    private let paging: Paging
    private let limit: String
    private(set) var closed: ClosedSlices
    private(set) var obstacle: String?
    private var position: PagePosition?
    /// Every token so far. A token that appears again means a loop.
    private var seen: Set<String>

    /// - Parameter tokens: the tokens of the pages kept so far, in their order.
    init(_ paging: Paging, closed: ClosedSlices, tokens: [String], limit: String) {
        self.paging = paging
        self.closed = closed
        self.limit = limit
        seen = Set([paging.start.token].compactMap { $0 })
        position = paging.start
        var lastRepeats = false
        for token in tokens { lastRepeats = !seen.insert(token).inserted }
        if let highest = closed.highest {
            position = closed.last == nil ? tokens.last.map { PagePosition(page: highest + 1, token: $0) } : nil
            if closed.last == nil, lastRepeats { stop(repeating: highest) }
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
        closed.close(page.page, isLast: !page.continues)
        if let token = page.nextToken, page.continues {
            if seen.insert(token).inserted {
                position = PagePosition(page: page.page + 1, token: token)
            } else {
                stop(repeating: page.page)
            }
        }
        return [page.page]
    }

    private mutating func stop(repeating page: Int) {
        position = nil
        obstacle =
            "第\(page)页指向已取过的页，形成循环；请核对抓取器文件中的游标或链接"
    }

    mutating func failed(_ page: Int, stops: Bool) {}

    mutating func finish() -> [Int] { [] }
}
