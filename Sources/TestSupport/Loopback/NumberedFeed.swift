package import Domain
internal import Synchronization
internal import Web

/// Serves generated pages of listings over HTTP. Tests set the failures, validators and cursors.
package struct NumberedFeed: Sendable {
    /// The behaviour of the feed. Tests change it while it runs.
    package struct Behaviour: Sendable {
        package var pages = 10
        package var listingsPerPage = 4
        package var statesTotal = true
        /// The text of the total in the pages, instead of the true one: `"1,000"`.
        package var totalText: String?
        /// Pages with another number of listings.
        package var listings: [Int: Int] = [:]
        /// The page that every request gets, whatever page it asks for.
        package var onlyPage: Int?
        /// Whether a request for a page after the last one gets the last page.
        package var clamps = false
        /// The status of the answer to a request for a page after the last one.
        package var statusBeyond: Int?
        /// The cursor of the last page.
        package var lastCursor = ""
        /// The value of `more` in each page.
        package var more: (@Sendable (_ page: Int) -> String)?
        /// Pages whose sales are in no known form.
        package var vagueSales: Set<Int> = []
        /// Pages whose prices are in no known form.
        package var vaguePrices: Set<Int> = []
        /// Pages whose records have no number.
        package var unnumbered: Set<Int> = []
        /// Pages that answer with HTTP status 500.
        package var failing: Set<Int> = []
        /// Pages whose records have no price.
        package var unpriced: Set<Int> = []
        /// Page → the number of times that its content has changed.
        package var revisions: [Int: Int] = [:]
        /// Whether pages have an `ETag`, and the feed answers 304 if it is still valid.
        package var validates = false
        /// The page whose cursor gives page 2 again.
        package var circleAt: Int?
        /// Added to the number of every item, so that the feed can have completely different items.
        package var firstItem = 0
        /// Whether every request is refused because of wrong credentials.
        package var refusesCredentials = false
        /// The number of requests after which the feed stops answering.
        package var silentAfter: Int?
        package var requests = 0
        package var unchangedAnswers = 0
    }

    private let state = SharedState()

    package func set(_ change: (inout Behaviour) -> Void) {
        state.behaviour.withLock { change(&$0) }
    }

    package var behaviour: Behaviour {
        state.behaviour.withLock { $0 }
    }

    /// The address of the feed. Waits until the server listens.
    package func address() async -> String {
        "http://127.0.0.1:\(await state.port())/feed"
    }

    /// A crawler of this feed, by page number or by cursor.
    package func crawler(
        concurrency: Int = 4, byCursor: Bool = false, maximumPages: Int = 1000, watch: FieldWatch = FieldWatch(),
        ends: Paging.EndSigns = .init()
    ) async -> Crawler {
        let advance: Paging.Advance =
            if byCursor, let path = FieldPath("next") { .cursor(path, first: "1") } else { .page(first: 1) }
        let shape = Samples.crawler("numbered-feed")
        return Crawler(
            identifier: shape.identifier, platform: shape.platform, name: shape.name,
            endpoint: Endpoint(url: await address(), environment: nil), every: shape.every,
            request: FeedRequest(
                method: .get,
                parameters: [.init(name: "page", template: byCursor ? "${cursor}" : "${page}")], credentials: [:],
                signing: nil, pace: Pace(requestsPerSecond: 1000, concurrency: concurrency),
                timeouts: Timeouts(total: 600), attempts: 1),
            paging: Paging(
                advance: advance, pageSize: behaviour.listingsPerPage, maximumPages: maximumPages,
                total: byCursor ? nil : FieldPath("total"), ends: ends),
            queries: [""], format: shape.format, fields: shape.fields, watch: watch, recheck: nil, rule: shape.rule)
    }

    /// Serves the feed while `body` uses it.
    package static func running<Value: Sendable>(
        _ body: @Sendable @escaping (NumberedFeed) async throws -> Value
    ) async throws -> Value {
        let feed = NumberedFeed()
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await PlainServer(onRunning: { feed.state.opened(port: $0) }) { await feed.answer($0) }.run()
                return nil
            }
            group.addTask { try await body(feed) }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let value = finished { return value }
            }
            throw CancellationError()
        }
    }
}

extension NumberedFeed {
    private func answer(_ request: PlainServer.Request) async -> PlainServer.Reply {
        let now = state.behaviour.withLock { behaviour in
            behaviour.requests += 1
            return behaviour
        }
        if let limit = now.silentAfter, now.requests > limit {
            // A server that never answers. The sleep is longer than any client waits, and ends at once when the server
            // is stopped.
            try? await Task.sleep(for: .seconds(3600))
            return .init(status: 503, body: [])
        }
        guard !now.refusesCredentials else { return .init(status: 403, body: []) }
        guard let page = request.parameters["page"].flatMap({ Int($0) }), page > 0 else {
            return .init(status: 400, body: [])
        }
        if now.failing.contains(page) { return .init(status: 500, body: []) }
        if page > now.pages, let status = now.statusBeyond { return .init(status: status, body: []) }
        let tag = "\"\(page)-\(now.revisions[page] ?? 0)-\(now.firstItem)\""
        if now.validates, request.headers["if-none-match"] == tag {
            state.behaviour.withLock { $0.unchangedAnswers += 1 }
            return .init(status: 304, headers: [("ETag", tag)], body: [])
        }
        return .init(headers: now.validates ? [("ETag", tag)] : [], body: Array(Self.text(page, now).utf8))
    }

    private static func text(_ asked: Int, _ now: Behaviour) -> String {
        let page = now.onlyPage ?? (now.clamps ? min(asked, now.pages) : asked)
        let count = page <= now.pages ? now.listings[page] ?? now.listingsPerPage : 0
        let items = (0..<count).map { index -> String in
            let item = now.firstItem + (page - 1) * now.listingsPerPage + index + 1
            let cents = 1000 + item % 500 + (now.revisions[page] ?? 0)
            let price = now.vaguePrices.contains(page) ? #""?!\#(item % 2)""# : String(cents)
            let priced = now.unpriced.contains(page) ? #""cost""# : #""price""#
            let identity = now.unnumbered.contains(page) ? #""number""# : #""id""#
            let sales = now.vagueSales.contains(page) ? "?!" : String(item)
            return #"{\#(identity):"\#(item)","title":"磁力片积木玩具 \#(item)",\#(priced):\#(price),"sales":"\#(sales)"}"#
        }
        let trueTotal = (1...now.pages).reduce(0) { $0 + (now.listings[$1] ?? now.listingsPerPage) }
        let total = now.totalText ?? (now.statesTotal ? String(trueTotal) : nil)
        let next = now.circleAt == page ? "2" : page < now.pages ? String(page + 1) : now.lastCursor
        let members = [
            total.map { #""total":\#($0)"# }, now.more.map { #""more":\#($0(page))"# }, #""next":"\#(next)""#,
            #""items":[\#(items.joined(separator: ","))]"#,
        ]
        return "{" + members.compactMap { $0 }.joined(separator: ",") + "}"
    }

    private final class SharedState: Sendable {
        let behaviour = Mutex(Behaviour())
        private let ports = AsyncStream<Int>.makeStream()
        private let known = Mutex<Int?>(nil)

        func opened(port: Int) {
            known.withLock { $0 = port }
            ports.continuation.finish()
        }

        func port() async -> Int {
            if let port = known.withLock({ $0 }) { return port }
            for await _ in ports.stream {}
            return known.withLock { $0 } ?? 0
        }
    }
}
