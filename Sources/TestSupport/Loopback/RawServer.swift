internal import Dispatch

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A server on loopback that writes exactly the bytes of a test, status line included, and closes the connection. It can
/// cut an answer anywhere.
package enum RawServer {
    package struct Failure: Error {}

    /// How an answer shows its length.
    package enum Framing: CaseIterable, Sendable {
        /// `Content-Length` of the whole body.
        case length
        /// Chunks. The last one follows the whole body.
        case chunked
        /// Nothing: the connection closes.
        case close
    }

    /// The bytes of an answer of which only the first `sent` bytes of the body arrive.
    package static func answer(
        _ body: [UInt8], sent: Int? = nil, framing: Framing, headers: [String] = [], status: String = "200 OK"
    ) -> [UInt8] {
        let part = body.prefix(sent ?? body.count)
        var head = ["HTTP/1.1 \(status)"] + headers
        switch framing {
        case .length: head.append("Content-Length: \(body.count)")
        case .chunked: head.append("Transfer-Encoding: chunked")
        case .close: head.append("Connection: close")
        }
        let start = Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        guard framing == .chunked else { return start + part }
        var chunks: [UInt8] = []
        for first in stride(from: 0, to: part.count, by: 100) {
            let chunk = part.dropFirst(first).prefix(100)
            chunks += Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + Array("\r\n".utf8)
        }
        return start + chunks + (part.count == body.count ? Array("0\r\n\r\n".utf8) : [])
    }

    /// Serves while `body` runs with the address of the server. `answer` gets the request up to its empty line.
    package static func running<Value: Sendable>(
        _ answer: @escaping @Sendable (String) -> [UInt8], _ body: (_ address: String) async throws -> Value
    ) async throws -> Value {
        let (listener, port) = try openSocket()
        DispatchQueue(label: "raw-server").async {
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                serve(connection, answer)
                close(connection)
            }
            close(listener)
        }
        defer { shutdown(listener, Int32(SHUT_RDWR)) }
        return try await body("http://127.0.0.1:\(port)")
    }

    private static func openSocket() throws -> (Int32, UInt16) {
        #if canImport(Glibc)
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isReady else { throw Failure() }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private static func serve(_ connection: Int32, _ answer: (String) -> [UInt8]) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while !request.contains(sequence: Array("\r\n\r\n".utf8)) {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            request += buffer[..<count]
        }
        let bytes = answer(String(decoding: request, as: UTF8.self))
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(connection, $0.baseAddress.map { $0 + done }, bytes.count - done, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            done += count
        }
    }
}

extension [UInt8] {
    fileprivate func contains(sequence: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: sequence) }
    }
}
