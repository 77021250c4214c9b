internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store

/// Serves evidence to the laboratory that uploaded it and to officers of the seller's region. Evidence outside this
/// scope is reported as unknown.
struct EvidenceRoutes: Sendable {
    let store: Store
    /// The evidence that the reader may see.
    let scope: @Sendable (APIContext) throws -> EvidenceScope

    func add(to group: RouterGroup<APIContext>) {
        group.get("evidence", use: list)
        addContent(to: group)
    }

    /// The files only.
    func addContent(to group: RouterGroup<APIContext>) {
        group.get("evidence/{hash}/content", use: content)
    }

    private struct PieceDocument: Encodable {
        let id: Int64
        let sha256: String
        let bytes: Int64
        let mediaType: String
        let kind: String
        let name: String
        let sample: String
        let laboratory: String
        let arrivedAt: String
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let label = request.uri.queryParameters["sample"].map { String($0) }
        guard label?.holdsControlCharacters() != true else { throw Problem.notFound }
        let rows = try await store.evidencePieces(
            in: scope(context), sample: label, after: request.after(), limit: request.limit())
        return try Answer.list(
            "evidence",
            rows.map {
                PieceDocument(
                    id: $0.id, sha256: $0.hash, bytes: $0.bytes, mediaType: $0.mediaType, kind: $0.kind.rawValue,
                    name: $0.name, sample: $0.label, laboratory: $0.laboratory, arrivedAt: $0.arrivedAt.utc)
            })
    }

    @Sendable private func content(_ request: Request, _ context: APIContext) async throws -> Response {
        let hash = try context.text("hash")
        guard Digest.isSHA256(hash), let file = try await store.evidenceFile(hash, in: scope(context)) else {
            throw Problem.notFound
        }
        let path = try store.evidence.path(of: hash, bytes: file.bytes)
        var headers = Self.fields(file)
        let range: ClosedRange<Int64>?
        do {
            range = try ByteRange.wanted(request.headers[.range], of: file.bytes)
        } catch {
            var response = Problem.unsatisfiableRange.response(request: context.requestIdentifier)
            response.headers[.contentRange] = "bytes */\(file.bytes)"
            return response
        }
        guard let range else {
            return Response(
                status: .ok, headers: headers, body: try await FileIO().loadFile(path: path, context: context))
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(file.bytes)"
        return Response(
            status: .partialContent, headers: headers,
            body: try await FileIO().loadFile(
                path: path, range: Int(range.lowerBound)...Int(range.upperBound), context: context))
    }

    /// A browser saves the file and does not display it. Its name contains only the hash.
    private static func fields(_ file: EvidenceFileRow) -> HTTPFields {
        var fields: HTTPFields = [.contentType: file.mediaType, .acceptRanges: "bytes", .eTag: "\"\(file.hash)\""]
        let ending = EvidenceType(rawValue: file.mediaType)?.fileExtension ?? "bin"
        fields[.contentDisposition] = "attachment; filename=\"\(file.hash.prefix(16)).\(ending)\""
        fields[.contentSecurityPolicy] = "default-src 'none'; sandbox"
        return fields
    }
}

/// The header `Range` (RFC 9110, 14.2), for one range of bytes.
enum ByteRange {
    struct Unsatisfiable: Error {}

    /// The requested range of `length` bytes; nil for all bytes. A header that cannot be parsed is ignored.
    static func wanted(_ header: String?, of length: Int64) throws(Unsatisfiable) -> ClosedRange<Int64>? {
        guard let header, header.lowercased().hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        if ends[0].isEmpty {
            guard !ends[1].isEmpty else { return nil }
            let count = Int64(ends[1]) ?? Int64.max
            guard count > 0, length > 0 else { throw Unsatisfiable() }
            return max(0, length - count)...(length - 1)
        }
        let last = ends[1].isEmpty ? Int64.max : Int64(ends[1]) ?? Int64.max
        guard let first = Int64(ends[0]), first < length else { throw Unsatisfiable() }
        guard first <= last else { return nil }
        return first...min(last, length - 1)
    }
}
