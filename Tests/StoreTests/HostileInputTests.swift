import Domain
import TestSupport
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(15))) struct HostileInputTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private let refusal = StoreError.inconsistent("a text with a NUL character cannot be stored")

    @Test("A statement refuses a text with NUL, because SQLite would end the text there")
    func everyStatement() async throws {
        let text = "S-1\0x"
        await #expect(throws: refusal) {
            try await store.write { database, _ in try database.run("UPDATE job SET key = $1", text) }
        }
        await #expect(throws: refusal) {
            try await store.write { database, _ in _ = try database.change("UPDATE job SET key = $1", text) }
        }
        await #expect(throws: refusal) {
            try await store.read { database in _ = try database.all("SELECT id FROM job WHERE key = $1", text) }
        }
        await #expect(throws: refusal) {
            try await store.read { database in _ = try database.first("SELECT id FROM job WHERE key = $1", text) }
        }
        await #expect(throws: refusal) {
            try await store.read { database in
                _ = try database.value("SELECT COUNT(*) FROM job WHERE key = $2 AND id > $1", 0, text)
            }
        }
    }

    @Test("A record with a NUL is refused as a whole, and nothing of it is stored")
    func transactions() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let sample = try await Samples.sample(in: store)
        let counts = try await store.counts()
        await #expect(throws: refusal) { try await store.enqueue(.pull(crawler: "a\0", slot: FixedClock.start)) }
        await #expect(throws: refusal) {
            try await store.recordPage(
                Samples.page([Samples.listing("1"), Samples.listing("2", title: "积\0木")]), pull: pull)
        }
        let report = ReportSubmission(
            number: "R-1", sampleLabel: sample.label, testedOn: Samples.day("2026-11-12"), producedOn: nil,
            declared: [:], results: [ItemResult(item: "TY-SP", value: "39.9", unit: "m\0g")], correctionReason: nil)
        #expect(try await store.counts() == counts)
        await #expect(throws: refusal) { try await Samples.file(report, in: store) }
        #expect(try await store.number("SELECT COUNT(*) FROM report") == 0)
        #expect(try await store.number("SELECT COUNT(*) FROM intakeRow") == 0)
        #expect(try await store.openPull(Samples.crawler(), slot: FixedClock.start).queries.isEmpty)
    }

    @Test("A complete pull reports for each query how many stated records are missing")
    func shortfall() async throws {
        func page(_ query: String, _ page: Int, _ items: [String], stated: Int64?, isLast: Bool = true) -> PageContent {
            PageContent(
                query: query, page: page, contentHash: Digest.sha256(query + "\(page)"),
                listings: items.map { (Samples.listing($0), Samples.product) }, quarantined: [], statedTotal: stated,
                isLast: isLast)
        }
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        // Query by query: 5 stated and 3 delivered; 1 stated and 2 delivered, which does not compensate; none stated.
        _ = try await store.recordPage(page("a", 1, ["1", "2"], stated: 4, isLast: false), pull: pull)
        _ = try await store.recordPage(page("a", 2, ["3"], stated: 5), pull: pull)
        _ = try await store.recordPage(page("b", 1, ["4", "5"], stated: 1), pull: pull)
        _ = try await store.recordPage(page("c", 1, ["6"], stated: nil), pull: pull)
        #expect(try await store.completePull(pull).certificate.short == 2)
        #expect(try await store.completePull(pull).certificate.short == 2)
        let completed = try await store.events(subject: "pull:\(pull)", limit: 10).filter {
            $0.kind == "pull.completed"
        }
        #expect(completed.count == 1)
        #expect(completed.first?.detailsJSON.contains(#""short":"2""#) == true)
    }

    @Test("A pull with all stated records has no shortfall")
    func nothingShort() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        _ = try await store.recordPage(Samples.page([Samples.listing("1")]), pull: pull)
        #expect(try await store.completePull(pull).certificate.short == 0)
    }

    private func bought() async throws -> (tasks: [Int64], entry: EvidenceVault.AdmittedFile) {
        _ = try await Samples.screenedPull(in: store, ["1", "2"].map { Samples.listing($0) })
        let tasks = try await Samples.drawnRun(in: store, Samples.plan(quota: 2)).map(\.id)
        _ = try await Samples.purchase(in: store, task: tasks[0], order: "A-1")
        return (tasks, try store.evidence.admit(Array("订单截图 \(tasks[0])".utf8)))
    }

    @Test(
        "The same order with other particulars is refused with the difference, and the record is not overwritten",
        arguments: ["task", "paid", "on", "seller", "region", "laboratory", "paid, seller"])
    func otherParticulars(_ differing: String) async throws {
        let (tasks, entry) = try await bought()
        let record = PurchaseRecord(
            orderNumber: "A-1", paid: Fen(differing.contains("paid") ? 891 : 890),
            purchasedOn: Samples.day(differing == "on" ? "2026-11-04" : "2026-11-03"),
            sellerName: differing.contains("seller") ? "另一家" : "虚构1号玩具有限公司",
            sellerRegion: Samples.region(differing == "region" ? "330400" : "330482"), evidence: [entry.hash],
            laboratory: differing == "laboratory" ? "laboratory-b" : Samples.laboratory)
        let counts = try await store.counts()
        let refusal = await #expect(throws: StoreError.self) {
            try await store.recordPurchase(
                task: tasks[differing == "task" ? 1 : 0], record, evidence: [entry], by: Samples.buyer)
        }
        #expect(refusal?.description.contains("the order A-1 has been recorded with other particulars") == true)
        #expect(refusal?.description.contains("(\(differing))") == true)
        #expect(try await store.counts() == counts)
    }

    @Test("The same order with further evidence adds that evidence, once, with an event")
    func furtherEvidence() async throws {
        let (tasks, entry) = try await bought()
        let more = try store.evidence.admit(Array("快递面单".utf8))
        let events = try await store.events(subject: "task:\(tasks[0])", limit: 100).count
        for _ in 1...2 {
            let again = try await store.recordPurchase(
                task: tasks[0], Samples.record(order: "A-1", entry, more), evidence: [entry, more], by: Samples.buyer)
            #expect(!again.isNew)
        }
        #expect(try await store.number("SELECT COUNT(*) FROM purchaseEvidence") == 2)
        let written = try await store.events(subject: "task:\(tasks[0])", limit: 100)
        #expect(written.count == events + 1)
        #expect(written.last?.kind == "purchase.evidence-added")
        #expect(written.last?.detailsJSON.contains(more.hash) == true)
        #expect(written.last?.detailsJSON.contains(entry.hash) == false)
    }

    @Test("If many open a new database at the same time, it is created once and all can use it", arguments: 1...5)
    func openedAtOnce(_: Int) async throws {
        let folder = try TemporaryFolder()
        let stores = try await withThrowingTaskGroup(of: TestStore.self) { group in
            for _ in 1...8 { group.addTask { try TestStore(onFileIn: folder) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(stores.count == 8)
        for (number, opened) in stores.enumerated() { try await opened.store.enqueue(.judge(report: Int64(number))) }
        #expect(try await stores[0].store.queueDepth() == ["judge": 8])
    }
}
