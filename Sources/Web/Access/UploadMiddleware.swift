internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Workers

/// Reads a form with files into the context. It is used only behind the session and the permission of its page, because
/// each such form is kept in memory; `places` bounds how many there are.
struct UploadMiddleware: RouterMiddleware {
    typealias Context = APIContext
    /// What the fields beside the files may add to the size of a file.
    static let overhead = 64 << 10
    /// A telephone in a shop has a slow connection.
    static let deadline: Duration = .seconds(900)

    let places: UploadPlaces

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get else { return try await next(request, context) }
        guard let type = request.headers[.contentType] else { throw ConsoleRefusal.wrongMediaType }
        // A form without files is also accepted; it says that the file is missing.
        if type.split(separator: ";").first?.trimmed.lowercased() == "application/x-www-form-urlencoded" {
            guard let form = FormFields(try await request.bytes(upTo: FormMiddleware.most)) else {
                throw ConsoleRefusal.unreadableForm
            }
            var context = context
            context.form = form
            return try await next(request, context)
        }
        guard type.lowercased().hasPrefix("multipart/form-data") else { throw ConsoleRefusal.wrongMediaType }
        return try await places.run(for: context.viewer().account.principal.name) {
            let (form, digests) = try await Self.read(request, type)
            var context = context
            context.form = FormFields(fields: form.fields)
            context.files = form.files
            context.fileDigests = digests
            return try await next(request, context)
        }
    }

    /// The form, and texts that identify its files.
    static func read(_ request: Request, _ type: String) async throws -> (form: MultipartForm, digests: [String]) {
        let body = try await request.bytes(upTo: UploadForm.maximumFileBytes + overhead, within: deadline)
        let read = try await Threads.run {
            MultipartForm(body, contentType: type).map { form in
                (form, form.files.flatMap { [$0.field, $0.name, Digest.sha256(Array($0.bytes))] })
            }
        }
        guard let read else { throw ConsoleRefusal.unreadableForm }
        return read
    }
}
