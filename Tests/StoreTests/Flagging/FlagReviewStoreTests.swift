import Domain
import TestSupport
import Testing

@testable import Store

/// Decisions on flags, one by one and many at once.
struct FlagReviewStoreTests {
    private static let one = Actor.holder(.officer, name: "officer-a")
    private static let two = Actor.holder(.officer, name: "officer-b")

    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// Flags listings, each for a clearly low price, and returns their numbers.
    private func flagged(_ items: String..., kinds: Set<FlagKind> = [.lowPrice], day: Int64 = 0) async throws -> [Int64]
    {
        let slot = FixedClock.start.adding(seconds: day * 86_400)
        test.clock.set(slot)
        try await Samples.flaggedPull(
            in: store, items.map { FlaggedOffer(Samples.listing($0), kinds: kinds) }, slot: slot)
        var numbers: [Int64] = []
        for item in items {
            numbers.append(try await Samples.number(of: ListingKey(platform: "taobao", item: item), in: store))
        }
        return numbers
    }

    private func state(_ listing: Int64) async throws -> FlagReviewState? {
        try await store.flaggedListings([listing]).first?.state
    }

    @Test("A decision changes the state and writes its one event; the next decision counts, and undo asks again")
    func decisions() async throws {
        let id = try await flagged("1")[0]
        for (decision, state) in [
            (FlagDecision.buy, FlagReviewState.buy), (.watch, .watch), (.ignore, .ignore), (.undo, .pending),
        ] {
            let before = try await store.log().count
            let recorded = try await store.reviewFlags(
                of: id, FlagReviewRequest(decision, reason: "标题为单个配件"), by: Self.one)
            #expect(recorded.isNew && recorded.review.decision == decision && recorded.key.item == "1")
            #expect(try await self.state(id) == state)
            #expect(try await Array(store.log().dropFirst(before)) == ["officer:officer-a flag.reviewed listing:\(id)"])
        }
        #expect(try await store.verifyAudit().fault == nil)
        let detail = try await store.listingDetail(id, in: .everywhere)
        #expect(detail.reviews.map(\.decision) == [.undo, .ignore, .watch, .buy])
        #expect(detail.flagged?.row.review?.decision == .undo && detail.reviews.allSatisfy { $0.by == Self.one })
    }

    @Test("The same decision by the same person again changes nothing")
    func repeated() async throws {
        let id = try await flagged("1")[0]
        let request = try FlagReviewRequest(.buy, seen: .review(0))
        let first = try await store.reviewFlags(of: id, request, by: Self.one)
        let events = try await store.log().count
        let second = try await store.reviewFlags(of: id, request, by: Self.one)
        #expect(!second.isNew && second.review == first.review)
        #expect(try await store.log().count == events)
        #expect(try await store.number("SELECT COUNT(*) FROM flagReview") == 1)
    }

