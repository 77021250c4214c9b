import Domain
import TestSupport
import Testing

@testable import Workers

struct PageOrderTests {
    private static let paging = Paging(firstPage: 1, pageSize: 10, total: nil)

    /// The result of driving an order over a feed.
    private struct Run {
        var asked: [Int] = []
        var kept: [Int] = []
        var order: NumberedPages
    }

    /// Runs the order over a feed whose answers arrive in a random order.
    private func drive(
        _ feed: SimulatedFeed, concurrency: Int, failing: Set<Int> = [], kept: KeptPages = KeptPages(), seed: Int
    ) -> Run {
        var random = Choices(seed)
        var run = Run(order: NumberedPages(Self.paging, kept: kept, limit: "too many"))
        var underWay: [Int] = []
        while true {
            while underWay.count < concurrency, let next = run.order.next() {
                run.asked.append(next.page)
                underWay.append(next.page)
            }
            guard !underWay.isEmpty else { break }
            let page = underWay.remove(at: random.below(underWay.count))
            if failing.contains(page) {
                run.kept += run.order.failed(page, isAnswered: false, stops: false)
            } else if let answer = feed.answer(page) {
                run.kept += run.order.arrived(answer)
            } else {
                run.kept += run.order.failed(page, isAnswered: true, stops: false)
            }
        }
        run.kept += run.order.finish()
        return run
    }

    @Test("The same pages are kept in any order of arrival", arguments: 0..<40)
    func sameAsSequential(seed: Int) {
        for (pages, rest) in [(1, 0), (1, 3), (2, 10), (7, 10), (7, 4), (13, 1)] {
            for total in [SimulatedFeed.Total.none, .right] {
                let feed = SimulatedFeed(pages: pages, rest: rest, total: total)
                let alone = drive(feed, concurrency: 1, seed: seed)
                let together = drive(feed, concurrency: 5, seed: seed)
                #expect(together.kept.sorted() == alone.kept.sorted(), "\(pages) \(rest) \(total)")
                #expect(Set(together.asked).count == together.asked.count)
                #expect(together.order.closed == alone.order.closed)
                #expect(together.order.closed.isWhole(from: 1))
                #expect(together.order.end == alone.order.end && together.order.end?.isProven == true)
                // At most one page more than the feed has.
                #expect(alone.asked.count <= pages + 1)
                if total == .right { #expect(together.asked.count <= pages + 1) }
            }
        }
    }

    @Test("A failed page leaves a gap, the others are kept, and the next run requests only the missing page")
    func hole() {
        let feed = SimulatedFeed(pages: 9, rest: 10, total: .right)
        let first = drive(feed, concurrency: 3, failing: [4, 6], seed: 1)
        #expect(first.kept.sorted() == [1, 2, 3, 5, 7, 8, 9, 10, 11])
        #expect(first.order.closed.holes(from: 1) == [4...4, 6...6])
        let kept = KeptPages(closed: first.order.closed, end: first.order.end)
        let second = drive(feed, concurrency: 3, kept: kept, seed: 1)
        #expect(second.asked.sorted() == [4, 6])
        #expect(second.order.closed.isWhole(from: 1))
    }

    @Test("After three failures, or a failed first page, a query gets no further requests")
    func givesUp() {
        let feed = SimulatedFeed(pages: 50, rest: 10, total: .right)
        #expect(drive(feed, concurrency: 1, failing: Set(10...60), seed: 1).asked == Array(1...12))
        #expect(drive(feed, concurrency: 4, failing: [1], seed: 1).asked == [1])
    }

    @Test("An endless feed is an obstacle")
    func endless() {
        var order = NumberedPages(
            Paging(firstPage: 1, pageSize: 1, maximumPages: 3, total: nil), kept: KeptPages(), limit: "too many")
        while let next = order.next() {
            _ = order.arrived(
                ArrivedPage(page: next.page, items: [next.page], total: nil, saysMore: nil, nextToken: nil))
        }
        #expect(order.finish().isEmpty && order.end == nil)
        #expect(order.obstacle == "too many")
        #expect(order.closed.intervals == [1...3])
        #expect(!order.closed.isWhole(from: 1))
    }

    /// The truth about the feed is the oracle: it knows nothing of the rules by which the order decides.
    @Test("Loss 2: whatever a platform repeats or states, a proven and complete feed lacks no item", arguments: 0..<60)
    func model(seed: Int) {
        var random = Choices(seed)
        for _ in 0..<100 {
            let feed = SimulatedFeed(&random)
            let run = drive(feed, concurrency: [1, 2, 5, 16][random.below(4)], seed: random.below(1 << 16))
            let arrived = Set(run.kept.flatMap { feed.answer($0)?.items ?? [] })
            #expect(Int(run.order.feed.distinct) == arrived.count, "\(feed)")
            #expect(Set(run.kept).count == run.kept.count && arrived.isSubset(of: feed.items), "\(feed)")
            guard run.order.closed.isWhole(from: 1), run.order.end?.isProven == true else {
                #expect(!feed.isHonest, "an honest feed is complete: \(feed) \(run.order)")
                continue
            }
            let stated = run.order.feed.largestTotal ?? 0
            if CompletenessRule().isShort(stated: stated, missing: max(0, stated - Int64(arrived.count))) {
                #expect(!feed.isHonest, "an honest feed is not short: \(feed)")
            } else {
                #expect(arrived == feed.items, "called complete: \(feed) \(run.order.end as Any)")
            }
        }
    }
}

/// Numbers chosen from a seed.
struct Choices {
    private var generator: SeededGenerator

    init(_ seed: Int) {
        generator = SeededGenerator(seed: UInt64(seed))
    }

    mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &generator)
    }
}
