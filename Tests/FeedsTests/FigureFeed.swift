import Domain
import Feeds
import TestSupport
import Testing

/// Feeds for one figure at a time.
enum FigureFeed {
    static func paths(_ texts: String...) -> [FieldPath] {
        texts.compactMap { FieldPath($0) }
    }

    static func path(_ text: String) throws -> FieldPath {
        try #require(FieldPath(text))
    }

    /// A feed of lines.
    static func crawler(_ fields: FieldMap) -> Crawler {
        crawler(.ndjson(.init()), fields)
    }

    static func crawler(_ format: FeedFormat, _ fields: FieldMap) -> Crawler {
        let sample = Samples.crawler()
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: format, fields: fields, recheck: nil, rule: sample.rule)
    }

    /// The fields id, title, price, after and sold.
    static func plain(
        unit: PriceUnit = .yuan, window: SalesFigure.Window = .cumulative, patterns: [ItemPattern] = []
    ) -> FieldMap {
        FieldMap(
            rules: [
                .item: FieldRule(paths("id")), .title: FieldRule(paths("title")), .price: FieldRule(paths("price")),
                .priceAfterCoupon: FieldRule(paths("after")), .sales: FieldRule(paths("sold")),
            ], itemPatterns: patterns, priceUnit: unit, salesWindow: window)
    }

    static func priced(_ sources: [PriceSource], currency: FieldRule? = nil) -> FieldMap {
        FieldMap(
            rules: [.item: FieldRule(paths("id")), .title: FieldRule(paths("title"))].merging(
                currency.map { [.currency: $0] } ?? [:]
            ) { $1 },
            prices: [.price: sources], priceUnit: .yuan)
    }

    static func line(_ members: String) -> [UInt8] {
        Array(#"{"id":"A1","title":"积木",\#(members)}"#.utf8)
    }

    /// The page of one record.
    static func read(_ bytes: [UInt8], _ crawler: Crawler, at moment: Timestamp? = nil) throws -> ParsedPage {
        try (moment.map { PageReader(crawler).at($0) } ?? PageReader(crawler)).parse(bytes)
    }

    /// The bounds of the price, or the code of the fault.
    static func price(_ page: ParsedPage) -> String {
        guard let row = page.batch.rows.first else { return page.quarantined.first?.fault.code.rawValue ?? "nothing" }
        return text(row.price, row.priceUpper)
    }

    static func after(_ page: ParsedPage) -> String {
        guard let row = page.batch.rows.first else { return page.quarantined.first?.fault.code.rawValue ?? "nothing" }
        return text(row.priceAfterCoupon, row.priceAfterCouponUpper)
    }

    static func text(_ lower: Int64, _ upper: Int64) -> String {
        lower == upper ? String(lower) : "\(lower)..\(upper < 0 ? "∞" : String(upper))"
    }

    /// The rows of a table of `Fixtures/Field`, without comments.
    static func table(_ name: String) throws -> [[String]] {
        try Repository.text("Fixtures/Field/" + name).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let meaning = line.firstIndex(of: "#").map { line[..<$0] } ?? line
            return meaning.split(separator: "|", omittingEmptySubsequences: false).map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
    }
}
