import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The way into the console and out of it", .timeLimit(.minutes(2)))
struct SignInJourneyTests {
    @Test("A new administrator: temporary password, new password, second factor, recovery codes, work, sign-out")
    func journey() async throws {
        let console = try ConsoleCase()
        let (name, temporary) = try await console.created(.administrator, "first-admin")
        try await console.browse { client in
            let browser = Browser(client)
            #expect(try await browser.get("/").location == "/console/")
            let start = try await browser.get("/console/accounts?x=1")
            #expect(start.status == 303 && start.location == "/console/sign-in?next=/console/accounts%3Fx%3D1")
            let signIn = try await browser.get(#require(start.location))
            #expect(signIn.status == 200 && signIn.text.contains("<h1>登录</h1>"))

            var answer = try await browser.submit(
                signIn, "/console/sign-in", ["name": name, "password": temporary])
            #expect(answer.location == "/console/sign-in/password?next=/console/accounts%3Fx%3D1")
            // A step cannot be left out.
            #expect(try await browser.get("/console/accounts").location == "/console/sign-in/password")
            let password = try await browser.get(#require(answer.location))
            #expect(password.text.contains("临时密码"))
            answer = try await browser.submit(
                password, "/console/sign-in/password",
                ["old": temporary, "new": "123456789012", "again": "123456789012"])
            #expect(answer.status == 422 && answer.text.contains("密码不能只用数字"))
            #expect(answer.text.contains("<title>错误：设置新密码") && answer.text.contains("href=\"#new\""))
            answer = try await browser.submit(
                answer, "/console/sign-in/password",
                ["old": temporary, "new": ConsoleCase.password, "again": ConsoleCase.password])
            #expect(answer.location == "/console/sign-in/enrol?next=/console/accounts%3Fx%3D1")

            let enrol = try await browser.get(#require(answer.location))
            #expect(enrol.text.contains("<svg") && enrol.text.contains("data-keys") == false)
            let shown = try #require(enrol.text.firstMatch(of: /<code class="secret">([A-Z2-7 ]+)<\/code>/)?.1)
            let secret = try #require(Base32.decoded(String(shown)))
            answer = try await browser.submit(enrol, "/console/sign-in/enrol", ["code": "000000"])
            #expect(answer.status == 422)
            // The same secret is shown again, so that the authenticator program need not be set again.
            #expect(answer.text.contains(shown))
            answer = try await browser.submit(
                answer, "/console/sign-in/enrol",
                ["code": TOTP.code(of: secret, step: TOTP.step(at: console.base.clock.now))])
            #expect(answer.status == 200)
            let codes = answer.text.matches(of: /<code class="secret">([0-9A-Z-]{19})<\/code>/).map { String($0.1) }
            #expect(codes.count == 10 && answer.text.contains("href=\"/console/accounts?x=1\""))

            let accounts = try await browser.get("/console/accounts")
            #expect(accounts.status == 200 && accounts.text.contains("first-admin"))
            let out = try await browser.submit(accounts, "/console/sign-out")
            #expect(out.location == "/console/sign-in" && browser.cookies["sushai"] == nil)
            #expect(try await browser.get("/console/accounts").status == 303)

            // A recovery code opens the console once.
            for (turn, status) in [303, 422].enumerated() {
                let browser = Browser(client)
                let page = try await browser.get("/console/sign-in")
                let begun = try await browser.submit(
                    page, "/console/sign-in", ["name": name, "password": ConsoleCase.password])
                #expect(begun.location == "/console/sign-in/code", "\(turn)")
                let recovery = try await browser.get("/console/sign-in/code?with=recovery")
                let used = try await browser.submit(recovery, "/console/sign-in/code", ["code": codes[0]])
                #expect(used.status == status, "\(turn)")
            }
        }
    }

    @Test("A wrong password keeps the name, says neither which was wrong nor whether the account exists")
    func wrongPassword() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        try await console.browse { client in
            var texts: [String] = []
            for name in [person.name, "nobody"] {
                let browser = Browser(client)
                let page = try await browser.get("/console/sign-in")
                let answer = try await browser.submit(
                    page, "/console/sign-in", ["name": name, "password": "wrong wrong wrong"])
                #expect(answer.status == 422 && answer.text.contains("value=\"\(name)\""))
                #expect(!answer.text.contains("wrong wrong"))
                texts.append(
                    answer.text.replacing(name, with: "").replacing(/value="[0-9a-f]{32,64}"/, with: "value"))
            }
            #expect(texts[0] == texts[1])
        }
    }

    @Test("Guessing is slowed down, and the page says for how long")
    func slowed() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        try await console.browse { client in
            let browser = Browser(client)
            var statuses: [Int] = []
            for attempt in 0..<8 {
                let page = try await browser.get("/console/sign-in")
                let answer = try await browser.submit(
                    page, "/console/sign-in", ["name": person.name, "password": "wrong wrong wrong \(attempt)"])
                statuses.append(answer.status)
                if answer.status == 429 { #expect(answer.header("Retry-After") != nil && answer.text.contains("秒后再试")) }
            }
            #expect(statuses.first == 422 && statuses.contains(429))
        }
    }

    @Test("A code of the second factor is accepted once")
    func replayedCode() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.officer)
        try await console.browse { client in
            let code = console.code(person)
            for status in [303, 422] {
                let browser = Browser(client)
                let page = try await browser.get("/console/sign-in")
                let begun = try await browser.submit(
                    page, "/console/sign-in", ["name": person.name, "password": ConsoleCase.password])
                let codePage = try await browser.get(#require(begun.location))
                let answer = try await browser.submit(codePage, "/console/sign-in/code", ["code": code])
                #expect(answer.status == status)
            }
        }
    }

    @Test(
        "The sign-in returns to a page of the console and nowhere else",
        arguments: [
            ("/console/tokens?a=1", "/console/tokens?a=1"), ("//evil.example", "/console/"),
            ("https://evil.example/console/", "/console/"), ("/console//evil.example", "/console/"),
            ("/console/../v1/x", "/console/"), ("/\\evil.example", "/console/"), ("/console/\\evil", "/console/"),
            ("/v1/openapi.json", "/console/"), ("/console/sign-out", "/console/"), ("javascript:alert(1)", "/console/"),
            ("/console/%2e%2E/v1/x", "/console/"), ("/console/.%2e/x", "/console/"),
            ("/console/%0d%0aX: y", "/console/"), ("/console/\r\nX: y", "/console/"),
        ])
    func openRedirect(_ wanted: String, _ reached: String) async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        try await console.browse { client in
            #expect(try await console.signIn(person, Browser(client), next: wanted) == reached)
            // Not even if the field of the form was changed.
            let browser = Browser(client)
            let page = try await browser.get("/console/sign-in")
            let answer = try await browser.submit(
                page, "/console/sign-in",
                ["name": person.name, "password": ConsoleCase.password, "next": wanted])
            #expect(answer.location == reached || answer.status == 400)
        }
    }

    @Test("A page after the session ended leads to the sign-in and back; a form says that nothing was done")
    func endedSession() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let page = try await browser.get("/console/tokens/new")
            console.base.clock.advance(seconds: AccountSession.idleSeconds + 1)
            let get = try await browser.get("/console/tokens")
            #expect(get.status == 303 && get.location == "/console/sign-in?next=/console/tokens")
            #expect(try await browser.get("/console/sign-in").text.contains("登录已结束"))
            let fields = try page.hidden("/console/tokens/new").merging(["role": "monitor", "name": "m"]) { $1 }
            let post = try await browser.post(
                "/console/tokens/new", fields, ["Referer": "http://localhost/console/tokens/new"])
            #expect(post.status == 401 && post.text.contains("没有办理"))
            #expect(post.text.contains("/console/sign-in?next=/console/tokens/new"))
            #expect(try await console.store.tokens().isEmpty)
        }
    }
}
