package import Domain
internal import Feeds
internal import Foundation
internal import Rulebook
internal import Synchronization
internal import Web

/// Simulates the platforms: serves `Fixtures/Pages/` over HTTP in the format of each platform, checks signatures, and
/// removes links on request.
package struct LoopbackPlatform: Sendable {
    /// The behaviour of the platform. Tests and the demonstration change it while it runs.
    package struct Behaviour: Sendable {
        /// `day-1` or `day-2`.
        package var day = "day-1"
        /// Items that the platform has removed.
        package var removed: Set<String> = []
        /// Pages (`<crawler>/<query>-<page>`) that are truncated in the middle, with the number of times.
        package var cut: [String: Int] = [:]
        /// Pages that answer HTTP 200 with an error body, with the number of times.
        package var refused: [String: Int] = [:]
        /// The number of page requests after which the platform stops answering.
        package var silentAfter: Int?
        /// The number of page requests so far.
        package var requests = 0
    }

    /// The credentials that the simulated platforms expect.
    package static let secrets: [String: String] = [
        "SUSHAI_TAOBAO_APP_KEY": "12345678", "SUSHAI_TAOBAO_ADZONE": "1001", "SUSHAI_TAOBAO_SECRET": "taobao-secret",
        "SUSHAI_JD_APP_KEY": "jd-key", "SUSHAI_JD_SECRET": "jd-secret",
        "SUSHAI_PDD_CLIENT_ID": "pdd-client", "SUSHAI_PDD_PID": "8_1", "SUSHAI_PDD_SECRET": "pdd-secret",
        "SUSHAI_DOUYIN_APP_KEY": "douyin-key", "SUSHAI_DOUYIN_SECRET": "douyin-secret",
    ]

    private let state: SharedState
    private let crawlers: [String: Crawler]
    private let pages: String

    /// - Parameter repository: the folder that contains `Crawlers/` and `Fixtures/`.
    package init(repository: String) throws {
        pages = repository + "/Fixtures/Pages"
        var mistakes: [Diagnostic] = []
        let read = Rulebook.read(repository + "/Crawlers", &mistakes, CrawlerFile.read)
        crawlers = Dictionary(uniqueKeysWithValues: read.map { ($0.identifier, $0) })
        state = SharedState()
    }

    /// Changes the behaviour of the platform.
    package func set(_ change: (inout Behaviour) -> Void) {
        state.behaviour.withLock { change(&$0) }
    }

    package var behaviour: Behaviour {
        state.behaviour.withLock { $0 }
    }

    /// The environment variables that direct the crawlers of the demonstration to this platform. Waits until the server
    /// listens.
    package func environment() async -> [String: String] {
        let port = await state.port()
        var environment = Self.secrets
        for (name, crawler) in [
            ("TAOBAO", "taobao-top"), ("JD", "jd-union"), ("PDD", "pdd-ddk"), ("DOUYIN", "douyin-live"),
        ] {
            environment["SUSHAI_\(name)_ENDPOINT"] = "http://127.0.0.1:\(port)/\(crawler)"
            environment["SUSHAI_\(name)_ITEM_ENDPOINT"] = "http://127.0.0.1:\(port)/\(crawler)/item"
        }
        return environment
    }

    /// The environment variables that direct any shipped crawler to this platform, with the credentials that it
    /// expects. Waits until the server listens. `environment()` gives those of the four crawlers of the demonstration.
    package func environment(of crawler: Crawler) async -> [String: String] {
        let names = crawler.request.credentials.values + [crawler.request.signing?.secretEnvironment].compactMap { $0 }
        var environment = Dictionary(uniqueKeysWithValues: Set(names).map { ($0, Self.secret($0)) })
        if let endpoint = crawler.endpoint.environment {
            environment[endpoint] = await address(of: crawler.identifier + (Self.paths[crawler.identifier] ?? ""))
        }
        return environment
    }

    /// The paths of platforms that sign the path.
    private static let paths = ["ali-1688": "/param2/1/com.alibaba.product/alibaba.product.get/1000000"]

    private static func secret(_ variable: String) -> String {
        secrets[variable] ?? "loopback " + variable
    }

    /// The address of another feed, for crawlers that are not among the four.
    package func address(of path: String) async -> String {
        "http://127.0.0.1:\(await state.port())/\(path)"
    }

    /// Serves until the task is cancelled.
    package func run() async throws {
        let state = state
        try await PlainServer(onRunning: { state.opened(port: $0) }) { request in await answer(request) }.run()
    }

    /// Runs a platform with the fixtures of this repository while `body` uses it.
    package static func running<Value: Sendable>(
        _ body: @Sendable @escaping (LoopbackPlatform) async throws -> Value
    ) async throws -> Value {
        let platform = try LoopbackPlatform(repository: Repository.root)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await platform.run()
                return nil
            }
            group.addTask { try await body(platform) }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let value = finished { return value }
            }
            throw CancellationError()
        }
    }
}

extension LoopbackPlatform {
    private func answer(_ request: PlainServer.Request) async -> PlainServer.Reply {
        let parts = request.path.split(separator: "/").map(String.init)
        guard let name = parts.first else { return .init(status: 404, body: []) }
        if parts.count == 2, parts[1] == "item" { return item(of: name, request.parameters) }
        if parts.count == 2 { return file(name, parts[1], day: behaviour.day) }
        if parts.count == 3 { return file(name, parts[2], day: parts[1]) }
        guard let crawler = crawlers[name] else { return .init(status: 404, body: []) }
        guard isSigned(request, crawler) else { return refusal(name, "签名错误") }
        guard let place = PlaceReader.place(in: request.parameters, crawler: name) else {
            return refusal(name, "参数错误")
        }
        if await isSilent() { return .init(status: 503, body: []) }
        return page(crawler, place)
    }

