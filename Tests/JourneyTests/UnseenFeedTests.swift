import TestSupport
import Testing

/// Feeds without a shipped crawler, added with the files in the reference, and pulled.
@Suite(.timeLimit(.minutes(15))) struct UnseenFeedTests {
    @Test("a catalogue in XML is mapped")
    func xml() async throws {
        let journey = try Journey()
        let file = try ShownRules.add("hill-catalogue", to: journey)
        let shown = try await journey.run(
            "crawler", "check", file, "--sample", "Fixtures/Unseen/hill-catalogue.xml", "--limit", "1")
        #expect(shown.contains("记录 13 条，可读 12 条，隔离 1 条"), "\(shown)")
        #expect(shown.contains("HC-1") && shown.contains("毛绒公仔玩具 1号 & 礼盒") && shown.contains("¥31.90"))
        #expect(shown.contains("missing-field"))
    }

    @Test("a feed with cursors is pulled to its end; no record is lost or stored twice")
    func cursor() async throws {
        let asked = try await LoopbackCursorFeed.running { address in
            let journey = try Journey(environment: [
                "SUSHAI_SKY_ENDPOINT": address, "SUSHAI_SKY_TOKEN": LoopbackCursorFeed.token,
            ])
            _ = try ShownRules.add("sky-bazaar", to: journey)
            let rules = ["SUSHAI_CRAWLERS": journey.folder.path + "/Crawlers"]
            try await journey.run("pull", "--crawler", "sky-bazaar", environment: rules)
            let counts = try await journey.counts()
            #expect(counts["listings"] == 43)
        }
        #expect(asked == ["c1", "c2", "c3"])
    }
}
