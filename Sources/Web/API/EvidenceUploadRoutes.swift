internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Rulebook
internal import Store
internal import Workers

/// Evidence uploads in parts, by tus 1.0 (https://tus.io/protocols/resumable-upload): core protocol, creation,
/// expiration and termination. A client announces a file with length and SHA-256 and sends it in parts from the offset
/// that HEAD returns. When the file is complete and matches the announcement, it is kept.
struct EvidenceUploadRoutes: Sendable {
    let app: AppContext
    /// Whose uploads they are.
    let holder: @Sendable (APIContext) throws -> String
    /// Begins the upload of an announced file of this length.
    let announce: @Sendable (TusMetadata, Int64, APIContext) async throws -> EvidenceUpload

    /// Evidence of a laboratory.
    init(app: AppContext) {
        self.app = app
        holder = { try $0.holder().name }
        announce = { metadata, length, context in
            try await app.store.beginUpload(
                metadata.plan(bytes: length), from: context.holder().name, within: app.rulebook.evidence.limits)
        }
    }

    init(
        app: AppContext, holder: @escaping @Sendable (APIContext) throws -> String,
        announce: @escaping @Sendable (TusMetadata, Int64, APIContext) async throws -> EvidenceUpload
    ) {
        self.app = app
        self.holder = holder
        self.announce = announce
    }

    func add(to group: RouterGroup<APIContext>, at path: RouterPath = "evidence/uploads") {
        let uploads = group.group(path).add(middleware: TusMiddleware(limits: limits))
        uploads.on("", method: .options) { _, _ in Response(status: .noContent) }
        uploads.post("", use: begin)
        uploads.head("{upload}", use: progress)
        uploads.patch("{upload}", use: append)
        uploads.delete("{upload}", use: cancel)
    }

    private var limits: EvidenceLimits {
        app.rulebook.evidence.limits
    }

    private var receiver: ReceiveEvidence {
        ReceiveEvidence(app.store)
    }

    @Sendable private func begin(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let length = try request.wholeNumber(.uploadLength, WebWording.uploadLength), length > 0 else {
            throw Problem.badRequest(WebWording.uploadLength, place: "Upload-Length")
        }
        let metadata = try TusMetadata(request.headers[.uploadMetadata])
        // Checked first: a file without enough disk space must not be announced.
        if length <= limits.pieceBytes, let free = app.store.evidence.freeBytes(), length > free - Self.reserve {
            throw EvidenceRefusal.noSpace
        }
        let upload = try await announce(metadata, length, context)
        var headers = fields(upload)
        headers[.location] = "/" + request.uri.path.split(separator: "/").joined(separator: "/") + "/" + upload.id
        return Response(status: .created, headers: headers)
    }

    /// The disk space that is reserved for the database.
    private static let reserve: Int64 = 64 << 20

    @Sendable private func progress(_: Request, _ context: APIContext) async throws -> Response {
        let upload = try await receiver.open(context.text("upload"), of: holder(context))
        return Response(status: .ok, headers: fields(upload))
    }

    @Sendable private func append(_ request: Request, _ context: APIContext) async throws -> Response {
        guard request.headers[.contentType]?.lowercased() == "application/offset+octet-stream" else {
            throw Problem.unsupportedPart
        }
        guard let offset = try request.wholeNumber(.uploadOffset, WebWording.uploadOffset) else {
            throw Problem.badRequest(WebWording.uploadOffset, place: "Upload-Offset")
        }
        let (id, owner) = (try context.text("upload"), try holder(context))
        let received = try await receiver.append(
            request.body.map { Array(buffer: $0) }, to: id, of: owner, from: offset,
            announced: try request.wholeNumber(.contentLength, WebWording.badRequest))
        let upload = try await receiver.open(id, of: owner)
        var headers = fields(upload)
        headers[.uploadOffset] = String(received)
        return Response(status: .noContent, headers: headers)
    }

    @Sendable private func cancel(_: Request, _ context: APIContext) async throws -> Response {
        try await receiver.cancel(context.text("upload"), of: holder(context))
        return Response(status: .noContent)
    }

    private func fields(_ upload: EvidenceUpload) -> HTTPFields {
        var fields = HTTPFields()
        fields[.uploadOffset] = String(upload.received)
        fields[.uploadLength] = String(upload.plan.bytes)
        if upload.state == .open { fields[.uploadExpires] = limits.expiry(of: upload.touchedAt).httpDate }
        return fields
    }
}

/// Checks the protocol version of every request and adds it to every answer, including refusals.
struct TusMiddleware: RouterMiddleware {
    typealias Context = APIContext
    static let version = "1.0.0"

    let limits: EvidenceLimits

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            guard request.method == .options || request.headers[.tusResumable] == Self.version else {
                throw Problem.otherProtocolVersion
            }
            response = try await next(request, context)
        } catch {
            let problem = Problem(error)
            if problem.status.kind == .serverError {
                context.logger.error(
                    "upload failed", metadata: ["error": "\(error)", "request": "\(context.requestIdentifier)"])
            }
            response = problem.response(request: context.requestIdentifier)
        }
        response.headers[.tusResumable] = Self.version
        if request.method == .options || response.status == .preconditionFailed {
            response.headers[.tusVersion] = Self.version
            response.headers[.tusExtension] = "creation,expiration,termination"
            response.headers[.tusMaxSize] = String(limits.pieceBytes)
        }
        return response
    }
}

extension Request {
    /// A header as an integer; nil if it is absent.
    fileprivate func wholeNumber(_ name: HTTPField.Name, _ sentence: String) throws -> Int64? {
        guard let text = headers[name] else { return nil }
        guard text.utf8.count <= 19, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text)
        else {
            throw Problem.badRequest(sentence, place: name.canonicalName)
        }
        return number
    }
}

extension HTTPField.Name {
    /// A header name of the protocol; each is a token of RFC 9110.
    private static func tus(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .range
    }

    static let tusResumable = tus("Tus-Resumable")
    static let tusVersion = tus("Tus-Version")
    static let tusExtension = tus("Tus-Extension")
    static let tusMaxSize = tus("Tus-Max-Size")
    static let uploadOffset = tus("Upload-Offset")
    static let uploadLength = tus("Upload-Length")
    static let uploadMetadata = tus("Upload-Metadata")
    static let uploadExpires = tus("Upload-Expires")
}
