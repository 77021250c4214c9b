internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Store
internal import Workers

/// Keeps what was typed into a form whose session ended by itself, and shows it again after the next sign-in of the same
/// account. Nothing is carried out without another click.
struct KeptFormMiddleware: RouterMiddleware {
    typealias Context = APIContext
    let console: Console

    private var now: Timestamp { console.app.store.clock.now() }

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post else {
            var context = context
            context.page = LocalPath.checked(request.uri.string)
            return try await show(request, context, next)
        }
        do {
            return try await next(request, context)
        } catch ConsoleRefusal.signedOut where context.session == nil {
            guard let token = console.cookies.value(console.cookies.session, of: request),
                let account = try await Sessions(console.app).lapsed(token: token),
                let fields = try await fields(request, context, holder: account.principal.name),
                FormToken.matches(fields["form"], token),
                let form = KeptForm(fields, action: request.uri.string)
            else { throw ConsoleRefusal.signedOut }
            console.kept.keep(form, of: account.id, at: now)
            throw ConsoleRefusal.formKept
        } catch ConsoleRefusal.staleForm {
            // The person signed in again in another window.
            guard let session = context.session, session.step == .full,
                FormToken.account(context.form["form"]) == session.account.id,
                let form = KeptForm(context.form, action: request.uri.string)
            else { throw ConsoleRefusal.staleForm }
            console.kept.keep(form, of: session.account.id, at: now)
            return .redirect(to: form.page)
        }
    }

    /// The fields of the form. A form with files was not read yet; its files are dropped.
    private func fields(_ request: Request, _ context: APIContext, holder: String) async throws -> FormFields? {
        guard context.form.fields.isEmpty else { return context.form }
        guard let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/form-data") else {
            return nil
        }
        let read = try await console.places.run(for: holder) { try await UploadMiddleware.read(request, type) }
        return FormFields(fields: read.form.fields)
    }

    private func show(
        _ request: Request, _ context: APIContext, _ next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let session = context.session, session.step == .full, let page = context.page,
            let form = console.kept.form(of: session.account.id, on: page, at: now)
        else { return try await next(request, context) }
        console.flashes.set(Flash(KeptFormWording.shown, .info), for: session.id)
        var response = try await next(request, context)
        guard response.status == .ok, response.headers[.contentType]?.hasPrefix("text/html") == true else {
            _ = console.flashes.take(for: session.id)
            return response
        }
        let bytes = try await KeptAnswer.bytes(of: response)
        let text = FormFilling(form).fill(String(decoding: bytes, as: UTF8.self))
        response.body = .init(byteBuffer: ByteBuffer(string: text))
        console.kept.remove(form, of: session.account.id)
        return response
    }
}

/// The Chinese texts about forms that were kept.
enum KeptFormWording {
    static let shown = "登录结束时填写的内容已取回，还没有办理。请核对后再提交；文件和密码须重新填写。"
    static let gone = "登录结束前填写的内容"
    static let noForm = "这个页面已没有当时的表单，可能已经办理过。内容列在这里，离开本页后不再保留。"
}
