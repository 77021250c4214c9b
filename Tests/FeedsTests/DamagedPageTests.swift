import Domain
import Feeds
import TestSupport
import Testing

/// Pages damaged during transfer.
struct DamagedPageTests {
    @Test(
        "A page cut at any byte is unreadable, and the fault names the position",
        arguments: [("jd-union", "12099", 3), ("douyin-live", "7301234567890123456", 2)])
    func cutAnywhere(_ name: String, _ query: String, _ number: Int) throws {
        let crawler = try Repository.crawler(name)
        let whole = try Repository.page(name, day: 1, query: query, page: number)
        let end = try #require(whole.lastIndex(of: UInt8(ascii: "}")))
        for length in 0...end {
            do {
                _ = try PageParser.parse(Array(whole[..<length]), crawler: crawler)
                Issue.record("cut at \(length) it was taken for whole")
            } catch PageFault.damaged where length > 0 {
            } catch PageFault.empty where length == 0 {
            } catch {
                Issue.record("cut at \(length): \(error)")
            }
        }
    }

    @Test("The JSON text inside JD's answer, cut at any byte, makes the page unreadable")
    func innerTextCutAnywhere() throws {
        let crawler = try Repository.crawler("jd-union")
        let inner = #"{\"code\":200,\"totalCount\":1,\"data\":[{\"skuId\":1,\"skuName\":\"a\"}]}"#
        // There is no cut between a backslash and the next character: it would break the outer text, not the inner one.
        for length in inner.indices.dropFirst() where inner[inner.index(before: length)] != "\\" {
            let text = #"{"jd_union_open_goods_query_responce":{"queryResult":"\#(inner[..<length])"}}"#
            let fault = #expect(throws: PageFault.self) { try PageParser.parse(Array(text.utf8), crawler: crawler) }
            guard case .damaged(_, _, let message) = fault else {
                Issue.record("cut to “\(inner[..<length])”: \(String(describing: fault))")
                continue
            }
            #expect(message.contains("the JSON text in “queryResult”"))
        }
    }

    @Test(
        "No damage to a page crashes the reader, and the counts add up",
        arguments: [
            ("taobao-top", "Pages/taobao-top/day-1/50002766-2.json"), ("jd-union", "Pages/jd-union/day-1/12099-3.json"),
            ("pdd-ddk", "Pages/pdd-ddk/day-2/9316-2.json"),
            ("douyin-live", "Pages/douyin-live/day-1/7301234567890123456-2.json"),
            ("csv-market", "Pages/csv-market/day-1/listings.csv"),
        ])
    func survivesMutation(_ name: String, _ file: String) throws {
        let crawler = try Repository.crawler(name)
        let whole = try Repository.bytes("Fixtures/" + file)
        var chance = SeededGenerator(seed: 8_170)
        for round in 0..<1250 {
            let damaged = mutated(whole, &chance)
            guard let page = try? PageParser.parse(damaged, crawler: crawler) else { continue }
            if page.records != page.listings.count + page.quarantined.count {
                Issue.record("round \(round): \(page.records) records do not add up")
            }
            if page.listings.contains(where: { $0.price.lower <= Fen(0) || $0.title.isEmpty || $0.key.item.isEmpty }) {
                Issue.record("round \(round): a listing without a price, a title or an identity")
            }
        }
    }
}
