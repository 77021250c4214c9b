import Domain
import TestSupport
import Testing

@testable import Workers

struct PageOrderTests {
    /// Runs the order over a feed of `pages` pages, the last with `rest` records, whose answers arrive in a random order.
    /// Returns the requested and the kept pages.
    private func drive(
        pages: Int, rest: Int, concurrency: Int, total: Int64?, failing: Set<Int> = [], closed: ClosedSlices = .init(),
        seed: UInt8
    ) -> (asked: [Int], kept: [Int], order: NumberedPages) {
        let random = RandomSource.seeded(UInt64(seed))
        let paging = Paging(firstPage: 1, pageSize: 10, maximumPages: 1000, total: nil)
        var order = NumberedPages(paging, closed: closed, total: nil, limit: "too many")
        var asked: [Int] = []
        var kept: [Int] = []
        var underWay: [Int] = []
        while true {
            while underWay.count < concurrency, let next = order.next() {
                asked.append(next.page)
                underWay.append(next.page)
            }
            guard !underWay.isEmpty else { break }
            let page = underWay.remove(at: Int(random.bytes(1)[0]) % underWay.count)
            if failing.contains(page) {
                order.failed(page, stops: false)
                continue
            }
            let records = page < pages ? 10 : page == pages ? rest : 0
            let continues = paging.continues(afterPage: page, records: records, total: total)
            kept += order.arrived(
                ArrivedPage(page: page, records: records, total: total, continues: continues, nextToken: nil))
        }
        kept += order.finish()
        return (asked, kept, order)
    }

    @Test(
        "The same pages are kept in any order of arrival",
        arguments: UInt8(0)..<40)
    func sameAsSequential(seed: UInt8) {
        for (pages, rest) in [(1, 0), (1, 3), (2, 10), (7, 10), (7, 4), (13, 1)] {
            for total in [nil, Int64((pages - 1) * 10 + rest)] {
                let alone = drive(pages: pages, rest: rest, concurrency: 1, total: total, seed: seed)
                let together = drive(pages: pages, rest: rest, concurrency: 5, total: total, seed: seed)
                #expect(together.kept.sorted() == alone.kept.sorted(), "\(pages) \(rest) \(String(describing: total))")
                #expect(Set(together.asked).count == together.asked.count)
                #expect(together.order.closed == alone.order.closed)
                #expect(together.order.closed.isWhole(from: 1))
                if total != nil { #expect(together.asked.sorted() == alone.asked.sorted()) }
            }
        }
    }

    @Test("A failed page leaves a gap, the others are kept, and the next run requests only the missing page")
    func hole() {
        let first = drive(pages: 9, rest: 10, concurrency: 3, total: 90, failing: [4, 6], seed: 1)
        #expect(first.kept.sorted() == [1, 2, 3, 5, 7, 8, 9])
        #expect(first.order.closed.holes(from: 1) == [4...4, 6...6])
        let second = drive(pages: 9, rest: 10, concurrency: 3, total: 90, closed: first.order.closed, seed: 1)
        #expect(second.asked.sorted() == [4, 6])
        #expect(second.order.closed.isWhole(from: 1))
    }

    @Test("After three failures, or a failed first page, a query gets no further requests")
    func givesUp() {
        let broken = drive(pages: 50, rest: 10, concurrency: 1, total: 500, failing: Set(10...50), seed: 1)
        #expect(broken.asked == Array(1...12))
        #expect(drive(pages: 5, rest: 10, concurrency: 4, total: 50, failing: [1], seed: 1).asked == [1])
    }

    @Test("An endless feed is an obstacle")
    func endless() {
        var order = NumberedPages(
            Paging(firstPage: 1, pageSize: 1, maximumPages: 3, total: nil), closed: .init(), total: nil,
            limit: "too many")
        while let next = order.next() {
            _ = order.arrived(ArrivedPage(page: next.page, records: 1, total: nil, continues: true, nextToken: nil))
        }
        #expect(order.obstacle == "too many")
        #expect(order.closed.intervals == [1...3])
        #expect(!order.closed.isWhole(from: 1))
    }
}
