import Dispatch
import Domain
import Synchronization
import TestSupport
import Testing

@testable import Transport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct HTTPClientTests {
    @Test("A closed port is a temporary error without a wait", .timeLimit(.minutes(15)))
    func closedPort() async throws {
        let request = FetchRequest(method: "GET", url: "http://127.0.0.1:1/", timeouts: Timeouts(total: 5))
        do {
            _ = try await HTTPClient().send(request)
            Issue.record("nobody can have answered")
        } catch {
            guard case .transient = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test(
        "An invalid URL is an error of the operator, and the message does not contain its parameters",
        .timeLimit(.minutes(15)),
        arguments: [
            "gopher://127.0.0.1:1/feed", "file:///feed", "http://[/feed", "",
        ])
    func badURL(_ url: String) async throws {
        do {
            _ = try await HTTPClient().send(FetchRequest(method: "GET", url: url + "?app_key=4711"))
            Issue.record("nobody can have answered")
        } catch {
            guard case .ours(let message) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(!message.contains("4711"))
        }
    }

    @Test("Cancelling the task ends a waiting transfer", .timeLimit(.minutes(15)))
    func cancel() async throws {
        let silent = try SilentServer()
        let request = FetchRequest(
            method: "GET", url: "http://127.0.0.1:\(silent.port)/", timeouts: .patient)
        let transfer = Task { () async -> FetchError? in
            do throws(FetchError) {
                _ = try await HTTPClient().send(request)
                return nil
            } catch {
                return error
            }
        }
        // The transfer can be cancelled after its connection is made.
        await silent.connected()
        transfer.cancel()
        let error = await transfer.value
        #expect(error == .cancelled)
    }

    @Test("A silent transfer ends before its total time is over", .timeLimit(.minutes(15)))
    func silence() async throws {
        let silent = try SilentServer()
        let request = FetchRequest(
            method: "GET", url: "http://127.0.0.1:\(silent.port)/", timeouts: Timeouts(silence: 1, total: 600))
        let error = await #expect(throws: FetchError.self) { try await HTTPClient().send(request) }
        #expect(error == .transient("silent for 1 s"))
    }

    @Test("A transfer that exceeds its total time ends, and the message names that time", .timeLimit(.minutes(15)))
    func total() async throws {
        let silent = try SilentServer()
        let request = FetchRequest(
            method: "GET", url: "http://127.0.0.1:\(silent.port)/", timeouts: Timeouts(silence: 600, total: 1))
        let error = await #expect(throws: FetchError.self) { try await HTTPClient().send(request) }
        #expect(error == .transient("not complete after 1 s"))
    }

    @Test("An answer over the size limit ends the transfer, with or without a stated length", .timeLimit(.minutes(15)))
    func limit() async throws {
        try await LoopbackServer.running({ _ in .init(200, bytes: [UInt8](repeating: 65, count: 5000)) }) { address in
            let client = HTTPClient()
            let fits = FetchRequest(method: "GET", url: address, timeouts: .patient, maximumBytes: 5000)
            let whole = try await client.send(fits)
            #expect(whole.body.count == 5000)
            await #expect(throws: FetchError.contract("the answer is larger than 4999 bytes")) {
                try await client.send(FetchRequest(method: "GET", url: address, timeouts: .patient, maximumBytes: 4999))
            }
        }
    }

    @Test("The size limit counts the decompressed answer", .timeLimit(.minutes(15)))
    func compressedLimit() async throws {
        // python3 -c 'import gzip; print(gzip.compress(b"A"*100000, mtime=0).hex())'
        let bomb = GzipSamples.hundredThousandLetters
        try await LoopbackServer.running({ _ in .init(200, bytes: bomb, headers: [("content-encoding", "gzip")]) }) {
            address in
            let client = HTTPClient()
            let answer = try await client.send(FetchRequest(method: "GET", url: address, timeouts: .patient))
            #expect(answer.body == [UInt8](repeating: 65, count: 100_000))
            await #expect(throws: FetchError.contract("the answer is larger than 99999 bytes")) {
                try await client.send(
                    FetchRequest(method: "GET", url: address, timeouts: .patient, maximumBytes: 99_999))
            }
        }
    }

    @Test(
        "A redirect is not followed; the error names its target without parameters", .timeLimit(.minutes(15)))
    func redirect() async throws {
        let asked = Tally()
        try await LoopbackServer.running({ _ in
            asked.add()
            return .init(302, headers: [("location", "https://u:p@other.example/login?ticket=4711")])
        }) { address in
            let answer = try await HTTPClient().send(FetchRequest(method: "GET", url: address, timeouts: .patient))
            #expect(throws: FetchError.contract("HTTP 302 to https://other.example/login")) {
                _ = try answer.usable(at: FixedClock.start)
            }
        }
        #expect(asked.count == 1)
    }

    @Test("Many transfers at once all get their own answers, headers and bodies", .timeLimit(.minutes(15)))
    func manyAtOnce() async throws {
        try await LoopbackServer.running({ request in
            let page = request.parameters["p"] ?? ""
            return .init(200, String(repeating: page + ",", count: 3000), headers: [("etag", page)])
        }) { address in
            let client = HTTPClient()
            let right = try await withThrowingTaskGroup(of: Bool.self) { group in
                for page in 0..<200 {
                    group.addTask {
                        let answer = try await client.send(
                            FetchRequest(method: "GET", url: address + "/?p=\(page)", timeouts: .patient))
                        return answer.body == Array(String(repeating: "\(page),", count: 3000).utf8)
                            && answer.headers["etag"] == "\(page)"
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(right == 200)
        }
    }

    @Test("Cancelling some of many transfers does not affect the others", .timeLimit(.minutes(15)))
    func cancelSome() async throws {
        let silent = try SilentServer()
        try await LoopbackServer.running({ _ in .init(200, "here") }) { address in
            let client = HTTPClient()
            let request = FetchRequest(
                method: "GET", url: "http://127.0.0.1:\(silent.port)/", timeouts: .patient)
            await withTaskGroup(of: FetchError?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        do throws(FetchError) {
                            _ = try await client.send(request)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                let answer = try? await client.send(FetchRequest(method: "GET", url: address, timeouts: .patient))
                #expect(answer?.status == 200)
                group.cancelAll()
                for await error in group { #expect(error == .cancelled) }
            }
            let after = try await client.send(FetchRequest(method: "GET", url: address, timeouts: .patient))
            #expect(after.status == 200)
        }
    }

    @Test("A body is sent unchanged, and a POST without one has length 0", .timeLimit(.minutes(15)))
    func bodies() async throws {
        try await LoopbackServer.running({ request in
            .init(200, bytes: request.body, headers: [("x-length", request.headers["content-length"] ?? "none")])
        }) { address in
            let client = HTTPClient()
            let bytes: [UInt8] = [0, 255, 0x0D, 0x0A, 0]
            let sent = try await client.send(
                FetchRequest(method: "POST", url: address, body: bytes, timeouts: .patient))
            #expect(sent.body == bytes)
            let empty = try await client.send(FetchRequest(method: "POST", url: address, timeouts: .patient))
            #expect(empty.headers["x-length"] == "0")
        }
    }
}

/// A loopback port that accepts connections and never answers.
private final class SilentServer: Sendable {
    private let socket: Int32
    let port: UInt16
    private let taken = Mutex<[Int32]>([])

    init() throws {
        struct Failure: Error {}
        #if canImport(Glibc)
            socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            socket = Musl.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let ready = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard ready else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Waits for a connection, keeps it and never answers.
    func connected() async {
        let connection = await withCheckedContinuation { continuation in
            // Accepting blocks.
            DispatchQueue(label: "silent").async { [socket] in continuation.resume(returning: accept(socket, nil, nil))
            }
        }
        taken.withLock { $0.append(connection) }
    }

    deinit {
        for connection in taken.withLock({ $0 }) where connection >= 0 { close(connection) }
        close(socket)
    }
}
