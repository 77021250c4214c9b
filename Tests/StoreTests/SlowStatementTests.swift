import Store
import TestSupport
import Testing

struct SlowStatementTests {
    @Test("a statement over the threshold is logged with its text and without its values; others are not")
    func text() async throws {
        for (threshold, isLogged) in [(Int64(0), true), (60_000, false)] {
            let log = CapturedLog()
            let folder = try TemporaryFolder()
            var options = Store.Options(
                path: folder.path + "/sushai.sqlite", evidenceFolder: folder.path + "/evidence", logger: log.logger)
            options.slowStatementMilliseconds = threshold
            let clock = FixedClock()
            let store = try Store.open(options, clock: clock.clock, random: .seeded(1))
            try await store.enqueue(.pull(crawler: "a-value-4711", slot: FixedClock.start))
            let statements = log.fields(of: "slow statement").compactMap { $0["sql"] }
            #expect(statements.contains { $0.hasPrefix("INSERT INTO job (kind, key,") } == isLogged)
            #expect(!log.lines.contains { $0.contains("4711") })
        }
    }
}
