internal import Domain
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// JSON answers and strict reading of JSON requests.
enum Answer {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let bytes = try JSONEncoder.stable.encode(value)
        return Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Rows as a member of an object, so that other members can be added later.
    static func list(_ name: String, _ rows: [some Encodable]) throws -> Response {
        try json([name: rows])
    }

    static func text(_ text: String, mediaType: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: mediaType], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension Request {
    /// The body, up to `limit` bytes.
    func bytes(upTo limit: Int, within deadline: Duration = bodyDeadline) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var request = self
                do {
                    return Array(try await request.collectBody(upTo: limit).readableBytesView)
                } catch let error as any HTTPResponseError {
                    throw error
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    // The connection broke, or the framing of the body is wrong.
                    throw Problem.badRequest(WebWording.brokenBody)
                }
            }
            // The time limit of the body. The other task cancels it.
            group.addTask {
                try await Task.sleep(for: deadline)
                throw Problem.tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    /// The body as a small JSON object. An unknown key is an error.
    func object<Value: Decodable>(
        _: Value.Type, keys: Set<String>, upTo limit: Int = 64 << 10
    ) async throws -> Value {
        let data = Data(try await bytes(upTo: limit))
        let decoder = JSONDecoder()
        do {
            let present = try decoder.decode([String: UncheckedValue].self, from: data)
            if let place = present.keys.sorted().first(where: { present[$0]?.holdsControlCharacters == true }) {
                throw Problem.badRequest(WebWording.controlCharacter, place: place)
            }
            if let unknown = present.keys.sorted().first(where: { !keys.contains($0) }) {
                throw Problem.badRequest(
                    WebWording.unknownKey(keys.sorted()), place: unknown)
            }
            return try decoder.decode(Value.self, from: data)
        } catch let DecodingError.keyNotFound(key, _) {
            throw Problem.badRequest(WebWording.missingKey, place: key.stringValue)
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(_, context) {
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw Problem.badRequest(WebWording.body, place: place)
        } catch is DecodingError {
            throw Problem.badRequest(WebWording.body)
        }
    }

    /// A query parameter as an integer within `range`; `fallback` if it is absent.
    func number(_ name: String, in range: ClosedRange<Int64>, or fallback: Int64, _ sentence: String) throws -> Int64 {
        guard let text = uri.queryParameters[Substring(name)] else { return fallback }
        guard let number = Int64(text), range.contains(number) else {
            throw Problem.badRequest(sentence, place: name)
        }
        return number
    }

    /// `after`, the number of the last row of the previous page; 0 if it is absent.
    func after() throws -> Int64 {
        try number("after", in: 0...Int64.max, or: 0, WebWording.number)
    }

    /// `limit`, 1 to 1000; 100 if it is absent.
    func limit() throws -> Int {
        Int(try number("limit", in: 1...1000, or: 100, WebWording.limit))
    }
}

/// Any JSON value; only its key and its control characters are checked.
private struct UncheckedValue: Decodable {
    let holdsControlCharacters: Bool

    init(from decoder: any Decoder) {
        let text = try? decoder.singleValueContainer().decode(String.self)
        holdsControlCharacters = text?.holdsControlCharacters(lineBreaks: true) ?? false
    }
}

/// The maximum time for a body to arrive.
private let bodyDeadline: Duration = .seconds(60)
