internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// The feeds and the decisions on their flags.
extension GeneratedStore {
    /// The three large feeds. Their second day has the flags.
    func feeds() throws -> [GeneratedFeed] {
        var made: [GeneratedFeed] = []
        for (crawler, percent) in [("taobao-top", 40), ("jd-union", 30), ("douyin-goods", 25)] {
            made.append(try feed(crawler, listings * percent / 100, after: made))
        }
        return made
    }

    func feed(_ name: String, _ count: Int, after others: [GeneratedFeed]) throws -> GeneratedFeed {
        guard let crawler = context.rulebook.crawlers[name] else {
            throw ValidationError("there is no crawler “\(name)”")
        }
        return GeneratedFeed(
            crawler: crawler, listings: count, first: others.reduce(0) { $0 + $1.listings }, conspicuousFrom: 1,
            goods: goods, matcher: context.rulebook.matcher)
    }

    /// A complete pull, screened.
    func pull(_ feed: GeneratedFeed, day: Int) async throws {
        let pull = try await store.openPull(feed.crawler, slot: feed.crawler.slot(at: time.now)).id
        var slices = feed.slices(day: day)[...]
        var pages = try await feed.pages(slices.popFirst(), day: day)
        while !pages.isEmpty {
            let next = slices.popFirst()
            async let following = feed.pages(next, day: day)
            try await store.recordPages(pages, pull: pull)
            pages = try await following
            time.advance(seconds: 6)
        }
        try await store.completePull(pull, every: feed.crawler.every)
        time.advance(seconds: 60)
        let summary = try await Screen(context).run(pull: pull)
        if let reason = summary.heldReason { throw ValidationError(reason) }
    }

    /// A pull that waits for a person, and one that is not screened.
    func heldPulls(after other: GeneratedFeed) async throws {
        for (name, lacks) in [("kuaishou", true), ("xiaohongshu", false)] {
            let feed = GeneratedFeed(
                crawler: try self.feed(name, 500, after: []).crawler, listings: 500,
                first: other.first + other.listings, conspicuousFrom: .max, goods: goods,
                matcher: context.rulebook.matcher)
            let pull = try await store.openPull(feed.crawler, slot: feed.crawler.slot(at: time.now)).id
            let pages = try await feed.pages(0..<5, day: 0).map { page in
                PageContent(
                    query: page.query, page: page.page, contentHash: page.contentHash, batch: page.batch,
                    products: page.products, end: page.end,
                    missing: lacks ? [.sales: page.batch.rows.count] : [:])
            }
            try await store.recordPages(pages, pull: pull)
            try await store.completePull(pull, every: feed.crawler.every)
        }
    }

    /// Decides on the flags of a few products as a whole, and on many listings one by one.
    func reviewFlags() async throws {
        let decisions: [(FlagDecision, String?)] = [(.watch, nil), (.ignore, "同款已抽检"), (.buy, nil)]
        for (place, one) in goods.suffix(6).enumerated() {
            let (decision, reason) = decisions[place % 3]
            var query = FlagQuery()
            query.products = [one.product]
            let expected = try await store.countFlaggedListings(query, bound: nil).number
            let request = BulkRequest(
                page: FlagQuery.page, action: decision.rawValue, reason: reason, selection: .all(query.items),
                moment: time.now, expected: expected, key: "generated-\(place)")
            let bulk = try await store.requestBulk(request, by: Self.officer.actor).id
            try await RunBulk(context).run(bulk)
            time.advance(seconds: 600)
        }
        let some = try await store.flaggedNumbers(FlagQuery(), limit: listings / 500, until: time.now)
        for (place, listing) in some.enumerated() where place % 2 == 0 {
            let (decision, reason) = decisions[place / 2 % 3]
            _ = try await store.reviewFlags(
                of: listing, FlagReviewRequest(decision, reason: reason), by: Self.officer.actor)
            time.advance(seconds: 20)
        }
    }
}
