internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Print
internal import Workers

/// What the page about the second factor shows: the QR code and the same secret as text. Template `enrol`.
struct EnrolPage: Sendable {
    /// SVG that this program made.
    let picture: String?
    /// The secret in groups of four.
    let secret: String
    let info: String?
    let form: FormPage
}

/// Texts that are shown once. Template `once`.
struct OncePage: Sendable {
    let info: String
    let name: String
    let texts: [String]
    /// What to do with them.
    let advice: [String]
    let next: PageLink
}

/// Setting the second factor: as a step of the sign-in where the role requires it, or at any time where there is none.
struct EnrolPages: Sendable {
    let console: Console

    func add(steps: RouterGroup<APIContext>, signedIn: RouterGroup<APIContext>) {
        steps.get("sign-in/enrol") { request, context in
            try await page(
                context, context.session(at: .enrol), isForced: true, next: LocalPath.checked(request.query["next"]))
        }
        steps.post("sign-in/enrol") { _, context in
            try await finish(context, context.session(at: .enrol), isForced: true)
        }
        signedIn.get("me/second-factor") { _, context in
            try await page(context, withoutFactor(context), isForced: false)
        }
        signedIn.post("me/second-factor") { _, context in
            try await finish(context, withoutFactor(context), isForced: false)
        }
    }

    /// The session of a person without a second factor. An administrator resets an existing one.
    private func withoutFactor(_ context: APIContext) throws -> AccountSession {
        let session = try context.viewer()
        guard !session.account.hasSecondFactor else { throw Problem.notFound }
        return session
    }

    private func page(
        _ context: APIContext, _ session: AccountSession, isForced: Bool, next: String? = nil, error: String? = nil
    ) async throws -> Response {
        let (secret, uri) = try await SecondFactor(console.app).begin(session)
        var code = FormField("code", "验证器显示的 6 位验证码")
        code.autocomplete = "one-time-code"
        code.inputMode = "numeric"
        code.style = "short digits"
        code.longest = 12
        let form = FormPage(
            action: isForced ? AccountSession.Step.enrol.path : "/console/me/second-factor",
            fields: [code.filled("", error: error)], hidden: HiddenField.next(next), button: EnrolWording.button,
            back: isForced ? nil : PageLink("/console/me", "返回"))
        let view = EnrolPage(
            picture: QRCode.svg(uri, label: EnrolWording.picture), secret: Self.grouped(secret),
            info: isForced ? EnrolWording.forced : nil, form: form)
        return try console.page(
            "enrol", view, title: EnrolWording.title, context, status: error == nil ? .ok : .unprocessableContent)
    }

    private func finish(_ context: APIContext, _ session: AccountSession, isForced: Bool) async throws -> Response {
        let next = LocalPath.checked(context.form["next"])
        let code = context.form.text("code")
        guard let (codes, token) = try await SecondFactor(console.app).finish(session, code: code) else {
            return try await page(context, session, isForced: isForced, next: next, error: EnrolWording.wrongCode)
        }
        guard let session = try await Sessions(console.app).find(token: token) else { throw ConsoleRefusal.signedOut }
        // The page belongs to the session under its new token: menu and forms must work.
        var context = context
        context.session = session
        context.token = token
        let onward = session.step == .full ? (isForced ? next ?? LocalPath.home : "/console/me") : session.step.path
        let view = OncePage(
            info: EnrolWording.done, name: "恢复码", texts: codes, advice: EnrolWording.advice,
            next: PageLink(onward, EnrolWording.kept))
        var response = try console.page("once", view, title: EnrolWording.codesTitle, context)
        response.headers[values: .setCookie].append(console.cookies.set(console.cookies.session, token))
        return response
    }

    private static func grouped(_ secret: String) -> String {
        let characters = Array(secret)
        return stride(from: 0, to: characters.count, by: 4).map {
            String(characters[$0..<min($0 + 4, characters.count)])
        }
        .joined(separator: " ")
    }
}

/// The Chinese texts about setting the second factor.
enum EnrolWording {
    static let title = "开通两步验证"
    static let button = "开通"
    static let picture = "二维码，内容与下面的密钥相同"
    static let forced = "您的角色登录时需要两步验证：密码，加手机上的验证码。"
    static let wrongCode = "验证码不对。请核对手机时间是否自动设置，等下一个验证码再输入"
    static let codesTitle = "保存恢复码"
    static let done = "两步验证已开通。以下恢复码只显示这一次。"
    static let advice = [
        "手机丢失或更换时，用恢复码代替验证码登录，每个只能用一次。",
        "请打印或抄写，放在手机以外的安全地方；不要截图存在同一部手机里。",
    ]
    static let kept = "已保存，继续"
}
