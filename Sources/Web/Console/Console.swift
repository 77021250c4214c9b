internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Store
internal import Workers

/// What every page of the console uses: the context of the use cases, the templates and the sentences after an act.
struct Console: Sendable {
    let app: AppContext
    let address: ConsoleAddress
    /// Shared with the API, because each upload keeps its body in memory.
    let places: UploadPlaces
    let flashes = Flashes()
    let kept = KeptForms()

    init(_ app: AppContext, places: UploadPlaces = UploadPlaces()) {
        self.app = app
        self.places = places
        address = ConsoleAddress(app.origin)
    }

    var cookies: ConsoleCookies {
        ConsoleCookies(address: address)
    }

    /// A page: the template `name` within the layout.
    ///
    /// - Parameters:
    ///   - view: a value with texts, truth values, lists and optionals only. Every text is escaped.
    ///   - title: the heading, without HTML. With the status 422 or 429, the title of the window begins with “错误：”.
    func page(
        _ name: String, _ view: some Sendable, title: String, _ context: APIContext,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let flash = status == .ok ? context.session.flatMap { flashes.take(for: $0.id) } : nil
        let shell = Shell(
            title: title, isWrong: status == .unprocessableContent || status == .tooManyRequests,
            isTrial: address.isTrial, flash: flash, context,
            key: Digest.text(app.store.random.bytes(16)))
        let text = try Templates.render(Page(shell: shell, view: view), with: name)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Goes to another page after an act; that page shows `flash`.
    func redirect(to path: String, _ context: APIContext, saying flash: Flash? = nil) -> Response {
        if let flash, let session = context.session { flashes.set(flash, for: session.id) }
        return .redirect(to: path)
    }

    /// The same for a session that begins with this answer, or goes on under a new token.
    func redirect(to path: String, session: AccountSession, token: String, saying flash: Flash? = nil) -> Response {
        if let flash { flashes.set(flash, for: session.id) }
        var response = Response.redirect(to: path)
        response.headers[values: .setCookie].append(cookies.set(cookies.session, token))
        return response
    }
}
