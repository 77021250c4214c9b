internal import Web

/// A local server with the answers that one test needs.
package enum LoopbackServer {
    package struct Request: Sendable {
        package let method: String
        package let path: String
        package let parameters: [String: String]
        /// The names are in lower case.
        package let headers: [String: String]
        package let body: [UInt8]
    }

    package struct Reply: Sendable {
        package let status: Int
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        package init(_ status: Int = 200, _ body: String = "", headers: [(name: String, value: String)] = []) {
            self.init(status, bytes: Array(body.utf8), headers: headers)
        }

        package init(_ status: Int = 200, bytes: [UInt8], headers: [(name: String, value: String)] = []) {
            self.status = status
            self.headers = headers
            self.body = bytes
        }
    }

    /// Serves while `body` runs with the address of the server, `http://127.0.0.1:<port>`.
    package static func running<Value: Sendable>(
        _ handler: @escaping @Sendable (Request) async -> Reply,
        _ body: @escaping @Sendable (_ address: String) async throws -> Value
    ) async throws -> Value {
        let (ports, opened) = AsyncStream<Int>.makeStream()
        let server = PlainServer(onRunning: { opened.yield($0) }) { request in
            let reply = await handler(
                Request(
                    method: request.method, path: request.path, parameters: request.parameters,
                    headers: request.headers, body: request.body))
            return PlainServer.Reply(status: reply.status, headers: reply.headers, body: reply.body)
        }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await server.run()
                return nil
            }
            group.addTask {
                for await port in ports { return try await body("http://127.0.0.1:\(port)") }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let value = finished { return value }
            }
            throw CancellationError()
        }
    }
}
