internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Store
internal import Workers

extension Problem {
    static let otherProtocolVersion = Problem(
        code: "other-protocol-version", status: .preconditionFailed, title: WebWording.badRequestTitle,
        detail: WebWording.tusVersion)
    static let unsupportedPart = Problem(
        code: "unsupported-media-type", status: .unsupportedMediaType, title: WebWording.badRequestTitle,
        detail: WebWording.partType)
    static let unsatisfiableRange = Problem(
        code: "unsatisfiable-range", status: .rangeNotSatisfiable, title: WebWording.rangeTitle,
        detail: WebWording.range)

    init(_ refusal: EvidenceRefusal) {
        let code: String
        let status: HTTPResponse.Status
        switch refusal {
        case .unknownUpload:
            self = .notFound
            return
        case .unknownSample: (code, status) = ("unknown-sample", .notFound)
        case .tooLarge: (code, status) = ("too-large", .contentTooLarge)
        case .tooManyOpen: (code, status) = ("too-many-uploads", .tooManyRequests)
        case .tooManyThisHour: (code, status) = ("too-many-uploads", .tooManyRequests)
        case .overQuota: (code, status) = ("over-quota", .insufficientStorage)
        case .noRoom: (code, status) = ("no-room", .insufficientStorage)
        case .ended, .lost: (code, status) = ("upload-ended", .gone)
        case .busy: (code, status) = ("upload-busy", .locked)
        case .otherOffset: (code, status) = ("other-offset", .conflict)
        case .beyondLength: (code, status) = ("beyond-length", .contentTooLarge)
        case .otherContent: (code, status) = ("other-content", .unprocessableContent)
        case .typeNotTaken, .otherType: (code, status) = ("type-not-taken", .unprocessableContent)
        case .keptAs: (code, status) = ("kept-as-other-kind", .conflict)
        }
        self.init(code: code, status: status, title: WebWording.evidenceTitle, detail: refusal.sentence)
    }

    init(_ refusal: EvidenceVault.Refusal) {
        switch refusal.reason {
        case .disk:
            self.init(
                code: "no-room", status: .insufficientStorage, title: WebWording.noRoomTitle,
                detail: EvidenceRefusal.noRoom.sentence)
        case .file, .type:
            self = .badRequest(WebWording.badRequest)
        case .damaged, .missing:
            self.init(
                code: "internal", status: .internalServerError, title: WebWording.internalTitle,
                detail: WebWording.evidenceDamaged)
        }
    }

    init(_ interruption: ReceiveEvidence.Interruption) {
        switch interruption {
        case .tooSlow:
            self.init(
                code: "too-slow", status: .requestTimeout, title: WebWording.tooSlowTitle,
                detail: WebWording.partTooSlow)
        case .broken: self = .badRequest(WebWording.brokenPart)
        }
    }
}

extension HTTPResponse.Status {
    /// 423 and 507 of WebDAV (RFC 4918), which tus servers use for a locked upload and a full disk.
    fileprivate static let locked = HTTPResponse.Status(code: 423, reasonPhrase: "Locked")
    fileprivate static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

extension Timestamp {
    /// An HTTP date (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
    var httpDate: String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let text = utc
        let day = Int(day(in: .utc).daysSince1970)
        let month = months[(Int(text.dropFirst(5).prefix(2)) ?? 1) - 1]
        return "\(days[((day % 7) + 7) % 7]), \(text.dropFirst(8).prefix(2)) \(month) \(text.prefix(4)) "
            + text.dropFirst(11).prefix(8) + " GMT"
    }
}
