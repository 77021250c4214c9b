import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct TemplateTests {
    @Test("Every template can be read, and every file is a template")
    func templates() throws {
        _ = try Templates.read()
        let folder = "Sources/Web/Templates/console"
        let names = try Repository.names(in: folder).filter { $0.hasSuffix(".mustache") }
        #expect(Set(names) == Set(Templates.files.map { $0.name + ".mustache" }))
        for name in names {
            let text = try Repository.text(folder + "/" + name)
            // What is not escaped is named here: pictures that this program made.
            let raw = text.matches(of: /\{\{[{&]/).count
            let pictures = ["cell.mustache": 1, "enrol.mustache": 1, "listing.mustache": 3, "section.mustache": 2]
            #expect(raw == pictures[name] ?? 0, "\(name)")
            // Every partial exists; the library would leave out one that does not.
            for partial in text.matches(of: /\{\{[><]\s*([a-z-]+)\s*\}\}/) {
                #expect(names.contains(String(partial.1) + ".mustache"), "\(name): \(partial.1)")
            }
            // A form that changes something has its token.
            for form in text.components(separatedBy: "<form ").dropFirst() where form.contains("method=\"post\"") {
                let body = form.components(separatedBy: "</form>")[0]
                #expect(body.contains("{{>form-token}}"), "\(name)")
            }
        }
    }

    @Test(
        "Text that others send cannot leave its place, not even with a mark that joins the quotation mark",
        arguments: [
            "<script>alert(1)</script>", "\" onfocus=\"x", "'\u{301} onfocus='x", "\"\u{301} autofocus onfocus=x \"",
            "<\u{338}script>", "&lt;script&gt;", "</textarea><b>", "{{shell.form}}", "{{{.}}}", "\"\u{FE0F}\u{200D}>",
        ])
    func escaping(_ hostile: String) throws {
        let view = EmptyState(heading: hostile, text: hostile, ways: [PageLink(hostile, hostile)])
        let html = try Templates.render(view, with: "empty")
        let bytes = Array(html.utf8)
        // Between the template's own quotation marks there is none of the hostile text.
        let own = Array(
            try Templates.render(EmptyState(heading: "", text: "", ways: [PageLink("", "")]), with: "empty").utf8)
        for quote in [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">")] {
            #expect(bytes.filter { $0 == quote }.count == own.filter { $0 == quote }.count, "\(html)")
        }
        #expect(ConsoleText().escapeText("a\u{301}<&>\"'") == "a\u{301}&lt;&amp;&gt;&quot;&#39;")
    }

    @Test("Hostile text in a form comes back escaped")
    func typed() async throws {
        let console = try ConsoleCase()
        let hostile = "\"\u{301}><script>alert(1)</script>"
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let page = try await browser.get("/console/accounts/-new")
            let answer = try await browser.submit(
                page, "/console/accounts/-new",
                ["name": hostile, "region": hostile, "organisation": hostile, "role": hostile, "duty": hostile])
            #expect(answer.status == 422 && answer.text.contains("&lt;script&gt;"))
            #expect(!answer.text.contains("<script>") && !Array(answer.text.utf8).contains(Array("\"\u{301}>".utf8)))
            let signIn = Browser(client)
            let refused = try await signIn.submit(
                signIn.get("/console/sign-in"), "/console/sign-in", ["name": hostile, "password": "x"])
            #expect(refused.status == 422 && !refused.text.contains("<script>alert"))
        }
    }
}
