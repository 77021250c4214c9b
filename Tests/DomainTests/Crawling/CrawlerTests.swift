import Domain
import Testing

@Suite("A crawler")
struct CrawlerTests {
    private func crawler(
        every: Int64 = 86_400, endpoint: Endpoint = Endpoint(url: "https://example.com", environment: nil),
        credentials: [String: String] = [:], secret: String? = nil
    ) -> Crawler {
        Crawler(
            identifier: "lamp-feed", platform: "lamp", name: "台灯", endpoint: endpoint, every: every,
            request: FeedRequest(
                method: .get, parameters: [], credentials: credentials,
                signing: secret.map {
                    Signing(
                        algorithm: .md5, secretEnvironment: $0, text: "${secret}${pairs}${secret}", letters: .upper,
                        parameter: "sign")
                },
                attempts: 4),
            paging: Paging(firstPage: 1, pageSize: 20, total: nil), queries: [""],
            format: .csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))),
            fields: FieldMap(item: [], title: [], price: [], priceUnit: .fen), recheck: nil,
            rule: RuleReference(file: "Crawlers/lamp-feed.yaml", hash: ""))
    }

    @Test(
        "a daily snapshot starts at midnight in China",
        arguments: [
            ("2026-11-02T00:00:00+08:00", "2026-11-02T00:00:00+08:00"),
            ("2026-11-02T23:59:59.999+08:00", "2026-11-02T00:00:00+08:00"),
            ("2026-11-02T03:00:00Z", "2026-11-02T00:00:00+08:00"),
            ("2026-11-02T16:00:00Z", "2026-11-03T00:00:00+08:00"),
            ("1969-12-31T12:00:00+08:00", "1969-12-31T00:00:00+08:00"),
        ])
    func dailySlot(_ now: String, start: String) {
        #expect(crawler().slot(at: moment(now)) == moment(start))
    }

    @Test(
        "a shorter snapshot starts at whole multiples from midnight in China",
        arguments: [
            (3_600, "2026-11-02T09:59:59+08:00", "2026-11-02T09:00:00+08:00"),
            (1_800, "2026-11-02T09:30:00+08:00", "2026-11-02T09:30:00+08:00"),
            (21_600, "2026-11-02T17:00:00+08:00", "2026-11-02T12:00:00+08:00"),
        ] as [(Int64, String, String)])
    func shorterSlot(_ every: Int64, now: String, start: String) {
        #expect(crawler(every: every).slot(at: moment(now)) == moment(start))
    }

    @Test("every timestamp is within the slot that is returned for it")
    func slotHoldsTheMoment() {
        var generator = SeededGenerator(seed: 20)
        let lengths: [Int64] = [60, 1_800, 3_600, 86_400]
        for round in 0..<2_000 {
            let every = lengths[round % lengths.count]
            let now = Timestamp(milliseconds: .random(in: -1_000_000_000_000...2_000_000_000_000, using: &generator))
            let slot = crawler(every: every).slot(at: now)
            #expect(slot <= now)
            #expect(now < slot.adding(seconds: every))
            #expect(crawler(every: every).slot(at: slot) == slot)
        }
    }

    @Test("reports the variables that it needs and that are not set; an empty one counts as not set")
    func missingVariables() {
        let needy = crawler(
            endpoint: Endpoint(url: nil, environment: "ENDPOINT"), credentials: ["key": "KEY", "id": "ID"],
            secret: "SECRET")
        #expect(needy.missingVariables { _ in nil } == ["ID", "KEY", "SECRET", "ENDPOINT"])
        #expect(needy.missingVariables { $0.hasPrefix("KEY") ? "" : "x" } == ["KEY"])
        #expect(needy.missingVariables { _ in "x" }.isEmpty)
    }

    @Test("an endpoint with a URL needs no variable")
    func endpointWithURL() {
        let crawler = crawler(endpoint: Endpoint(url: "https://example.com", environment: "ENDPOINT"))
        #expect(crawler.missingVariables { _ in nil }.isEmpty)
    }
}
