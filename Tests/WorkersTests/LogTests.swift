import Domain
import Feeds
import Store
import TestSupport
import Testing
import Transport
import Workers

@Suite("What pulls and jobs write to the log", .timeLimit(.minutes(15)))
struct LogTests {
    @Test("a pull at trace writes a line for each page, with crawler and query, and one for its end")
    func pages() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.failing = [4] }
            let log = CapturedLog()
            let test = try TestAppContext(TestStore(), logger: log.logger)
            let summary = try await Pull(test.context).run(feed.crawler(), slot: FixedClock.start)
            let pages = log.fields(of: "page arrived")
            #expect(pages.compactMap { $0["page"] }.compactMap { Int($0) }.sorted() == [1, 2, 3] + (5...12))
            #expect(pages.allSatisfy { $0["crawler"] == summary.crawler && $0["query"] == "" })
            #expect(log.fields(of: "page answered").count == 12)
            #expect(log.fields(of: "page is missing").map { $0["page"] } == ["4"])
            #expect(log.fields(of: "pull ends").map { $0["verdict"] } == ["incomplete"])
        }
    }

    @Test("a trial writes the same lines as a pull")
    func trial() async throws {
        try await NumberedFeed.running { feed in
            let log = CapturedLog()
            let test = try TestAppContext(TestStore(), logger: log.logger)
            _ = try await PullTrial(test.context.environment).run(feed.crawler(), slot: FixedClock.start)
            // The page after the stated total shows that the total is right.
            #expect(log.fields(of: "page arrived").count == 11 && log.fields(of: "query ends").count == 1)
        }
    }

    @Test(
        "no log line contains a credential or a signature",
        arguments: ["douyin-goods", "kuaishou", "ali-1688", "xiaohongshu"])
    func secrets(_ identifier: String) async throws {
        let crawler = try Repository.crawler(identifier)
        try await LoopbackPlatform.running { platform in
            let environment = await platform.environment(of: crawler)
            let log = CapturedLog()
            let test = try TestAppContext(
                TestStore(), environment: environment, crawlers: [crawler], logger: log.logger)
            _ = try await Pull(test.context).run(crawler, slot: FixedClock.start)
            // The same pull with a wrong secret: the platform refuses it, and the refusal is logged.
            var wrong = environment
            if let name = crawler.request.signing?.secretEnvironment { wrong[name] = "wrong-secret-4711" }
            let other = try TestAppContext(TestStore(), environment: wrong, crawlers: [crawler], logger: log.logger)
            _ = try await Pull(other.context).run(crawler, slot: FixedClock.start)
            #expect(!log.lines.isEmpty && !log.fields(of: "page is missing").isEmpty)
            let secrets =
                try Self.signatures(crawler, environment)
                + environment.values.filter { !$0.contains("://") } + ["wrong-secret-4711"]
            Self.expectNone(of: secrets, in: log.lines)
        }
    }

    /// The signatures of the first request: its only parameters with the length of a hash.
    private static func signatures(_ crawler: Crawler, _ environment: [String: String]) throws -> [String] {
        let request = try RequestBuilder.request(
            for: crawler, query: crawler.queries[0], position: crawler.paging.start, at: FixedClock.start
        ) { environment[$0] }
        let parameters = (request.url + "&" + String(decoding: request.body ?? [], as: UTF8.self))
            .split { $0 == "&" || $0 == "?" }.map { $0.split(separator: "=").last.map(String.init) ?? "" }
        return parameters.filter { $0.count >= 32 && !$0.contains("%") && !$0.contains("/") }
    }

    private static func expectNone(of secrets: [String], in lines: [String]) {
        for secret in secrets where secret.count > 3 {
            #expect(!lines.contains { $0.contains(secret) }, "\(secret)")
        }
    }

    @Test("claims, success, retries and dead jobs are logged, each with its key")
    func jobs() async throws {
        struct Broken: Error {}
        let test = try TestStore()
        for report: Int64 in 1...3 { try await test.store.enqueue(.judge(report: report)) }
        let log = CapturedLog()
        let worker = Worker(kind: .judge, logger: log.logger) { key in
            if key == .judge(report: 2) { throw Broken() }
            if key == .judge(report: 3) { throw PermanentFailure("cannot be judged") }
        }
        _ = try await worker.runOnce(test.store)
        #expect(log.fields(of: "jobs claimed").map { $0["jobs"] } == ["1 2 3"])
        #expect(log.fields(of: "job done").map { $0["key"] } == ["1"])
        #expect(log.fields(of: "job failed and will be tried again").map { $0["key"] } == ["2"])
        let dead = log.fields(of: "job set aside")
        #expect(dead.map { $0["key"] } == ["3"] && dead.first?["error"] == "cannot be judged")
        #expect(dead.first?["kind"] == "judge")
    }
}
