internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Refuses requests to a trial from another machine, and forms that do not come from a page of the console.
struct OriginMiddleware: RouterMiddleware {
    typealias Context = APIContext
    let address: ConsoleAddress

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let own = address.origin(of: request) else { throw ConsoleRefusal.foreignHost }
        guard request.method == .get || Self.origin(request) == own else { throw ConsoleRefusal.foreignOrigin }
        return try await next(request, context)
    }

    /// The origin of the page that sent a form: the header `Origin`, or else the one in `Referer`. Nil for none, and
    /// for `null`, which a page in a sandbox sends.
    static func origin(_ request: Request) -> String? {
        let origins = request.headers[values: .origin]
        if !origins.isEmpty { return origins.count == 1 ? origins[0] : nil }
        guard let referer = request.headers[.referer], let scheme = referer.firstRange(of: "://") else { return nil }
        let rest = referer[scheme.upperBound...]
        return String(referer[..<scheme.upperBound] + rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }
}

/// Reads the fields of a form into the context.
struct FormMiddleware: RouterMiddleware {
    typealias Context = APIContext
    static let most = 64 << 10

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get else { return try await next(request, context) }
        let type = request.headers[.contentType]?.split(separator: ";").first?.trimmed.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw ConsoleRefusal.wrongMediaType }
        guard let form = FormFields(try await request.bytes(upTo: Self.most)) else {
            throw ConsoleRefusal.unreadableForm
        }
        var context = context
        context.form = form
        return try await next(request, context)
    }
}

/// Does a form once: a second request with the same content gets the first one's answer.
///
/// It is outside the session, because a step of the sign-in ends the session whose cookie a second click still sends.
struct OneTimeMiddleware: RouterMiddleware {
    typealias Context = APIContext
    let cookies: ConsoleCookies
    let forms: OneTimeForms
    let clock: Clock

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let key = context.form["key"], !key.isEmpty,
            let token = cookies.value(cookies.session, of: request) ?? cookies.value(cookies.form, of: request)
        else { return try await next(request, context) }
        let content = context.form.fields.flatMap { [$0.name, $0.value] }
        let digest = Digest.sha256(fields: [token, request.uri.string] + content + context.fileDigests)
        return try await forms.answer(to: digest, at: clock.now()) { try await next(request, context) }
    }
}

/// Finds the session of the cookie.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = APIContext
    let app: AppContext
    let cookies: ConsoleCookies
    let limiter: RateLimiter

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let token = cookies.value(cookies.session, of: request),
            let session = try await Sessions(app).find(token: token)
        {
            context.session = session
            context.token = token
            context.caller.set(session: session.id, role: session.account.principal.role)
            guard limiter.admits("account:\(session.account.id)", limit: 3_000, at: app.store.clock.now()) else {
                throw Problem.tooMany
            }
            // A token of the API never reaches the console, so this is the only place that sets it here.
            context.principal = session.step == .full ? session.account.principal : nil
        } else {
            context.principal = nil
        }
        return try await next(request, context)
    }
}

/// Requires the form token of the session in every form. Before the sign-in there is no session; then a cookie that the
/// page with the form sets takes its place.
struct FormTokenMiddleware: RouterMiddleware {
    typealias Context = APIContext
    /// How long a sign-in page can be left open.
    static let seconds = 3600

    let cookies: ConsoleCookies
    let random: RandomSource

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let earlier = cookies.value(cookies.form, of: request)
        if request.method != .get {
            // Only the sign-in accepts a form without a session.
            let isSignIn = request.uri.path == ConsolePath.signIn
            guard let token = context.token ?? (isSignIn ? earlier : nil) else {
                throw isSignIn ? ConsoleRefusal.staleForm : ConsoleRefusal.signedOut
            }
            guard FormToken.matches(context.form["form"], token) else { throw ConsoleRefusal.staleForm }
            context.token = token
            return try await next(request, context)
        }
        guard context.token == nil else { return try await next(request, context) }
        let token = earlier ?? Digest.text(random.bytes(32))
        context.token = token
        var response = try await next(request, context)
        if response.status == .ok {
            response.headers[values: .setCookie].append(cookies.set(cookies.form, token, seconds: Self.seconds))
        }
        return response
    }
}

/// Requires the form token of the session in a header. A page of another host cannot read the token, and the browser would
/// ask before it sends such a header for it.
struct FormHeaderMiddleware: RouterMiddleware {
    typealias Context = APIContext
    static let name = HTTPField.Name("X-Form-Token")

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let token = context.token else { throw ConsoleRefusal.signedOut }
        guard FormToken.matches(Self.name.flatMap { request.headers[$0] }, token) else {
            throw ConsoleRefusal.staleForm
        }
        return try await next(request, context)
    }
}

/// Requires a person who is signed in completely.
struct RequireSignIn: RouterMiddleware {
    typealias Context = APIContext

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let session = context.session else { throw ConsoleRefusal.signedOut }
        guard session.step == .full else { throw ConsoleRefusal.unfinished(session.step) }
        return try await next(request, context)
    }
}

/// Requires a person whose role and duty may do this.
struct RequirePermission: RouterMiddleware {
    typealias Context = APIContext
    let permission: Permission

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let session = context.session else { throw ConsoleRefusal.signedOut }
        guard session.step == .full else { throw ConsoleRefusal.unfinished(session.step) }
        guard session.account.principal.may(permission) else { throw Problem.forbidden }
        return try await next(request, context)
    }
}
