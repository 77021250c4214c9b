import Domain
import Feeds
import TestSupport
import Testing

/// Answers that are not a plain list of records.
struct PageShapeTests {
    @Test("A list of one that arrives as the object itself is one record")
    func singleElementObject() throws {
        let crawler = try Repository.crawler("jd-union")
        let page = try PageParser.parse(Repository.page("jd-union", day: 1, query: "12099", page: 3), crawler: crawler)
        #expect(page.records == 1)
        #expect(page.statedTotal == 41)
        #expect(page.listings.first?.key == ListingKey(platform: "jd", item: "10099900066625"))
        #expect(page.listings.first?.link == "https://item.jd.com/10099900066625.html")
    }

    @Test("JD's result, a JSON text in a JSON string, is read with its escapes")
    func embeddedJSON() throws {
        let inner =
            #"{\"code\":200,\"totalCount\":1,\"data\":[{\"skuId\":9007199254740993,\"skuName\":\"\\u79ef\\u6728 \\\"\\ud83c\\udf81\\\"\",\"priceInfo\":{\"price\":\"39.90\"}}]}"#
        let text = #"{"jd_union_open_goods_query_responce":{"code":"0","queryResult":"\#(inner)"}}"#
        let page = try PageParser.parse(Array(text.utf8), crawler: Repository.crawler("jd-union"))
        let listing = try #require(page.listings.first)
        #expect(listing.key.item == "9007199254740993")
        #expect(listing.title == "积木 \"🎁\"")
        #expect(listing.price == PriceRange(Fen(3990)))
    }

    @Test("An error that arrives with HTTP 200 is a refusal with the platform's message")
    func errorBody() throws {
        let bytes = try Repository.bytes("Fixtures/Awkward/pdd-error-200.json")
        let fault = #expect(throws: PageFault.self) {
            try PageParser.parse(bytes, crawler: Repository.crawler("pdd-ddk"))
        }
        guard case .refused(let message) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(message.contains("50001"))
        #expect(message.contains("业务服务错误"))
    }

    @Test("A page whose code is not the success code is a refusal that names the code")
    func wrongCode() throws {
        let douyin = #"{"code":40003,"msg":"签名错误","data":{}}"#
        #expect(throws: PageFault.refused(#"code is 40003, not 10000: {"code":40003,"msg":"签名错误","data":{}}"#)) {
            try PageParser.parse(Array(douyin.utf8), crawler: Repository.crawler("douyin-live"))
        }
        let jd = #"{"jd_union_open_goods_query_responce":{"queryResult":"{\"code\":403}"}}"#
        #expect(throws: PageFault.self) {
            try PageParser.parse(Array(jd.utf8), crawler: Repository.crawler("jd-union"))
        }
    }

    @Test("A page cut in half is unreadable, with the line and column of the break")
    func cutInHalf() throws {
        let bytes = try Repository.bytes("Fixtures/Awkward/taobao-cut-in-half.json")
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let column = try #require(lines.last).count + 1
        #expect(
            throws: PageFault.damaged(
                line: lines.count, column: column, why: "the text ends within a string; it was cut off")
        ) { try PageParser.parse(bytes, crawler: Repository.crawler("taobao-top")) }
    }

    @Test("A page without its list of records is unreadable, and the fault names the path")
    func listMissing() throws {
        let crawler = try Repository.crawler("taobao-top")
        let fault = #expect(throws: PageFault.self) {
            try PageParser.parse(Array(#"{"tbk_dg_material_optional_response":{}}"#.utf8), crawler: crawler)
        }
        guard case .noRecordList(let path, _, _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(path == "tbk_dg_material_optional_response.result_list.map_data")
    }

    @Test("One of several lists may be missing; a null list is empty")
    func severalLists() throws {
        let crawler = try Repository.crawler("douyin-live")
        let record = #"{"product_id":"1","title":"积木","price":"100"}"#
        func count(_ lists: String) throws -> Int {
            try PageParser.parse(Array(#"{"code":10000,"data":{"room_id":"7",\#(lists)}}"#.utf8), crawler: crawler)
                .records
        }
        #expect(try count(#""products":[\#(record)],"flash_products":[\#(record)]"#) == 2)
        #expect(try count(#""flash_products":[\#(record)]"#) == 1)
        #expect(try count(#""products":null,"flash_products":[\#(record)]"#) == 1)
        #expect(try count(#""products":[]"#) == 0)
    }
}
