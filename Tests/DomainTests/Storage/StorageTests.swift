import Domain
import TestSupport
import Testing

struct StorageTests {
    private func measure(_ day: String, used: Int64, evidence: Int64 = 0) -> StorageMeasure {
        StorageMeasure(
            day: Samples.day(day), parts: [.listings: used, .free: 1_000_000], logBytes: 0, evidenceBytes: evidence)
    }

    @Test("Fewer than two measures, or two of one day, give no forecast")
    func unknown() {
        #expect(StorageForecast([]) == nil)
        #expect(StorageForecast([measure("2026-11-02", used: 1)]) == nil)
        #expect(StorageForecast([measure("2026-01-02", used: 1), measure("2026-11-02", used: 5)]) == nil)
    }

    @Test("The growth of the last 30 days is that of the next year; free pages do not count")
    func forecast() throws {
        let forecast = try #require(
            StorageForecast([
                measure("2026-11-12", used: 3_000, evidence: 500), measure("2026-11-02", used: 1_000, evidence: 100),
                measure("2026-09-01", used: 0),
            ]))
        #expect(forecast.from.text == "2026-11-02" && forecast.until.text == "2026-11-12")
        #expect(forecast.databaseBytesPerDay == 200 && forecast.databaseBytesPerYear == 73_000)
        #expect(forecast.evidenceBytesPerDay == 40 && forecast.evidenceBytesPerYear == 14_600)
        #expect(forecast.full(free: 2_000, database: true, evidence: false) == .on(Samples.day("2026-11-22")))
        #expect(forecast.full(free: 2_400, database: true, evidence: true) == .on(Samples.day("2026-11-22")))
        #expect(forecast.full(free: .max, database: true, evidence: true) == .farAway)
    }

    @Test("What shrinks never fills a disk")
    func shrinks() throws {
        let forecast = try #require(
            StorageForecast([measure("2026-11-02", used: 1_000), measure("2026-11-03", used: 10)]))
        #expect(forecast.databaseBytesPerDay == -990)
        #expect(forecast.full(free: 1, database: true, evidence: true) == .never)
    }

    @Test(
        "Sizes have one decimal",
        arguments: [
            (Int64(0), "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (1536, "1.5 KB"), (1_048_575, "1.0 MB"),
            (-2048, "-2.0 KB"), (5_368_709_120, "5.0 GB"), (Int64.max, "8.0 EB"),
        ])
    func size(_ bytes: Int64, _ text: String) {
        #expect(StorageWording.size(bytes) == text)
    }

    @Test("A period ends with a whole day, in the time of China")
    func period() throws {
        var rules = RetentionRules(rule: Samples.rule)
        rules.sightingDays = 91
        let since = try #require(rules.keptSince(.sightings, at: FixedClock.start))
        #expect(since.clockText() == "2026-08-03 00:00:00")
        #expect(rules.keptSince(.jobs, at: FixedClock.start) == nil)
        #expect(rules.kinds == [.sightings] && RetentionRules.none.kinds.isEmpty)
    }

    private func pull(
        slot: Int64 = 0, completedAt: Int64? = 0, isScreened: Bool = true, isHeld: Bool = false,
        hasSuccessor: Bool = false, hasOpenJob: Bool = false
    ) -> SightingRetention.Pull {
        func time(_ day: Int64) -> Timestamp { FixedClock.start.adding(seconds: day * 86_400) }
        return SightingRetention.Pull(
            id: 1, crawler: "a", slot: time(slot), startedAt: time(slot), completedAt: completedAt.map(time),
            isScreened: isScreened, isHeld: isHeld, hasSuccessor: hasSuccessor, hasOpenJob: hasOpenJob)
    }

    @Test("A pull is kept while it is young, while it waits, and while it can be continued")
    func reasons() {
        let retention = SightingRetention(keptSince: FixedClock.start.adding(seconds: 10 * 86_400))
        let cases: [(SightingRetention.Pull, SightingRetention.Reason?)] = [
            (pull(), nil), (pull(slot: 10), .recent), (pull(completedAt: 11), .recent),
            (pull(isHeld: true), .held), (pull(isScreened: false), .unscreened), (pull(hasOpenJob: true), .inWork),
            (pull(completedAt: nil, isScreened: false), .incomplete),
            (pull(completedAt: nil, isScreened: false, hasSuccessor: true), nil),
        ]
        for (pull, reason) in cases { #expect(retention.reason(toKeep: pull) == reason) }
    }

    @Test("Every kind, part and reason has its own Chinese name")
    func names() {
        #expect(Set(RetentionKind.allCases.map(StorageWording.name)).count == RetentionKind.allCases.count)
        #expect(Set(StoragePart.allCases.map(StorageWording.name)).count == StoragePart.allCases.count)
        let reasons = SightingRetention.Reason.allCases
        #expect(Set(reasons.map(StorageWording.reason)).count == reasons.count)
    }
}
