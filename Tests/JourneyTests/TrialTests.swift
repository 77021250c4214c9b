import Foundation
import TestSupport
import Testing

/// `sushai pull --try`, run as a program.
@Suite(.timeLimit(.minutes(15))) struct TrialTests {
    @Test("a feed is tried to its end without criteria, and no database is created")
    func nothingIsKept() async throws {
        let asked = try await LoopbackCursorFeed.running { address in
            let journey = try Journey(environment: [
                "SUSHAI_SKY_ENDPOINT": address, "SUSHAI_SKY_TOKEN": LoopbackCursorFeed.token,
            ])
            _ = try ShownRules.add("sky-bazaar", to: journey)
            let shown = try await journey.run(
                "pull", "--crawler", "sky-bazaar", "--try", "--json",
                environment: ["SUSHAI_CRAWLERS": journey.folder.path + "/Crawlers", "SUSHAI_CRITERIA": "/nowhere"])
            let rows = try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [[String: Any]]
            #expect(rows?.count == 1 && rows?.first?["listings"] as? Int == 43, "\(shown)")
            #expect(shown.contains("试拉，未保存：完成"), "\(shown)")
            let left = try FileManager.default.contentsOfDirectory(atPath: journey.folder.path)
            #expect(left == ["Crawlers"], "\(left)")
        }
        #expect(asked == ["c1", "c2", "c3"])
    }

    @Test("an unknown crawler, no crawler and missing credentials are reported")
    func mistakes() async throws {
        let journey = try Journey()
        let unknown = try await journey.program.run(["pull", "--crawler", "../taobao-top", "--try"])
        #expect(unknown.status == 69 && unknown.error.contains("taobao-top、"), "\(unknown.error)")
        let none = try await journey.program.run(["pull", "--try"])
        #expect(none.status == 65 && none.error.contains("--crawler"), "\(none.error)")
        let bare = try await journey.program.run(["pull", "--crawler", "taobao-top", "--try"])
        #expect(bare.status == 69 && bare.error.contains("SUSHAI_"), "\(bare.error)")
    }
}
