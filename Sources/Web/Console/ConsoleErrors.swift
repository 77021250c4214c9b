internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Store

/// Answers the errors of pages with pages. It is added twice: around everything, and inside the session, so that the
/// page of an error has the menu of the person.
struct ConsoleErrorMiddleware: RouterMiddleware {
    typealias Context = APIContext
    let console: Console

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard ConsolePath.covers(request.uri.path) else { return try await next(request, context) }
        var context = context
        context.settings = ViewSettings(cookie: console.cookies.value(console.cookies.view, of: request))
        do {
            return try await next(request, context)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return try console.answer(to: error, request, context)
        }
    }
}

/// The headers of every answer of the console.
struct ConsoleHeadersMiddleware: RouterMiddleware {
    typealias Context = APIContext
    let address: ConsoleAddress

    static let policy = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    private static let others: [(name: String, value: String)] = [
        // Forms must name their origin, so it is not "no-referrer": with that, browsers send the origin as `null`.
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ]

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard ConsolePath.covers(request.uri.path) else { return try await next(request, context) }
        var response = try await next(request, context)
        // A document for print has a policy of its own, which is stricter.
        if response.headers[.contentSecurityPolicy] == nil { response.headers[.contentSecurityPolicy] = Self.policy }
        for (name, value) in Self.others {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        if !address.isTrial { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}

extension Console {
    /// The answer to an error: the sign-in for a page that needs it, else a page that says what is wrong and what to
    /// do.
    func answer(to error: any Error, _ request: Request, _ context: APIContext) throws -> Response {
        if let refusal = error as? ConsoleRefusal, let redirect = Self.redirect(refusal, request) { return redirect }
        let page = ErrorPage(error, request, identifier: context.requestIdentifier)
        if page.status.kind == .serverError {
            context.logger.error(
                "request failed", metadata: ["error": "\(error)", "request": "\(context.requestIdentifier)"])
        } else if case .conflict(let why) = error as? StoreError {
            context.logger.info(
                "request refused", metadata: ["reason": "\(why)", "request": "\(context.requestIdentifier)"])
        }
        return try self.page("error", page, title: page.heading, context, status: page.status)
    }

    private static func redirect(_ refusal: ConsoleRefusal, _ request: Request) -> Response? {
        switch refusal {
        case .signedOut where request.method == .get:
            let wanted = request.uri.query.map { request.uri.path + "?" + $0 } ?? request.uri.path
            let next = (LocalPath.checked(wanted) ?? LocalPath.checked(request.query["next"])).flatMap {
                $0 == LocalPath.home ? nil : $0
            }
            return .redirect(to: LocalPath.with(ConsolePath.signIn, "next", next))
        case .signedOut where request.uri.path == ConsolePath.signOut: return .redirect(to: ConsolePath.signIn)
        case .unfinished(let step) where request.method == .get:
            return .redirect(to: LocalPath.with(step.path, "next", LocalPath.checked(request.query["next"])))
        default: return nil
        }
    }
}

extension AccountSession.Step {
    /// The page of this step.
    var path: String {
        switch self {
        case .secondFactor: ConsolePath.signIn + "/code"
        case .changePassword: ConsolePath.signIn + "/password"
        case .enrol: ConsolePath.signIn + "/enrol"
        case .full: LocalPath.home
        }
    }
}

/// What a page of an error shows.
struct ErrorPage: Sendable {
    let status: HTTPResponse.Status
    let heading: String
    let what: String
    let remedy: String
    let identifier: String
    /// Where to go on.
    let link: PageLink

    init(_ error: any Error, _ request: Request, identifier: String) {
        let texts = (error as? ConsoleRefusal).map(ErrorWording.texts) ?? ErrorWording.texts(Problem(error))
        status = texts.status
        heading = texts.heading
        what = texts.what
        remedy = texts.remedy
        self.identifier = identifier
        if let refusal = error as? ConsoleRefusal, refusal == .signedOut || refusal == .formKept {
            let origin = OriginMiddleware.origin(request) ?? ""
            let referer = request.headers[.referer] ?? ""
            let from = referer.hasPrefix(origin) ? String(referer.dropFirst(origin.count)) : nil
            link = PageLink(LocalPath.with(ConsolePath.signIn, "next", LocalPath.checked(from)), ErrorWording.signIn)
        } else {
            link = PageLink(LocalPath.home, ErrorWording.home)
        }
    }
}
