import Domain
import Foundation
import HTTPTypes
import NIOCore
import Store
import TestSupport
import Testing

@testable import Web

@Suite("Attacks on the console", .timeLimit(.minutes(3)))
struct AttackTests {
    private static let tokens = "/console/tokens/new"
    private static let typed = ["role": "monitor", "name": "m-1"]

    @Test("A form from another site is refused, whatever the browser says about it")
    func crossSite() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let fields = try await browser.get(Self.tokens).hidden(Self.tokens).merging(Self.typed) { $1 }
            let evil = "http://evil.example"
            for headers in [
                ["Origin": evil, "Sec-Fetch-Site": "same-origin"], ["Origin": "", "Sec-Fetch-Site": "same-origin"],
                ["Origin": "", "Sec-Fetch-Site": "none"], ["Origin": evil, "Host": "evil.example"],
                ["Origin": evil, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"],
                ["Origin": evil, "Forwarded": "host=evil.example;proto=http"],
                ["Origin": "http://localhost, http://evil.example"], ["Origin": "http://localhost/"],
                ["Origin": "http://LOCALHOST.evil.example"],
            ] {
                let answer = try await browser.post(Self.tokens, fields, headers)
                #expect([403, 421].contains(answer.status), "\(headers): \(answer.status)")
            }
            #expect(try await console.store.tokens().isEmpty)
            // A link from another site may open a page; it changes nothing.
            #expect(try await browser.get("/console/tokens", ["Sec-Fetch-Site": "cross-site"]).status == 200)
        }
    }

    @Test("Form token and session are worth nothing after the sign-out, nor with those of another account")
    func stolen() async throws {
        let console = try ConsoleCase()
        let other = try await console.person(.administrator, "second-admin")
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let fields = try await browser.get(Self.tokens).hidden(Self.tokens).merging(Self.typed) { $1 }
            let cookies = browser.cookies
            // The form of one account with the session of another.
            let thief = Browser(client)
            try await console.signIn(other, thief)
            #expect(try await thief.post(Self.tokens, fields).status == 403)
            // After the sign-out.
            try await browser.submit(browser.get("/console/me"), "/console/sign-out")
            browser.cookies = cookies
            #expect(try await browser.post(Self.tokens, fields).status == 401)
            #expect(try await browser.get("/console/tokens").status == 303)
            // The same person in a new session: the old form does not fit.
            #expect(try await console.store.tokens().isEmpty)
        }
    }

    @Test("A session that somebody else began does not become that of the person")
    func fixation() async throws {
        let console = try ConsoleCase()
        let (attacker, victim) = (
            try await console.person(.buyer, "attacker"), try await console.person(.buyer, "victim")
        )
        try await console.browse { client in
            let planted = Browser(client)
            try await console.signIn(attacker, planted)
            let browser = Browser(client)
            browser.cookies = planted.cookies
            let page = try await browser.get("/console/me")
            let form = try page.hidden("/console/sign-out")
            let answer = try await browser.post(
                "/console/sign-in",
                form.merging(["name": victim.name, "password": ConsoleCase.password, "key": "x"]) { $1 })
            #expect(answer.status == 303)
            #expect(browser.cookies["sushai"] != planted.cookies["sushai"])
            // The planted session is over: it can neither watch nor act.
            #expect(try await planted.get("/console/me").status == 303)
            #expect(try await browser.get("/console/me").text.contains("victim"))
        }
    }

    @Test("No spelling of a path leads around a check")
    func paths() async throws {
        let console = try ConsoleCase()
        _ = try await console.person(.buyer, "other-buyer")
        try await console.browse { client in
            let buyer = try await console.browser(client, as: .buyer)
            for path in [
                "//console/accounts", "/console//accounts", "///console///accounts//", "/console/accounts/",
                "/console/./accounts", "/console/me/../accounts", "/console/%61ccounts", "/console%2faccounts",
                "/console/%2e%2e/console/accounts", "/console\\accounts", "/Console/accounts", "/console/ACCOUNTS",
                "/console/accounts.", "/console/accounts..", "/console/accounts%00", "/console/accounts;x=1",
                "/console/accounts%2f", "/console/accounts%20", "/v1/../console/accounts",
                "/console/static/../accounts",
                "/console/accounts?/console/me", "/console/accounts#/console/me", "/console/sign-in/../accounts",
                "/console/sign-in%2f..%2faccounts", "/healthz/../console/accounts",
                "/healthz%2f..%2fconsole%2faccounts",
            ] {
                for browser in [buyer, Browser(client)] {
                    let page = try await browser.get(path)
                    #expect([303, 400, 401, 403, 404].contains(page.status), "\(path): \(page.status)")
                    #expect(!page.text.contains("other-buyer"), "\(path)")
                    #expect(page.header("Cache-Control") == "no-store", "\(path)")
                }
            }
        }
        let web = try await WebCase()
        for path in [
            "//v1/officer/flags", "/v1//officer//flags", "/v1/officer/flags/", "/v1/./officer/flags",
            "/v1/platform/../officer/flags", "/v1/%6ffficer/flags", "/V1/officer/flags", "/v1/officer/flags%00",
            "/healthz/../v1/officer/flags", "/console/../v1/officer/flags", "/v1/officer/flags;x",
            "/v1\\officer\\flags",
        ] {
            #expect([403, 404].contains(try await web.call(.get, path, as: "taobao").status), "\(path)")
            #expect([401, 303, 404].contains(try await web.call(.get, path, as: nil).status), "\(path)")
        }
    }

    @Test("Headers that a proxy would set, and cookies given twice, give nobody anything")
    func headers() async throws {
        let console = try ConsoleCase(origin: WebOrigin("https://susha.example.cn"))
        let person = try await console.person(.buyer)
        try await console.browse { client in
            let browser = Browser(client, origin: "https://susha.example.cn")
            try await console.signIn(person, browser)
            let token = try #require(browser.cookies["__Host-sushai"])
            let spoofed = [
                "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Original-URL": "/console/accounts",
                "X-Rewrite-URL": "/console/accounts", "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1",
                "Authorization": "Bearer x", "X-HTTP-Method-Override": "DELETE",
            ]
            let page = try await browser.get("/console/me", spoofed)
            #expect(page.status == 200 && !page.text.contains("evil.example"))
            let out = try await Browser(client).get("/console/me", spoofed)
            #expect(out.status == 303 && out.location == "/console/sign-in?next=/console/me")
            let stranger = Browser(client)
            for (cookie, status) in [
                ("__Host-sushai=\(token)", 200), ("__Host-sushai=bad; __Host-sushai=\(token)", 303),
                ("__Host-sushai=\(token); __Host-sushai=bad", 200), ("sushai=\(token)", 303),
                ("__host-sushai=\(token)", 303), ("__Host-sushai=\"\(token)\"", 303), ("__Host-sushai=\(token)x", 303),
                ("__Host-sushai-form=\(token)", 303), ("__Host-sushai=" + String(repeating: "a", count: 5_000), 303),
                ("__Host-sushai", 303), ("=\(token)", 303), (String(repeating: ";", count: 5_000), 303),
            ] {
                let answer = try await stranger.get("/console/me", ["Cookie": cookie])
                #expect(answer.status == status, "\(cookie.prefix(60))")
            }
        }
    }

    @Test("Another method, or a header or a field that names one, does nothing")
    func methods() async throws {
        let console = try ConsoleCase()
        _ = try await console.person(.buyer, "other-buyer")
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let before = try await console.store.events(subject: nil, limit: 10_000).count
            for method in [HTTPRequest.Method.head, .put, .delete, .patch, .options, .trace] {
                for path in ["/console/accounts", "/console/accounts/other-buyer/disable", "/console/sign-out", "/"] {
                    let answer = try await browser.send(method, path, ["Origin": browser.origin], nil)
                    #expect(answer.status >= 400 && answer.status < 500, "\(method) \(path): \(answer.status)")
                    #expect(method != .head || answer.bytes == 0)
                }
            }
            let disable = "/console/accounts/other-buyer/disable"
            for name in ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"] {
                let page = try await browser.get(disable, [name: "POST"])
                #expect(page.status == 200 && page.text.contains("停用账号"))
            }
            #expect(try await browser.get(disable + "?_method=POST").status == 200)
            #expect(try await console.store.events(subject: nil, limit: 10_000).count == before)
        }
    }

    @Test("A form in another format is refused before it is read")
    func mediaTypes() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let fields = try await browser.get(Self.tokens).hidden(Self.tokens).merging(Self.typed) { $1 }
            for type in [
                "text/plain", "application/json", "multipart/form-data; boundary=x", "",
                "text/plain; application/x-www-form-urlencoded", "application/x-www-form-urlencodedx",
            ] {
                let answer = try await browser.post(Self.tokens, fields, ["Content-Type": type])
                #expect(answer.status == 415, "\(type): \(answer.status)")
            }
            #expect(try await console.store.tokens().isEmpty)
        }
        let pages = try await LaboratoryPageCase()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let path = LaboratoryPageCase.uploads + "/new"
            let page = try await browser.get(path)
            let fields = try page.hidden(path)
            let good = Browser.multipart(fields, [.init("file", "a.csv", text: "x")])
            for (type, body, status) in [
                ("multipart/form-data", good, 400), ("multipart/form-data; boundary=", good, 400),
                ("multipart/form-data; boundary=other", good, 400),
                ("multipart/mixed; boundary=" + Browser.boundary, good, 415),
                ("text/csv", Array("x".utf8), 415), ("", good, 415),
                ("multipart/form-data; boundary=" + Browser.boundary, Array(good.dropLast(40)), 400),
                (
                    "multipart/form-data; boundary=" + Browser.boundary,
                    Browser.multipart(["form": "x"], [.init("file", "a.csv", text: "x")]), 403
                ),
            ] {
                let answer = try await browser.send(
                    .post, path, ["Origin": browser.origin, "Content-Type": type], ByteBuffer(bytes: body))
                #expect(answer.status == status, "\(type) \(body.count): \(answer.status)")
            }
            #expect(try await pages.console.store.uploads(of: Samples.laboratory, limit: 10).isEmpty)
        }
    }

    @Test("A form that is too large or has too many fields is refused; of a field given twice the first one counts")
    func fields() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let fields = try await browser.get(Self.tokens).hidden(Self.tokens)
            let hidden = Browser.encoded(fields)
            func send(_ text: String) async throws -> Int {
                try await browser.send(
                    .post, Self.tokens,
                    ["Origin": browser.origin, "Content-Type": "application/x-www-form-urlencoded"],
                    ByteBuffer(string: text)
                ).status
            }
            #expect(try await send(hidden + "&role=monitor&name=" + String(repeating: "a", count: 70_000)) == 413)
            #expect(try await send(hidden + String(repeating: "&a=1", count: 2_001)) == 400)
            #expect(try await send(hidden + "&role=monitor&name=%ff") == 400)
            #expect(try await send(hidden + "&role=monitor&name=a%00b") == 400)
            #expect(try await console.store.tokens().isEmpty)
            #expect(try await send(hidden + "&form=x&role=monitor&role=officer&name=m-1&name=m-2") == 200)
            let made = try await console.store.tokens()
            #expect(made.map(\.principal.name) == ["m-1"] && made[0].principal.role == .monitor)
            #expect(try await send("form=x&" + hidden + "&role=monitor&name=m-3") == 403)
        }
    }
}
