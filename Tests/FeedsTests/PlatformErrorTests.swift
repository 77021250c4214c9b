import Domain
import Feeds
import TestSupport
import Testing
import Transport

@Suite("Errors of a platform in the body of an answer", .timeLimit(.minutes(15)))
struct PlatformErrorTests {
    private static func rules() throws -> ErrorRules {
        ErrorRules(
            codes: [try #require(FieldPath("error.sub")), try #require(FieldPath("error.code"))],
            messages: [try #require(FieldPath("error.text"))],
            lists: [.throttled: ["7", "limited.*"], .credentials: ["27"], .gone: ["closed"]],
            wait: .init(path: try #require(FieldPath("error.text")), unit: .seconds, after: "wait for"))
    }

    private func client(
        _ clock: FixedClock = FixedClock(), environment: [String: String] = [:], sleeps: Log<Int64> = Log()
    ) -> FeedClient {
        FeedClient(
            .init(clock: clock.clock, random: .constant(0), variable: { environment[$0] }) { sleeps.add($0) })
    }

    private func failure(
        _ client: FeedClient, _ crawler: Crawler
    ) async throws -> FeedClient.Failure {
        try #require(
            await #expect(throws: FeedClient.Failure.self) {
                try await client.page(.number(1), of: crawler.queries[0], crawler: crawler)
            })
    }

    @Test("Loss 5: a throttled answer with status 200 pauses the host for the stated time, and the page then arrives")
    func throttled() async throws {
        let asked = Tally()
        let rules = try Self.rules()
        try await LoopbackServer.running({ _ in
            asked.add() <= 2
                ? .init(200, #"{"error":{"code":7,"sub":"limited.by-app","text":"wait for 3 more seconds"}}"#)
                : .init(200, SampleFeed.empty)
        }) { address in
            let sleeps = Log<Int64>()
            _ = try await client(sleeps: sleeps).page(
                .number(1), of: "", crawler: SampleFeed.crawler(address, attempts: 3, errors: rules))
            #expect(sleeps.all.reduce(0, +) >= 6000)
        }
        #expect(asked.count == 3)
    }

    @Test("Loss 5: a long pause that an answer with status 200 requests keeps other requests from the host")
    func longPause() async throws {
        let asked = Tally()
        let rules = try Self.rules()
        try await LoopbackServer.running({ _ in
            asked.add()
            return .init(200, #"{"error":{"code":"7","text":"wait for 600 seconds"}}"#)
        }) { address in
            let clock = FixedClock()
            let client = client(clock)
            let crawler = SampleFeed.crawler(address, errors: rules)
            for left in [Int64(600), 570] {
                let failure = try await failure(client, crawler)
                #expect(failure.retryAfterSeconds == left)
                if left == 600 {
                    #expect(failure.sentence == "平台要求降低请求频率，请等待600秒（7: wait for 600 seconds）")
                    clock.advance(seconds: 30)
                }
            }
        }
        #expect(asked.count == 1)
    }

    @Test("Loss 5: requests that are throttled together cause one pause")
    func onePause() async throws {
        let asked = Tally()
        let rules = try Self.rules()
        try await LoopbackServer.running({ _ in
            let number = asked.add()
            guard number <= 8 else { return .init(200, SampleFeed.empty) }
            // All eight are under way before the first one is answered.
            while asked.count < 8 { await Task.yield() }
            return .init(200, #"{"error":{"code":"7"}}"#)
        }) { address in
            let sleeps = Log<Int64>()
            let client = client(sleeps: sleeps)
            let crawler = SampleFeed.crawler(
                address, pace: Pace(requestsPerSecond: 1_000_000, concurrency: 8), attempts: 2, errors: rules)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for page in 1...8 {
                    group.addTask { _ = try await client.page(.number(page), of: "", crawler: crawler) }
                }
                try await group.waitForAll()
            }
            // Without a stated time the first pause is half a second. Each of eight pauses would double it.
            #expect(sleeps.all.allSatisfy { $0 <= 1000 }, "\(sleeps.all)")
        }
        #expect(asked.count == 16)
    }

    @Test("Loss 5: refused credentials and a query that is gone are not requested again")
    func notAgain() async throws {
        let rules = try Self.rules()
        for (code, wanted) in [
            ("27", FetchError.credentials("27: Invalid Session")), ("closed", .gone("closed: Invalid Session")),
        ] {
            let asked = Tally()
            try await LoopbackServer.running({ _ in
                asked.add()
                return .init(200, #"{"error":{"code":"\#(code)","text":"Invalid Session"}}"#)
            }) { address in
                let failure = try await failure(client(), SampleFeed.crawler(address, errors: rules))
                #expect(failure.cause == .fetch(wanted))
            }
            #expect(asked.count == 1)
        }
    }

    @Test("Loss 5: an unlisted code is requested again and keeps its bytes")
    func unlisted() async throws {
        let asked = Tally()
        let rules = try Self.rules()
        let body = #"{"error":{"code":"15","text":"Remote service error"}}"#
        try await LoopbackServer.running({ _ in
            asked.add()
            return .init(200, body)
        }) { address in
            let failure = try await failure(client(), SampleFeed.crawler(address, attempts: 3, errors: rules))
            #expect(failure.bytes == Array(body.utf8))
            #expect(failure.sentence.contains("Remote service error"))
        }
        #expect(asked.count == 3)
    }

    @Test("Loss 5: an error answer is recognised in every format, and beside an empty list")
    func formats() async throws {
        let rules = try Self.rules()
        let json = #"{"error":{"code":"27"}}"#
        let formats: [(FeedFormat, String)] = [
            (.ndjson(.init()), json), (.csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))), json),
            (.jsonLD(.init()), json),
            (.xml(.init(records: try #require(FieldPath("error.item")))), "<error><code>27</code></error>"),
            (
                .json(.init(records: [try #require(FieldPath("items"))], error: nil, success: nil)),
                #"{"items":[],"error":{"code":"27"}}"#
            ),
        ]
        for (format, body) in formats {
            try await LoopbackServer.running({ _ in .init(200, body) }) { address in
                let crawler = SampleFeed.crawler(address, attempts: 1, format: format, errors: rules)
                let failure = try await failure(client(), crawler)
                #expect(failure.cause == .fetch(.credentials("27")), "\(format)")
            }
        }
    }

    @Test(
        "Loss 4: a page of nothing is requested again a limited number of times, and its gap keeps its bytes",
        arguments: ["<html><title>验证</title><body>请登录 key-123456</body></html>", "", "Too many requests"])
    func nothing(_ body: String) async throws {
        let asked = Tally()
        try await LoopbackServer.running({ _ in
            asked.add()
            return .init(200, body)
        }) { address in
            let crawler = SampleFeed.crawler(
                address, parameters: [("key", "${key}")], credentials: ["key": "KEY"], attempts: 3)
            let failure = try await failure(client(environment: ["KEY": "key-123456"]), crawler)
            guard case .page = failure.cause else {
                Issue.record("\(failure.cause)")
                return
            }
            #expect(failure.bytes == Array(body.utf8))
            #expect(!failure.sentence.contains("key-123456") && !failure.message.contains("key-123456"))
        }
        #expect(asked.count == 3)
    }

    @Test("Loss 4: an HTTP error is reported with the platform's own code and message, bounded and without secrets")
    func statuses() async throws {
        let rules = try Self.rules()
        let long = String(repeating: "x", count: 5000)
        let cases: [(Int, String, ErrorRules?, FetchError)] = [
            (
                403, #"{"error":{"code":"40003","text":"bad sign of key-123456"}}"#, rules,
                .credentials("HTTP 403: 40003: bad sign of ***")
            ),
            (400, #"{"error":{"code":"7"}}"#, rules, .throttled(retryAfterSeconds: nil, why: "7")),
            (429, #"{"error":{"code":"27"}}"#, rules, .credentials("27")),
            (500, #"{"error_code":"31","error_msg":"忙"}"#, nil, .transient("HTTP 500: 31: 忙")),
            (
                429, #"{"errors":[{"code":"slow","message":"\#(long)"}]}"#, nil,
                .throttled(retryAfterSeconds: nil, why: "slow: " + String(repeating: "x", count: 194))
            ),
            (
                401, #"{"error":"invalid_token","error_description":"expired"}"#, nil,
                .credentials("HTTP 401: invalid_token: expired")
            ),
            (403, "<html>no</html>", nil, .credentials("HTTP 403")), (403, "[]", rules, .credentials("HTTP 403")),
        ]
        for (status, body, rules, wanted) in cases {
            try await LoopbackServer.running({ _ in .init(status, body) }) { address in
                let crawler = SampleFeed.crawler(
                    address, parameters: [("key", "${key}")], credentials: ["key": "KEY"], attempts: 1, errors: rules)
                let failure = try await failure(client(environment: ["KEY": "key-123456"]), crawler)
                #expect(failure.cause == .fetch(wanted))
            }
        }
        try await LoopbackServer.running({ _ in .init(400, #"{"code":"isv.bad","msg":"page"}"#) }) { address in
            let failure = try await failure(client(), SampleFeed.crawler(address + "/feed"))
            #expect(failure.cause == .fetch(.contract("HTTP 400 from \(address)/feed: isv.bad: page")))
        }
    }

    @Test(
        "Loss 5: the codes of the shipped crawlers",
        arguments: [
            (
                "taobao-top",
                #"{"error_response":{"code":7,"msg":"App Call Limited","sub_code":"accesscontrol.limited-by-app-api-access-count","sub_msg":"This ban will last for 300 more seconds"}}"#,
                "throttled 300"
            ),
            (
                "taobao-top",
                #"{"error_response":{"code":27,"msg":"Invalid session","sub_code":"isv.invalid-session"}}"#,
                "credentials"
            ),
            (
                "pdd-ddk",
                #"{"error_response":{"error_msg":"调用过于频繁，请调整调用频率","sub_msg":"","sub_code":null,"error_code":70031}}"#,
                "throttled"
            ),
            (
                "pdd-ddk", #"{"error_response":{"error_msg":"access_token已过期","sub_code":"10019","error_code":10019}}"#,
                "credentials"
            ),
            ("pdd-ddk", #"{"error_response":{"error_msg":"业务服务错误","error_code":50001}}"#, "refused"),
            (
                "jd-union",
                #"{"error_response":{"code":"19","zh_desc":"无效access_token","en_desc":"Invalid access_token"}}"#,
                "credentials"
            ),
            ("jd-union", #"{"error_response":{"code":"2","en_desc":"App Call Limited"}}"#, "throttled"),
            ("douyin-goods", #"{"code":60000,"msg":"触发限流，请稍后重试","sub_code":"isp.limit","data":null}"#, "throttled"),
            (
                "douyin-live",
                #"{"code":40003,"msg":"非法的参数","sub_code":"isv.access-token-expired","sub_msg":"access_token已过期"}"#,
                "credentials"
            ),
            (
                "ali-1688",
                #"{"error_code":"gw.QosAppFrequencyLimit","error_message":"App call exceeds limited frequency"}"#,
                "throttled"
            ),
        ])
    func shipped(_ identifier: String, _ body: String, _ wanted: String) async throws {
        let crawler = try Repository.crawler(identifier)
        try await LoopbackServer.running({ _ in .init(200, body) }) { address in
            var environment = LoopbackPlatform.secrets
            let names =
                crawler.request.credentials.values + [crawler.request.signing?.secretEnvironment].compactMap { $0 }
            for name in names where environment[name] == nil { environment[name] = "loopback" }
            if let variable = crawler.endpoint.environment { environment[variable] = address }
            let failure = try await failure(client(environment: environment), crawler)
            let found =
                switch failure.cause {
                case .fetch(.throttled(let seconds, _)): "throttled" + (seconds.map { " \($0)" } ?? "")
                case .fetch(.credentials): "credentials"
                case .page(.refused): "refused"
                default: failure.message
                }
            #expect(found == wanted)
        }
    }
}
