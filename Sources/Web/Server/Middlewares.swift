internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Store

/// Answers every error with a problem document, and adds the request id to every answer.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = APIContext
    static let requestIdentifier = HTTPField.Name("X-Request-Id")!

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = Problem(error)
            if case .conflict(let why) = error as? StoreError {
                // The answer is in Chinese. The log has the English reason, as the operator's commands show it.
                context.logger.info(
                    "request refused", metadata: ["reason": "\(why)", "request": "\(context.requestIdentifier)"])
            }
            if problem.status.kind == .serverError {
                context.logger.error(
                    "request failed", metadata: ["error": "\(error)", "request": "\(context.requestIdentifier)"])
            }
            response = problem.response(request: context.requestIdentifier)
        }
        // An answer to HEAD has no content; a client would read it as the start of the next answer.
        if request.method == .head { response = response.createHeadResponse() }
        response.headers[Self.requestIdentifier] = context.requestIdentifier
        // A screening result is not published (annex §4), so no cache may store an answer. Style sheet and script of
        // the console contain none.
        let isStatic = request.uri.path.hasPrefix("/console/static/") && response.status == .ok
        if !isStatic { response.headers[.cacheControl] = "no-store" }
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }
}

/// Requires a bearer token before any other check. Only the health routes need no token; the console has its own
/// checks.
struct BearerMiddleware: RouterMiddleware {
    typealias Context = APIContext
    static let open: Set<String> = ["/healthz", "/readyz"]

    let store: Store
    let limiter: RateLimiter

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        if Self.open.contains(request.uri.path) || ConsolePath.covers(request.uri.path) {
            return try await next(request, context)
        }
        let now = store.clock.now()
        guard let token = request.headers[.authorization]?.bearerToken,
            let (identifier, principal) = try await store.holder(ofToken: token)
        else {
            // All clients share one limit for unknown tokens. It prevents guessing.
            guard limiter.admits("stranger", limit: 300, at: now) else { throw Problem.tooMany }
            throw Problem.unauthenticated
        }
        context.caller.set(token: identifier, role: principal.role)
        guard limiter.admits(principal.actor.text, limit: 3_000, at: now) else { throw Problem.tooMany }
        var context = context
        context.principal = principal
        return try await next(request, context)
    }
}

/// Requires a token whose role may do this.
struct RequireTokenPermission: RouterMiddleware {
    typealias Context = APIContext
    let permission: Permission

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard try context.holder().may(permission) else { throw Problem.forbidden }
        return try await next(request, context)
    }
}

extension RouterGroup<APIContext> {
    /// Routes of the API that need this permission.
    func requiring(_ permission: Permission) -> RouterGroup<APIContext> {
        group().add(middleware: RequireTokenPermission(permission: permission))
    }
}

extension String {
    /// The token of an `Authorization: Bearer …` header.
    fileprivate var bearerToken: String? {
        guard count <= 200, lowercased().hasPrefix("bearer ") else { return nil }
        return String(dropFirst(7))
    }
}
