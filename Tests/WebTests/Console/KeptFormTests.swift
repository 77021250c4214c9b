import Domain
import FoundationEssentials
import HummingbirdTesting
import Store
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("A form whose session ended", .timeLimit(.minutes(3)))
struct KeptFormTests {
    private static let path = "/console/accounts/-new"
    private static let typed = ["name": "zhao-1", "role": "bureau", "region": "330481\"><script>x</script>"]

    private func end(_ console: ConsoleCase) {
        console.base.clock.advance(seconds: AccountSession.idleSeconds + 1)
    }

    @Test("It is filled again after the next sign-in of the same account, once, and nothing is carried out by itself")
    func sameAccount() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.administrator)
        try await console.browse { client in
            let browser = Browser(client)
            try await console.signIn(person, browser)
            let form = try await browser.get(Self.path)
            end(console)
            let refused = try await browser.submit(form, Self.path, Self.typed)
            #expect(refused.status == 401 && refused.text.contains("保留 30 分钟"))
            #expect(try await console.signIn(person, browser) == Self.path)
            let page = try await browser.get(Self.path)
            #expect(
                page.text.contains("填写的内容已取回") && page.text.contains("name=\"name\" type=\"text\" value=\"zhao-1\""))
            #expect(page.text.contains("<option value=\"bureau\" selected>"))
            #expect(page.text.contains("330481&quot;&gt;&lt;script&gt;") && !page.text.contains("<script>x"))
            #expect(try await console.store.accounts().count == 1)
            // The fresh page works, and the content is shown once.
            let sent = try await browser.submit(page, Self.path, Self.typed.merging(["region": "330481"]) { $1 })
            #expect(sent.text.contains("临时密码"))
            #expect(try await !browser.get(Self.path).text.contains("zhao-1"))
        }
    }

    @Test("Another account does not see it, not even in the same browser; after 30 minutes nobody does")
    func others() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.administrator)
        let other = try await console.person(.administrator, "other-admin")
        try await console.browse { client in
            let browser = Browser(client)
            try await console.signIn(person, browser)
            let form = try await browser.get(Self.path)
            end(console)
            #expect(try await browser.submit(form, Self.path, Self.typed).status == 401)
            #expect(try await console.signIn(other, browser) == "/console/")
            #expect(try await !browser.get(Self.path).text.contains("zhao-1"))
            // The old page, sent in the session of the other account.
            let stale = try await browser.submit(form, Self.path, Self.typed)
            #expect(stale.status == 403 && !stale.text.contains("保留"))
            console.base.clock.advance(seconds: KeptForms.seconds)
            #expect(try await console.signIn(person, browser) == "/console/")
            #expect(try await !browser.get(Self.path).text.contains("zhao-1"))
        }
    }

    @Test("A page from before the last sign-in of the same account leads back to the filled form")
    func stale() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.administrator)
        try await console.browse { client in
            let browser = Browser(client)
            try await console.signIn(person, browser)
            let form = try await browser.get(Self.path)
            browser.cookies["sushai"] = nil
            try await console.signIn(person, browser)
            let answer = try await browser.submit(form, Self.path, Self.typed)
            #expect(answer.status == 303 && answer.location == Self.path)
            #expect(try await browser.get(Self.path).text.contains("value=\"zhao-1\""))
        }
    }

    @Test("A session that a person ended, and a token that the form does not match, keep nothing")
    func ended() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.administrator)
        try await console.browse { client in
            let browser = Browser(client)
            try await console.signIn(person, browser)
            let form = try await browser.get(Self.path)
            let cookies = browser.cookies
            try await browser.submit(form, "/console/sign-out")
            browser.cookies = cookies
            #expect(try await browser.submit(form, Self.path, Self.typed).text.contains("没有保存"))
            let again = Browser(client)
            try await console.signIn(person, again)
            let page = try await again.get(Self.path)
            end(console)
            #expect(try await again.submit(page, Self.path, ["form": "x", "name": "a"]).text.contains("没有保存"))
            #expect(try await console.signIn(person, again) == "/console/")
        }
    }

    @Test("No password and no code is kept: every field for one has a name that is left out")
    func secrets() async throws {
        let console = try ConsoleCase()
        let person = try await console.person(.buyer)
        try await console.browse { client in
            let browser = Browser(client)
            let first = try await browser.get("/console/sign-in")
            try await console.signIn(person, browser)
            for page in [
                first, try await browser.get("/console/me/password"),
                try await browser.get("/console/me/second-factor"),
            ] {
                let secret = page.text.components(separatedBy: "<input ").filter {
                    $0.contains("type=\"password\"") || $0.contains("one-time-code")
                }
                #expect(!secret.isEmpty)
                for field in secret {
                    let name = try #require(field.firstMatch(of: /name="([^"]*)"/)).1
                    #expect(KeptForm.secret.contains(String(name)))
                }
            }
            let page = try await browser.get("/console/me/password")
            end(console)
            let answer = try await browser.submit(
                page, "/console/me/password", ["old": "a", "new": "b", "again": "b"])
            #expect(answer.status == 401 && answer.text.contains("没有保存"))
        }
    }

    @Test("The fields of a form with files are kept, the files are not")
    func files() async throws {
        let console = try ConsoleCase()
        _ = try await Samples.screenedPull(in: console.store, [Samples.listing("goods-1", title: "磁力片")])
        let task = try #require(try await Samples.drawnRun(in: console.store, Samples.plan(quota: 1)).first)
        try await Samples.accredit(Samples.laboratory, console.context)
        let person = try await console.person(.buyer)
        let path = "/console/buying/\(task.id)"
        try await console.browse { client in
            let browser = Browser(client)
            try await console.signIn(person, browser)
            let form = try await browser.get(path)
            end(console)
            let refused = try await browser.submit(
                form, path, ["order": "4012-7788"], files: [.init("photos", "a.png", EvidenceSamples.png)])
            #expect(refused.status == 401 && refused.text.contains("保留 30 分钟"))
            #expect(try await console.signIn(person, browser) == path)
            #expect(try await browser.get(path).text.contains("value=\"4012-7788\""))
        }
    }

    @Test("Boxes, selections and long texts are filled; if the form is gone, the page lists what was typed")
    func filling() throws {
        let pairs = [
            ("list", "x"), ("page", "/console/flags"), ("a", "2"), ("s", "&"), ("t", "1\n<2>"), ("n", "1"), ("n", "2"),
        ]
        let form = try #require(
            KeptForm(FormFields(fields: pairs.map { .init(name: $0.0, value: $0.1) }), action: "/console/flags/act"))
        let page = """
            <main><form class="gap" action="/console/flags/act" method="post">
            <input type="hidden" name="list" value="new"><input type="checkbox" name="a" value="1" checked>
            <input type="checkbox" name="a" value="2"><select id="s" name="s"><option value="1" selected>1</option>
            <option value="&amp;">2</option></select><textarea name="t">
            old</textarea><input name="n" value="x"><input name="n"></form><input name="n" value="y"></main>
            """
        #expect(
            FormFilling(form).fill(page) == """
                <main><form class="gap" action="/console/flags/act" method="post">
                <input type="hidden" name="list" value="new"><input type="checkbox" name="a" value="1">
                <input type="checkbox" name="a" value="2" checked><select id="s" name="s"><option value="1">1</option>
                <option value="&amp;" selected>2</option></select><textarea name="t">
                1
                &lt;2&gt;</textarea><input name="n" value="1"><input name="n" value="2"></form><input name="n" value="y"></main>
                """)
        let gone = FormFilling(form).fill("<main><h1>别的</h1></main>")
        #expect(gone.contains("<li>1\n&lt;2&gt;</li>") && gone.hasSuffix("</section></main>"))
    }

    @Test("An account keeps three forms, the latest of each page; one that is too large is not kept")
    func bounds() throws {
        func form(_ page: Int, _ value: String) -> KeptForm? {
            KeptForm(
                FormFields(fields: [
                    .init(name: "page", value: "/console/list/\(page)"), .init(name: "x", value: value),
                ]),
                action: "/console/list")
        }
        let now = Timestamp(milliseconds: 0)
        let forms = KeptForms()
        for page in 1...4 { forms.keep(try #require(form(page, "a")), of: 1, at: now) }
        forms.keep(try #require(form(4, "b")), of: 1, at: now)
        #expect(forms.form(of: 1, on: "/console/list/1", at: now) == nil)
        #expect(forms.form(of: 1, on: "/console/list/2", at: now) != nil)
        #expect(forms.latest(of: 1, at: now)?.fields.first?.value == "b")
        #expect(forms.form(of: 2, on: "/console/list/4", at: now) == nil)
        #expect(form(1, String(repeating: "a", count: KeptForm.mostBytes)) == nil)
    }
}
