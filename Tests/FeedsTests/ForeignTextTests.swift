import Domain
import Feeds
import Foundation
import TestSupport
import Testing

/// Texts in another character set than their file.
@Suite(.timeLimit(.minutes(15))) struct ForeignTextTests {
    private static let header = "id,title,price,sales,shop\n"

    private func parse(_ rows: [[UInt8]], _ format: String) throws -> ParsedPage {
        let crawler = try #require(AwkwardCrawlers.crawler(format))
        return try PageParser.parse(Array(Self.header.utf8) + rows.joined(), crawler: crawler)
    }

    private func row(_ number: Int, _ title: String = "儿童积木玩具", shop: String = "s", as name: String) throws -> [UInt8] {
        try Encoder.encode(Array("\(number),\(title),9.90,5,\(shop)\n".utf8), as: name)
    }

    @Test(
        "Figures 8: a row in another character set is quarantined with the set that was found",
        arguments: [
            ("csv-gb18030", "GB18030", "UTF-8", RecordFault.Code.implausibleText),
            ("csv-big5", "BIG5", "UTF-8", .implausibleText),
            ("csv-gb18030", "GB18030", "BIG5", .implausibleText), ("csv", "UTF-8", "GB18030", .invalidText),
            ("csv", "UTF-8", "BIG5", .invalidText),
        ])
    func rows(_ format: String, _ set: String, _ other: String, _ code: RecordFault.Code) throws {
        let title = "兒童積木玩具加厚款"
        let damaged = try row(2, title, as: other)
        let page = try parse([row(1, title, as: set), damaged, row(3, title, as: set)], format)
        #expect(page.listings.map(\.key.item) == ["1", "3"])
        #expect(page.listings.map(\.title) == [title, title])
        #expect(page.quarantined.map(\.fault.code) == [code])
        #expect(page.quarantined.map(\.bytes) == [damaged])
        if code == .implausibleText {
            #expect(page.quarantined.first?.fault.detail.contains(other == "BIG5" ? "Big5" : other) == true)
        }
        #expect(RecordFault.Code.implausibleText.name == "文字是乱码或另一种编码，请平台按UTF-8重新导出")
    }

    @Test("Figures 8: two common characters in UTF-8 are found in a GB 18030 file, one character is invalid there")
    func shortTexts() throws {
        let page = try parse(
            [row(1, as: "GB18030"), row(2, "积木", as: "UTF-8"), row(3, "球", as: "UTF-8")], "csv-gb18030")
        #expect(page.listings.map(\.key.item) == ["1"])
        #expect(page.quarantined.map(\.fault.code) == [.implausibleText, .invalidText])
    }

    @Test("Figures 8: the same holds in JSON, NDJSON and XML")
    func otherFormats() throws {
        let crawler = try #require(AwkwardCrawlers.crawler("xml-gb18030"))
        let item = "<item><g:id>1</g:id><title>儿童积木</title><g:price>1</g:price></item>"
        let bytes = try gb18030("<rss><channel>" + item) + Array(item.utf8) + gb18030(item + "</channel></rss>")
        let page = try PageParser.parse(bytes, crawler: crawler)
        #expect(page.listings.count == 2)
        #expect(page.quarantined.map(\.fault.code) == [.implausibleText])
        #expect(page.quarantined.map(\.bytes) == [Array(item.utf8)])
    }

    @Test(
        "Figures 8: a whole file in another character set is a fault of the file, and the set is named",
        arguments: [
            ("csv", "GB18030", FeedFormat.Encoding.gb18030), ("csv", "BIG5", .big5), ("csv", "UTF-16LE", .utf16),
            ("csv-gb18030", "UTF-8", .utf8), ("csv-gb18030", "BIG5", .big5), ("csv-big5", "UTF-8", .utf8),
        ])
    func wholeFile(_ format: String, _ name: String, _ encoding: FeedFormat.Encoding) throws {
        let crawler = try #require(AwkwardCrawlers.crawler(format))
        let rows = (1...6).map { "\($0),兒童積木玩具加厚款,9.90,5,店\n" }.joined()
        let bytes = try Encoder.encode(Array((Self.header + rows).utf8), as: name)
        let fault = #expect(throws: PageFault.self) { try PageParser.parse(bytes, crawler: crawler) }
        #expect(fault == .otherEncoding(declared: crawler.format.encoding, probable: encoding))
        #expect(fault?.sentence.contains("请把抓取器文件的encoding改为\(encoding.rawValue)") == true)
    }

    @Test("Figures 8: a file whose header is in another character set names it")
    func header() throws {
        let crawler = try Repository.crawler("csv-market")
        let bytes = try Repository.bytes("Fixtures/Awkward/listings-gb18030.csv")
        #expect(throws: PageFault.otherEncoding(declared: .utf8, probable: .gb18030)) {
            try PageParser.parse(bytes, crawler: crawler)
        }
    }

    @Test(
        "Figures 8: a title that arrives spoilt is quarantined",
        arguments: [
            "儿童\u{FFFD}木", "锟斤拷锟斤拷积木", "烫烫烫烫", "屯屯屯", "ç§¯æœ¨çŽ©å…·", "积木ï¼Œ大号", "У\u{530}",
            "\u{FFFD}",
        ])
    func spoilt(_ title: String) throws {
        let page = try parse([row(1, as: "UTF-8"), row(2, title, as: "UTF-8")], "csv")
        #expect(page.listings.map(\.key.item) == ["1"])
        #expect(page.quarantined.map(\.fault.code) == [.implausibleText])
        #expect(page.quarantined.map(\.fault.field) == ["title"])
    }

    @Test(
        "Figures 8: titles in other languages are not spoilt",
        arguments: ["Привет дом", "Ünïcödé café", "Ωμέγα 3", "naïve “quotes” — 5°", "烫烫锅", "é à ç", "한국 장난감", "おもちゃ"])
    func foreignLanguages(_ title: String) throws {
        #expect(try parse([row(1, title, as: "UTF-8")], "csv").listings.map(\.title) == [title])
    }

    /// Titles of the table of products, and of all fixtures.
    private static func titles() throws -> [String] {
        let table = try Repository.text("Fixtures/Field/title-products.tsv")
        return table.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    }

    @Test("Figures 8: no real title in GB 18030 or UTF-8 is taken for another character set, whole or in any part")
    func noFalseAlarm() throws {
        var chance = SeededGenerator(seed: 8_808)
        let titles = try Self.titles()
        #expect(titles.count > 100)
        var texts = titles
        let characters = Array(titles.joined().filter { !$0.isASCII })
        for _ in 0..<60_000 {
            let title = Array(titles[Int.random(in: 0..<titles.count, using: &chance)])
            let start = Int.random(in: 0..<title.count, using: &chance)
            texts.append(String(title[start...].prefix(Int.random(in: 2..<12, using: &chance))))
            texts.append(
                String(
                    (0..<Int.random(in: 2..<8, using: &chance)).map { _ in
                        characters[Int.random(in: 0..<characters.count, using: &chance)]
                    }))
        }
        texts = texts.map { $0.filter { !",\"\n\r;<>".contains($0) } }.filter { !$0.allSatisfy(\.isWhitespace) }
        for (format, set) in [("csv-gb18030", "GB18030"), ("csv", "UTF-8")] {
            let rows = Array(texts.enumerated().map { "\($0 + 1),\($1),9.90,5,s\n" }.joined().utf8)
            let page = try parse([Encoder.encode(rows, as: set)], format)
            #expect(page.listings.count == texts.count, "\(page.quarantined.prefix(5).map(\.fault))")
            #expect(zip(page.listings, texts).allSatisfy { $0.title == $1 })
        }
    }
}
