import Domain
import Testing

@Suite("JSON as text")
struct JSONTextTests {
    @Test(
        "escapes only the characters that RFC 8259 requires",
        arguments: [
            ("", #""""#), ("速筛", #""速筛""#), (#"a"b"#, #""a\"b""#), (#"a\b"#, #""a\\b""#), ("a/b", #""a/b""#),
            ("a\nb\rc\td", #""a\nb\rc\td""#), ("\u{0}", #""\u0000""#), ("\u{1F}", #""\u001f""#),
            ("\u{8}", #""\u0008""#),
            ("\u{7F}", "\"\u{7F}\""), ("\u{2028}", "\"\u{2028}\""), ("🧸", #""🧸""#),
        ])
    func quotes(_ text: String, json: String) {
        #expect(JSONText.quoted(text) == json)
    }

    @Test("every control character is escaped")
    func controlCharacters() {
        for code in UInt8(0)..<0x20 {
            let json = JSONText.quoted(String(decoding: [code], as: UTF8.self))
            #expect(json.utf8.allSatisfy { $0 >= 0x20 })
            #expect(json.hasPrefix("\"\\"))
        }
    }

    @Test("an object keeps the given order; its values are already JSON")
    func object() {
        #expect(JSONText.object([("b", "1"), ("a", JSONText.quoted("x"))]) == #"{"b":1,"a":"x"}"#)
        #expect(JSONText.object([]) == "{}")
    }

    @Test("the details of an event keep the given order")
    func details() {
        let event = Event(actor: .operator, kind: .runOpened, subject: "s", details: ["z": "1", "a": "\"2\""])
        #expect(event.detailsJSON == #"{"z":"1","a":"\"2\""}"#)
        #expect(Event(actor: .operator, kind: .runOpened, subject: "s").detailsJSON == "{}")
    }
}
