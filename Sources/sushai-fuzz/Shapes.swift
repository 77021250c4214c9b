internal import Domain
internal import TestSupport

/// Pages with deeply nested fields: JSON as text within JSON as text, lists on the path, and values of the page.
enum Shapes {
    static func crawler(
        _ format: FeedFormat, time: TimeFormat = .iso8601, fromPage: Bool = false
    ) -> Crawler {
        let sample = Samples.crawler()
        let fields = FieldMap(
            rules: [
                .item: FieldRule(paths("goods.ids.main", "id")), .title: FieldRule(paths("info.caption", "title")),
                .price: FieldRule(paths("skus.offers.price", "price")),
                .priceAfterCoupon: FieldRule(paths("skus.offers.coupon")),
                .currency: FieldRule(paths("skus.offers.iso")), .sales: FieldRule(paths("stats|json.sold")),
                .shopName: FieldRule(paths("shop.name") + (fromPage ? paths("$.data.seller.name") : [])),
                .room: FieldRule(fromPage ? paths("$.data.live|json.room") : paths("room")),
                .streamer: FieldRule(fromPage ? paths("$.data.author") : paths("author")),
                .image: FieldRule(paths("info.shots")), .link: FieldRule(paths("link")),
                .certificate: FieldRule(paths("detail|json.ccc")),
                .licence: FieldRule(paths("detail|json.more|json.xk")),
                .maker: FieldRule(paths("maker"), fallback: "无"),
                .changedAt: FieldRule(paths("seen")),
            ], priceUnit: .yuan, timeFormat: time)
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: format, fields: fields, recheck: nil, rule: sample.rule)
    }

    static let records = [
        #"{"goods":{"ids":{"main":"90071992547409931"}},"info":{"caption":"积木 2件装","shots":["a.jpg","b.jpg"]},"#
            + #""skus":[{"offers":[{"price":"39.90","coupon":35,"iso":"CNY"},{"price":"1"}]},{"offers":[]}],"#
            + #""stats":"{\"sold\":\"1.2万+\"}","shop":{"name":"虚构\u5e97"},"seen":"2026-11-02T08:00:00.250+08:00"}"#,
        #"{"x":[[{"a":[1,2,{"b":null}]}],true],"id":77,"title":"电热毯 \"双人\" \ud83d\ude00","price":1.5e2,"room":"r1","#
            + #""detail":"{\"ccc\":\"2026011234\",\"more\":\"{\\\"xk\\\":\\\"XK16-001\\\",\\\"n\\\":[1,{}]}\"}"}"#,
        #"{"id":"3","title":null,"info":{"caption":"童车"},"price":"¥12.00","stats":{"sold":3},"author":"甲","link":"#
            + #""//a.example/3","maker":"","skus":{"offers":null},"detail":"[]","y":{"z":-0.1E+5}}"#,
    ]

    /// One record per line.
    static let lines: [Seed] = {
        let text = Array((records.joined(separator: "\n") + "\n").utf8)
        return [Seed(name: "shapes.ndjson", bytes: text, reader: .feed(crawler(.ndjson(.init()))), records: 3)]
    }()

    static let pages: [Seed] = {
        let list = records.joined(separator: ",")
        let inText = list.replacing(#"\"#, with: #"\\"#).replacing("\"", with: #"\""#)
        let plain = FeedFormat.json(.init(records: paths("data.list"), error: FieldPath("error"), success: nil))
        let both = FeedFormat.json(
            .init(records: paths("payload|json.items", "data.list"), error: FieldPath("error"), success: nil))
        let root = FeedFormat.json(.init(records: [], error: nil, success: nil))
        let data = #""author":"主播","seller":{"name":"自\"营"},"live":"{\"room\":\"8\"}","total":3"#
        return [
            seed("data.json", "{\"data\":{\(data),\"list\":[\(list)]}}", crawler(plain, fromPage: true), 3),
            seed("behind.json", "{\"data\":{\"list\":[\(list)],\(data)}}", crawler(plain, fromPage: true), 3),
            seed("text.json", #"{"payload":"{\"items\":[\#(inText)]}","data":{}}"#, crawler(both), 3),
            seed("root.json", " [\(list)]\n", crawler(root), 3),
        ]
    }()

    private static func seed(_ name: String, _ text: String, _ crawler: Crawler, _ records: Int) -> Seed {
        Seed(name: name, bytes: Array(text.utf8), reader: .feed(crawler), records: records)
    }

    private static func paths(_ texts: String...) -> [FieldPath] {
        texts.compactMap { FieldPath($0) }
    }
}
