internal import Domain
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Store
internal import Workers

/// An error by RFC 9457: code, place, reason, and what to do.
struct Problem: Error, Hashable, Sendable {
    /// The last part of the type URN. It is never changed.
    let code: String
    let status: HTTPResponse.Status
    let title: String
    var detail: String
    var faults: [Fault] = []

    struct Fault: Hashable, Sendable, Encodable {
        let place: String
        let sentence: String
    }

    static let unauthenticated = Problem(
        code: "unauthenticated", status: .unauthorized, title: WebWording.unauthenticatedTitle,
        detail: WebWording.unauthenticated)
    static let forbidden = Problem(
        code: "forbidden", status: .forbidden, title: WebWording.forbiddenTitle, detail: WebWording.forbidden)
    /// Other officers may read but not change.
    static let overseerOnly = Problem(
        code: "forbidden", status: .forbidden, title: WebWording.forbiddenTitle, detail: WebWording.overseerOnly)
    static let notFound = Problem(
        code: "not-found", status: .notFound, title: WebWording.notFoundTitle, detail: WebWording.notFound)
    static let notAcceptable = Problem(
        code: "not-acceptable", status: .notAcceptable, title: WebWording.notAcceptableTitle,
        detail: WebWording.notAcceptable)
    static let tooLarge = Problem(
        code: "too-large", status: .contentTooLarge, title: WebWording.tooLargeTitle, detail: WebWording.tooLarge)
    static let tooSlow = Problem(
        code: "too-slow", status: .requestTimeout, title: WebWording.tooSlowTitle, detail: WebWording.tooSlow)
    static let tooMany = Problem(
        code: "too-many-requests", status: .tooManyRequests, title: WebWording.tooManyTitle, detail: WebWording.tooMany)
    static let busy = Problem(
        code: "busy", status: .serviceUnavailable, title: WebWording.busyTitle, detail: WebWording.busy)
    static let unavailable = Problem(
        code: "store-unavailable", status: .serviceUnavailable, title: WebWording.unavailableTitle,
        detail: WebWording.unavailable)
    static let internalError = Problem(
        code: "internal", status: .internalServerError, title: WebWording.internalTitle,
        detail: WebWording.internalError
    )

    static func badRequest(_ detail: String, place: String? = nil) -> Problem {
        var problem = Problem(
            code: "bad-request", status: .badRequest, title: WebWording.badRequestTitle, detail: detail)
        if let place, !place.isEmpty { problem.faults = [Fault(place: place, sentence: detail)] }
        return problem
    }
}

extension Problem {
    /// Maps every error to its answer.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem:
            self = problem
        case let fault as UploadFault:
            self.init(
                code: "unreadable-upload", status: .unprocessableContent, title: WebWording.uploadTitle,
                detail: WebWording.upload(fault.problems.count),
                faults: fault.problems.prefix(100).map { Fault(place: $0.place, sentence: $0.sentence) })
        // Another request receives a report of the same sample. Nothing was written.
        case is BoundedExecutor.Overloaded, is IntakeConflict:
            self = .busy
        case let error as StoreError:
            self.init(error)
        case let refusal as EvidenceRefusal:
            self.init(refusal)
        case let refusal as EvidenceVault.Refusal:
            self.init(refusal)
        case let interruption as ReceiveEvidence.Interruption:
            self.init(interruption)
        case let basis as LegalBasis.Problem:
            self = .badRequest(basis.sentence, place: "legalBasis")
        case let fault as FlagReviewFault:
            self = .badRequest(FlagReviewWording.sentence(fault), place: "reason")
        case let fault as AccountFault:
            self.init(fault)
        case is AccessFailure:
            self = .accessUnavailable
        case let error as any HTTPResponseError:
            self.init(error)
        default:
            self = .internalError
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .notFound: self = .notFound
        case .conflict(let conflict):
            self.init(
                code: "conflict", status: .conflict, title: WebWording.conflictTitle, detail: conflict.sentence)
        case .full, .unavailable, .wrongInstallation: self = .unavailable
        case .inconsistent: self = .internalError
        }
    }

    private init(_ error: any HTTPResponseError) {
        switch error.status {
        case .notFound: self = .notFound
        case .contentTooLarge: self = .tooLarge
        default:
            self.init(
                code: "bad-request", status: error.status, title: WebWording.badRequestTitle,
                detail: (error as? HTTPError)?.body ?? WebWording.badRequest)
        }
    }
}

extension Problem {
    private struct ProblemDocument: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let instance: String
        let problems: [Fault]?
    }

    /// The answer as `application/problem+json`, with the request id of the log.
    func response(request: String) -> Response {
        let document = ProblemDocument(
            type: "urn:sushai:problem:" + code, title: title, status: status.code, detail: detail,
            instance: "urn:sushai:request:" + request, problems: faults.isEmpty ? nil : faults)
        let bytes = (try? JSONEncoder.stable.encode(document)).map { Array($0) } ?? []
        var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8"]
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        if status == .tooManyRequests { headers[.retryAfter] = "60" }
        if code == Self.busy.code { headers[.retryAfter] = "5" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension JSONEncoder {
    /// Members are in alphabetical order, so the same answer has the same bytes.
    static var stable: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
