import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Headers and files of the console", .timeLimit(.minutes(1)))
struct ConsoleHeaderTests {
    private static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    @Test("Every answer of the console has the policy and the other headers, errors and redirects too")
    func everyAnswer() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            var answers: [Browser.Page] = []
            for path in [
                "/", "/console/", "/console", "/console/accounts", "/console/none", "/console/sign-in", "/console/me",
                StaticFile.style.path, "/console/static/x/console.css", "/console/accounts/nobody",
            ] {
                answers.append(try await browser.get(path))
                answers.append(try await Browser(client).get(path))
            }
            answers.append(try await browser.post("/console/sign-out", [:]))
            answers.append(try await browser.post("/console/sign-out", [:], ["Content-Type": "text/plain"]))
            #expect(Set(answers.map(\.status)) == [200, 303, 403, 404, 415])
            for answer in answers {
                #expect(answer.header("Content-Security-Policy") == Self.policy)
                #expect(answer.header("X-Content-Type-Options") == "nosniff")
                #expect(answer.header("X-Frame-Options") == "DENY")
                #expect(answer.header("Referrer-Policy") == "same-origin")
                #expect(answer.header("X-Request-Id")?.isEmpty == false)
                #expect(answer.header("Strict-Transport-Security") == nil)
            }
        }
    }

    @Test("Pages contain no script, style or handler of their own, and nothing of another host")
    func nothingInline() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            for path in ["/console/", "/console/me", "/console/accounts", "/console/tokens/new", "/console/help"] {
                let text = try await browser.get(path).text
                #expect(text.hasPrefix("<!doctype html>\n<html lang=\"zh-CN\">"), "\(path)")
                #expect(!text.contains(/<[^>]* on[a-z]+=|<[^>]* style=|<style|javascript:|(src|href)="(https?:)?\/\//))
                #expect(text.matches(of: /<script/).count == 1 && text.contains("<script src=\"/console/static/"))
                #expect(!text.contains("{{"), "\(path)")
            }
        }
    }

    @Test("Style sheet and script may be cached for ever under their hash; nothing else may be cached")
    func caching() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = Browser(client)
            let sign = try await browser.get("/console/sign-in")
            #expect(sign.header("Cache-Control") == "no-store")
            for file in StaticFile.all {
                #expect(sign.text.contains(file.path) == (file.name != StaticFile.uploadScript.name))
                let answer = try await browser.get(file.path)
                #expect(answer.status == 200 && answer.header("Cache-Control") == "public, max-age=31536000, immutable")
                #expect(answer.header("Content-Type") == file.mediaType)
                let old = try await browser.get("/console/static/0123456789abcdef/" + file.name)
                #expect(old.status == 404 && old.header("Cache-Control") == "no-store")
            }
        }
        #expect(StaticFile.style.bytes.count < 16_384 && StaticFile.script.bytes.count < 10_240)
        #expect(StaticFile.uploadScript.bytes.count < 11_500)
    }

    @Test("A page that does not exist says what to do, in Chinese, with the number of the request")
    func notFound() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            for browser in [Browser(client), try await console.browser(client, as: .buyer)] {
                let page = try await browser.get("/console/none")
                #expect(page.status == 404 && page.text.contains("没有这个页面"))
                #expect(page.text.contains(try #require(page.header("X-Request-Id"))))
            }
        }
    }
}
