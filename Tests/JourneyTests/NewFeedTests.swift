import Foundation
import TestSupport
import Testing

/// A new feed is one YAML file and no Swift.
@Suite(.timeLimit(.minutes(3))) struct NewFeedTests {
    /// The file that CONTRIBUTING.md shows, taken from there.
    private static func shownInContributing() throws -> String {
        let text = try Repository.text("CONTRIBUTING.md")
        let blocks = text.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
        return String(try #require(blocks.first { $0.contains("crawler: harbour-market") }))
    }

    @Test("a CSV feed with other column names is added by the file that CONTRIBUTING.md shows")
    func newCSVFeed() async throws {
        let journey = try Journey()
        let rules = journey.folder.path + "/Crawlers"
        try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
        try journey.folder.write(Array(Self.shownInContributing().utf8), to: "Crawlers/harbour-market.yaml")
        let environment = ["SUSHAI_CRAWLERS": rules]
        try await journey.run("crawler", "check", environment: environment)

        var lines = ["货号;品名;到手价;月销;店名"]
        for number in 1...40 { lines.append("A\(number);积木玩具 \(number)号;\(40 + number % 7).50;\(100 + number);虚构店") }
        lines.append("A99;积木玩具 特价;5.10;3万+;虚构店")
        lines.append("A100;积木玩具 坏行;面议;1;虚构店")
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        let run = try await journey.program.run(
            ["screen", "--crawler", "harbour-market"], environment: environment, input: bytes)
        #expect(run.status == 0, "\(run.error)")
        let flags = run.output.split(separator: "\n")
        #expect(flags.count == 1)
        #expect(flags[0].contains(#""item":"A99""#) && flags[0].contains(#""priceFen":510"#))
        #expect(run.error.contains("line 43: unreadable-price (price)"), "\(run.error)")
        #expect(run.error.contains("42 records, 41 of a known product, 1 flagged, 1 unreadable"))
    }

    @Test("the product that CONTRIBUTING.md shows passes the check")
    func newProduct() async throws {
        let journey = try Journey()
        let text = try Repository.text("CONTRIBUTING.md")
        let blocks = text.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
        let shown = try #require(blocks.first { $0.contains("product: umbrellas") })
        let file = try journey.folder.write(Array(String(shown).utf8), to: "umbrellas.yaml")
        let run = try await journey.program.run(["criteria", "check", file])
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("儿童雨伞"))
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
        }
    }
}
