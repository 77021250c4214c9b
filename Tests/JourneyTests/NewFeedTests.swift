import Foundation
import TestSupport
import Testing

/// A new feed is one YAML file and no Swift.
@Suite(.timeLimit(.minutes(15))) struct NewFeedTests {
    @Test("every crawler file in the reference passes the check")
    func shownCrawlers() async throws {
        let journey = try Journey()
        let shown = try ShownRules.all("crawler", in: ShownRules.crawlerFiles)
        #expect(shown.count >= 4)
        for crawler in shown.map(\.name) {
            let run = try await journey.program.run(["crawler", "check", try ShownRules.add(crawler, to: journey)])
            #expect(run.status == 0, "\(run.error)")
        }
    }

    @Test("every criteria file in the reference passes the check")
    func shownCriteria() async throws {
        let journey = try Journey()
        let shown = try ShownRules.all("product", in: ShownRules.criteriaFiles)
        #expect(shown.map(\.name).contains("umbrellas") && shown.count >= 2)
        for product in shown {
            let file = try journey.folder.write(Array(product.text.utf8), to: "\(product.name).yaml")
            let run = try await journey.program.run(["criteria", "check", file])
            #expect(run.status == 0, "\(product.name): \(run.error)")
        }
    }

    @Test("a GB 18030 export with other column names is added with the file in the reference")
    func newCSVFeed() async throws {
        let journey = try Journey()
        _ = try ShownRules.add("harbour-market", to: journey)
        let run = try await journey.program.run(
            ["screen", "--crawler", "harbour-market"],
            environment: ["SUSHAI_CRAWLERS": journey.folder.path + "/Crawlers"],
            input: try Repository.bytes("Fixtures/Unseen/harbour-market.csv"))
        #expect(run.status == 0, "\(run.error)")
        let flags = run.output.split(separator: "\n")
        #expect(flags.count == 1)
        #expect(flags[0].contains(#""item":"A99""#) && flags[0].contains(#""priceFen":510"#))
        #expect(run.error.contains("line 43：unreadable-price (price)：价格无法读取"), "\(run.error)")
        #expect(run.error.contains("记录42条，属于已知产品41条，标记1条，无法读取1条"))
    }

    @Test("an unknown JSON shape is mapped with the file in the reference")
    func newJSONFeed() async throws {
        let journey = try Journey()
        let file = try ShownRules.add("sky-bazaar", to: journey)
        let first = try await journey.run(
            "crawler", "check", file, "--sample", "Fixtures/Unseen/sky-bazaar-c1.json", "--limit", "1")
        #expect(first.contains("记录 20 条，可读 20 条，隔离 0 条，平台声明共 45 条"), "\(first)")
        #expect(first.contains("SB-0001") && first.contains("¥40.10"))
        let last = try await journey.run("crawler", "check", file, "--sample", "Fixtures/Unseen/sky-bazaar-c3.json")
        #expect(last.contains("记录 5 条，可读 3 条，隔离 2 条"), "\(last)")
    }

    @Test("the same feed is pulled over HTTP and screened in the store")
    func pulledOverHTTP() async throws {
        try await LoopbackPlatform.running { platform in
            let address = await platform.address(of: "csv-market/listings.csv")
            let journey = try Journey(environment: ["SUSHAI_CSV_MARKET_ENDPOINT": address])
            try await journey.run(
                "pull", "--crawler", "csv-market", environment: ["SUSHAI_CLOCK_START": "2026-11-15T09:00:00+08:00"])
            platform.set { $0.day = "day-2" }
            try await journey.run("pull", "--crawler", "csv-market")
            try await journey.run("screen")
            let counts = try await journey.counts()
            #expect((counts["listings"] ?? 0) >= 40 && (counts["flagged"] ?? 0) >= 5)
            let list = try await journey.run("screen", "--list", "--explain")
            #expect(list.contains("归类依据"), "\(list)")
            #expect(try await !journey.run("screen", "--list").contains("归类依据"))
            let json = try await journey.run("screen", "--list", "--json")
            #expect(json.contains(#""match":"标题第"#) || json.contains(#""match":"平台类目"#), "\(json)")
        }
    }
}
