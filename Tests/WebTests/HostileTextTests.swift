import Domain
import HTTPTypes
import Store
import Terminal
import TestSupport
import Testing
import Web

@Suite struct HostileTextTests {
    @Test(
        "characters that control a terminal, or reverse or hide text, are removed",
        arguments: [
            ("\u{1B}[31m红\u{1B}[0m", " [31m红 [0m"), ("\u{1B}]0;title\u{7}", " ]0;title "), ("\u{9B}31m红", " 31m红"),
            ("a\u{80}b\u{9F}c", "a b c"), ("a\0b\u{7F}c", "a b c"), ("第一行\r第二行\t", "第一行 第二行 "),
            ("积木\u{202E}gpj.exe", "积木gpj.exe"), ("\u{202A}\u{2066}a\u{2069}\u{202C}", "a"),
            ("积\u{200B}木\u{FEFF}", "积木"), ("\u{E0041}a", "a"),
        ])
    func printable(_ text: String, _ shown: String) {
        #expect(Array(Printable.text(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(
        "emoji with joiners, line breaks and every script are not changed",
        arguments: ["👨‍👩‍👧‍👦", "🏳️‍🌈 积木", "a\nb\n", "é ภาษา العربية"])
    func kept(_ text: String) {
        #expect(Array(Printable.text(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    private static func place(_ answer: WebCase.Answer) -> String? {
        (answer.object["problems"] as? [[String: String]])?.first?["place"]
    }

    private static let characters = [#"\u0000"#, #"\u0001"#, #"\u001b"#, #"\u007f"#]

    @Test(
        "a control character in a receipt's note is 400 with the field; a line break is allowed", arguments: characters)
    func note(_ character: String) async throws {
        let web = try await WebCase()
        _ = try await Samples.listTakedown(of: Samples.routedCase(in: web.store), in: web.store)
        func body(_ note: String) -> String {
            #"{"sequence": 1, "outcome": "refused", "actedAt": "2026-11-01T10:00:00+08:00", "note": "\#(note)"}"#
        }
        let refused = try await web.call(
            .post, "/v1/platform/receipts", as: "taobao", body: body("查无" + character + "链接"))
        #expect(refused.status == 400)
        #expect(Self.place(refused) == "note")
        #expect(try await web.store.counts()["receipts"] == 0)
        let taken = try await web.call(.post, "/v1/platform/receipts", as: "taobao", body: body(#"查无\n链接"#))
        #expect(taken.status == 201)
    }

    @Test("a control character in a reason or a legal basis is 400 with the field", arguments: characters)
    func decisions(_ character: String) async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        let path = "/v1/officer/takedowns/\(try await Samples.takedown(of: given, in: web.store).id)/"
        let basis = try await web.call(
            .post, path + "confirmation", as: "province",
            body: #"{"legalBasis": "《中华人民共和国电子商务法》第二十九条\#(character)"}"#)
        #expect(basis.status == 400)
        #expect(Self.place(basis) == "legalBasis")
        let reason = try await web.call(
            .post, path + "withdrawal", as: "province", body: #"{"reason": "复核\#(character)后不成立"}"#)
        #expect(reason.status == 400)
        #expect(Self.place(reason) == "reason")
        #expect(try await Samples.takedown(of: given, in: web.store).state == .proposed)
    }

    @Test("a path with a control character is not found")
    func path() async throws {
        let web = try await WebCase()
        for (path, caller) in [
            ("/v1/laboratory/reports/R-1%00", WebCase.laboratory), ("/v1/officer/notices/1%1B/document", "province"),
            ("/v1/officer/reports/R-1/document?laboratory=%00", "province"),
        ] {
            #expect(try await web.call(.get, path, as: caller).status == 404)
        }
    }
}
