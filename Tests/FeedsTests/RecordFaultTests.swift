import Domain
import Feeds
import TestSupport
import Testing

/// One record at a time, in the simplest possible feed.
struct RecordFaultTests {
    private let crawler = Samples.crawler()

    private func parse(_ record: [UInt8]) throws -> ParsedPage {
        let good = Array(#"{"id":"good","title":"积木","price":100}"#.utf8)
        let comma = Array(",".utf8)
        let page = Array(#"{"total":3,"items":["#.utf8) + good + comma + record + comma + good + Array("]}".utf8)
        return try PageParser.parse(page, crawler: crawler)
    }

    private func parse(_ record: String) throws -> ParsedPage {
        try parse(Array(record.utf8))
    }

    @Test(
        "A record that cannot become a listing is quarantined with its reason, its bytes and its place",
        arguments: [
            (#"{"id":"1","title":"积木","price":0}"#, RecordFault.Code.priceNotPositive, "price"),
            (#"{"id":"1","title":"积木","price":-1}"#, .priceNotPositive, "price"),
            (#"{"id":"1","title":"积木","price":"0.00"}"#, .priceNotPositive, "price"),
            (#"{"id":"1","title":"积木"}"#, .missingField, "price"),
            (#"{"id":"1","title":"积木","price":null}"#, .missingField, "price"),
            (#"{"id":"1","title":"积木","price":""}"#, .missingField, "price"),
            (#"{"id":"1","title":"积木","price":"面议"}"#, .unreadablePrice, "price"),
            (#"{"id":"1","title":"积木","price":1e3}"#, .unreadablePrice, "price"),
            (#"{"id":"1","title":"积木","price":99.5}"#, .unreadablePrice, "price"),
            (#"{"id":"1","title":"积木","price":"1,299"}"#, .unreadablePrice, "price"),
            (#"{"id":"1","title":"积木","price":99999999999999999999}"#, .unreadablePrice, "price"),
            (#"{"id":"1","title":"积木","price":1000000001}"#, .priceTooHigh, "price"),
            (#"{"id":"1","title":"积木","price":{"a":1}}"#, .wrongType, "price"),
            (#"{"id":"1","title":{"text":"积木"},"price":100}"#, .wrongType, "title"),
            (#"{"id":"1","title":"  \t ","price":100}"#, .empty, "title"),
            (#"{"id":"1","price":100}"#, .missingField, "title"),
            (#"{"title":"积木","price":100}"#, .missingField, "item"),
            (#"{"id":"","title":"积木","price":100}"#, .missingField, "item"),
        ])
    func quarantines(_ record: String, _ code: RecordFault.Code, _ field: String) throws {
        let page = try parse(record)
        #expect(page.records == 3)
        #expect(page.listings.map(\.key.item) == ["good", "good"])
        let quarantined = try #require(page.quarantined.first)
        #expect(quarantined.fault.code == code)
        #expect(quarantined.fault.field == field)
        #expect(quarantined.place == "items[1]")
        #expect(quarantined.bytes == Array(record.utf8))
    }

    @Test(
        "A record that is not an object is quarantined, whatever its type",
        arguments: ["null", "true", "7", #""下架""#, "[1,2]"])
    func notAnObject(_ record: String) throws {
        let page = try parse(record)
        #expect(page.quarantined.map(\.fault.code) == [.notAnObject])
        #expect(page.quarantined.first?.bytes == Array(record.utf8))
        #expect(page.listings.count == 2)
    }

    @Test("Invalid UTF-8 affects its record only", arguments: ["id", "title", "unread"])
    func invalidUTF8(_ field: String) throws {
        let record =
            Array(#"{"id":"1","title":"积木","price":100,"\#(field)":"毛绒"#.utf8) + [0xC3, 0x28] + Array(#"小兔"}"#.utf8)
        let page = try parse(record)
        #expect(page.quarantined.map(\.fault.code) == [.invalidText])
        #expect(page.quarantined.first?.bytes == record)
        #expect(page.listings.count == 2)
    }

    @Test("A title of 64 KiB is quarantined completely, and a title at the limit is accepted")
    func longTitle() throws {
        let long = String(repeating: "超", count: 21_845) + "x"
        #expect(long.utf8.count == 65_536)
        let page = try parse(#"{"id":"1","title":"\#(long)","price":100}"#)
        let quarantined = try #require(page.quarantined.first)
        #expect(quarantined.fault == RecordFault(.tooLong, field: "title", "65536 bytes, at most 2000 are taken"))
        #expect(quarantined.bytes.count > 65_536)
        let most = String(repeating: "x", count: ListingLimits.titleBytes)
        #expect(try parse(#"{"id":"1","title":"\#(most)","price":100}"#).quarantined.isEmpty)
        #expect(try parse(#"{"id":"1","title":"\#(most)x","price":100}"#).quarantined.map(\.fault.code) == [.tooLong])
    }

    @Test("Sales in words leave the listing without a sales figure")
    func unreadableSales() throws {
        let page = try parse(#"{"id":"1","title":"积木","price":100,"sales":"热销中"}"#)
        #expect(page.unreadableSales == 1)
        #expect(page.quarantined.isEmpty)
        #expect(page.listings.count == 3)
        #expect(page.listings.allSatisfy { $0.sales == nil })
    }

    @Test(
        "Links get a scheme, and a price may be text",
        arguments: [
            ("//item.example.cn/1", "https://item.example.cn/1"), ("item.example.cn/1", "https://item.example.cn/1"),
            ("http://item.example.cn/1", "http://item.example.cn/1"),
        ])
    func completesLinks(_ link: String, _ whole: String) throws {
        let page = try parse(#"{"id":"1","title":"积木","price":"¥100","link":"\#(link)"}"#)
        #expect(page.listings.contains { $0.link == whole && $0.price == PriceRange(Fen(100)) })
    }
}
