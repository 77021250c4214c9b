internal import Foundation
internal import Synchronization
internal import Web

/// Serves the feed `sky-bazaar` of docs/reference/crawler-files.md. It is requested by POST with a JSON body and a
/// bearer token, and each page gives the cursor of the next page.
package struct LoopbackCursorFeed: Sendable {
    package static let token = "sky-token"

    /// Serves `Fixtures/Unseen/sky-bazaar-*.json` while `body` runs with the address of the feed. Returns the requested
    /// cursors.
    package static func running(
        _ body: @Sendable @escaping (_ address: String) async throws -> Void
    ) async throws -> [String] {
        let asked = Asked()
        let opened = AsyncStream<Int>.makeStream()
        let server = PlainServer(onRunning: { opened.continuation.yield($0) }) { request in
            answer(request, asked)
        }
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            group.addTask {
                for await port in opened.stream { return try await body("http://127.0.0.1:\(port)/goods") }
            }
            // The first task to end is `body`. The server must then be stopped.
            defer { group.cancelAll() }
            try await group.next()
        }
        return asked.cursors.withLock { $0 }
    }

    private final class Asked: Sendable {
        let cursors = Mutex<[String]>([])
    }

    private struct Question: Decodable {
        let after: String
        let limit: Int
    }

    private static func answer(_ request: PlainServer.Request, _ asked: Asked) -> PlainServer.Reply {
        guard request.method == "POST", request.headers["authorization"] == "Bearer " + token else {
            return .init(status: 401, body: Array(#"{"ok":"no"}"#.utf8))
        }
        guard let question = try? JSONDecoder().decode(Question.self, from: Data(request.body)), question.limit == 20,
            ["c1", "c2", "c3"].contains(question.after),
            let page = try? Repository.bytes("Fixtures/Unseen/sky-bazaar-\(question.after).json")
        else { return .init(status: 400, body: Array(#"{"ok":"no"}"#.utf8)) }
        asked.cursors.withLock { $0.append(question.after) }
        return .init(body: page)
    }
}
