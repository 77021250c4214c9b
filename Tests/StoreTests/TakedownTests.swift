import Domain
import TestSupport
import Testing

@testable import Store

struct TakedownTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func list(_ platform: String = "taobao", after sequence: Int64 = 0) async throws -> [ListEntryRow] {
        try await store.takedownList(of: platform, after: sequence, limit: 100)
    }

    private func proposed(_ item: String = "1001", platform: String = "taobao") async throws -> Int64 {
        let given = try await Samples.routedCase(in: store, item: item, platform: platform)
        return try await Samples.takedown(of: given, in: store).id
    }

    @Test("An officer confirms with a legal basis; publishing becomes due once")
    func confirm() async throws {
        let id = try await proposed()
        try await store.confirmTakedown(id, basis: Samples.basis(), by: Samples.officer("王晓"))
        try await store.confirmTakedown(id, basis: Samples.basis(), by: Samples.officer("李明"))
        let takedown = try #require(try await store.takedowns(in: Samples.region(), limit: 10).first)
        #expect(takedown.state == .confirmed && takedown.confirmedBy == "王晓")
        #expect(takedown.legalBasis == "《中华人民共和国电子商务法》第二十九条")
        let jobs = try await store.jobs(state: .queued, limit: 100).filter { $0.kind == .publish }
        #expect(jobs.map(\.key) == ["\(id):remove"])
        #expect(
            try await store.log().filter { $0.contains("takedown.confirmed") } == [
                "officer:王晓 takedown.confirmed takedown:\(id)"
            ])
    }

    @Test("The legal basis of a confirmed takedown cannot be replaced")
    func otherBasis() async throws {
        let id = try await proposed()
        try await store.confirmTakedown(id, basis: Samples.basis(), by: Samples.officer())
        await #expect(throws: StoreError.conflict(.takedownNotProposed(takedown: id, .confirmed))) {
            try await store.confirmTakedown(id, basis: Samples.basis("《产品质量法》第十三条"), by: Samples.officer())
        }
        _ = try await store.publishTakedown(id, action: .remove)
        await #expect(throws: StoreError.conflict(.takedownNotProposed(takedown: id, .listed))) {
            try await store.confirmTakedown(id, basis: Samples.basis("《产品质量法》第十三条"), by: Samples.officer())
        }
    }

    @Test(
        "Without a valid legal basis, a takedown cannot be confirmed",
        arguments: ["", "   ", "下架", "电子商务法第二十九条", "《电子商务法》", String(repeating: "《法》第一条", count: 100)])
    func noBasis(_ text: String) {
        #expect(throws: LegalBasis.Problem.self) { try LegalBasis(text) }
    }

    @Test("An officer of another region does not find a takedown; an officer of a wider region may decide on it")
    func region() async throws {
        let id = try await proposed()
        let others = [
            Samples.officer(in: "330106"), Samples.officer(in: "330481"), Samples.officer(in: "320000"),
            Principal(role: .laboratory, name: "laboratory-a", region: nil),
        ]
        for other in others {
            await #expect(throws: StoreError.notFound("takedown \(id)")) {
                try await store.confirmTakedown(id, basis: Samples.basis(), by: other)
            }
            await #expect(throws: StoreError.notFound("takedown \(id)")) {
                try await store.withdrawTakedown(id, reason: "x", by: other)
            }
        }
        await #expect(throws: StoreError.notFound("takedown 99")) {
            try await store.confirmTakedown(99, basis: Samples.basis(), by: Samples.officer())
        }
        try await store.confirmTakedown(id, basis: Samples.basis(), by: Samples.officer(in: "330400"))
    }

    @Test("A platform sees nothing before an officer confirms the takedown and its entry is listed")
    func invisibleBefore() async throws {
        let id = try await proposed()
        #expect(try await list().isEmpty)
        #expect(try await !store.publishTakedown(id, action: .remove))
        #expect(try await list().isEmpty)
        try await store.confirmTakedown(id, basis: Samples.basis(), by: Samples.officer())
        #expect(try await list().isEmpty)
        test.clock.advance(seconds: 60)
        #expect(try await store.publishTakedown(id, action: .remove))
        let entry = try #require(try await list().first)
        #expect(entry.sequence == 1 && entry.action == .remove && entry.item == "1001")
        #expect(entry.link == "https://market.example.cn/goods/1001" && entry.title == "磁力片积木玩具")
        #expect(entry.confirmedAt == FixedClock.start && entry.listedAt == FixedClock.start.adding(seconds: 60))
        await #expect(throws: StoreError.notFound("takedown 99")) {
            try await store.publishTakedown(99, action: .remove)
        }
    }

    @Test("The list of each platform is numbered separately, without gaps, and is returned after any number")
    func numbering() async throws {
        for (item, platform) in [("1", "taobao"), ("2", "jd"), ("3", "taobao"), ("4", "taobao")] {
            let id = try await proposed(item, platform: platform)
            try await store.confirmTakedown(id, basis: Samples.basis(), by: Samples.officer())
            #expect(try await store.publishTakedown(id, action: .remove))
            #expect(try await !store.publishTakedown(id, action: .remove))
        }
        #expect(try await list().map(\.sequence) == [1, 2, 3])
        #expect(try await list().map(\.item) == ["1", "3", "4"])
        #expect(try await list("jd").map(\.sequence) == [1])
        #expect(try await list("pdd").isEmpty)
        #expect(try await list(after: 2).map(\.item) == ["4"])
        #expect(try await list(after: 3).isEmpty)
        #expect(try await store.takedownList(of: "taobao", after: 0, limit: 2).map(\.sequence) == [1, 2])
        #expect(try await store.counts()["takedowns"] == 4)
    }

    @Test("If an officer withdraws a listed takedown, one restore entry is added")
    func withdraw() async throws {
        let given = try await Samples.routedCase(in: store)
        let id = try await Samples.listTakedown(of: given, in: store)
        try await store.withdrawTakedown(id, reason: "平台申诉成立", by: Samples.officer())
        try await store.withdrawTakedown(id, reason: "another", by: Samples.officer())
        #expect(try await store.publishTakedown(id, action: .restore))
        #expect(try await !store.publishTakedown(id, action: .restore))
        #expect(try await list().map(\.action) == [.remove, .restore])
        #expect(try await list().map(\.sequence) == [1, 2])
        #expect(try await store.log().filter { $0.contains("takedown.withdrawn") }.count == 1)
        #expect(try await store.number("SELECT COUNT(*) FROM takedown WHERE withdrawnReason = '平台申诉成立'") == 1)
    }

    @Test("A takedown in force has no restore entry")
    func restoreInForce() async throws {
        let given = try await Samples.routedCase(in: store)
        let id = try await Samples.listTakedown(of: given, in: store)
        #expect(try await !store.publishTakedown(id, action: .restore))
        #expect(try await list().map(\.action) == [.remove])
    }

    @Test("A takedown that was never listed gets no restore entry")
    func restoreUnlisted() async throws {
        let id = try await proposed()
        try await store.withdrawTakedown(id, reason: "证据不足", by: Samples.officer())
        #expect(try await !store.publishTakedown(id, action: .restore))
        #expect(try await list().isEmpty)
    }
}
