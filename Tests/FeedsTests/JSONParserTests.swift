import Testing

@testable import Feeds

struct JSONParserTests {
    @Test(
        "A text of RFC 8259 is accepted",
        arguments: [
            "null", "true", "false", "0", "-0", " 7\t\r\n", "0.5", "-1.5e-3", "1E+3", "2e0", #""""#, #""中""#, "[]",
            "{}",
            "[ ]", "{ }", "[1,2 , 3]", "[[],{},[[]]]", #"{"a":1}"#, #"{"":{"":null}}"#, #"{"a":1,"a":2}"#,
            #""\u0000\"\\\/\b\f\n\r\t""#, "\"\u{7F}\"", "\u{FEFF}{}",
            "12345678901234567890123456789012345678901234567890",
        ])
    func accepts(_ text: String) throws {
        #expect(throws: Never.self) { try JSONCursor(parsing: Array(text.utf8)) }
    }

    @Test(
        "A text that RFC 8259 does not allow is refused, with a position within the text",
        arguments: [
            "", " ", "\u{FEFF}", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity", "undefined", "01", "-01", "00",
            "-", "+1", "--1", ".5", "1.", "1.e3", "1e", "1e+", "1-", "0x10", "1_000", "1,5", "'a'", "a", "\"a", "\"",
            #""\x""#, #""\""#, #""\u12""#, #""\u12G4""#, #""\u""#, #""\U0041""#, "\"a\nb\"", "\"\t\"", "\"\u{0}\"", "[",
            "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{", "}", "{,}", "{a:1}", "{'a':1}", #"{"a"}"#,
            #"{"a":}"#,
            #"{"a":1"#, #"{"a":1,}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, "{1:2}", #"{"a":1]"#, "1 2", "{}x", "[]]",
            "//\n1",
            "/* */1", "\u{A0}1",
        ])
    func refuses(_ text: String) {
        let bytes = Array(text.utf8)
        let fault = #expect(throws: JSONFault.self) { try JSONCursor(parsing: bytes) }
        #expect((0...bytes.count).contains(fault?.offset ?? -1))
        #expect(fault?.message.isEmpty == false)
    }

    @Test(
        "Escapes are decoded to their characters",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u4e2D\u6587""#, "中文"), (#""a\u0000b""#, "a\u{0}b"),
            (#""\ud83c\udf81""#, "🎁"), (#""\uD83C\uDF81!""#, "🎁!"), (#""🎁\ud83d\udc76\ud83c\udffb""#, "🎁👶🏻"),
            (#""plain""#, "plain"), (#""""#, ""),
        ])
    func unescapes(_ text: String, _ meaning: String) throws {
        #expect(try JSONCursor(parsing: Array(text.utf8)).text() == meaning)
    }

    @Test(
        "An unpaired surrogate becomes U+FFFD and changes no other character",
        arguments: [
            (#""\ud83c""#, "\u{FFFD}"), (#""\udf81""#, "\u{FFFD}"), (#""\ud83cx""#, "\u{FFFD}x"),
            (#""\ud83c\n""#, "\u{FFFD}\n"), (#""\ud83c\u0041""#, "\u{FFFD}A"), (#""\udf81\ud83c""#, "\u{FFFD}\u{FFFD}"),
            (#""\ud83c\ud83c\udf81""#, "\u{FFFD}🎁"), (#""a\ud83c""#, "a\u{FFFD}"),
        ])
    func replacesLoneSurrogates(_ text: String, _ meaning: String) throws {
        #expect(try JSONCursor(parsing: Array(text.utf8)).text() == meaning)
    }

    @Test("Numbers stay the text that was sent")
    func keepsNumbersAsText() throws {
        let page = try JSONCursor(parsing: Array(#"{"id":3400312511185213726,"price":39.90,"n":-0.0e+10}"#.utf8))
        #expect(try page.member("id")?.text() == "3400312511185213726")
        #expect(try page.member("price")?.text() == "39.90")
        #expect(try page.member("n")?.text() == "-0.0e+10")
    }

    @Test("64 levels of nesting are read; 65 are refused")
    func limitsDepth() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(throws: Never.self) { try JSONCursor(parsing: nested(64)) }
        let fault = #expect(throws: JSONFault.self) { try JSONCursor(parsing: nested(65)) }
        #expect(fault?.message == "nested deeper than 64 levels")
        #expect(fault?.offset == 64)
        let objects = String(repeating: #"{"a":"#, count: 200_000)
        #expect(throws: JSONFault.self) { try JSONCursor(parsing: Array(objects.utf8)) }
    }

    @Test("A value is null, a list, a list of one, or missing")
    func readsElements() throws {
        let page = try JSONCursor(parsing: Array(#"{"many":[1,null],"one":{"a":1},"none":null}"#.utf8))
        #expect(page.member("many")?.elements.count == 2)
        #expect(page.member("one")?.elements.count == 1)
        #expect(page.member("none")?.elements.isEmpty == true)
        #expect(page.member("missing") == nil)
        #expect(page.member("many")?.member("one") == nil)
    }

    @Test("Text that is not UTF-8 is a fault of its value, not of the page")
    func findsInvalidUTF8() throws {
        let page = try JSONCursor(parsing: Array(#"{"a":""#.utf8) + [0xC3, 0x28] + Array(#"","b":"good"}"#.utf8))
        #expect(try page.member("b")?.text() == "good")
        #expect(throws: (any Error).self) { try page.member("a")?.text() }
    }
}
