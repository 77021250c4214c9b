import Domain
import Feeds
import TestSupport
import Testing

/// Damage to XML feeds, and their declarations.
struct XMLPageTests {
    private func parse(_ bytes: [UInt8]) throws -> ParsedPage {
        try PageParser.parse(bytes, crawler: try #require(AwkwardCrawlers.crawler("xml")))
    }

    private func message(_ text: String) -> String? {
        do {
            _ = try parse(Array(text.utf8))
            return nil
        } catch let fault as PageFault {
            return fault.message
        } catch {
            return "\(error)"
        }
    }

    private func feed(_ records: String...) -> String {
        "<rss><channel>" + records.joined() + "</channel></rss>"
    }

    private func item(_ id: Int, title: String = "积木", _ more: String = "") -> String {
        "<item><g:id>\(id)</g:id><title>\(title)</title><g:price>9.90</g:price>\(more)</item>"
    }

    @Test("A record with bytes that are not UTF-8 is quarantined with its bytes; the others are read")
    func invalidText() throws {
        let damaged = Array("<item><g:id>2</g:id><title>".utf8) + [0xE7, 0xA7] + Array("</title></item>".utf8)
        let page = try parse(
            Array("<rss><channel>\(item(1))".utf8) + damaged + Array("\(item(3))</channel></rss>".utf8))
        #expect(page.listings.map(\.key.item) == ["1", "3"])
        #expect(page.quarantined.map(\.bytes) == [damaged])
        #expect(
            page.quarantined.map(\.fault) == [RecordFault(.invalidText, "byte 28 of the record is not valid UTF-8")])
    }

    @Test("A control character affects a record only in a mapped field")
    func controlCharacters() throws {
        let page = try parse(
            Array(feed(item(1, "<note>a\u{1}b</note>"), item(2, title: "积\u{1}木"), item(3)).utf8))
        #expect(page.listings.map(\.key.item) == ["1", "3"])
        #expect(page.quarantined.map(\.fault.code) == [.controlCharacter])
    }

    @Test(
        "An unknown reference affects its record only, in text and in an attribute",
        arguments: ["a&nbsp;b", "a &#0; b", "a &#xFFFF;", "R&D"])
    func references(_ text: String) throws {
        let page = try parse(
            Array(feed(item(1), item(2, title: text), item(3, "<x y='\(text)'/>"), item(4)).utf8))
        #expect(page.listings.map(\.key.item) == ["1", "4"])
        #expect(page.quarantined.map(\.fault.code) == [.unreadableRecord, .unreadableRecord])
    }

    @Test("“&” and “<” within CDATA and comments are ordinary characters")
    func sections() throws {
        let page = try parse(
            Array(feed("<!-- a -- & <b> -->", item(1, title: "<![CDATA[a & <b> &nbsp;]]>"), "<?php a & b ?>").utf8))
        #expect(page.listings.map(\.title) == ["a & <b> &nbsp;"])
    }

    @Test("A fault outside the records makes the page unreadable")
    func outside() {
        #expect(
            message("<rss><title>a & b</title><channel>\(item(1))</channel></rss>")
                == "line 1, column 15: “&” stands alone; it must be written &amp;")
    }

    @Test("Space before the declaration, its encoding, and a document type without declarations are not faults")
    func prolog() throws {
        let prolog = """

            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <!DOCTYPE rss SYSTEM "file:///etc/passwd">
            <?xml-stylesheet href="a.xsl"?>
            """
        let bytes = Array((prolog + feed(item(1, title: "a &amp; b &#x79EF;"), item(2, title: "&passwd;"))).utf8)
        let page = try parse(bytes)
        #expect(page.listings.map(\.title) == ["a & b 积"])
        #expect(page.quarantined.map(\.fault.detail) == ["“&passwd;” is no character of XML"])
    }

    @Test("The size of a tag and the depth are limited")
    func bounds() throws {
        let deep = String(repeating: "<a>", count: 31)
        #expect(message(deep)?.hasSuffix("nested deeper than 30 levels") == true)
        #expect(message("<rss a='1' a='2'/>") != nil && message("<rss/><rss/>") != nil)
        #expect(
            message("<rss a='" + String(repeating: "a", count: 17 << 20) + "'/>")?
                .hasSuffix("a tag or a comment exceeds 16777216 bytes") == true)
    }

    @Test("A document larger than one piece keeps the places of its records")
    func pieces() throws {
        let records = (1...12_000).map { $0 % 4_000 == 7 ? "<item><g:id>\($0)</g:id> & </item>" : item($0) }
        let page = try parse(Array("<rss><channel>\(records.joined(separator: "\r\n"))</channel></rss>".utf8))
        #expect(page.listings.count == 11_997)
        #expect(
            page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) }
                == [records[6], records[4_006], records[8_006]])
    }
}
