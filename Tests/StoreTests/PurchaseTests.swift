import Domain
import TestSupport
import Testing

@testable import Store

struct PurchaseTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// Purchase tasks for this number of listings.
    private func tasks(_ count: Int, in given: Store? = nil) async throws -> [Int64] {
        let store = given ?? store
        _ = try await Samples.screenedPull(in: store, (0..<count).map { Samples.listing("\($0)") })
        return try await Samples.drawnRun(in: store, Samples.plan(quota: count)).map(\.id)
    }

    @Test("A purchase without evidence is refused, and its task stays open")
    func withoutEvidence() async throws {
        let task = try #require(try await tasks(1).first)
        let counts = try await store.counts()
        let refusal = await #expect(throws: StoreError.self) {
            try await store.recordPurchase(task: task, Samples.record(order: "A"), evidence: [], by: Samples.buyer)
        }
        #expect(refusal?.description.contains("no back-up sample") == true)
        #expect(try await store.counts() == counts)
        #expect(try await store.purchaseTasks(openOnly: true, limit: 10).map(\.id) == [task])
        #expect(try await store.samples(of: Samples.laboratory, limit: 10).isEmpty)
    }

    @Test("The same order twice is one purchase with one label")
    func sameOrder() async throws {
        let task = try #require(try await tasks(1).first)
        let first = try await Samples.purchase(in: store, task: task, order: "A-1")
        let counts = try await store.counts()
        let second = try await Samples.purchase(in: store, task: task, order: "A-1")
        #expect(first.isNew && !second.isNew)
        #expect(first.label == second.label && first.purchase == second.purchase)
        #expect(try await store.counts() == counts)
        #expect(counts["purchased"] == 1)
    }

    @Test("An order of another task is refused, and so is a second order for a task")
    func otherOrder() async throws {
        let tasks = try await tasks(2)
        _ = try await Samples.purchase(in: store, task: tasks[0], order: "A-1")
        await #expect(throws: StoreError.self) { try await Samples.purchase(in: store, task: tasks[1], order: "A-1") }
        await #expect(throws: StoreError.conflict(.taskNotOpen(task: tasks[0], .purchased))) {
            try await Samples.purchase(in: store, task: tasks[0], order: "A-2")
        }
        #expect(try await store.counts()["purchased"] == 1)
        #expect(try await store.purchaseTasks(openOnly: true, limit: 10).map(\.id) == [tasks[1]])
    }

    @Test("A missing task and a cancelled task cannot be purchased")
    func notOpen() async throws {
        let task = try #require(try await tasks(1).first)
        await #expect(throws: StoreError.notFound("purchase task 99")) {
            try await Samples.purchase(in: store, task: 99)
        }
        try await store.cancelTask(task, reason: "售罄", by: Samples.buyer)
        await #expect(throws: StoreError.conflict(.taskNotOpen(task: task, .cancelled))) {
            try await Samples.purchase(in: store, task: task)
        }
        await #expect(throws: StoreError.notFound("open purchase task \(task)")) {
            try await store.cancelTask(task, reason: "again", by: Samples.buyer)
        }
        #expect(try await store.counts()["purchased"] == 0)
    }

    @Test("Every sample has its own blind label, which does not show its origin")
    func labels() async throws {
        let tasks = try await tasks(20)
        var labels: [String] = []
        for task in tasks { labels.append(try await Samples.purchase(in: store, task: task).label) }
        #expect(Set(labels).count == 20)
        let samples = try await store.samples(of: Samples.laboratory, limit: 100)
        #expect(samples.map(\.label) == labels)
        for label in labels {
            #expect(label.utf8.count == 11 && label.hasPrefix("S-"))
            #expect(!label.contains("taobao"))
        }
    }

    @Test("A label is never used twice: the purchase is refused as a whole")
    func labelTaken() async throws {
        let unlucky = try TestStore(random: .constant(7))
        let tasks = try await tasks(2, in: unlucky.store)
        _ = try await Samples.purchase(in: unlucky.store, task: tasks[0])
        let counts = try await unlucky.store.counts()
        await #expect(throws: (any Error).self) { try await Samples.purchase(in: unlucky.store, task: tasks[1]) }
        #expect(try await unlucky.store.counts() == counts)
        #expect(try await unlucky.store.purchaseTasks(openOnly: true, limit: 10).map(\.id) == [tasks[1]])
    }

    @Test("A laboratory sees the label and product of its own samples, and no other facts")
    func laboratoryView() async throws {
        let tasks = try await tasks(2)
        let own = try await Samples.purchase(in: store, task: tasks[0])
        _ = try await Samples.purchase(in: store, task: tasks[1], laboratory: "laboratory-b")
        let rows = try await store.samples(of: Samples.laboratory, limit: 10)
        #expect(rows.map(\.label) == [own.label])
        let shown = "\(rows)"
        for hidden in ["taobao", "虚构", "890", "order-", "buyer", "market.example.cn", "330482"] {
            #expect(!shown.contains(hidden))
        }
    }

    @Test("One evidence file may prove two purchases, and is stored once")
    func sharedEvidence() async throws {
        let tasks = try await tasks(2)
        let entry = try store.evidence.admit(Array("一张收据，两件商品".utf8))
        for (index, task) in tasks.enumerated() {
            _ = try await store.recordPurchase(
                task: task, Samples.record(order: "A-\(index)", entry), evidence: [entry, entry], by: Samples.buyer)
        }
        #expect(try await store.number("SELECT COUNT(*) FROM evidence") == 1)
        #expect(try await store.number("SELECT COUNT(*) FROM purchaseEvidence") == 2)
    }

    @Test("The event contains the order, the label and the hash of every file")
    func event() async throws {
        let task = try #require(try await tasks(1).first)
        let bought = try await Samples.purchase(in: store, task: task)
        let event = try #require(try await store.events(subject: "task:\(task)", limit: 10).last)
        #expect(event.kind == "purchase.recorded" && event.actor == "operator")
        #expect(event.detailsJSON.contains(bought.label))
        #expect(event.detailsJSON.contains(Digest.sha256("订单截图 \(task)")))
    }
}
