import Domain
import TestSupport
import Testing

@testable import Store

/// What buyers and laboratories read for their pages.
@Suite struct BuyerTaskTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let buyer = Actor.holder(.buyer, name: "buyer-1", person: nil)
    private let other = Actor.holder(.buyer, name: "buyer-2", person: nil)

    init() throws {
        test = try TestStore()
    }

    @Test("Open tasks are for every buyer; a recorded one is for the buyer who recorded it")
    func tasks() async throws {
        _ = try await Samples.screenedPull(in: store, [Samples.listing("1"), Samples.listing("2")])
        let tasks = try await Samples.drawnRun(in: store, Samples.plan(quota: 2)).map(\.id).sorted()
        #expect(try await store.buyerTasks(of: buyer, bought: false, limit: 10).map(\.id) == tasks)
        #expect(try await store.buyerTasks(of: buyer, bought: false, past: tasks[0], limit: 10).map(\.id) == [tasks[1]])
        let evidence = try store.evidence.admit(Array("订单截图".utf8))
        let recorded = try await store.recordPurchase(
            task: tasks[0], Samples.record(order: "o-1", evidence), evidence: [evidence], by: buyer)
        #expect(try await store.buyerTasks(of: buyer, bought: false, limit: 10).map(\.id) == [tasks[1]])
        let own = try await store.buyerTasks(of: buyer, bought: true, limit: 10)
        #expect(own.map(\.id) == [tasks[0]] && own[0].bought?.label == recorded.label && own[0].bought?.files == 1)
        #expect(own[0].price == PriceRange(Fen(890)) && own[0].title == "磁力片积木玩具")
        #expect(try await store.buyerTasks(of: buyer, bought: true, past: tasks[0], limit: 10).isEmpty)
        #expect(try await store.buyerTasks(of: other, bought: true, limit: 10).isEmpty)
        #expect(try await store.buyerTask(tasks[0], of: buyer) == own[0])
        await #expect(throws: StoreError.self) { try await store.buyerTask(tasks[0], of: other) }
        try await store.cancelTask(tasks[1], reason: "链接已失效", by: .operator)
        await #expect(throws: StoreError.self) { try await store.buyerTask(tasks[1], of: buyer) }
    }

    @Test("Samples without a report, and one sample by its label")
    func samples() async throws {
        let labels = try await Samples.manySamples(in: store, count: 2)
        _ = try await Samples.file(
            Samples.submission(labels[0]), from: Samples.laboratory, in: store)
        #expect(
            try await store.samples(of: Samples.laboratory, unreported: true, limit: 10).map(\.label) == [labels[1]])
        #expect(try await store.samples(of: Samples.laboratory, limit: 10).map(\.label) == labels)
        #expect(try await store.sample(labels[0], of: Samples.laboratory).reportNumber == "R-2026-0001")
        await #expect(throws: StoreError.self) { try await store.sample(labels[0], of: "laboratory-b") }
        let newest = try await store.reports(of: Samples.laboratory, before: .max, limit: 10)
        #expect(newest.map(\.number) == ["R-2026-0001"])
    }
}
