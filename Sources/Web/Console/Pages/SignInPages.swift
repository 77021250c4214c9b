internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// A page of the sign-in: one form in a narrow column. Template `sign-in`.
struct SignInPage: Sendable {
    var sub: String?
    /// Why the person is here, such as a session that ended.
    var info: String?
    let form: FormPage
    var note: String?
    var other: PageLink?
}

/// The way into the console and out of it: password, second factor, and the end of the session.
struct SignInPages: Sendable {
    let console: Console

    func add(to group: RouterGroup<APIContext>) {
        group.get("sign-in", use: page)
        group.post("sign-in", use: signIn)
        group.get("sign-in/code", use: codePage)
        group.post("sign-in/code", use: code)
        group.post("sign-out", use: signOut)
    }

    // MARK: Password

    @Sendable private func page(_ request: Request, _ context: APIContext) async throws -> Response {
        let next = LocalPath.checked(request.query["next"])
        if let session = context.session, session.step == .full { return .redirect(to: next ?? LocalPath.home) }
        let hadSession = console.cookies.value(console.cookies.session, of: request) != nil && context.session == nil
        return try passwordPage(context, next: next, info: hadSession ? SignInWording.ended : nil)
    }

    private func passwordPage(
        _ context: APIContext, next: String?, name: String = "", error: String? = nil, info: String? = nil,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var account = FormField("name", "账号")
        account.autocomplete = "username"
        var password = FormField("password", "密码")
        password.type = "password"
        password.autocomplete = "current-password"
        let form = FormPage(
            action: ConsolePath.signIn,
            fields: [account.filled(name, error: error), password], hidden: HiddenField.next(next),
            button: SignInWording.button, errorHeading: SignInWording.failed)
        return try console.page(
            "sign-in",
            SignInPage(
                sub: console.app.authority + "　风险速筛", info: info, form: form, note: SignInWording.note),
            title: "登录", context, status: status)
    }

    @Sendable private func signIn(_ request: Request, _ context: APIContext) async throws -> Response {
        let next = LocalPath.checked(context.form["next"])
        let name = context.form["name"] ?? ""
        let address = ClientAddress.of(request, peer: context.peer, isBehindProxy: !console.address.isTrial)
        let agent = String((request.headers[.userAgent] ?? "").prefix(200))
        let result = try await SignIn(console.app).run(
            name: name, password: context.form["password"] ?? "", address: address, agent: agent)
        switch result {
        case .refused:
            return try passwordPage(
                context, next: next, name: name, error: SignInWording.wrongPassword, status: .unprocessableContent)
        case .slowed(let seconds):
            var response = try passwordPage(
                context, next: next, name: name, error: SignInWording.slowed(seconds), status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        case .begun(let token, let session):
            // The earlier session of this browser would stay open until its idle end.
            if let earlier = context.session {
                try await Sessions(console.app).end(earlier.id, of: earlier.account.id)
            }
            return console.goOn(session, token, next: next)
        }
    }

    // MARK: Second factor

    @Sendable private func codePage(_ request: Request, _ context: APIContext) async throws -> Response {
        let session = try context.session(at: .secondFactor)
        return try codePage(
            context, session, next: LocalPath.checked(request.query["next"]),
            withRecovery: request.query["with"] == "recovery")
    }

    private func codePage(
        _ context: APIContext, _ session: AccountSession, next: String?, withRecovery: Bool, error: String? = nil,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var code = FormField("code", withRecovery ? "恢复码" : "6 位验证码")
        code.hint = withRecovery ? SignInWording.recoveryHint : SignInWording.codeHint
        code.autocomplete = "one-time-code"
        code.style = withRecovery ? nil : "short digits"
        code.inputMode = withRecovery ? nil : "numeric"
        // A code may be typed with a space in the middle.
        code.longest = withRecovery ? 40 : 12
        let form = FormPage(
            action: AccountSession.Step.secondFactor.path, fields: [code.filled("", error: error)],
            hidden: HiddenField.next(next) + (withRecovery ? [HiddenField(name: "with", value: "recovery")] : []),
            button: SignInWording.button, errorHeading: SignInWording.failed)
        let path = LocalPath.with(AccountSession.Step.secondFactor.path, "next", next)
        let other =
            withRecovery
            ? PageLink(path, SignInWording.useCode)
            : PageLink(LocalPath.with(path, "with", "recovery"), SignInWording.useRecovery)
        return try console.page(
            "sign-in",
            SignInPage(sub: "账号 " + session.account.name.text, form: form, note: SignInWording.lost, other: other),
            title: withRecovery ? "用恢复码登录" : "输入动态验证码", context, status: status)
    }

    @Sendable private func code(_: Request, _ context: APIContext) async throws -> Response {
        let session = try context.session(at: .secondFactor)
        let next = LocalPath.checked(context.form["next"])
        let withRecovery = context.form["with"] == "recovery"
        switch try await SecondFactor(console.app).check(session, code: context.form.text("code")) {
        case .refused:
            return try codePage(
                context, session, next: next, withRecovery: withRecovery,
                error: withRecovery ? SignInWording.wrongRecovery : SignInWording.wrongCode,
                status: .unprocessableContent)
        case .slowed(let seconds):
            return try codePage(
                context, session, next: next, withRecovery: withRecovery, error: SignInWording.slowed(seconds),
                status: .tooManyRequests)
        case .begun(let token, let session):
            return console.goOn(session, token, next: next)
        }
    }

    // MARK: End

    @Sendable private func signOut(_: Request, _ context: APIContext) async throws -> Response {
        if let session = context.session {
            try await Sessions(console.app).end(session.id, of: session.account.id)
        }
        var response = Response.redirect(to: ConsolePath.signIn)
        response.headers[values: .setCookie].append(console.cookies.set(console.cookies.session, "", seconds: 0))
        return response
    }
}

extension Console {
    /// The answer after a step of the sign-in: the next step, or the page that was wanted.
    func goOn(_ session: AccountSession, _ token: String, next: String?, saying flash: Flash? = nil) -> Response {
        let kept = kept.latest(of: session.account.id, at: app.store.clock.now())
        let path =
            session.step == .full
            ? kept?.page ?? next ?? LocalPath.home : LocalPath.with(session.step.path, "next", next)
        return redirect(to: path, session: session, token: token, saying: flash)
    }
}

extension APIContext {
    /// The session, which must be at this step of the sign-in. Otherwise a page leads to the step that is due.
    func session(at step: AccountSession.Step) throws -> AccountSession {
        guard let session else { throw ConsoleRefusal.signedOut }
        guard session.step == step else { throw ConsoleRefusal.unfinished(session.step) }
        return session
    }
}

extension HiddenField {
    /// The page to go to after the sign-in.
    static func next(_ path: String?) -> [HiddenField] {
        path.map { [HiddenField(name: "next", value: $0)] } ?? []
    }
}

extension Request {
    /// The fields of the query; none if it cannot be decoded.
    var query: FormFields {
        FormFields(Array((uri.query ?? "").utf8)) ?? .none
    }
}
