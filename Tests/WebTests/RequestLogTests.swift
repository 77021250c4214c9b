import Domain
import HTTPTypes
import Logging
import TestSupport
import Testing

@Suite("What requests write to the log", .timeLimit(.minutes(1)))
struct RequestLogTests {
    @Test("a request is logged with method, route, status, token, role, and the identifier of its answer")
    func request() async throws {
        let log = CapturedLog()
        let web = try await WebCase(logger: log.logger)
        let answer = try await web.call(.get, "/v1/officer/flags?limit=1", as: "province")
        let line = try #require(log.fields(of: "request").first)
        #expect(answer.status == 200 && line["status"] == "200" && line["method"] == "GET")
        #expect(line["route"] == "/v1/officer/flags" && line["role"] == "officer")
        #expect(line["request"] == answer.headers[HTTPField.Name("X-Request-Id")!])
        #expect(line["token"].flatMap { Int64($0) } != nil && line["ms"] != nil)
    }

    @Test("a route is logged as its template, also for a refused request, and never with a token, a name or a query")
    func discreet() async throws {
        let log = CapturedLog()
        let web = try await WebCase(logger: log.logger)
        _ = try await web.call(.get, "/v1/officer/reports/R-4711/document?q=4712", as: "province")
        _ = try await web.call(.get, "/v1/officer/flags", as: "sushai_no-such-token")
        _ = try await web.call(.get, "/v1/officer/flags", as: Samples.laboratory)
        let lines = log.fields(of: "request")
        #expect(lines.map { $0["status"] } == ["404", "401", "403"])
        #expect(lines[0]["route"] == "/v1/officer/reports/{reference}/document")
        #expect(lines[1]["role"] == nil && lines[2]["role"] == "laboratory")
        let text = log.lines.joined(separator: "\n")
        for secret in web.tokens.values + ["no-such-token", "4711", "4712", Samples.laboratory] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }

    @Test("probes are logged at debug only")
    func probes() async throws {
        let log = CapturedLog(.info)
        let web = try await WebCase(logger: log.logger)
        #expect(try await web.call(.get, "/healthz", as: nil).status == 200)
        #expect(log.fields(of: "request").isEmpty)
    }
}