    @Test("Who was faster is named with the time, and nothing changes")
    func overtaken() async throws {
        let id = try await flagged("1")[0]
        let moment = test.clock.now
        _ = try await store.reviewFlags(of: id, FlagReviewRequest(.ignore, reason: "配件"), by: Self.two)
        let late = try FlagReviewRequest(.buy, seen: .review(0))
        await #expect(throws: StoreError.conflict(.reviewOvertaken(listing: id, .ignore, by: Self.two, at: moment))) {
            try await store.reviewFlags(of: id, late, by: Self.one)
        }
        let sentence = Conflict.reviewOvertaken(listing: id, .ignore, by: Self.two, at: moment).sentence
        #expect(sentence == "officer-b 已于 2026-11-02 08:00 忽略，早于本次办理；本次未作更改，请核对后再办理")
        #expect(try await state(id) == .ignore)
    }

    @Test("A decision about flags that are not the latest ones is refused")
    func flaggedAgain() async throws {
        let id = try await flagged("1")[0]
        let old = try #require(try await store.flaggedListings([id]).first?.snapshot)
        _ = try await flagged("1", day: 1)
        await #expect(throws: StoreError.conflict(.flaggedAgain(listing: id))) {
            try await store.reviewFlags(of: id, FlagReviewRequest(.buy, snapshot: old), by: Self.one)
        }
        let flags = try await store.flags(limit: 10)
        let earlier = try #require(flags.last)
        await #expect(throws: StoreError.conflict(.flaggedAgain(listing: id))) {
            try await store.reviewFlag(earlier.id, FlagReviewRequest(.buy), by: Self.one)
        }
        _ = try await store.reviewFlag(try #require(flags.first).id, FlagReviewRequest(.buy), by: Self.one)
        #expect(try await state(id) == .buy)
    }

    @Test("Flags and listings that do not exist are reported, and nothing to undo is a conflict")
    func unknown() async throws {
        let id = try await flagged("1")[0]
        let request = try FlagReviewRequest(.buy)
        await #expect(throws: StoreError.notFound("flagged listing 99")) {
            try await store.reviewFlags(of: 99, request, by: Self.one)
        }
        await #expect(throws: StoreError.notFound("flag 99")) {
            try await store.reviewFlag(99, request, by: Self.one)
        }
        await #expect(throws: StoreError.conflict(.nothingToUndo(listing: id))) {
            try await store.reviewFlags(of: id, FlagReviewRequest(.undo), by: Self.one)
        }
    }

    @Test("An ignored listing stays ignored while the reasons are the same, and waits again with a new one")
    func carried() async throws {
        let id = try await flagged("1", kinds: [.lowPrice, .livestream])[0]
        _ = try await store.reviewFlags(of: id, FlagReviewRequest(.ignore, reason: "配件"), by: Self.one)
        _ = try await flagged("1", kinds: [.lowPrice], day: 1)
        #expect(try await state(id) == .ignore)
        _ = try await flagged("1", kinds: [.lowPrice, .certificate], day: 2)
        #expect(try await state(id) == .pending)
    }

    @Test("An ignored flag is not drawn, and the frame's record says how many were left out")
    func notDrawn() async throws {
        let ids = try await flagged("1", "2", "3")
        _ = try await store.reviewFlags(of: ids[0], FlagReviewRequest(.ignore, reason: "配件"), by: Self.one)
        _ = try await store.reviewFlags(of: ids[1], FlagReviewRequest(.watch), by: Self.one)
        let run = try await store.openSamplingRun(Samples.plan("first", quota: 3), by: .operator)
        #expect(run.frame.entries.map(\.key.item) == ["2", "3"] && run.ignored == 1)
        #expect(try await store.samplingRun(named: "first").ignored == 1)
        let event = try #require(try await store.events(subject: "run:\(run.id)", limit: 1).last)
        #expect(event.detailsJSON.contains(#""frame":"2","ignored":"1""#))
        let tasks = try await Samples.drawnRun(in: store, Samples.plan("first", quota: 3))
        #expect(Set(tasks.map(\.listing.item)) == ["2", "3"])
        // Taken back, it is in the next frame.
        _ = try await store.reviewFlags(of: ids[0], FlagReviewRequest(.undo), by: Self.one)
        let next = try await store.openSamplingRun(Samples.plan("second"), by: .operator)
        #expect(next.frame.entries.map(\.key.item) == ["1"] && next.ignored == 0)
    }

    @Test("A decision after the freeze does not change the frame, and says so")
    func frozen() async throws {
        let id = try await flagged("1")[0]
        let run = try await store.openSamplingRun(Samples.plan("first"), by: .operator)
        let recorded = try await store.reviewFlags(of: id, FlagReviewRequest(.ignore, reason: "配件"), by: Self.one)
        #expect(recorded.frozenIn == ["first"])
        #expect(try await store.samplingRun(named: "first").frame == run.frame)
        await #expect(throws: StoreError.self) {
            try await store.openSamplingRun(Samples.plan("second"), by: .operator)
        }
    }

    // MARK: Many at once

    private func request(
        _ selection: BulkSelection, _ decision: FlagDecision = .buy, expected: Int = 0, key: String = "key-1"
    ) -> BulkRequest {
        BulkRequest(
            page: FlagQuery.page, action: decision.rawValue, reason: decision == .ignore ? "配件" : nil,
            selection: selection, moment: test.clock.now, expected: expected, key: key)
    }

    private func finish(_ id: Int64, limit: Int = 2) async throws -> BulkActionRow {
        while try await !store.continueFlagReview(bulk: id, limit: limit) {}
        return try await store.bulkAction(id)
    }

    @Test("Chosen rows are decided part by part, each with its event; the same form twice is one action")
    func chosen() async throws {
        let ids = try await flagged("1", "2", "3", "4", "5")
        let wanted = request(.rows(ids.prefix(3).map { .init($0, seen: 0) }), expected: 3)
        let (id, isNew) = try await store.requestBulk(wanted, by: Self.one)
        let again = try await store.requestBulk(wanted, by: Self.one)
        #expect(isNew && again.id == id && !again.isNew)
        #expect(try await store.jobs(state: .queued, limit: 10).contains { $0.kind == .bulk && $0.key == "\(id)" })
        let done = try await finish(id)
        #expect(done.changed == 3 && done.unchanged == 0 && done.failed == 0 && done.leftOut == 0)
        #expect(done.finishedAt != nil && done.requestedBy == Self.one)
        let states = try await store.flaggedListings(ids).map(\.state)
        #expect(states == [.buy, .buy, .buy, .pending, .pending])
        #expect(try await store.log().filter { $0 == "officer:officer-a flag.reviewed listing:\(ids[0])" }.count == 1)
        let events = try await store.log().filter { $0.contains("bulk") }
        #expect(events == ["officer:officer-a bulk.requested bulk:\(id)", "worker:bulk bulk.finished bulk:\(id)"])
        // Doing it again has no effect.
        #expect(try await finish(id) == done)
        // Another person's form with the same key is not this one.
        await #expect(throws: StoreError.self) { try await store.requestBulk(wanted, by: Self.two) }
    }

    @Test("All that match are those of the moment: later flags and later decisions are left out or named")
    func matching() async throws {
        let ids = try await flagged("1", "2", "3", "4")
        let wanted = request(.all(FlagQuery().items), .ignore, expected: 4)
        let (id, _) = try await store.requestBulk(wanted, by: Self.one)
        test.clock.advance(seconds: 60)
        // Someone is faster, one is flagged again, and a new one arrives.
        _ = try await store.reviewFlags(of: ids[0], FlagReviewRequest(.buy), by: Self.two)
        _ = try await store.reviewFlags(of: ids[1], FlagReviewRequest(.buy), by: Self.two)
        _ = try await store.reviewFlags(of: ids[1], FlagReviewRequest(.undo), by: Self.two)
        let later = try await flagged("3", "9", day: 1)
        let done = try await finish(id)
        #expect(done.changed == 1 && done.failed == 1 && done.leftOut == 2)
        let states = try await store.flaggedListings(ids + [later[1]]).map(\.state)
        #expect(states == [.buy, .pending, .pending, .ignore, .pending])
        let faults = try await store.bulkFaults(id, limit: 10)
        #expect(faults.map(\.subject) == [ids[1]] && faults.map(\.fault) == [.overtaken])
    }

    @Test("Rows that may not be changed are named with their fault and do not stop the others")
    func faults() async throws {
        let ids = try await flagged("1", "2", "3")
        _ = try await store.reviewFlags(of: ids[0], FlagReviewRequest(.watch), by: Self.two)
        let rows: [BulkSelection.ChosenRow] = [.init(ids[0], seen: 0), .init(ids[1], seen: 0), .init(999, seen: 0)]
        let (id, _) = try await store.requestBulk(request(.rows(rows), expected: 3), by: Self.one)
        let done = try await finish(id)
        #expect(done.changed == 1 && done.failed == 2)
        let faults = try await store.bulkFaults(id, limit: 10)
        #expect(faults.map(\.fault) == [.overtaken, .gone] && faults.map(\.subject) == [ids[0], 999])
        // The same decision by the same person is unchanged, and an undo without a decision is a fault.
        let (again, _) = try await store.requestBulk(
            request(.rows([.init(ids[1], seen: 0)]), key: "key-2"), by: Self.one)
        #expect(try await finish(again).unchanged == 1)
        let (undo, _) = try await store.requestBulk(
            request(.rows([.init(ids[2])]), .undo, key: "key-3"), by: Self.one)
        #expect(try await finish(undo).failed == 1)
        #expect(try await store.bulkFaults(undo, limit: 10).map(\.fault) == [.nothingToUndo])
    }

    @Test("An action of another page is not carried out as a decision on flags")
    func otherPage() async throws {
        let other = BulkRequest(
            page: "samples", action: "buy", reason: nil, selection: .rows([.init(1)]), moment: test.clock.now,
            expected: 1, key: "k")
        let (id, _) = try await store.requestBulk(other, by: Self.one)
        await #expect(throws: StoreError.self) { try await store.continueFlagReview(bulk: id) }
    }

    @Test("The database refuses a decision to ignore without a reason, and a state that is none")
    func constraints() async throws {
        let id = try await flagged("1")[0]
        let insert: PortableSQL = """
            INSERT INTO flagReview (snapshotId, decision, decidedBy, decidedAt) VALUES (1, 'ignore', 'operator', 1)
            """
        #expect(await store.refusal(of: insert).contains("CHECK"))
        #expect(
            await store.refusal(of: "UPDATE flaggedListing SET state = 'done' WHERE listingId = \(id)").contains(
                "CHECK"))
    }
}
