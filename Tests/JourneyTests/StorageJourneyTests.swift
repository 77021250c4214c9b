import Domain
import Foundation
import Store
import TestSupport
import Testing

/// `sushai storage`, run as a program.
@Suite(.timeLimit(.minutes(15))) struct StorageJourneyTests {
    /// A store with pulls of two days, more than 400 days before the clock of the journey.
    private static func pulled() async throws -> Journey {
        let journey = try Journey(environment: ["SUSHAI_CLOCK_START": "2028-03-01T09:00:00+08:00"])
        let test = try TestStore(onFileIn: journey.folder)
        for day in [Int64(0), 1] {
            let slot = FixedClock.start.adding(seconds: day * 86_400)
            test.clock.set(slot)
            _ = try await Samples.screenedPull(in: test.store, [Samples.listing("1", price: 100 + day)], slot: slot)
        }
        return journey
    }

    @Test("storage shows the parts, and that the growth is unknown without measures")
    func show() async throws {
        let journey = try await Self.pulled()
        let text = try await journey.run("storage")
        for part in ["2028-03-01 测得：数据库", "各次拉取见到的链接", "事件记录", "未知：至少需要两天的测量值", "保存期限", "400天"] {
            #expect(text.contains(part), "\(text)")
        }
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(try await journey.run("storage", "--json").utf8))
                as? [String: Any])
        #expect(json["measuredOn"] as? String == "2028-03-01" && (json["databaseBytes"] as? Int ?? 0) > 100_000)
    }

    @Test("prune --dry-run changes nothing; prune removes, states it, and has nothing to do the second time")
    func prune() async throws {
        let journey = try await Self.pulled()
        func removed(_ arguments: String...) async throws -> Int? {
            let run = try await journey.program.run(["storage", "prune", "--json"] + arguments)
            let rows = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
            return rows?.first { $0["kind"] as? String == "sightings" }?["rows"] as? Int
        }
        let text = try await journey.run("storage", "prune", "--dry-run")
        #expect(text.contains("将删除（行）") && text.contains("各次拉取见到的链接"))
        #expect(try await removed("--dry-run") == 2)
        #expect(try await removed() == 2)
        #expect(try await removed() == 0)
        // To open the database leaves at most one free page.
        #expect(try await journey.run("storage", "prune").contains(#/还给磁盘：(0 B|4\.0 KB)/#))
        #expect(try await journey.run("audit", "log", "--json").contains("storage.removed"))
        let certificate = try await journey.run("pull", "certificate", "--pull", "1")
        #expect(certificate.contains("未知：所见链接已于2028-03-01") && certificate.contains("内容根"))
    }
}
