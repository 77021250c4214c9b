import Domain
import Testing

struct EndOfFeedTests {
    private typealias Page = EndOfFeed.Page

    /// The step after pages of 20 by number. `fresh` equals `records` where it is not given.
    private func step(_ pages: (Int, total: Int64?)..., by advance: Paging.Advance = .page(first: 1)) -> EndOfFeed.Step
    {
        var feed = EndOfFeed(Paging(advance: advance, pageSize: 20, total: nil))
        for (records, total) in pages {
            feed.add(Page(records: records, fresh: records, total: total, saysMore: nil, hasNext: true))
        }
        return feed.step
    }

    private func step(
        _ pages: [Page], by advance: Paging.Advance = .page(first: 1)
    ) -> EndOfFeed.Step {
        var feed = EndOfFeed(Paging(advance: advance, pageSize: 20, total: nil))
        for page in pages { feed.add(page) }
        return feed.step
    }

    private func page(
        _ records: Int, fresh: Int? = nil, total: Int64? = nil, more: Bool? = nil, next: Bool = true
    ) -> Page {
        Page(records: records, fresh: fresh ?? records, total: total, saysMore: more, hasNext: next)
    }

    private static let cursor = Paging.Advance.linkHeader

    @Test("Loss 1: a short page proves nothing; an empty page after it proves the end")
    func shortPage() {
        #expect(step((19, nil)) == .goOn)
        #expect(step((20, nil), (3, nil)) == .goOn)
        #expect(step((20, nil), (3, nil), (0, nil)) == .end(.emptyPage))
        #expect(step((0, nil)) == .end(.emptyPage))
    }

    @Test("Loss 1: a total is believed only while the pages agree with it")
    func total() {
        #expect(step((20, 41), (20, 41), (1, 41)) == .end(.total))
        // The first page may state its own count, and a full page may be followed by another one.
        #expect(step((5, 5)) == .probe)
        #expect(step((20, 40), (20, 40)) == .probe)
        // More records than stated, and totals that change as no catalogue does.
        #expect(step((20, 20), (20, 20)) == .goOn)
        #expect(step((20, 20), (18, 38)) == .goOn)
        #expect(step((20, 41), (20, 42), (2, 42)) == .goOn)
        #expect(step((20, 1000), (20, 1010), (0, 1010)) == .goOn)
        #expect(step((20, 40), (20, 40), (0, 40)) == .end(.total))
        #expect(step((20, 0), (0, 0)) == .end(.emptyPage))
    }

    @Test("Loss 1: two pages of known items prove the end, unless they only repeat the first page")
    func knownItems() {
        let clamped = [page(20), page(7), page(7, fresh: 0)]
        #expect(step(clamped) == .goOn)
        #expect(step(clamped + [page(7, fresh: 0)]) == .end(.knownItems))
        let first = [page(20), page(20, fresh: 0), page(20, fresh: 0)]
        #expect(step(first) == .end(.firstPageRepeats))
        #expect(!FeedEnd.firstPageRepeats.isProven)
        // The total may be the count of the page.
        #expect(step(first.map { page($0.records, fresh: $0.fresh, total: 20) }) == .end(.firstPageRepeats))
        let small = [page(5, total: 5), page(5, fresh: 0, total: 5), page(5, fresh: 0, total: 5)]
        #expect(step(small) == .end(.total))
    }

    @Test("Loss 1: hasMore proves the end, and contradicts pages without new items")
    func hasMore() {
        #expect(step([page(20, more: true), page(3, more: false)]) == .end(.stated))
        #expect(step([page(20, more: true), page(0, more: true)]) == .goOn)
        #expect(step([page(20, more: true), page(0, more: true), page(0, more: true)]) == .end(.moreStated))
        #expect(step([page(20, more: true), page(0)]) == .end(.emptyPage))
        #expect(step([page(20, total: 20, more: true)]) == .goOn)
    }

    @Test("Loss 1: a feed by cursor or link ends without a next one, with its own empty page, or with known items")
    func chained() {
        #expect(step([page(20), page(20, next: false)], by: Self.cursor) == .end(.noNext))
        #expect(step([page(20), page(0)], by: Self.cursor) == .end(.emptyPage))
        #expect(step([page(20), page(20, more: true, next: false)], by: Self.cursor) == .end(.moreStated))
        #expect(step([page(20), page(5), page(5, fresh: 0), page(5, fresh: 0)], by: Self.cursor) == .end(.knownItems))
        // The total says that more follows: the page was filtered.
        #expect(step((20, 100), (0, 100), by: Self.cursor) == .goOn)
        #expect(step((20, 100), (0, 100), (0, 100), by: Self.cursor) == .end(.emptyPage))
    }

    @Test("Loss 1: if the next page is refused, only a total proves the end; after a short page the end is not proven")
    func refused() {
        func end(_ pages: [Page], answered: Bool = true) -> FeedEnd? {
            var feed = EndOfFeed(Paging(firstPage: 1, pageSize: 20, total: nil))
            for page in pages { feed.add(page) }
            return feed.end(withoutNextPage: answered)
        }
        #expect(end([page(20), page(7)]) == .refused)
        #expect(end([page(20), page(7)], answered: false) == nil)
        #expect(end([page(20), page(20)]) == nil)
        #expect(end([page(20, total: 40), page(20, total: 40)], answered: false) == .total)
        #expect(end([page(20, total: 100), page(7, total: 100)]) == nil)
        #expect(end([page(20, total: 38), page(18, fresh: 17, total: 38)]) == .total)
    }

    @Test("Loss 1: a feed without paging is one page")
    func onePage() {
        var feed = EndOfFeed(.onePage)
        feed.add(page(1000))
        #expect(feed.step == .end(.onePage))
    }

    @Test("Loss 1: a pull that was interrupted goes on with the facts of its stored pages")
    func resumed() {
        let paging = Paging(firstPage: 1, pageSize: 20, total: nil)
        let feed = EndOfFeed(
            paging, pages: 2, distinct: 27, totals: 27...27, firstRecords: 20, last: page(7, fresh: 1, total: 27))
        #expect(feed.step == .end(.total))
    }
}
