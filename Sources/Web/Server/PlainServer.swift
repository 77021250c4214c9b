internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// An HTTP server that answers every request with one function. Simulated systems on loopback use it, such as the
/// platform of the demonstration. Other targets then need no import of Hummingbird.
package struct PlainServer: Sendable {
    package struct Request: Sendable {
        package let method: String
        package let path: String
        /// The decoded parameters of the query and, for a form, of the body.
        package let parameters: [String: String]
        /// Names in lower case.
        package let headers: [String: String]
        package let body: [UInt8]
    }

    package struct Reply: Sendable {
        package let status: Int
        package let mediaType: String
        /// Other headers than the media type; an invalid name is left out.
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        package init(
            status: Int = 200, mediaType: String = "application/json; charset=utf-8",
            headers: [(name: String, value: String)] = [], body: [UInt8]
        ) {
            self.status = status
            self.mediaType = mediaType
            self.headers = headers
            self.body = body
        }
    }

    private let handler: @Sendable (Request) async -> Reply
    private let onRunning: @Sendable (Int) async -> Void

    /// Listens on a free port of 127.0.0.1 and passes it to `onRunning`.
    package init(
        onRunning: @escaping @Sendable (Int) async -> Void, handler: @escaping @Sendable (Request) async -> Reply
    ) {
        self.onRunning = onRunning
        self.handler = handler
    }

    /// Serves until the task is cancelled.
    package func run() async throws {
        var logger = Logger(label: "sushai.plain")
        // It ends by cancellation, which is not an error.
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
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let reply = await handler(
            Request(
                method: request.method.rawValue, path: request.uri.path, parameters: parameters, headers: headers,
                body: Array(buffer: body)))
        var fields: HTTPFields = [.contentType: reply.mediaType]
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return Response(
            status: .init(code: reply.status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}
