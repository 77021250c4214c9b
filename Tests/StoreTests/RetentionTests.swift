import Domain
import TestSupport
import Testing

@testable import Store

/// Removal after the time of retention.
struct RetentionTests {
    private let test: RetentionCase
    private var store: Store { test.store }

    init() throws {
        test = RetentionCase(try TestStore())
    }

    @Test("States before the cut are unknown, states after it are exact")
    func states() async throws {
        for day in stride(from: Int64(0), through: 200, by: 10) { try await test.pull(day: day) }
        let before = try await test.prices()
        let steps = try await test.removeAll()
        #expect(steps.first?.pulls == Set(1...11))
        // Pull 11 is of day 100. Pull 12 stores what it changed: the state of day 100.
        for (pull, price) in try await test.prices() {
            #expect(price == (pull >= 11 ? before[pull] : .some(nil)), "pull \(pull)")
        }
        let facts = try await store.screeningFacts(pull: 21)
        #expect(facts.observations.map(\.observation.listing.price) == [PriceRange(Fen(300))])
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test("Nothing that a flag, a frame, a purchase or a proof rests on is removed")
    func evidence() async throws {
        let flagged = try await Samples.screenedPull(in: store, [Samples.listing("1"), Samples.listing("2")])
        let task = try #require(try await Samples.drawnRun(in: store).first)
        _ = try await Samples.purchase(in: store, task: task.id)
        for day in [Int64(1), 50, 150, 200] { try await test.pull(day: day, title: "积木 第\(day)天") }
        func rests() async throws -> [String] {
            [
                "\(try await store.flags(before: .max, limit: 100))",
                "\(try await store.purchaseTasks(openOnly: false, limit: 100))",
                "\(try await store.certificate(pull: flagged).certificate.contentRoot)",
                "\(try await store.number("SELECT COUNT(*) FROM fullSnapshot"))",
                "\(try await store.number("SELECT COUNT(*) FROM frameEntry e JOIN fullSnapshot n ON n.id = e.snapshotId"))",
                "\(try await store.number("SELECT SUM(records) FROM pullPage WHERE length(contentHash) = 32"))",
                "\(try await store.number("SELECT COUNT(*) FROM evidence"))",
            ]
        }
        let before = try await rests()
        let steps = try await test.removeAll()
        #expect(steps.first?.pulls == [1, 2, 3])
        #expect(try await rests() == before)
        #expect(try await store.number("SELECT COUNT(*) FROM fullSnapshot") == 2)
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test("A pull that waits is kept, and with it all changes since")
    func waiting() async throws {
        let jd = Samples.crawler("feed-jd", platform: "jd")
        try await test.pull(day: 0)
        try await test.pull(day: 0, [Samples.page([Samples.listing("1", platform: "jd")])], crawler: jd)
        test.set(day: 1)
        let waits = try await Samples.completedPull(
            in: store, [Samples.listing("1", price: 555)], slot: RetentionCase.moment(1))
        for day in [Int64(2), 3, 150] { try await test.pull(day: day) }
        test.set(day: 200)
        let plan = try await store.retentionPlan(RetentionCase.rules)
        #expect(plan.kept.map(\.pull) == [waits] && plan.kept.map(\.reason) == [.inWork])
        try await test.removeAll()
        // Pulls 1, 4 and 5 are marked; the pages of 4 and 5 are needed for the states after the pull that waits.
        #expect(try await store.number("SELECT COUNT(*) FROM pull WHERE sightingsRemovedAt IS NOT NULL") == 4)
        #expect(try await store.number("SELECT COUNT(*) FROM pageSighting") == 4)
        let facts = try await store.screeningFacts(pull: waits)
        #expect(facts.observations.map(\.observation.listing.price) == [PriceRange(Fen(555))])
        try await store.recordScreening(pull: waits, flags: [], rules: [:], cellsWithoutBaseline: [])
        try await test.removeAll()
        #expect(try await store.number("SELECT COUNT(*) FROM pageSighting") == 1)
    }

    @Test("Every transaction writes one event, and an interrupted removal is continued to the same result")
    func interrupted() async throws {
        var results: [[Int64?]] = []
        var numbers: [Int] = []
        for limit in [10_000, 3] {
            let folder = try TemporaryFolder()
            var given = RetentionCase(try TestStore(onFileIn: folder))
            for day in [Int64(0), 1, 2, 150] {
                try await given.pull(
                    day: day,
                    (1...4).map { page in
                        Samples.page(
                            [Samples.listing("\(page)", title: "积木\(day)", price: 100 + day)], page: page,
                            isLast: page == 4)
                    })
            }
            if limit == 3 {
                // The process ends after one step.
                _ = try await given.store.remove(.sightings, RetentionCase.rules, limit: 3, by: .operator)
                given = RetentionCase(try TestStore(onFileIn: folder, clock: given.test.clock))
            }
            let last = given
            let steps = try await last.removeAll(limit: limit)
            #expect(try await last.removals().count == steps.count + (limit == 3 ? 1 : 0))
            numbers.append(steps.count)
            results.append([
                try await last.store.number("SELECT COUNT(*) FROM pageSighting"),
                try await last.store.number("SELECT COUNT(*) FROM listingVersion"),
                try await last.store.number("SELECT SUM(id) FROM listingVersion"),
                try await last.store.number("SELECT COUNT(*) FROM pull WHERE sightingsRemovedAt IS NOT NULL"),
                try await last.prices()[4] ?? nil,
            ])
        }
        #expect(results[0] == results[1])
        #expect(results[0][0] == 4 && results[0][3] == 3)
        #expect(numbers[1] > numbers[0])
    }

    @Test("A version that a pull replaces while versions are removed is kept with the change that refers to it")
    func replacedMeanwhile() async throws {
        let (first, second) = (Samples.listing("1", title: "磁力片积木玩具"), Samples.listing("2"))
        try await test.pull(day: 0, [Samples.page([first, second])])
        let used = try await store.versionsInUse()
        try await test.pull(day: 1, [Samples.page([Samples.listing("1", title: "积木套装"), second])])
        let removed = try await store.removeVersions(RetentionCase.rules, unless: used, by: .operator)
        #expect(removed.isEmpty)
        #expect(
            try await store.storedPage(1, salesWindow: .cumulative).batch.listings.map(\.title).contains(
                first.title))
        let again = try await store.removeVersions(
            RetentionCase.rules, unless: store.versionsInUse(), by: .operator)
        #expect(again.isEmpty)
    }

    @Test("A dry run changes nothing and states what is removed then")
    func dryRun() async throws {
        for day in [Int64(0), 10, 150, 200] { try await test.pull(day: day, title: "积木 第\(day)天") }
        let events = try await store.log()
        let plan = try await store.retentionPlan(RetentionCase.rules)
        #expect(try await store.log() == events)
        #expect(try await store.number("SELECT COUNT(*) FROM pageSighting") == 4)
        let steps = try await test.removeAll()
        #expect(plan.removals[.sightings] == steps.first)
        #expect(plan.removals[.versions]?.rows == 1 && steps.dropFirst().first?.rows == 1)
    }

    @Test("Without a rule nothing is removed")
    func noRule() async throws {
        for day in [Int64(0), 1, 300] { try await test.pull(day: day) }
        for kind in RetentionKind.allCases {
            #expect(try await store.remove(kind, .none, by: .operator).isEmpty)
        }
        #expect(try await store.removeVersions(.none, unless: store.versionsInUse(), by: .operator).isEmpty)
        #expect(try await store.retentionPlan(.none).removals.isEmpty)
    }
}
