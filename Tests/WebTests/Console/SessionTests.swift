import Domain
import HTTPTypes
import HummingbirdCore
import NIOCore
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("Sessions of the console", .timeLimit(.minutes(2)))
struct SessionTests {
    private static func request(_ authority: String?, _ headers: HTTPFields = [:]) -> Request {
        Request(
            head: HTTPRequest(
                method: .get, scheme: "http", authority: authority, path: "/console/", headerFields: headers),
            body: .init(buffer: ByteBuffer()))
    }

    @Test("Under a public address the cookie is of this host only, secure, and hidden from scripts")
    func publishedCookie() async throws {
        let origin = try #require(WebOrigin("https://susha.example.cn"))
        let console = try ConsoleCase(origin: origin)
        let person = try await console.person(.buyer)
        try await console.browse { client in
            let browser = Browser(client, origin: origin.text)
            let page = try await browser.get("/console/sign-in")
            #expect(page.header("Strict-Transport-Security") != nil && !page.text.contains("试用"))
            let answer = try await browser.submit(
                page, "/console/sign-in", ["name": person.name, "password": ConsoleCase.password])
            let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-sushai=") })
            let token = try #require(browser.cookies["__Host-sushai"])
            #expect(cookie == "__Host-sushai=\(token); Path=/; HttpOnly; SameSite=Lax; Secure")
            #expect(browser.cookies.keys.sorted() == ["__Host-sushai", "__Host-sushai-form"])
            // The origin of this machine is another one.
            let home = try await browser.get("/console/")
            let fields = try home.hidden("/console/sign-out")
            #expect(try await browser.post("/console/sign-out", fields, ["Origin": "http://localhost"]).status == 403)
        }
    }

