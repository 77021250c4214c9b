import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

@Suite("Secrets and the log", .timeLimit(.minutes(2)))
struct SecretLogTests {
    @Test(
        "A whole journey writes no password, code, secret or token to the log or to the events; sign-ins and refusals are events"
    )
    func journey() async throws {
        let log = CapturedLog()
        let console = try ConsoleCase(logger: log.logger)
        let (name, temporary) = try await console.created(.administrator, "first-admin")
        let wrong = "a wrong pass phrase"
        try await console.browse { client in
            let browser = Browser(client)
            var secrets = [temporary, wrong, ConsoleCase.password]
            func note() {
                secrets += browser.cookies.values.filter { $0.count > 20 }
            }
            let start = try await browser.get("/console/sign-in?next=/console/accounts")
            note()
            _ = try await browser.submit(start, "/console/sign-in", ["name": name, "password": wrong])
            var answer = try await browser.submit(start, "/console/sign-in", ["name": name, "password": temporary])
            note()
            let password = try await browser.get(#require(answer.location))
            answer = try await browser.submit(
                password, "/console/sign-in/password",
                ["old": temporary, "new": ConsoleCase.password, "again": ConsoleCase.password])
            note()
            let enrol = try await browser.get(#require(answer.location))
            let shown = String(try #require(enrol.text.firstMatch(of: /<code class="secret">([A-Z2-7 ]+)<\/code>/)?.1))
            let secret = try #require(Base32.decoded(shown))
            let code = TOTP.code(of: secret, step: TOTP.step(at: console.base.clock.now))
            answer = try await browser.submit(enrol, "/console/sign-in/enrol", ["code": code])
            note()
            let codes = answer.text.matches(of: /<code class="secret">([0-9A-Z-]{19})<\/code>/).map { String($0.1) }
            #expect(codes.count == 10)
            secrets += codes + [shown, shown.replacing(" ", with: "")]
            let form = try await browser.get("/console/tokens/new")
            let made = try await browser.submit(form, "/console/tokens/new", ["role": "monitor", "name": "m-1"])
            secrets.append(String(try #require(made.text.firstMatch(of: /sushai_[0-9a-f]{64}/)).output))
            secrets.append(try #require(try form.hidden("/console/tokens/new")["form"]))
            try await browser.submit(form, "/console/sign-out")
            let again = try await browser.get("/console/sign-in")
            answer = try await browser.submit(
                again, "/console/sign-in", ["name": name, "password": ConsoleCase.password])
            note()
            let recovery = try await browser.get("/console/sign-in/code?with=recovery")
            _ = try await browser.submit(recovery, "/console/sign-in/code", ["code": codes[0]])
            note()
            let lines = log.lines.joined(separator: "\n")
            let events = try await console.store.events(subject: nil, limit: 10_000)
            let written = events.map { "\($0)" }.joined(separator: "\n")
            #expect(log.fields(of: "request").count >= 10 && secrets.count >= 20)
            // Six digits may occur within any number.
            let words = Set((lines + written).split { !$0.isLetter && !$0.isNumber }.map(String.init))
            #expect(!words.contains(code))
            for secret in Set(secrets) {
                #expect(!lines.contains(secret), "the log has \(secret)")
                #expect(!written.contains(secret), "an event has \(secret)")
            }
            let kinds = Set(events.map(\.kind))
            for kind in [
                EventKind.accountCreated, .accountSignInRefused, .accountPasswordChanged, .accountSecondFactorSet,
                .accountSignedIn, .accountRecoveryCodeUsed, .accountSessionEnded, .tokenIssued,
            ] {
                #expect(kinds.contains(kind.rawValue), "\(kind)")
            }
        }
    }
}
