import Domain
import TestSupport
import Testing
import Transport

@Suite("The encodings of an answer", .timeLimit(.minutes(15)))
struct ContentEncodingTests {
    private static let text = Array(String(repeating: #"{"price":"12.80"},"#, count: 40).utf8)

    static let encodings: [(String, @Sendable ([UInt8]) throws -> [UInt8])] = [
        ("gzip", Compressing.gzip), ("x-gzip", Compressing.gzip), ("deflate", Compressing.zlib),
        ("deflate", Compressing.deflate), ("zstd", Compressing.zstd), ("br", Compressing.brotli),
        ("GZip", Compressing.gzip),
    ]

    private func send(_ answer: [UInt8], maximumBytes: Int = 1 << 20) async throws -> FetchResponse {
        try await RawServer.running { _ in
            answer
        } _: { address in
            try await HTTPClient().send(
                FetchRequest(method: "GET", url: address, timeouts: .patient, maximumBytes: maximumBytes))
        }
    }

    @Test("A body in each encoding is read, and its end is proved even if the connection closes", arguments: encodings)
    func each(_ name: String, _ encode: @Sendable ([UInt8]) throws -> [UInt8]) async throws {
        let body = try encode(Self.text)
        for framing in RawServer.Framing.allCases {
            let answer = try await send(
                RawServer.answer(body, framing: framing, headers: ["Content-Encoding: \(name)"]))
            #expect(answer.body == Self.text)
            #expect(answer.end == .proved)
        }
    }

    @Test("Stacked encodings are removed in reverse order, in one header or in several")
    func stacked() async throws {
        let body = try Compressing.brotli(Compressing.gzip(Self.text))
        for headers in [["Content-Encoding: gzip, br"], ["Content-Encoding: gzip", "Content-Encoding: identity, br"]] {
            let answer = try await send(RawServer.answer(body, framing: .close, headers: headers))
            #expect(answer.body == Self.text)
        }
        await #expect(throws: FetchError.self) {
            try await send(RawServer.answer(body, framing: .close, headers: ["Content-Encoding: gzip,gzip,gzip,br"]))
        }
    }

    @Test("Without an encoding, a body that ends with the connection has no proved end")
    func plain() async throws {
        for headers in [[], ["Content-Encoding: identity"]] {
            let ends = [RawServer.Framing.length: BodyEnd.proved, .chunked: .proved, .close: .connectionClosed]
            for (framing, end) in ends {
                let answer = try await send(RawServer.answer(Self.text, framing: framing, headers: headers))
                #expect(answer.body == Self.text)
                #expect(answer.end == end)
            }
        }
    }

    @Test("An encoding that cannot be read is an error that names it", arguments: ["compress", "dcb", "gzip, snappy"])
    func unknown(_ name: String) async throws {
        let error = await #expect(throws: FetchError.self) {
            try await send(RawServer.answer(Self.text, framing: .length, headers: ["Content-Encoding: \(name)"]))
        }
        guard case .contract(let why) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(why.contains(name.split(separator: " ").last ?? "") && why.contains("gzip, deflate, br and zstd"))
    }

    @Test("A compressed transfer encoding is refused, because nothing asked for it")
    func transferEncoding() async throws {
        let body = try Compressing.gzip(Self.text)
        await #expect(throws: FetchError.self) {
            try await send(RawServer.answer(body, framing: .close, headers: ["Transfer-Encoding: gzip"]))
        }
    }

    @Test("The body of an error answer that cannot be decoded does not hide its status")
    func errorStatus() async throws {
        let answer = try await send(
            RawServer.answer(
                Self.text, framing: .length, headers: ["Content-Encoding: compress"], status: "403 Forbidden"))
        #expect(answer.status == 403)
        #expect(answer.body.isEmpty)
    }

    @Test("An empty body whose end is proved has no encoding")
    func empty() async throws {
        let answer = try await send(RawServer.answer([], framing: .length, headers: ["Content-Encoding: gzip"]))
        #expect(answer.body.isEmpty && answer.end == .proved)
        let cut = try await send(RawServer.answer([], framing: .close, headers: ["Content-Encoding: gzip"]))
        guard case .broken(let fault) = cut.end else {
            Issue.record("\(cut.end)")
            return
        }
        #expect(fault.kind == .cutOff)
    }

    @Test("The size limit counts the body before and after each decompression")
    func limit() async throws {
        let zeros = [UInt8](repeating: 0, count: 300_000)
        let bomb = try Compressing.gzip(Compressing.gzip(zeros))
        let answer = RawServer.answer(bomb, framing: .length, headers: ["Content-Encoding: gzip, gzip"])
        #expect(try await send(answer, maximumBytes: 300_000).body == zeros)
        await #expect(throws: FetchError.contract("the answer is larger than 299999 bytes")) {
            try await send(answer, maximumBytes: 299_999)
        }
    }

    @Test("A request names the encodings that can be read, unless the crawler file does")
    func accepted() async throws {
        let seen = Log<String>()
        try await RawServer.running { request in
            seen.add(request.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("accept-encoding") }.joined())
            return RawServer.answer([], framing: .length)
        } _: { address in
            for headers in [[], ["accept-encoding: identity"]] {
                _ = try await HTTPClient().send(
                    FetchRequest(method: "GET", url: address, headers: headers, timeouts: .patient))
            }
        }
        #expect(seen.all == ["Accept-Encoding: gzip, deflate, br, zstd", "accept-encoding: identity"])
    }
}
