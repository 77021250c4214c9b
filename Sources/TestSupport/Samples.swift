package import Domain
package import Store

/// Test data. Every shop, figure and number is invented.
package enum Samples {
    package static let product = "toys"
    package static let laboratory = "laboratory-a"
    package static let buyer = Actor.operator
    package static let rule = RuleReference(file: "Criteria/toys.yaml", hash: Digest.sha256("Criteria/toys.yaml"))

    package static func region(_ text: String = "330482") -> RegionCode {
        guard let region = RegionCode(text) else { preconditionFailure("“\(text)” is no region") }
        return region
    }

    package static func day(_ text: String) -> CalendarDay {
        guard let day = CalendarDay(text: text) else { preconditionFailure("“\(text)” is no day") }
        return day
    }

    package static func officer(_ name: String = "officer-a", in region: String = "330482") -> Principal {
        Principal(role: .officer, name: name, region: self.region(region))
    }

    package static func basis(_ text: String = "《中华人民共和国电子商务法》第二十九条") throws -> LegalBasis {
        try LegalBasis(text)
    }

    /// A feed whose pages are `{"total":…,"items":[…]}` with prices in fen.
    package static func crawler(
        _ identifier: String = "sample-feed", platform: String = "taobao"
    ) -> Crawler {
        Crawler(
            identifier: identifier, platform: platform, name: "样例",
            endpoint: Endpoint(url: "http://127.0.0.1:1/", environment: nil), every: 86_400,
            request: FeedRequest(
                method: .get, parameters: [.init(name: "page", template: "${page}")], credentials: [:], signing: nil,
                pace: Pace(requestsPerSecond: 1000), timeouts: .patient,
                attempts: 3),
            paging: Paging(firstPage: 1, pageSize: 20, total: FieldPath("total")), queries: [""],
            format: .json(.init(records: paths("items"), error: FieldPath("error"), success: nil)),
            fields: FieldMap(
                item: paths("id"), title: paths("title"), price: paths("price"), priceUnit: .fen,
                sales: paths("sales"), shopName: paths("shop"), link: paths("link")),
            recheck: nil, rule: RuleReference(file: "Crawlers/\(identifier).yaml", hash: Digest.sha256(identifier)))
    }

    /// A feed with one JSON object a line, and prices in fen.
    package static func lineCrawler(timeFormat: TimeFormat = .iso8601) -> Crawler {
        file(
            "sample-lines", .ndjson(.init()),
            FieldMap(
                rules: [
                    .item: FieldRule(paths("id")), .title: FieldRule(paths("title")), .price: FieldRule(paths("price")),
                    .sales: FieldRule(paths("sales")), .shopName: FieldRule(paths("shop")),
                    .link: FieldRule(paths("link")), .changedAt: FieldRule(paths("at")),
                ], priceUnit: .fen, timeFormat: timeFormat))
    }

    /// A table with the columns 编号, 名称 and 价格, and prices in fen.
    package static func tableCrawler() -> Crawler {
        func column(_ name: String) -> FieldRule { FieldRule([FieldPath(column: name)]) }
        return file(
            "sample-table", .csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))),
            FieldMap(
                rules: [.item: column("编号"), .title: column("名称"), .price: column("价格")], priceUnit: .fen))
    }

    private static func file(_ identifier: String, _ format: FeedFormat, _ fields: FieldMap) -> Crawler {
        Crawler(
            identifier: identifier, platform: "taobao", name: "样例",
            endpoint: Endpoint(url: "http://127.0.0.1:1/", environment: nil), every: 86_400,
            request: FeedRequest(method: .get, parameters: [], credentials: [:], signing: nil, attempts: 1),
            paging: .onePage, queries: [""], format: format, fields: fields,
            recheck: nil, rule: RuleReference(file: "Crawlers/\(identifier).yaml", hash: Digest.sha256(identifier)))
    }

    package static func listing(
        _ item: String, platform: String = "taobao", title: String = "磁力片积木玩具", price: Int64 = 890,
        sales: SalesFigure? = nil, liveRoom: LiveRoom? = nil
    ) -> Listing {
        Listing(
            key: ListingKey(platform: platform, item: item), title: title, price: PriceRange(Fen(price)), sales: sales,
            shopName: "虚构1号玩具店", shopIdentifier: "77001", category: "50002766",
            link: "https://market.example.cn/goods/\(item)", liveRoom: liveRoom)
    }

    package static func flag(_ kind: FlagKind = .lowPrice) -> Flag {
        Flag(kind: kind, figures: ["price": "8.90"], reason: "售价¥8.90，明显低价", counterfactual: "售价高于¥9.90则不标记")
    }

    private static func paths(_ text: String) -> [FieldPath] {
        [FieldPath(text)].compactMap { $0 }
    }
}

