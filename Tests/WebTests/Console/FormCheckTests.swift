import Domain
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Store
import TestSupport
import Testing

@testable import Web

@Suite("Forms of the console", .timeLimit(.minutes(2)))
struct FormCheckTests {
    private static let typed = ["role": "monitor", "name": "m-1"]

    @Test(
        "A form from another origin, from none or from a sandbox is refused",
        arguments: [
            ["Origin": "http://evil.example"], ["Origin": "null"], ["Origin": ""], ["Origin": "https://localhost"],
            ["Origin": "http://localhost.evil.example"], ["Origin": "http://localhost:81"],
            ["Origin": "", "Referer": "http://evil.example/http://localhost/"],
            ["Origin": "", "Referer": "http://localhost@evil.example/"],
        ])
    func foreignOrigin(_ headers: [String: String]) async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let page = try await browser.get("/console/tokens/new")
            let fields = try page.hidden("/console/tokens/new").merging(Self.typed) { $1 }
            let refused = try await browser.post("/console/tokens/new", fields, headers)
            #expect(refused.status == 403 && refused.text.contains("不是从控制台的页面发出的"))
            #expect(try await console.store.tokens().isEmpty)
            let accepted = try await browser.post(
                "/console/tokens/new", fields, ["Origin": "", "Referer": "http://localhost/console/tokens/new"])
            #expect(accepted.status == 200)
        }
    }

    @Test("A form without its token, with a wrong one or with that of another session is refused")
    func formToken() async throws {
        let console = try ConsoleCase()
        let second = try await console.person(.administrator, "second-admin")
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let other = Browser(client)
            try await console.signIn(second, other)
            let page = try await browser.get("/console/tokens/new")
            let own = try page.hidden("/console/tokens/new")
            let stolen = try await other.get("/console/tokens/new").hidden("/console/tokens/new")
            #expect(own["form"] != stolen["form"] && own["form"]?.prefix { $0 != "." }.count == 64)
            for form in ["", "x", String(repeating: "0", count: 64), stolen["form"] ?? ""] {
                let answer = try await browser.post("/console/tokens/new", Self.typed.merging(["form": form]) { $1 })
                #expect(answer.status == 403 && answer.text.contains("没有办理"), "\(form)")
            }
            #expect(try await browser.post("/console/tokens/new", Self.typed).status == 403)
            #expect(try await console.store.tokens().isEmpty)
            #expect(try await browser.submit(page, "/console/tokens/new", Self.typed).status == 200)
        }
    }

    @Test("The sign-in, too, needs the form token of its page")
    func signInForm() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        let typed = ["name": person.name, "password": ConsoleCase.password]
        try await console.browse { client in
            let browser = Browser(client)
            #expect(try await browser.post("/console/sign-in", typed).status == 403)
            let attacker = try await Browser(client).get("/console/sign-in").hidden("/console/sign-in")
            #expect(try await browser.post("/console/sign-in", typed.merging(attacker) { $1 }).status == 403)
            let page = try await browser.get("/console/sign-in")
            #expect(try await browser.submit(page, "/console/sign-in", typed).status == 303)
        }
    }

    @Test("Every form of the console refuses a request without form token, for every role")
    func everyForm() async throws {
        let console = try ConsoleCase()
        let routes = PageAccessTests.routes(console).filter { $0.method == .post }
        #expect(routes.count >= 15)
        try await console.browse { client in
            for role in Role.ofAccounts {
                let browser = try await console.browser(client, as: role)
                for route in routes where route.path != "/console/sign-in" {
                    let answer = try await browser.post(route.path, ["form": "x"])
                    #expect(answer.status == 403, "\(route.path) as \(role)")
                }
            }
        }
    }

    @Test("A second click gets the first one's page, also at the same moment, and does nothing again")
    func doubleSubmit() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let page = try await browser.get("/console/tokens/new")
            async let first = browser.submit(page, "/console/tokens/new", Self.typed)
            async let second = browser.submit(page, "/console/tokens/new", Self.typed)
            let (left, right) = try await (first, second)
            #expect(left.status == 200 && left.text == right.text)
            #expect(try await browser.submit(page, "/console/tokens/new", Self.typed).text == left.text)
            #expect(try await console.store.tokens().count == 1)
            // A changed form is another one; and after ten minutes nothing is remembered.
            #expect(
                try await browser.submit(page, "/console/tokens/new", Self.typed.merging(["name": "m-2"]) { $1 }).text
                    != left.text)
            #expect(try await console.store.tokens().count == 2)
            console.base.clock.advance(seconds: OneTimeForms.seconds + 1)
            #expect(try await browser.submit(page, "/console/tokens/new", Self.typed).text != left.text)
            #expect(try await console.store.tokens().count == 3)
        }
    }

    @Test("A second click on a step of the sign-in gets the same session, although the first click ended the old one")
    func doubleSignIn() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.officer)
        try await console.browse { client in
            let browser = Browser(client)
            let page = try await browser.get("/console/sign-in")
            let begun = try await browser.submit(
                page, "/console/sign-in", ["name": person.name, "password": ConsoleCase.password])
            let codePage = try await browser.get(#require(begun.location))
            let before = browser.cookies
            let first = try await browser.submit(codePage, "/console/sign-in/code", ["code": console.code(person)])
            let after = browser.cookies
            browser.cookies = before
            let second = try await browser.submit(codePage, "/console/sign-in/code", ["code": console.code(person)])
            #expect(first.status == 303 && second.status == 303 && browser.cookies == after)
        }
    }

    @Test("The memory of sent forms is bounded")
    func memory() async throws {
        let forms = OneTimeForms()
        let big = ByteBuffer(bytes: [UInt8](repeating: 0x61, count: 200 << 10))
        for key in 0..<200 {
            _ = try await forms.answer(to: "\(key)", at: FixedClock.start) {
                Response(status: .ok, body: .init(byteBuffer: big))
            }
        }
        let again = try await forms.answer(to: "0", at: FixedClock.start) { Response(status: .noContent) }
        #expect(again.status == .noContent)
        let last = try await forms.answer(to: "199", at: FixedClock.start) { Response(status: .noContent) }
        #expect(last.status == .ok)
    }

    @Test(
        "Forms are decoded strictly",
        arguments: [
            ("a=1&b=%E4%BA%8C+x&a=2", ["a=1", "b=二 x", "a=2"]), ("a=1%0D%0A2", ["a=1\n2"]), ("a", ["a="]), ("", []),
        ])
    func fields(_ text: String, _ shown: [String]) throws {
        let form = try #require(FormFields(Array(text.utf8)))
        #expect(form.fields.map { $0.name + "=" + $0.value } == shown)
    }

    @Test("What cannot be decoded is refused", arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "a=%1b", "%00=1"])
    func broken(_ text: String) {
        #expect(FormFields(Array(text.utf8)) == nil)
    }
}
