import Domain
import Feeds
import TestSupport
import Testing

/// The crawlers of platforms that the demonstration does not pull read pages in the platforms' own forms.
@Suite struct MorePlatformsTests {
    static let platforms = [
        PlatformPages(
            crawler: "douyin-goods", records: 47, faults: ["missing-field price", "missing-field item"],
            unreadableSales: 1),
        PlatformPages(
            crawler: "kuaishou", records: 47,
            faults: ["price-not-positive price", "missing-field price", "not-an-object -"]),
        PlatformPages(crawler: "xiaohongshu", records: 25, faults: ["missing-field title", "not-an-object -"]),
    ]

    @Test(
        "every record is a listing or is quarantined with its own reason", arguments: platforms, [1, 2])
    func exactCounts(_ platform: PlatformPages, _ day: Int) throws {
        try platform.check(day: day)
    }

    @Test("抖店: identifiers beyond 2⁵³ stay distinct, and the most specific category counts")
    func douyin() throws {
        let listings = try Self.platforms[0].read(day: 1).flatMap(\.listings)
        #expect(listings.allSatisfy { Int64($0.key.item).map { $0 > 1 << 53 } ?? false })
        #expect(Set(listings.compactMap(\.category)) == ["23005", "23011", "23017"])
        #expect(listings.allSatisfy { $0.sales?.window == .cumulative || $0.sales == nil })
    }

    @Test("快手: a feed without a total continues after a full page and ends with an empty one")
    func kuaishou() throws {
        let pages = try Self.platforms[1].read(day: 2)
        #expect(pages.map(\.records) == [20, 20, 0, 7])
        #expect(pages.flatMap(\.listings).contains { $0.sales?.raw == "1.2万+" && $0.sales?.upper == nil })
    }

    @Test(
        "an error answer is refused, whatever its HTTP status",
        arguments: [
            ("douyin-goods", #"{"code":50002,"msg":"业务服务错误","data":{"products":[]}}"#),
            ("kuaishou", #"{"result":24,"error_msg":"签名错误","data":{"items":[]}}"#),
            ("xiaohongshu", #"{"error_code":-1,"success":false,"data":{"hits":[]}}"#),
            ("ali-1688", #"{"error_code":"401","error_message":"签名错误"}"#),
            ("shopify", #"{"errors":"Not Found"}"#),
            ("woocommerce", #"{"code":"rest_invalid_param","message":"","data":{"status":400}}"#),
        ])
    func refused(_ crawler: String, _ answer: String) throws {
        let crawler = try Repository.crawler(crawler)
        let error = #expect(throws: PageFault.self) { try PageParser.parse(Array(answer.utf8), crawler: crawler) }
        guard case .refused = error else {
            Issue.record("not refused: \(String(describing: error))")
            return
        }
    }
}