    /// Counts the request. Above the limit, there is no answer until the client disconnects.
    private func isSilent() async -> Bool {
        let silent = state.behaviour.withLock { behaviour in
            behaviour.requests += 1
            return behaviour.silentAfter.map { behaviour.requests > $0 } ?? false
        }
        // A server that never answers. The sleep is longer than any client waits, and ends at once when the server is
        // stopped.
        if silent { try? await Task.sleep(for: .seconds(3600)) }
        return silent
    }

    private func page(_ crawler: Crawler, _ place: PlaceReader.Place) -> PlainServer.Reply {
        let name = crawler.identifier
        let key = "\(name)/\(place.query)-\(place.page)"
        let (day, cut, refused) = state.behaviour.withLock { behaviour in
            return (behaviour.day, behaviour.cut.spend(key), behaviour.refused.spend(key))
        }
        if refused { return refusal(name, "业务服务错误") }
        let (type, mediaType) = crawler.format.wire
        let path = "\(pages)/\(name)/\(day)/\(place.query)-\(place.page).\(type)"
        guard let data = FileManager.default.contents(atPath: path) else { return .init(status: 404, body: []) }
        return .init(mediaType: mediaType, body: cut ? Array(data.prefix(data.count / 2)) : Array(data))
    }

    /// A file of a feed without an API, for example a CSV export.
    private func file(_ crawler: String, _ name: String, day: String) -> PlainServer.Reply {
        guard !name.contains(".."), !day.contains(".."),
            let data = FileManager.default.contents(atPath: "\(pages)/\(crawler)/\(day)/\(name)")
        else { return .init(status: 404, body: []) }
        return .init(mediaType: "text/csv; charset=utf-8", body: Array(data))
    }

    /// The page of one offer for visitors. Each platform has its own way to show that an offer is gone.
    private func item(of crawler: String, _ parameters: [String: String]) -> PlainServer.Reply {
        let item = parameters["id"] ?? parameters["sku"] ?? parameters["goods_sign"] ?? ""
        guard behaviour.removed.contains(item) else {
            return .init(mediaType: "text/html; charset=utf-8", body: Array("<h1>商品 \(item)</h1>立即购买".utf8))
        }
        switch crawler {
        case "taobao-top": return .init(mediaType: "text/html; charset=utf-8", body: Array("很抱歉，您查看的宝贝不存在".utf8))
        case "pdd-ddk": return .init(mediaType: "text/html; charset=utf-8", body: Array("商品已下架".utf8))
        default: return .init(status: 404, mediaType: "text/html; charset=utf-8", body: Array("404".utf8))
        }
    }

    /// The signature is computed again from the received request, so that its encoding and order are checked too.
    private func isSigned(_ request: PlainServer.Request, _ crawler: Crawler) -> Bool {
        guard let signing = crawler.request.signing else { return true }
        let unsigned = request.parameters.filter { $0.key != signing.parameter }.map { ($0.key, $0.value) }
        return request.parameters[signing.parameter]
            == Signature.sign(
                unsigned, signing, secret: Self.secret(signing.secretEnvironment), path: request.path)
    }

    /// The error message of each platform, always with HTTP 200.
    private func refusal(_ crawler: String, _ message: String) -> PlainServer.Reply {
        let body =
            switch crawler {
            case "douyin-live", "douyin-goods": #"{"code":50002,"msg":"\#(message)","data":null}"#
            case "kuaishou": #"{"result":24,"error_msg":"\#(message)"}"#
            case "xiaohongshu": #"{"error_code":-1,"success":false,"error_msg":"\#(message)"}"#
            case "ali-1688": #"{"error_code":"401","error_message":"\#(message)"}"#
            default: #"{"error_response":{"code":50001,"msg":"\#(message)"}}"#
            }
        return .init(body: Array(body.utf8))
    }
}

extension LoopbackPlatform {
    /// The data that changes while the platform runs. All copies of the platform share it.
    fileprivate final class SharedState: Sendable {
        let behaviour = Mutex(Behaviour())
        private let ports = AsyncStream<Int>.makeStream()
        private let known = Mutex<Int?>(nil)

        func opened(port: Int) {
            known.withLock { $0 = port }
            ports.continuation.yield(port)
            ports.continuation.finish()
        }

        func port() async -> Int {
            if let port = known.withLock({ $0 }) { return port }
            for await _ in ports.stream {}
            return known.withLock { $0 } ?? 0
        }
    }
}

extension FeedFormat {
    /// The file extension of a fixture, and the media type with which it is served.
    fileprivate var wire: (ending: String, mediaType: String) {
        switch self {
        case .json: ("json", "application/json; charset=utf-8")
        case .ndjson: ("ndjson", "application/x-ndjson")
        case .csv: ("csv", "text/csv; charset=utf-8")
        case .xml: ("xml", "application/xml")
        case .jsonLD: ("html", "text/html; charset=utf-8")
        }
    }
}

extension [String: Int] {
    /// Uses one of the remaining times of `key`; false if there are none.
    fileprivate mutating func spend(_ key: String) -> Bool {
        guard let left = self[key], left > 0 else { return false }
        self[key] = left - 1
        return true
    }
}