    @Test("A trial has a plain cookie, says what it is, and answers only to names of this machine")
    func trialCookie() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        try await console.browse { client in
            let browser = Browser(client)
            let page = try await browser.get("/console/sign-in")
            #expect(page.text.contains("试用：没有加密"))
            let answer = try await browser.submit(
                page, "/console/sign-in", ["name": person.name, "password": ConsoleCase.password])
            let token = try #require(browser.cookies["sushai"])
            #expect(
                answer.headers[values: .setCookie].contains("sushai=\(token); Path=/; HttpOnly; SameSite=Lax"))
        }
        let address = ConsoleAddress.trial
        for name in ["localhost", "127.0.0.1:8080", "[::1]:1", "LOCALHOST:8080"] {
            #expect(address.origin(of: Self.request(name)) == "http://" + name.lowercased())
        }
        for name in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:80x", "10.0.0.1"] {
            #expect(address.origin(of: Self.request(name)) == nil, "\(name)")
        }
        #expect(address.origin(of: Self.request(nil)) == nil)
    }

    @Test("The token changes at every step, and the old one is dead")
    func fixation() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.officer)
        try await console.browse { client in
            let browser = Browser(client)
            // A token that somebody else put into the browser does not become the session.
            browser.cookies = ["sushai": String(repeating: "a", count: 64)]
            let page = try await browser.get("/console/sign-in")
            let begun = try await browser.submit(
                page, "/console/sign-in", ["name": person.name, "password": ConsoleCase.password])
            let first = try #require(browser.cookies["sushai"])
            #expect(first != String(repeating: "a", count: 64))
            let codePage = try await browser.get(#require(begun.location))
            try await browser.submit(codePage, "/console/sign-in/code", ["code": console.code(person)])
            let second = try #require(browser.cookies["sushai"])
            #expect(first != second)
            #expect(try await browser.get("/console/").status == 200)
            browser.cookies = ["sushai": first]
            #expect(try await browser.get("/console/").status == 303)
        }
    }

    @Test("A person sees the own sessions and ends them, one or all others; those of others are out of reach")
    func ownSessions() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        let other = try await console.person(.buyer, "other-buyer")
        try await console.browse { client in
            let browsers = [
                Browser(client, agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36"),
                Browser(client, agent: "<script>alert(1)</script>\" onload=\"x"), Browser(client), Browser(client),
            ]
            for browser in browsers.prefix(3) { try await console.signIn(person, browser) }
            try await console.signIn(other, browsers[3])
            let me = try await browsers[0].get("/console/me")
            #expect(me.text.contains("Chrome，Windows") && me.text.contains("本次登录"))
            #expect(me.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x"))
            #expect(!me.text.contains("<script>alert"))
            let foreign = try #require(
                try await Sessions(console.context).find(token: browsers[3].cookies["sushai"] ?? ""))
            let hidden = try me.hidden("/console/me/sessions/end")
            try await browsers[0].post(
                "/console/me/sessions/end", hidden.merging(["id": String(foreign.id)]) { $1 })
            #expect(try await browsers[3].get("/console/").status == 200)
            let mine = try #require(
                try await Sessions(console.context).find(token: browsers[1].cookies["sushai"] ?? ""))
            let ended = try await browsers[0].post(
                "/console/me/sessions/end", hidden.merging(["id": String(mine.id)]) { $1 })
            #expect(ended.location == "/console/me")
            #expect(try await browsers[1].get("/console/").status == 303)
            #expect(try await browsers[0].get("/console/me").text.contains("该设备上的登录已结束"))
            #expect(try await browsers[2].get("/console/").status == 200)
            try await browsers[0].submit(me, "/console/me/sessions/end-others")
            #expect(try await browsers[2].get("/console/").status == 303)
            #expect(try await browsers[0].get("/console/").status == 200)
        }
    }

    @Test("A new password ends the other sessions; a wrong old one changes nothing")
    func newPassword() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        let new = "另一句 完全不同 的 长话"
        try await console.browse { client in
            let (browser, other) = (Browser(client), Browser(client))
            try await console.signIn(person, browser)
            try await console.signIn(person, other)
            let page = try await browser.get("/console/me/password")
            var answer = try await browser.submit(
                page, "/console/me/password", ["old": "wrong wrong wrong", "new": new, "again": new])
            #expect(answer.status == 422 && answer.text.contains("现在的密码不对"))
            answer = try await browser.submit(
                page, "/console/me/password", ["old": ConsoleCase.password, "new": new, "again": new + "x"])
            #expect(answer.status == 422 && answer.text.contains("不一样"))
            answer = try await browser.submit(
                page, "/console/me/password", ["old": ConsoleCase.password, "new": new, "again": new])
            #expect(answer.location == "/console/me")
            #expect(try await browser.get("/console/me").text.contains("新密码已保存"))
            #expect(try await other.get("/console/me").status == 303)
        }
    }

    @Test("Who need not have a second factor can set one; large text and keys are settings of the browser")
    func ownSettings() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let page = try await browser.get("/console/me/second-factor")
            let shown = try #require(page.text.firstMatch(of: /<code class="secret">([A-Z2-7 ]+)<\/code>/)?.1)
            let secret = try #require(Base32.decoded(String(shown)))
            let done = try await browser.submit(
                page, "/console/me/second-factor",
                ["code": TOTP.code(of: secret, step: TOTP.step(at: console.base.clock.now))])
            #expect(done.status == 200 && done.text.contains("恢复码"))
            #expect(try await browser.get("/console/me").text.contains("恢复码剩 10 个"))
            #expect(try await browser.get("/console/me/second-factor").status == 404)
            let me = try await browser.get("/console/me")
            try await browser.submit(me, "/console/me/settings", ["large": "on"])
            #expect(
                try await browser.get("/console/me").text.contains(
                    "<html lang=\"zh-CN\" class=\"large\" data-keys=\"off\">"))
        }
    }

    @Test("The API does not accept a session, and the console does not accept a token")
    func sidesAreSeparate() async throws {
        let console = try ConsoleCase()
        let token = try await console.store.issueToken(
            for: Principal(role: .officer, name: "p", region: .zhejiang), by: .operator)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            #expect(try await browser.get("/console/").status == 200)
            for path in ["/v1/officer/flags", "/v1/openapi.json", "/metrics"] {
                #expect(try await browser.get(path).status == 401, "\(path)")
            }
            let stranger = Browser(client)
            let bearer = ["Authorization": "Bearer " + token.text]
            #expect(try await stranger.get("/v1/officer/flags", bearer).status == 200)
            for path in ["/console/", "//console/", "/console/me", "/console//me", "/./console/me"] {
                let answer = try await stranger.get(path, bearer)
                #expect([303, 401, 404].contains(answer.status), "\(path) \(answer.status)")
                #expect(!answer.text.contains("我的账号</h1>"))
            }
        }
    }

    @Test("The address of the browser is the one that the proxy of this machine states, and no invented one")
    func address() throws {
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        let request = Self.request("susha.example.cn", [name: "6.6.6.6, 10.1.2.3"])
        #expect(ClientAddress.of(request, peer: "127.0.0.1", isBehindProxy: true) == "10.1.2.3")
        #expect(ClientAddress.of(request, peer: "9.9.9.9", isBehindProxy: true) == "9.9.9.9")
        #expect(ClientAddress.of(request, peer: "127.0.0.1", isBehindProxy: false) == "127.0.0.1")
        let odd = Self.request("susha.example.cn", [name: "<script>"])
        #expect(ClientAddress.of(odd, peer: "::1", isBehindProxy: true) == "::1")
    }
}
