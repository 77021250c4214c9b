import Domain

@testable import Workers

/// A feed of numbered pages in memory, honest or not.
struct SimulatedFeed: CustomStringConvertible {
    enum Total: CaseIterable {
        case none, right
        /// It grows a little while the feed is read.
        case growing
        /// The number of records of the page, or of all pages so far.
        case ofPage, soFar
        /// A limit of the platform: a whole number of full pages, fewer than there are.
        case limit
        /// Far too large.
        case excessive
    }

    enum More: CaseIterable {
        case none, right, always
    }

    /// The answer to a request for a page after the last one.
    enum Beyond: CaseIterable {
        case empty, lastPage, firstPage, refusal
    }

    /// The items of the pages.
    private let content: [[Int]]
    private let total: Total
    private let more: More
    private let beyond: Beyond
    /// Whether every request gets the first page.
    private let ignoresNumber: Bool
    /// Pages that give the page before them once more.
    private let repeated: Set<Int>

    var items: Set<Int> {
        Set(content.joined())
    }

    /// Full pages of ten items, the last with `rest` items.
    init(pages: Int, rest: Int, total: Total) {
        content = (0..<pages).map { page in (0..<(page == pages - 1 ? rest : 10)).map { page * 10 + $0 + 1 } }
        self.total = total
        more = .none
        beyond = .empty
        ignoresNumber = false
        repeated = []
    }

    /// A feed of several pages, which may have short pages in its middle.
    init(_ random: inout Choices) {
        total = Total.allCases[random.below(Total.allCases.count)]
        more = More.allCases[random.below(More.allCases.count)]
        beyond = Beyond.allCases[random.below(Beyond.allCases.count)]
        // With such totals nothing would show that the first page is not the whole feed.
        ignoresNumber = total != .ofPage && total != .soFar && random.below(8) == 0
        let pages = 1 + random.below(9)
        // A platform that states a limit has full pages up to it.
        let shortens = total != .limit && random.below(2) == 0
        var next = 1
        var content: [[Int]] = []
        for page in 0..<pages {
            let count = page == pages - 1 || (shortens && random.below(3) == 0) ? 1 + random.below(10) : 10
            // Up to two items that moved from the page before to this page.
            let moved = random.below(3) == 0 ? content.last?.suffix(min(2, count - 1)) ?? [] : []
            content.append(moved + (0..<(count - moved.count)).map { next + $0 })
            next += count - moved.count
        }
        // One page in the middle gives the page before it again; the others follow.
        repeated = pages > 2 && random.below(6) == 0 ? [1 + random.below(pages - 2)] : []
        if let page = repeated.first { content.insert(content[page - 1], at: page) }
        self.content = content
    }

    /// Whether the platform states nothing wrong, and shows its end in a way that can be proven.
    var isHonest: Bool {
        let provesEnd = beyond == .empty || (beyond == .lastPage && content.count > 1) || more == .right
        let statesRight = total == .none || (total == .right && repeated.isEmpty) || total == .growing
        return provesEnd && statesRight && more != .always && !ignoresNumber
    }

    /// Nil for a refusal.
    func answer(_ number: Int) -> ArrivedPage? {
        var page = ignoresNumber ? 1 : number
        if page > content.count {
            switch beyond {
            case .empty: break
            case .lastPage: page = content.count
            case .firstPage: page = 1
            case .refusal: return nil
            }
        }
        let found = page <= content.count ? content[page - 1] : []
        return ArrivedPage(
            page: number, items: found, total: stated(found.count, upTo: number),
            saysMore: more == .none ? nil : more == .always || page < content.count, nextToken: nil)
    }

    private func stated(_ records: Int, upTo number: Int) -> Int64? {
        switch total {
        case .none: nil
        case .right: Int64(items.count)
        case .growing: Int64(items.count) + (number > 1 && items.count > 60 ? 1 : 0)
        case .ofPage: Int64(records)
        case .soFar: Int64(content.prefix(number).reduce(0) { $0 + $1.count })
        case .limit: Int64(max(1, content.count / 2) * 10)
        case .excessive: Int64(items.count) * 3 + 100
        }
    }

    var description: String {
        "\(content.map(\.count)), total \(total), more \(more), beyond \(beyond), "
            + "ignores \(ignoresNumber), repeats \(repeated)"
    }
}
