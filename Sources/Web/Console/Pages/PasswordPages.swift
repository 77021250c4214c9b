internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Workers

/// Changing the own password: as a step of the sign-in after another person set it, or at any time.
struct PasswordPages: Sendable {
    let console: Console

    /// - Parameters:
    ///   - steps: the pages of the sign-in.
    ///   - signedIn: the pages after it.
    func add(steps: RouterGroup<APIContext>, signedIn: RouterGroup<APIContext>) {
        steps.get("sign-in/password") { request, context in
            _ = try context.session(at: .changePassword)
            return try page(context, isForced: true, next: LocalPath.checked(request.query["next"]))
        }
        steps.post("sign-in/password") { _, context in
            try await change(context, context.session(at: .changePassword), isForced: true)
        }
        signedIn.get("me/password") { _, context in try page(context, isForced: false) }
        signedIn.post("me/password") { _, context in try await change(context, context.viewer(), isForced: false) }
    }

    private struct Errors {
        var old: String?
        var new: String?
        var again: String?
    }

    private func page(
        _ context: APIContext, isForced: Bool, next: String? = nil, _ errors: Errors = Errors(),
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var old = FormField("old", isForced ? "临时密码" : "现在的密码")
        old.autocomplete = "current-password"
        var new = FormField("new", "新密码")
        new.hint = PasswordWording.rule
        new.autocomplete = "new-password"
        var again = FormField("again", "再输入一次新密码")
        again.autocomplete = "new-password"
        let fields = [(old, errors.old), (new, errors.new), (again, errors.again)].map { field, error in
            var field = field
            field.type = "password"
            return field.filled("", error: error)
        }
        let form = FormPage(
            action: isForced ? AccountSession.Step.changePassword.path : "/console/me/password", fields: fields,
            hidden: HiddenField.next(next), button: PasswordWording.button,
            back: isForced ? nil : PageLink("/console/me", "返回"))
        let view = SignInPage(
            sub: context.session.map { "账号 " + $0.account.name.text }, info: isForced ? PasswordWording.forced : nil,
            form: form,
            note: isForced ? nil : PasswordWording.others,
            other: isForced ? PageLink(ConsolePath.signIn, PasswordWording.otherAccount) : nil)
        return try console.page("sign-in", view, title: PasswordWording.title, context, status: status)
    }

    private func change(_ context: APIContext, _ session: AccountSession, isForced: Bool) async throws -> Response {
        let next = LocalPath.checked(context.form["next"])
        let new = context.form["new"] ?? ""
        func again(_ errors: Errors) throws -> Response {
            try page(context, isForced: isForced, next: next, errors, status: .unprocessableContent)
        }
        guard context.form["again"] == new else { return try again(Errors(again: PasswordWording.differs)) }
        let outcome = try await ChangePassword(console.app).run(session, old: context.form["old"] ?? "", new: new)
        switch outcome {
        case .wrongOld:
            return try again(Errors(old: isForced ? PasswordWording.wrongTemporary : PasswordWording.wrongOld))
        case .slowed(let seconds):
            return try page(
                context, isForced: isForced, next: next, Errors(old: SignInWording.slowed(seconds)),
                status: .tooManyRequests)
        case .refused(let fault):
            return try again(Errors(new: AccessWording.sentence(fault)))
        case .changed(let token):
            guard let session = try await Sessions(console.app).find(token: token) else {
                throw ConsoleRefusal.signedOut
            }
            return console.goOn(
                session, token, next: isForced ? next : "/console/me", saying: Flash(PasswordWording.changed))
        }
    }
}

/// The Chinese texts about the own password.
enum PasswordWording {
    static let title = "设置新密码"
    static let button = "保存新密码"
    static let rule = "至少 \(PasswordRule.fewestCharacters) 个字符，不限种类；几个互不相关的词连成一句，好记又难猜"
    static let forced = "您的密码是别人给的临时密码。请换成只有您知道的密码。"
    static let others = "保存后，您在其他设备上的登录会结束。"
    static let otherAccount = "换一个账号登录"
    static let differs = "两次输入的新密码不一样。请重新输入"
    static let wrongOld = "现在的密码不对。请重新输入"
    static let wrongTemporary = "临时密码不对。请核对管理员给您的密码"
    static let changed = "新密码已保存，其他设备上的登录已结束。"
}
