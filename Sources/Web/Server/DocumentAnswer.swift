internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// Documents for print as answers, in the requested format.
extension Request {
    /// `?format=` if it is given, else the format that `Accept` prefers, else HTML.
    func documentFormat() throws -> DocumentFormat {
        if let text = uri.queryParameters["format"] {
            guard let format = DocumentFormat(rawValue: String(text)) else {
                throw Problem.badRequest(WebWording.format, place: "format")
            }
            return format
        }
        guard let accept = headers[.accept] else { return .html }
        guard let format = DocumentFormat(accept: accept) else { throw Problem.notAcceptable }
        return format
    }

    /// `?version=`, an earlier version of a corrected report.
    func version() throws -> Int? {
        guard uri.queryParameters["version"] != nil else { return nil }
        return Int(try number("version", in: 1...1_000_000, or: 1, WebWording.version))
    }
}

extension DocumentFormat {
    /// The format that an `Accept` header prefers (RFC 9110, 12.5.1); nil if it accepts neither.
    init?(accept: String) {
        var best: (format: DocumentFormat, quality: Double)?
        for range in accept.split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            let format: DocumentFormat? =
                switch parts.first {
                case "text/html", "text/*", "*/*": .html
                case "application/pdf", "application/*": .pdf
                default: nil
                }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            guard let format, quality > 0, quality > best?.quality ?? 0 else { continue }
            best = (format, quality)
        }
        guard let best else { return nil }
        self = best.format
    }
}

extension Answer {
    /// A document as an answer. A browser must not execute or load anything from it.
    static func document(_ bytes: [UInt8], _ format: DocumentFormat) -> Response {
        var headers: HTTPFields = [.contentType: format.mediaType]
        headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
        headers[.vary] = "Accept"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
