import Domain
import TestSupport
import Testing

@testable import Store

/// What waits for people, as 今日 counts it.
@Suite struct WaitingWorkTests {
    @Test("Every kind is counted, for everyone, for a region and for a laboratory or platform")
    func kinds() async throws {
        let test = try TestStore()
        for scope in [WaitingScope.everyone, .region(.zhejiang), .organisation("LAB-01")] {
            let work = try await test.store.waiting(WaitingKind.allCases, in: scope)
            #expect(work.map(\.kind) == WaitingKind.allCases)
            #expect(work.allSatisfy { $0.count == 0 && $0.since == nil })
        }
    }

    @Test("A platform's unanswered entries and a region's notices are counted, and not those of others")
    func scopes() async throws {
        let test = try TestStore()
        let store = test.store
        _ = try await Samples.listTakedown(of: Samples.routedCase(in: store), in: store)
        func count(_ kind: WaitingKind, _ scope: WaitingScope) async throws -> Int64? {
            try await store.waiting([kind], in: scope).first?.count
        }
        #expect(try await count(.unansweredEntries, .organisation("taobao")) == 1)
        #expect(try await count(.unansweredEntries, .organisation("jd")) == 0)
        #expect(try await count(.unservedNotices, .everyone) == 1)
        #expect(try await count(.unservedNotices, .region(Samples.region("110000"))) == 0)
        #expect(try await count(.proposedTakedowns, .everyone) == 0)
        try await store.raise(.gap, on: "pull:1", "缺页")
        let alerts = try #require(try await store.waiting([.openAlerts], in: .everyone).first)
        #expect(alerts.count == 1 && alerts.since == test.clock.now)
    }
}
