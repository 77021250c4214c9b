internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Synchronization

/// The caller of a request, reduced to what may be logged. All copies of a request's context share one object, so the
/// outermost middleware sees the value that an inner one sets.
package final class RequestCaller: Sendable {
    private let caller = Mutex(Logger.Metadata())

    package init() {}

    func set(token: Int64, role: Role) {
        caller.withLock { $0 = ["token": "\(token)", "role": "\(role.rawValue)"] }
    }

    /// A person in the console.
    func set(session: Int64, role: Role) {
        caller.withLock { $0 = ["session": "\(session)", "role": "\(role.rawValue)"] }
    }

    var metadata: Logger.Metadata {
        caller.withLock { $0 }
    }
}

/// Logs every answered request: method, route, status, time, token or session, role, request identifier. Path and query
/// are not logged, because they may contain numbers that identify a person or a case.
struct RequestLogMiddleware: RouterMiddleware {
    typealias Context = APIContext

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        let response = try await next(request, context)
        var metadata = context.caller.metadata
        metadata["request"] = "\(context.requestIdentifier)"
        metadata["method"] = "\(request.method.rawValue)"
        metadata["route"] = "\(context.endpointPath ?? "none")"
        metadata["status"] = "\(response.status.code)"
        metadata["ms"] = "\(Int64(begun.duration(to: .now) / .milliseconds(1)))"
        // Health probes come every few seconds.
        let isProbe = BearerMiddleware.open.contains(request.uri.path) && response.status.code < 400
        context.logger.log(level: isProbe ? .debug : .info, "request", metadata: metadata)
        return response
    }
}
