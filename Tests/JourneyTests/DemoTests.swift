import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct DemoTests {
    private static let names: Set<String> = [
        "listings", "flagged", "drawn", "purchased", "results", "meets", "fails", "cannotJudge", "general", "serious",
        "notices", "leads", "takedowns", "receipts", "recheckedGone",
    ]

    /// Terminal columns; a Chinese character takes two.
    private static func columns(_ line: some StringProtocol) -> Int {
        line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }

    @Test("the demonstration runs to its end, every count above zero; a second run duplicates nothing")
    func wholeWayTwice() async throws {
        let folder = try TemporaryFolder()
        let first = try await DemoRun.run(in: folder)
        #expect(first.status == 0, "\(first.error)")
        let counts = try DemoRun.counts(first)
        #expect(Set(counts.keys) == Self.names)
        #expect(counts.values.allSatisfy { $0 > 0 }, "\(counts)")
        #expect(counts["fails"] == (counts["general"] ?? 0) + (counts["serious"] ?? 0))
        #expect(counts["takedowns"] == counts["serious"])
        // One platform reports a removal that did not happen; the recheck finds it.
        #expect((counts["recheckedGone"] ?? 0) < (counts["receipts"] ?? 0))

        let program = Program(
            environment: [
                "SUSHAI_DATABASE": folder.path + "/sushai.sqlite", "SUSHAI_CLOCK_START": "2026-11-16T10:00:00+08:00",
            ], folder: Repository.root)
        let head = try await program.run(["audit", "verify", "--json"])
        #expect(head.status == 0)
        for list in [["takedown", "list"], ["purchase", "list"], ["screen", "--list"]] {
            let lines = try await program.run(list).output.split(separator: "\n")
            #expect(lines.count > 4, "\(list)")
            for line in lines { #expect(Self.columns(line) <= 120, "\(list): \(line)") }
        }
        let second = try await DemoRun.run(in: folder)
        #expect(second.status == 0, "\(second.error)")
        #expect(try DemoRun.counts(second) == counts)
        #expect(try await program.run(["audit", "verify", "--json"]).output == head.output, "not one event was added")
    }

    @Test("after a kill -9 at any step, the next run reaches the same end")
    func killedBetweenSteps() async throws {
        let clean = try await DemoRun.run(in: TemporaryFolder())
        let folder = try TemporaryFolder()
        for step in 0...11 {
            let killed = try await DemoRun.run(in: folder, killAfter: step)
            #expect(killed.status == -9, "step \(step): \(killed.status) \(killed.error)")
        }
        let resumed = try await DemoRun.run(in: folder)
        #expect(resumed.status == 0, "\(resumed.error)")
        #expect(try DemoRun.counts(resumed) == DemoRun.counts(clean))
    }

    @Test("jobs that became due late in an interrupted run are due in the next run")
    func clockCarriesOn() async throws {
        let folder = try TemporaryFolder()
        _ = try await DemoRun.run(in: folder, killAfter: 9)
        let program = Program(
            environment: [
                "SUSHAI_DATABASE": folder.path + "/sushai.sqlite", "SUSHAI_CLOCK_START": "2026-11-16T18:00:00+08:00",
            ], folder: Repository.root)
        let late = try await program.run(["token", "create", "--role", "monitor", "--name", "late"])
        #expect(late.status == 0, "\(late.error)")
        _ = try await DemoRun.run(in: folder)
        let log = try await program.run(["audit", "log", "--limit", "1", "--json"])
        let last = try #require(JSONSerialization.jsonObject(with: Data(log.output.utf8)) as? [[String: Any]])
        #expect(last.first?["kind"] as? String == "link.rechecked")
        #expect((last.first?["at"] as? String).map { $0 > "2026-11-16 18:00:00" } == true, "\(last)")
    }
}
