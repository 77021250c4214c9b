import Domain
import Feeds
import TestSupport
import Testing

/// Pages that are read without a copy.
struct PageInPlaceTests {
    private let reader = PageReader(SampleFeed.crawler("http://127.0.0.1"))

    @Test("a page read in place has the same result as its copy, including escaped and unreadable records")
    func same() throws {
        let text =
            #"{"items":[{"id":"1","title":"积木\u0020A","price":990},{"id":"2","title":7},{"id":3,"title":"伞","price":1}]}"#
        var bytes = Array(text.utf8)
        let copied = try reader.parse(bytes)
        let moved = try reader.parse(taking: &bytes)
        #expect(moved.listings == copied.listings && moved.listings.count == 2)
        #expect(moved.quarantined == copied.quarantined && moved.quarantined.count == 1)
        #expect(moved.quarantined.first?.bytes == Array(#"{"id":"2","title":7}"#.utf8))
    }

    @Test(
        "the bytes of an unreadable page stay as they arrived",
        arguments: [
            #"{"items":[{"id":"1","title":"积木","price":990},{"id""#, #"{"error":{"code":7}}"#, #"{"other":[]}"#, "[]",
            "",
        ])
    func failure(_ text: String) {
        var bytes = Array(text.utf8)
        #expect(throws: PageFault.self) { try reader.parse(taking: &bytes) }
        #expect(bytes == Array(text.utf8))
    }

    @Test(
        "pages of the shipped platforms have the same result in place as their copies",
        arguments: ["taobao-top", "pdd-ddk", "ali-1688"])
    func shipped(_ identifier: String) throws {
        let crawler = try Repository.crawler(identifier)
        for query in crawler.queries {
            var bytes = try Repository.page(identifier, day: 1, query: query, page: crawler.paging.firstPage)
            let copied = try PageParser.parse(bytes, crawler: crawler)
            let moved = try PageReader(crawler).parse(taking: &bytes)
            #expect(moved.listings == copied.listings && moved.quarantined == copied.quarantined)
            #expect(moved.statedTotal == copied.statedTotal && moved.missing == copied.missing)
        }
    }
}
