import Domain
import Synchronization
import TestSupport
import Testing

@testable import Feeds

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct HTTPClientTests {
    private func response(_ status: Int, _ headers: [String: String] = [:]) -> FetchResponse {
        FetchResponse(status: status, headers: headers, body: Array("body".utf8))
    }

    @Test("A 2xx answer is usable as it is", arguments: [200, 201, 204, 299])
    func usable(_ status: Int) throws {
        #expect(try response(status).usable() == response(status))
    }

    @Test(
        "Any other status has its class",
        arguments: [
            (401, FetchError.credentials("HTTP 401")), (403, .credentials("HTTP 403")),
            (429, .throttled(retryAfterSeconds: nil)), (500, .transient("HTTP 500")), (503, .transient("HTTP 503")),
            (599, .transient("HTTP 599")), (301, .contract("HTTP 301")), (400, .contract("HTTP 400")),
            (404, .contract("HTTP 404")), (600, .contract("HTTP 600")), (0, .contract("HTTP 0")),
        ])
    func classes(_ status: Int, _ error: FetchError) {
        #expect(throws: error) { try response(status).usable() }
    }

    @Test(
        "Retry-After in seconds is taken over; another form counts as none",
        arguments: [
            ("120", Int64?.some(120)), ("0", 0), ("Wed, 21 Oct 2026 07:28:00 GMT", nil), ("", nil),
        ])
    func retryAfter(_ text: String, _ seconds: Int64?) {
        #expect(throws: FetchError.throttled(retryAfterSeconds: seconds)) {
            try response(429, ["retry-after": text]).usable()
        }
    }

    @Test("A closed port is a passing fault, and no wait", .timeLimit(.minutes(1)))
    func closedPort() async throws {
        let request = FetchRequest(method: "GET", url: "http://127.0.0.1:1/", timeoutSeconds: 5)
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
        "A URL that is none is our own fault, and its parameters are not told", .timeLimit(.minutes(1)),
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

    @Test("Cancelling the task breaks off a transfer that would wait", .timeLimit(.minutes(1)))
    func cancel() async throws {
        let silent = try SilentServer()
        let request = FetchRequest(method: "GET", url: "http://127.0.0.1:\(silent.port)/", timeoutSeconds: 50)
        let transfer = Task { () async -> FetchError? in
            do throws(FetchError) {
                _ = try await HTTPClient().send(request)
                return nil
            } catch {
                return error
            }
        }
        transfer.cancel()
        let error = await transfer.value
        #expect(error == .cancelled)
    }

    @Test(
        "A feed that does not answer is asked as often as its file says, paced and with waits between",
        .timeLimit(.minutes(1)))
    func asksAgain() async throws {
        let sleeps = SleepLog()
        let client = FeedClient(
            .init(clock: FixedClock().clock, random: .constant(0xFF), environment: { _ in nil }) { sleeps.add($0) })
        let failure = await #expect(throws: FeedClient.Failure.self) {
            try await client.page(PagePosition(page: 1, token: nil), of: "", crawler: Samples.crawler())
        }
        guard case .fetch(.transient) = failure?.cause else {
            Issue.record("\(String(describing: failure))")
            return
        }
        let waits = sleeps.all
        #expect(waits.count == 5)
        #expect([waits.first, waits.dropFirst(2).first, waits.last] == [1, 1, 1])
        #expect(waits.allSatisfy { $0 <= 400 })
    }
}

private final class SleepLog: Sendable {
    private let sleeps = Mutex<[Int64]>([])

    var all: [Int64] { sleeps.withLock { $0 } }

    func add(_ milliseconds: Int64) {
        sleeps.withLock { $0.append(milliseconds) }
    }
}

/// A port of the loopback that takes connections and never says a word.
private final class SilentServer: Sendable {
    private let socket: Int32
    let port: UInt16

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

    deinit {
        close(socket)
    }
}
