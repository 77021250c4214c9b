import Domain
import Store
import TestSupport
import Testing

@testable import Workers

/// The daily run of retention.
struct RetainTests {
    private static let rules = {
        var rules = RetentionRules(rule: Samples.rule)
        rules.sightingDays = 91
        rules.removesUnusedVersions = true
        return rules
    }()

    private func pull(_ test: TestStore, day: Int64) async throws {
        let slot = FixedClock.start.adding(seconds: day * 86_400)
        test.clock.set(slot)
        _ = try await Samples.screenedPull(
            in: test.store, [Samples.listing("1", title: "积木 第\(day)天", price: 100 + day)], slot: slot)
    }

    @Test("It removes, measures the day, and then does nothing until the next day")
    func daily() async throws {
        let test = try TestStore(onFileIn: TemporaryFolder())
        for day in [Int64(0), 1, 200] { try await pull(test, day: day) }
        let retain = Retain(test.store, rules: Self.rules)
        let summary = try #require(try await retain.runDaily())
        #expect(summary.removals[.sightings]?.pulls == [1, 2] && summary.removals[.sightings]?.rows == 2)
        // Every version is that of a flagged snapshot.
        #expect(summary.removals[.versions] == nil)
        #expect(try await retain.runDaily() == nil)
        test.clock.advance(seconds: 86_400)
        #expect(try await retain.runDaily()?.removals.isEmpty == true)
        #expect(try await test.store.storageMeasures(limit: 10).map(\.day.text) == ["2027-05-21", "2027-05-22"])
        let events = try await test.store.events(subject: "storage:sightings", limit: 10)
        #expect(events.map(\.actor) == ["worker:retain"])
        #expect(events.first?.detailsJSON.contains(#""rows":"2""#) == true)
        #expect(try await test.store.verifyAudit().fault == nil)
    }

    @Test("Without rules it only measures")
    func noRules() async throws {
        let test = try TestStore()
        for day in [Int64(0), 300] { try await pull(test, day: day) }
        #expect(try await Retain(test.store, rules: .none).runDaily() == Retain.Summary())
        let report = try await StorageReport(test.store, rules: .none)
        #expect(report.measure != nil && report.forecast == nil)
        #expect(StorageText.growth(report).contains("未知"))
    }
}
