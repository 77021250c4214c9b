internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Synchronization

/// Who sent a request, as far as the log may show it. One object for all copies of a request's context, so that the
/// outermost middleware sees what an inner one found.
package final class RequestCaller: Sendable {
    private let caller = Mutex<(token: Int64, role: Role)?>(nil)

    package init() {}

    func set(token: Int64, role: Role) {
        caller.withLock { $0 = (token, role) }
    }

    var metadata: Logger.Metadata {
        caller.withLock { $0.map { ["token": "\($0.token)", "role": "\($0.role.rawValue)"] } } ?? [:]
    }
}

/// Logs every request when it is answered: method, route, status, time, token and role, request identifier. Neither path
/// nor query is logged: they may hold numbers that identify a person or a case.
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
        // Probes come every few seconds.
        let isProbe = BearerMiddleware.open.contains(request.uri.path) && response.status.code < 400
        context.logger.log(level: isProbe ? .debug : .info, "request", metadata: metadata)
        return response
    }
}
