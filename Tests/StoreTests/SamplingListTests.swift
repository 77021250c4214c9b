import Domain
import TestSupport
import Testing

@testable import Store

/// Sampling runs and purchase tasks as officers see them.
struct SamplingListTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func tasks(
        _ query: CaseQuery<PurchaseList>, in region: RegionCode = .everywhere
    ) async throws -> [Int64] {
        try await store.purchaseTasks(query, in: region, limit: 10).page.rows.map(\.id)
    }

    /// Task 1 bought from a seller in Zhejiang, task 2 in Jiangsu, task 3 open, task 4 cancelled.
    private func given() async throws -> (own: String, foreign: String) {
        let own = try await Samples.sample(in: store, item: "1", region: "330482").label
        let foreign = try await Samples.sample(in: store, item: "2", platform: "jd", region: "320100").label
        _ = try await Samples.screenedPull(
            in: store, [Samples.listing("3"), Samples.listing("4")], crawler: Samples.crawler("more"))
        let open = try await Samples.drawnRun(in: store, Samples.plan("more", quota: 3))
        try await store.cancelTask(4, reason: "链接失效", by: .operator)
        #expect(open.map(\.id) == [3, 4])
        return (own, foreign)
    }

    @Test("Tasks are listed by state, run, platform, order number and label; a purchase of another region is not there")
    func list() async throws {
        let labels = try await given()
        let zhejiang = RegionCode.zhejiang
        #expect(try await tasks(.only(nil)) == [1, 2, 3, 4])
        #expect(try await tasks(.only(nil), in: zhejiang) == [1, 3, 4])
        #expect(try await tasks(.only(.open)) == [3])
        #expect(try await tasks(.only(.purchased), in: zhejiang) == [1])
        #expect(try await tasks(.only(.cancelled), in: Samples.region("320000")) == [4])
        var query = CaseQuery<PurchaseList>.only(nil)
        query.run = "more"
        #expect(try await tasks(query) == [3, 4])
        query.run = "none"
        #expect(try await tasks(query).isEmpty)
        query.run = nil
        query.platform = "jd"
        #expect(try await tasks(query) == [2])
        #expect(try await tasks(query, in: zhejiang).isEmpty)
        query.platform = nil
        for (text, task) in [(labels.own, [1]), ("order-1", [1]), ("order", [Int64]())] {
            query.text = text
            #expect(try await tasks(query, in: zhejiang) == task, "\(text)")
        }
        for text in [labels.foreign, "order-2"] {
            query.text = text
            #expect(try await tasks(query) == [2])
            #expect(try await tasks(query, in: zhejiang).isEmpty)
        }
        query.text = ""
        query.order = ListOrder(.day, isDescending: true)
        let top = try await store.purchaseTasks(query, in: .everywhere, limit: 3)
        #expect(top.page.rows.map(\.id) == [4, 3, 2] && top.count == .exact(4) && top.page.hasNext)
        let last = try #require(top.page.last)
        #expect(
            try await store.purchaseTasks(query, in: .everywhere, at: .after(last), limit: 3).page.rows.map(\.id) == [1]
        )
    }

    @Test("One task has its purchase, evidence, sample and reason; one of another region does not exist")
    func detail() async throws {
        let labels = try await given()
        let bought = try await store.purchaseTask(1, in: .zhejiang)
        #expect(bought.bought?.order == "order-1" && bought.bought?.paid == Fen(890))
        #expect(bought.task.label == labels.own && bought.task.region == Samples.region("330482"))
        #expect(bought.evidence.map(\.kind) == [.purchase] && bought.sample?.id == 1 && bought.sample?.report == nil)
        #expect(bought.events.map(\.kind) == [EventKind.purchaseRecorded.rawValue] && bought.run == 1)
        let cancelled = try await store.purchaseTask(4, in: .zhejiang)
        #expect(cancelled.cancelledFor == "链接失效" && cancelled.bought == nil && cancelled.evidence.isEmpty)
        for (task, region) in [(Int64(2), RegionCode.zhejiang), (1, Samples.region("320000")), (9, .everywhere)] {
            await #expect(throws: StoreError.notFound("purchase task \(task)")) {
                try await store.purchaseTask(task, in: region)
            }
        }
    }

    @Test("A run has the figures of its frame, its draw and its tasks, and a state")
    func runs() async throws {
        _ = try await Samples.screenedPull(in: store, (1...3).map { Samples.listing("\($0)") })
        let plan = Samples.plan(quota: 5, budget: 2_000)
        let opened = try await store.openSamplingRun(plan, by: .operator)
        func numbers(_ state: RunList.State?) async throws -> [Int64] {
            try await store.samplingRuns(.only(state), limit: 10).page.rows.map(\.id)
        }
        let before = try await store.samplingRun(opened.id, in: .everywhere)
        #expect(before.row.state == .awaitsSeed && before.draw == nil && before.row.frame == 3)
        #expect(before.products == [.init(product: "toys", quota: 5, framed: 3, drawn: 0)])
        #expect(try await numbers(.awaitsSeed) == [1])
        _ = try await Samples.drawnRun(in: store, plan)
        let drawn = try await store.samplingRun(opened.id, in: .everywhere)
        // Two listings of 8.90 yuan fit into 20 yuan.
        #expect(drawn.draw == DrawFigures(openPrices: 0, skippedForBudget: 1, unfilled: ["toys": 3]))
        #expect(drawn.row.tasks == .init(open: 2, purchased: 0, cancelled: 0) && drawn.row.state == .buying)
        _ = try await Samples.purchase(in: store, task: 1, region: "320100")
        try await store.cancelTask(2, reason: "售完", by: .operator)
        let done = try await store.samplingRun(opened.id, in: .everywhere)
        #expect(done.row.state == .done && done.paid.total == Fen(890) && done.paid.purchases == 1)
        #expect(done.events.map(\.kind) == ["run.drawn", "run.opened"])
        #expect(try await store.samplingRun(opened.id, in: .zhejiang).paid.purchases == 0)
        for (state, found) in [(RunList.State?.none, [1]), (.awaitsSeed, []), (.buying, []), (.done, [Int64(1)])] {
            #expect(try await numbers(state) == found, "\(String(describing: state))")
        }
        await #expect(throws: StoreError.notFound("sampling run 2")) {
            try await store.samplingRun(2, in: .everywhere)
        }
    }

    @Test("The preview of a frame counts what the frame then has")
    func preview() async throws {
        _ = try await Samples.screenedPull(in: store, (1...3).map { Samples.listing("\($0)") })
        _ = try await store.reviewFlags(
            of: 1, FlagReviewRequest(.ignore, reason: "配件"), by: .holder(.officer, name: "officer-a"))
        let preview = try await store.framePreview(of: ["toys", "power-bank"])
        #expect(preview.listings == ["toys": 2] && preview.ignored == 1)
        let run = try await store.openSamplingRun(Samples.plan(), by: .operator)
        #expect(run.frame.entries.count == 2 && run.ignored == 1)
    }

    /// Every condition of the lists, in both directions.
    private func readLists() async throws {
        let place = ListPlace.after(.init(value: 5, id: 5))
        for isDescending in [true, false] {
            for region in [RegionCode.everywhere, .zhejiang] {
                for state in PurchaseTaskState.allCases.map(Optional.some) + [nil] {
                    var query = CaseQuery<PurchaseList>.only(state)
                    query.order = ListOrder(.day, isDescending: isDescending)
                    _ = try await store.purchaseTasks(query, in: region, at: place, limit: 10)
                    query.run = "more"
                    query.platform = "jd"
                    _ = try await store.purchaseTasks(query, in: region, at: place, limit: 10)
                    query.text = "order-1"
                    _ = try await store.purchaseTasks(query, in: region, at: place, limit: 10)
                }
            }
            for state in RunList.State.allCases {
                var query = CaseQuery<RunList>.only(state)
                query.order = ListOrder(.day, isDescending: isDescending)
                _ = try await store.samplingRuns(query, at: place, limit: 10)
            }
        }
        _ = try await store.judgedDuplicates(after: .init(value: 5, id: 5), limit: 10)
    }

    @Test("No list sorts its rows or reads a whole table")
    func plans() async throws {
        _ = try await Samples.sample(in: store)
        let lists = try await store.plans { try await readLists() }
        #expect(!lists.isEmpty && !lists.contains { $0.contains("TEMP B-TREE FOR ORDER BY") }, "\(lists)")
        let details = try await store.plans {
            _ = try await store.samplingRun(1, in: .zhejiang)
            _ = try await store.purchaseTask(1, in: .zhejiang)
            _ = try await store.overseenLaboratory("LAB-01")
            _ = try await store.hasSample("S-1")
        }
        let allowed = ["SCAN few", "SCAN (subquery-1)"]
        let scans = (lists + details).filter { $0.hasPrefix("SCAN") && !allowed.contains($0) }
        #expect(!details.isEmpty && scans.isEmpty, "\(scans)")
    }

    @Test("With 50,000 tasks and samples, each page is read in well under a second", .timeLimit(.minutes(2)))
    func many() async throws {
        _ = try await Samples.sample(in: store)
        let numbers = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
        for statement: PortableSQL in [
            """
            INSERT INTO listing \(numbers) SELECT i, platform, 'many-' || i, firstSeenAt, changedIn, content, versionId,
                product, priceFen, priceUpperFen, priceAfterCouponFen, priceAfterCouponUpperFen, salesId, changedAt
            FROM listing, n WHERE id = 1
            """,
            """
            INSERT INTO frameEntry \(numbers) SELECT 1, i, snapshotId, product, priceFen, priceUpperFen
            FROM frameEntry, n WHERE listingId = 1
            """,
            """
            INSERT INTO purchaseTask \(numbers) SELECT i, 1, i, ticket,
                CASE WHEN i % 10 = 0 THEN 'open' ELSE 'purchased' END, createdAt FROM purchaseTask, n WHERE id = 1
            """,
            """
            INSERT INTO purchase \(numbers) SELECT i, i, 'many-' || i, paidFen, purchasedOn, sellerName, sellerRegion,
                recordedAt FROM purchase, n WHERE id = 1 AND i % 10 <> 0
            """,
            """
            INSERT INTO sample \(numbers) SELECT i, 'M-' || i, i, product, 'LAB-' || (i % 20), createdAt,
                sellerRegion, stage FROM sample, n WHERE id = 1 AND i % 10 <> 0
            """,
        ] { try await store.raw(statement) }
        let clock = ContinuousClock()
        func expectFast(_ what: String, _ body: () async throws -> Void) async throws {
            let time = try await clock.measure(body)
            #expect(time < .seconds(3), "\(what): \(time)")
        }
        for state in PurchaseTaskState.allCases.map(Optional.some) + [nil] {
            var query = CaseQuery<PurchaseList>.only(state)
            query.run = Samples.plan("run-taobao-1001").name
            let wanted = query
            try await expectFast("\(String(describing: state))") {
                _ = try await store.purchaseTasks(wanted, in: .zhejiang, limit: 50)
            }
        }
        try await expectFast("runs") { _ = try await store.samplingRuns(.only(.done), limit: 50) }
        try await expectFast("run") {
            let frame = try await store.samplingRun(1, in: .zhejiang).row.frame
            #expect(frame == 50_000)
        }
        try await expectFast("quality") {
            // 18 names of the rows whose numbers are not multiples of ten, and the laboratory of the first sample.
            let lines = try await store.laboratoryQuality().count
            #expect(lines == 19)
        }
    }
}
