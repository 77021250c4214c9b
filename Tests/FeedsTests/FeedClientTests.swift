import Domain
import Feeds
import TestSupport
import Testing
import Transport

@Suite("Requests to a feed", .timeLimit(.minutes(15)))
struct FeedClientTests {
    private func client(
        _ clock: FixedClock = FixedClock(), environment: [String: String] = [:], sleeps: Log<Int64> = Log()
    ) -> FeedClient {
        FeedClient(
            .init(clock: clock.clock, random: .constant(0xFF), variable: { environment[$0] }) { sleeps.add($0) })
    }

    private func page(_ answer: FeedClient.Answer) throws -> FeedClient.Page {
        guard case .page(let page) = answer else {
            Issue.record("the page should have come anew")
            throw CancellationError()
        }
        return page
    }

    @Test("A feed that does not answer is requested as often as its file specifies, with waits between")
    func asksAgain() async throws {
        let sleeps = Log<Int64>()
        let failure = await #expect(throws: FeedClient.Failure.self) {
            try await client(sleeps: sleeps).page(.number(1), of: "", crawler: Samples.crawler())
        }
        guard case .fetch(.transient) = failure?.cause else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(sleeps.all.count == 2)
        #expect(sleeps.all.allSatisfy { (1...400).contains($0) })
        #expect(failure?.audience == .nobody)
    }

    @Test("An unchanged page is reported with the validator for the next request")
    func unchanged() async throws {
        try await LoopbackServer.running({ request in
            request.headers["if-none-match"] == "\"1\""
                ? .init(304, headers: [("etag", "\"1\"")])
                : .init(
                    200, SampleFeed.empty,
                    headers: [("etag", "\"1\""), ("last-modified", "Thu, 01 Jan 2015 00:00:00 GMT")])
        }) { address in
            let client = client()
            let crawler = SampleFeed.crawler(address)
            let first = try await page(client.page(.number(1), of: "", crawler: crawler))
            #expect(first.validator?.etag == "\"1\"")
            #expect(first.validator?.lastModified == "Thu, 01 Jan 2015 00:00:00 GMT")
            let again = try await client.page(.number(1), of: "", crawler: crawler, validator: first.validator)
            guard case .unchanged(let validator) = again else {
                Issue.record("nothing had changed")
                return
            }
            #expect(validator.etag == "\"1\"")
        }
    }

    @Test("A 304 answer to an unconditional request is a fault")
    func unasked() async throws {
        try await LoopbackServer.running({ _ in .init(304) }) { address in
            let failure = await #expect(throws: FeedClient.Failure.self) {
                try await client().page(.number(1), of: "", crawler: SampleFeed.crawler(address + "/feed"))
            }
            #expect(failure?.cause == .fetch(.contract("HTTP 304 from \(address)/feed")))
            #expect(failure?.audience == .ruleAuthor)
        }
    }

    @Test("Link headers lead from page to page, and a repeated link is recognised")
    func linkHeaders() async throws {
        try await LoopbackServer.running({ request in
            switch request.parameters["p"] {
            case nil: .init(200, SampleFeed.empty, headers: [("link", "</feed?p=2>; rel=next")])
            case "2": .init(200, SampleFeed.empty, headers: [("link", "<?p=2>; rel=next")])
            default: .init(404)
            }
        }) { address in
            let client = client()
            let crawler = SampleFeed.crawler(address + "/feed", advance: .linkHeader)
            let first = try await page(client.page(crawler.paging.start, of: "", crawler: crawler))
            #expect(first.nextToken == address + "/feed?p=2")
            let second = PagePosition(page: 2, token: first.nextToken)
            let looping = try await page(client.page(second, of: "", crawler: crawler))
            #expect(looping.nextToken == second.token)
        }
    }

    @Test("A host that requests a long pause gets no request before the pause is over")
    func longPause() async throws {
        let asked = Tally()
        try await LoopbackServer.running({ _ in
            asked.add()
            return .init(429, headers: [("retry-after", "600")])
        }) { address in
            let clock = FixedClock()
            let client = client(clock)
            for left in [Int64(600), 570, 570] {
                let failure = await #expect(throws: FeedClient.Failure.self) {
                    try await client.page(.number(1), of: "", crawler: SampleFeed.crawler(address))
                }
                #expect(failure?.retryAfterSeconds == left)
                if left == 600 { clock.advance(seconds: 30) }
            }
        }
        #expect(asked.count == 1)
    }

    @Test("The number of concurrent requests to one host stays within the limit of its file, over all calls")
    func concurrency() async throws {
        let underWay = Gauge()
        try await LoopbackServer.running({ _ in
            underWay.enter()
            for _ in 0..<5 { await Task.yield() }
            underWay.leave()
            return .init(200, SampleFeed.empty)
        }) { address in
            let client = client()
            // A client that gives up sends another request while the server still works on the first. On a busy machine
            // the server would then see more requests than the client has open. So this client waits and sends each
            // request once.
            let crawler = SampleFeed.crawler(
                address, pace: Pace(requestsPerSecond: 10_000, concurrency: 3), attempts: 1,
                timeouts: Timeouts(silence: 600, total: 600))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...40 {
                    group.addTask { _ = try await client.page(.number(number), of: "", crawler: crawler) }
                }
                try await group.waitForAll()
            }
        }
        #expect((1...3).contains(underWay.most))
    }

    @Test("A waiting task leaves the queue when it is cancelled")
    func cancelledInLine() async throws {
        let slots = Tally()
        try await LoopbackServer.running({ _ in
            slots.add()
            try? await Task.sleep(for: .seconds(3600))
            return .init(200, SampleFeed.empty)
        }) { address in
            let client = client()
            let crawler = SampleFeed.crawler(address, attempts: 1)
            await withTaskGroup(of: FeedClient.Failure?.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        do throws(FeedClient.Failure) {
                            _ = try await client.page(.number(1), of: "", crawler: crawler)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                group.cancelAll()
                for await failure in group { #expect(failure?.cause == .fetch(.cancelled)) }
            }
        }
        #expect(slots.count <= 1)
    }
}
