import Domain
import TestSupport
import Testing
import Transport

@Suite("The meaning of an answer's status")
struct ResponseStatusTests {
    private func response(_ status: Int, _ headers: [String: String] = [:]) -> FetchResponse {
        FetchResponse(status: status, headers: headers, body: Array("body".utf8))
    }

    @Test("A 2xx answer is usable as it is", arguments: [200, 201, 204, 299])
    func usable(_ status: Int) throws {
        #expect(try response(status).usable(at: FixedClock.start) == response(status))
    }

    @Test(
        "Any other status has its class",
        arguments: [
            (401, FetchError.credentials("HTTP 401")), (403, .credentials("HTTP 403")),
            (429, .throttled(retryAfterSeconds: nil)), (500, .transient("HTTP 500")), (503, .transient("HTTP 503")),
            (599, .transient("HTTP 599")), (301, .contract("HTTP 301")), (304, .contract("HTTP 304")),
            (400, .contract("HTTP 400")), (404, .contract("HTTP 404")), (600, .contract("HTTP 600")),
            (0, .contract("HTTP 0")),
        ])
    func classes(_ status: Int, _ error: FetchError) {
        #expect(throws: error) { try response(status).usable(at: FixedClock.start) }
    }

    @Test("The case determines who can act")
    func audience() {
        #expect(FetchError.credentials("").audience == .operator)
        #expect(FetchError.ours("").audience == .operator)
        #expect(FetchError.contract("").audience == .ruleAuthor)
        for error in [FetchError.transient(""), .throttled(retryAfterSeconds: 1), .cancelled] {
            #expect(error.audience == .nobody)
        }
    }

    /// 08:00:00 in China is midnight UTC.
    @Test(
        "Retry-After is read as seconds or as a date of any of the three forms; any other text counts as missing",
        arguments: [
            ("120", Int64?.some(120)), ("0", 0), ("Mon, 02 Nov 2026 00:01:30 GMT", 90),
            ("Monday, 02-Nov-26 00:00:05 GMT", 5), ("Mon Nov  2 00:00:07 2026", 7),
            ("Sun, 01 Nov 2026 23:59:00 GMT", 0), ("", nil), ("soon", nil), ("Mon, 32 Nov 2026 00:00:00 GMT", nil),
            ("Mon, 02 Nov 2026 25:00:00 GMT", nil), ("Mon, 02 Foo 2026 00:00:00 GMT", nil),
        ])
    func retryAfter(_ text: String, _ seconds: Int64?) {
        #expect(throws: FetchError.throttled(retryAfterSeconds: seconds)) {
            try response(429, ["retry-after": text]).usable(at: FixedClock.start)
        }
    }

    @Test("`Retry-After` of an unavailable server is respected")
    func unavailable() {
        #expect(throws: FetchError.throttled(retryAfterSeconds: 30)) {
            try response(503, ["retry-after": "30"]).usable(at: FixedClock.start)
        }
    }

    @Test("A message about a URL contains neither user nor parameters")
    func place() {
        let request = FetchRequest(method: "GET", url: "https://user:word@feed.example:8443/a@b/c?key=4711#x")
        #expect(request.place == "https://feed.example:8443/a@b/c")
        #expect(FetchRequest(method: "GET", url: "/relative?x=1").place == "/relative")
    }
}
