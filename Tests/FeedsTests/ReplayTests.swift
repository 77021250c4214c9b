import Domain
import Feeds
import TestSupport
import Testing

/// Quarantined records that are read again after the crawler file was corrected.
@Suite(.timeLimit(.minutes(15))) struct ReplayTests {
    /// `crawler` with another path for the price.
    private func with(price: FieldPath?, _ crawler: Crawler) -> Crawler {
        var rules = crawler.fields.rules
        rules[.price] = FieldRule([price].compactMap { $0 })
        return Crawler(
            identifier: crawler.identifier, platform: crawler.platform, name: crawler.name, endpoint: crawler.endpoint,
            every: crawler.every, request: crawler.request, paging: crawler.paging, queries: crawler.queries,
            format: crawler.format, fields: FieldMap(rules: rules, priceUnit: .yuan), recheck: nil, rule: crawler.rule)
    }

    /// The titles of all records of a page. A wrong path for the price quarantines the records; the right path restores
    /// them.
    private func titles(_ bytes: [UInt8], _ format: String, wrong: FieldPath?) throws -> [String] {
        let mended = try #require(AwkwardCrawlers.crawler(format))
        let page = try PageParser.parse(bytes, crawler: with(price: wrong, mended))
        #expect(page.listings.isEmpty)
        return try page.quarantined.map { record in
            try PageParser.replay(record.bytes, context: record.context, crawler: mended).get().listing(at: 0).title
        }
    }

    private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
    }

    @Test("UTF-16 keeps its byte order when a record begins with a Chinese character", arguments: [true, false])
    func byteOrder(bigEndian: Bool) throws {
        let text = "title,id,price,wrong,sales,shop\n积木,1,9.90,,1,店\n袜子,2,9.90,,1,店\n"
        let found = try titles(utf16(text, bigEndian: bigEndian), "csv-utf16", wrong: FieldPath(column: "wrong"))
        #expect(found == ["积木", "袜子"])
    }

    private static let document =
        "<rss><channel><item><g:id>1</g:id><title>电热毯</title><g:price>9.90</g:price></item></channel></rss>"

    @Test("A record of an XML document keeps the character set that the document declared")
    func declaredCharacterSet() throws {
        let bytes = try gb18030(#"<?xml version="1.0" encoding="GBK"?>"# + Self.document)
        #expect(try titles(bytes, "xml", wrong: FieldPath("wrong")) == ["电热毯"])
        let wide = utf16(Self.document, bigEndian: true)
        #expect(try titles(wide, "xml", wrong: FieldPath("wrong")) == ["电热毯"])
        let plain = Array((#"<?xml version="1.0" encoding="UTF-8"?>"# + Self.document).utf8)
        #expect(try titles(plain, "xml-gb18030", wrong: FieldPath("wrong")) == ["电热毯"])
        #expect(try titles(try gb18030(Self.document), "xml-gb18030", wrong: FieldPath("wrong")) == ["电热毯"])
    }
}
