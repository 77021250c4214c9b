package import Domain

/// The crawlers that read the tables of unusual inputs, by name of the decoder.
package enum AwkwardCrawlers {
    package static let formats = [
        "json", "ndjson", "csv", "tsv", "csv-gb18030", "csv-big5", "csv-utf16", "xml", "xml-gb18030", "json-ld",
        "json-ld-gb18030", "compressed",
    ]

    /// Nil if `name` is not one of `formats`.
    package static func crawler(_ name: String) -> Crawler? {
        switch name {
        case "json", "compressed": json(.json(.init(records: paths("items"), error: FieldPath("error"), success: nil)))
        case "ndjson": json(.ndjson(.init()))
        case "csv": csv(.utf8)
        case "tsv": csv(.utf8, separator: UInt8(ascii: "\t"))
        case "csv-gb18030": csv(.gb18030)
        case "csv-big5": csv(.big5)
        case "csv-utf16": csv(.utf16)
        case "xml": xml(.utf8)
        case "xml-gb18030": xml(.gb18030)
        case "json-ld": linkedData(.utf8)
        case "json-ld-gb18030": linkedData(.gb18030)
        default: nil
        }
    }

    private static func json(_ format: FeedFormat) -> Crawler {
        crawler(
            format, item: paths("id"), title: paths("title"), price: paths("price", "skus.price"),
            sales: paths("sales"), shop: paths("shop"))
    }

    private static func csv(_ encoding: FeedFormat.Encoding, separator: UInt8 = UInt8(ascii: ",")) -> Crawler {
        crawler(
            .csv(.init(encoding: encoding, separator: separator)), item: [FieldPath(column: "id")],
            title: [FieldPath(column: "title")], price: [FieldPath(column: "price")],
            sales: [FieldPath(column: "sales")], shop: [FieldPath(column: "shop")])
    }

    private static func xml(_ encoding: FeedFormat.Encoding) -> Crawler? {
        FieldPath("rss.channel.item").map { records in
            crawler(
                .xml(.init(records: records, error: FieldPath("rss.error"), encoding: encoding)), item: paths("g:id"),
                title: paths("title.#text", "title"), price: paths("g:price"), link: paths("link"))
        }
    }

    private static func linkedData(_ encoding: FeedFormat.Encoding) -> Crawler {
        crawler(
            .jsonLD(.init(encoding: encoding)), item: paths("sku"), title: paths("name"), price: paths("offers.price"),
            currency: paths("offers.priceCurrency"))
    }

    private static func crawler(
        _ format: FeedFormat, item: [FieldPath], title: [FieldPath], price: [FieldPath], currency: [FieldPath] = [],
        sales: [FieldPath] = [], shop: [FieldPath] = [], link: [FieldPath] = []
    ) -> Crawler {
        let sample = Samples.crawler()
        let fields = FieldMap(
            rules: [
                .item: FieldRule(item), .title: FieldRule(title), .price: FieldRule(price),
                .currency: FieldRule(currency, fallback: currency.isEmpty ? nil : "CNY"), .sales: FieldRule(sales),
                .shopName: FieldRule(shop),
                .link: FieldRule(link),
            ], priceUnit: .yuan)
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: format, fields: fields, recheck: nil, rule: sample.rule)
    }

    private static func paths(_ texts: String...) -> [FieldPath] {
        texts.compactMap { FieldPath($0) }
    }
}
