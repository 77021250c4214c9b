import Domain
import HTTPTypes
import Hummingbird
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct CredentialTests {
    /// Every route of the API, with its parameters filled in. The console has sessions instead of tokens.
    private static func routes(_ web: WebCase) -> [(method: HTTPRequest.Method, path: String)] {
        web.service.router().routes.filter { !ConsolePath.covers($0.path.description) }.map { route in
            let path = route.path.description.split(separator: "/").map { part in
                part.hasPrefix("{") || part.hasPrefix(":") ? "1" : String(part)
            }
            return (route.method, "/" + path.joined(separator: "/"))
        }
    }

    @Test("Law 1: only the health routes need no credential")
    func lawOneNothingWithoutCredential() async throws {
        let web = try await WebCase()
        let routes = Self.routes(web)
        #expect(routes.count >= 16)
        for route in routes where route.path != "/healthz" && route.path != "/readyz" {
            let answer = try await web.call(route.method, route.path, as: nil, body: "{}")
            #expect(answer.status == 401, "\(route.method) \(route.path)")
            // The answer to HEAD has no content.
            #expect(answer.problem == (route.method == .head ? nil : "unauthenticated"))
            #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        }
        #expect(try await web.call(.get, "/no/such/path", as: nil).status == 401)
        #expect(try await web.call(.get, "/healthz", as: nil).status == 200)
        #expect(try await web.call(.get, "/readyz", as: nil).status == 200)
    }

    @Test("Law 1: no cache may store an answer")
    func lawOneNothingIsCached() async throws {
        let web = try await WebCase()
        for path in ["/healthz", "/v1/laboratory/samples", "/v1/platform/takedowns"] {
            let answer = try await web.call(.get, path, as: "taobao")
            #expect(answer.headers[.cacheControl] == "no-store", "\(path)")
        }
    }

    @Test("each role can use its own routes and no others")
    func rolesAreSeparate() async throws {
        let web = try await WebCase()
        let owners = [
            "laboratory": WebCase.laboratory, "platform": "taobao", "officer": "province", "metrics": "monitor",
        ]
        for route in Self.routes(web) {
            let parts = route.path.split(separator: "/").map(String.init)
            guard let area = parts.first(where: { owners[$0] != nil }), let owner = owners[area] else { continue }
            for caller in owners.values {
                let answer = try await web.call(route.method, route.path, as: caller, body: "{}")
                #expect((answer.status == 403) == (caller != owner), "\(route.method) \(route.path) as \(caller)")
            }
        }
    }

    @Test("a wrong, a malformed and a revoked token are refused")
    func badTokens() async throws {
        let web = try await WebCase()
        for token in ["sushai_0", "", String(repeating: "x", count: 10_000)] {
            #expect(try await web.call(.get, "/v1/openapi.json", as: token).status == 401)
        }
        #expect(try await web.call(.get, "/v1/openapi.json", as: "monitor").status == 200)
        let id = try #require(try await web.store.tokens().first { $0.principal.name == "monitor" }).id
        try await web.store.revokeToken(id, by: .operator)
        #expect(try await web.call(.get, "/v1/openapi.json", as: "monitor").status == 401)
    }

    @Test("every answer has a request id, and a problem document contains it")
    func requestIdentifiers() async throws {
        let web = try await WebCase()
        let name = try #require(HTTPField.Name("X-Request-Id"))
        let good = try await web.call(.get, "/v1/openapi.json", as: "taobao")
        #expect(good.headers[name]?.isEmpty == false)
        let bad = try await web.call(.get, "/v1/none", as: "taobao")
        #expect(bad.status == 404)
        let identifier = try #require(bad.headers[name])
        #expect(bad.object["instance"] as? String == "urn:sushai:request:" + identifier)
        #expect(bad.headers[.contentType]?.hasPrefix("application/problem+json") == true)
    }

    @Test("guessing tokens is limited, and so are the requests of one holder")
    func ratesAreBounded() {
        let limiter = RateLimiter()
        let now = Timestamp(milliseconds: 120_000)
        for _ in 0..<10 { #expect(limiter.admits("a", limit: 10, at: now)) }
        #expect(!limiter.admits("a", limit: 10, at: now))
        #expect(limiter.admits("b", limit: 10, at: now))
        #expect(limiter.admits("a", limit: 10, at: now.adding(seconds: 60)))
    }
}
