import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("Accounts that cannot be checked", .timeLimit(.minutes(2)))
struct AccessFailurePageTests {
    @Test("A missing key file says what to do, counts no attempt, and names no file; the log does")
    func missingKey() async throws {
        let log = CapturedLog()
        let console = try ConsoleCase(logger: log.logger)
        let person = try await console.person(.officer)
        let file = console.base.folder.path + "/sushai.sqlite.key"
        let key = try #require(FileManager.default.contents(atPath: file))
        try FileManager.default.removeItem(atPath: file)
        try await console.browse { client in
            let browser = Browser(client)
            let page = try await browser.get("/console/sign-in")
            let begun = try await browser.submit(
                page, "/console/sign-in", ["name": person.name, "password": ConsoleCase.password])
            let codePage = try await browser.get(#require(begun.location))
            for attempt in 0..<8 {
                var fields = try codePage.hidden("/console/sign-in/code")
                fields["key"] = "attempt-\(attempt)"
                fields["code"] = console.code(person)
                let answer = try await browser.post("/console/sign-in/code", fields)
                #expect(answer.status == 503, "\(attempt): \(answer.status)")
                #expect(answer.text.contains("密钥文件缺失") && answer.text.contains("请求编号"))
                #expect(!answer.text.contains(console.base.folder.path) && !answer.text.contains(".key"))
            }
            #expect(log.lines.contains { $0.contains(file) })
            #expect(FileManager.default.createFile(atPath: file, contents: key))
            let answer = try await browser.submit(codePage, "/console/sign-in/code", ["code": console.code(person)])
            #expect(answer.status == 303)
        }
    }

    @Test("A mistake in an account is 422 with its sentence, and a failure of the server is 503")
    func faults() {
        for fault in [
            AccountFault.dutyMissing, .principalDiffers, .regionMissing(.officer), .organisationMissing(.platform),
            .roleOfTokens(.monitor),
        ] {
            let problem = Problem(fault)
            #expect(problem.status == .unprocessableContent && problem.detail == AccessWording.sentence(fault))
            let texts = ErrorWording.texts(problem)
            #expect(texts.what.hasPrefix(problem.detail) && !texts.remedy.isEmpty)
        }
        for failure in [AccessFailure.keyMissing(path: "/x"), .keyUnusable(path: "/x", why: "y"), .hashing(code: -22)] {
            let problem = Problem(failure)
            #expect(problem == .accessUnavailable && !ErrorWording.texts(problem).what.contains("/x"))
        }
    }

    @Test("A name of one line with a line break is refused at its field", arguments: ["a\nb", "LAB\u{0B}-1"])
    func lineBreaks(_ name: String) async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let page = try await browser.get("/console/accounts/-new")
            let account = try await browser.submit(
                page, "/console/accounts/-new",
                ["role": "laboratory", "name": "li.si", "organisation": name, "duty": "analyst"])
            #expect([400, 422].contains(account.status), "\(account.status)")
            let tokens = try await browser.get("/console/tokens/new")
            let token = try await browser.submit(tokens, "/console/tokens/new", ["role": "monitor", "name": name])
            #expect([400, 422].contains(token.status), "\(token.status)")
            #expect(try await console.store.tokens().isEmpty)
        }
    }
}
