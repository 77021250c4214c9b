internal import Domain

/// In which order the pages of one query are asked for, and when each may be kept. A state machine without clock, network
/// or store: it is told what came, and says what to do.
protocol PageOrder: Sendable {
    /// The pages that are kept, or will be with the next slice.
    var closed: ClosedSlices { get }
    /// Why the query cannot be finished, whatever is tried again; nil where nothing stands against it.
    var obstacle: String? { get }

    /// The next page to ask for; nil where none may be asked for now. What is given counts as under way.
    mutating func next() -> PagePosition?
    /// Gives the pages, among those that came, that are to be kept now.
    mutating func arrived(_ page: ArrivedPage) -> [Int]
    /// - Parameter stops: asking for further pages of this query would be of no use, or rude.
    mutating func failed(_ page: Int, stops: Bool)
    /// Nothing is under way any more. Gives the pages, among those that came, that are to be kept after all.
    mutating func finish() -> [Int]
}

/// What the order of pages needs to know of a page that came.
struct ArrivedPage {
    let page: Int
    let records: Int
    let total: Int64?
    /// Whether a further page is to be expected behind it.
    let continues: Bool
    /// What leads to that page, where pages name it.
    let nextToken: String?
}

/// Pages that can be asked for by number, several at once. What fails leaves a hole and does not stop the others.
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
    /// Pages without records that came, and that nothing behind them proves to be part of the feed.
    private var empty: Set<Int> = []
    /// The page behind which nothing is expected, as far as is known.
    private var end: Int?

    /// - Parameter limit: what to say where the feed goes on behind `maximumPages`.
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

    /// Nothing is known of a feed before its first page has come; later, no page is asked for behind the stated total,
    /// unless the page that should have been the last says that the feed goes on.
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
        // What comes before a page with records is part of the feed, empty or not.
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
        // Of the empty pages asked for ahead, the first is the end that the feed showed; the others never were.
        guard let last = end, empty.contains(last) else { return [] }
        empty = []
        closed.close(last, isLast: true)
        return [last]
    }
}

/// Pages of which each names the way to the next: one after the other.
struct ChainedPages: PageOrder {
    private let paging: Paging
    private let limit: String
    private(set) var closed: ClosedSlices
    private(set) var obstacle: String?
    private var position: PagePosition?
    /// Every way that was given so far: one that comes again would lead round in a circle.
    private var seen: Set<String>

    /// - Parameter tokens: the ways that the pages kept so far gave, in their order.
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
            "page \(page) leads to a page that came before, so the feed goes round in a circle; "
            + "the cursor or link in the crawler file may be the wrong one"
    }

    mutating func failed(_ page: Int, stops: Bool) {}

    mutating func finish() -> [Int] { [] }
}
