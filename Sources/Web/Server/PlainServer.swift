internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// A bare HTTP server that answers every request with one function.
///
/// For stand-ins of other systems on loopback, such as the platform of the demonstration: Hummingbird stays in this room.
package struct PlainServer: Sendable {
    package struct Request: Sendable {
        package let method: String
        package let path: String
        /// Parameters of the query and, for a form, of the body; decoded.
        package let parameters: [String: String]
        /// Names in lower case.
        package let headers: [String: String]
    }

    package struct Reply: Sendable {
        package let status: Int
        package let mediaType: String
        package let body: [UInt8]
        /// Beside the type of the body.
        package let headers: [String: String]

        package init(
            status: Int = 200, mediaType: String = "application/json; charset=utf-8", body: [UInt8],
            headers: [String: String] = [:]
        ) {
            self.status = status
            self.headers = headers
            self.mediaType = mediaType
            self.body = body
        }
    }

    private let handler: @Sendable (Request) async -> Reply
    private let onRunning: @Sendable (Int) async -> Void

    /// Listens on a free port of 127.0.0.1, which `onRunning` is told.
    package init(
        onRunning: @escaping @Sendable (Int) async -> Void, handler: @escaping @Sendable (Request) async -> Reply
    ) {
        self.onRunning = onRunning
        self.handler = handler
    }

    /// Serves until the task is cancelled.
    package func run() async throws {
        var logger = Logger(label: "sushai.plain")
        // Being cancelled is how it ends, and no error to speak of.
        logger.logLevel = .critical
        let onRunning = onRunning
        let responder = CallbackResponder { (request: HummingbirdCore.Request, _: BasicRequestContext) in
            try await answer(request)
        }
        try await Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) }, logger: logger
        ).run()
    }

    private func answer(_ request: HummingbirdCore.Request) async throws -> Response {
        var request = request
        let body = try await request.collectBody(upTo: 1 << 20)
        var parameters: [String: String] = [:]
        for (name, value) in request.uri.queryParameters { parameters[String(name)] = String(value) }
        if request.method == .post {
            let form = URI("/?" + String(buffer: body))
            for (name, value) in form.queryParameters { parameters[String(name)] = String(value) }
        }
        let sent = Dictionary(
            request.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { first, _ in first })
        let reply = await handler(
            Request(method: request.method.rawValue, path: request.uri.path, parameters: parameters, headers: sent))
        var headers: HTTPFields = [.contentType: reply.mediaType]
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}