/// Pages, pulls and runs.
extension Samples {
    /// A page of listings that are all matched to `product`.
    package static func page(
        _ listings: [Listing], query: String = "", page: Int = 1, quarantined: [QuarantinedRecord] = [],
        isLast: Bool = true
    ) -> PageContent {
        PageContent(
            query: query, page: page, contentHash: Digest.sha256(fields: listings.map(\.contentHash)),
            listings: listings.map { ($0, product) }, quarantined: quarantined,
            statedTotal: Int64(listings.count), isLast: isLast)
    }

    /// A complete pull of one page that is not screened yet.
    package static func completedPull(
        in store: Store, _ listings: [Listing], crawler: Crawler = crawler(), slot: Timestamp = FixedClock.start
    ) async throws -> Int64 {
        let pull = try await store.openPull(crawler, slot: slot).id
        _ = try await store.recordPage(page(listings), pull: pull)
        try await store.completePull(pull)
        return pull
    }

    /// A screened pull of one page, in which every listing is flagged for a clearly low price.
    package static func screenedPull(
        in store: Store, _ listings: [Listing], crawler: Crawler = crawler(), slot: Timestamp = FixedClock.start
    ) async throws -> Int64 {
        let pull = try await completedPull(in: store, listings, crawler: crawler, slot: slot)
        let facts = try await store.screeningFacts(pull: pull)
        let reasons = facts.observations.map { ($0.id, MatchReason.titleWord(.init("积木", at: 0))) }
        try await store.recordScreening(
            pull: pull, flags: facts.observations.map { ($0.id, product, [flag()]) },
            matches: Dictionary(uniqueKeysWithValues: reasons), rules: [product: rule], cellsWithoutBaseline: [])
        return pull
    }

    package static func plan(_ name: String = "2026-11 玩具", quota: Int = 1, budget: Int64 = 100_000) -> SamplingPlan {
        SamplingPlan(name: name, quotas: [product: quota], budget: Fen(budget))
    }

    /// Opens a run over the flagged listings, draws it, and returns its purchase tasks.
    package static func drawnRun(
        in store: Store, _ plan: SamplingPlan = plan(), seed: String = "2026-11-01 public seed"
    ) async throws -> [PurchaseTaskRow] {
        let run = try await store.openSamplingRun(plan, by: .operator)
        let outcome = Draw.execute(run.plan, frame: run.frame, seed: seed)
        try await store.recordDraw(run: run.id, seed: seed, outcome: outcome, by: .operator)
        return try await store.purchaseTasks(openOnly: false, limit: 1000).filter { $0.run == plan.name }
    }

    /// The purchase of a task, with one evidence file. By default, the order number depends on the task.
    package static func purchase(
        in store: Store, task: Int64, order: String? = nil, laboratory: String = laboratory,
        region: String = "330482"
    ) async throws -> RecordedPurchase {
        let evidence = try store.evidence.admit(Array("订单截图 \(task)".utf8))
        return try await store.recordPurchase(
            task: task, record(order: order ?? "order-\(task)", laboratory: laboratory, region: region, evidence),
            evidence: [evidence], by: buyer)
    }

    /// Creates another open purchase task, and returns its number.
    package static func secondTask(in store: Store) async throws -> Int64 {
        _ = try await screenedPull(in: store, [listing("second")], crawler: crawler("feed-second"))
        guard let task = try await drawnRun(in: store, plan("run-second")).first else {
            throw StoreError.notFound("purchase task of the second listing")
        }
        return task.id
    }

    package static func record(
        order: String, laboratory: String = laboratory, region: String = "330482",
        _ evidence: EvidenceVault.AdmittedFile...
    ) -> PurchaseRecord {
        PurchaseRecord(
            orderNumber: order, paid: Fen(890), purchasedOn: day("2026-11-03"), sellerName: "虚构1号玩具有限公司",
            sellerRegion: self.region(region), evidence: evidence.map(\.hash), laboratory: laboratory)
    }
}

extension Timeouts {
    /// For servers on this machine, which may answer late but always answer.
    package static let patient = Timeouts(connect: 600, silence: 600, total: 600)
}
