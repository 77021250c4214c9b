import Domain
import Feeds
import Foundation
import TestSupport
import Testing

/// The parser of partial records accepts and refuses the same records as the fallback parser, and reads the same
/// values.
@Suite(.timeLimit(.minutes(15))) struct PartialAgreementTests {
    private static let fields: [ListingField: String] = [
        .item: "id", .title: "title", .price: "price", .priceAfterCoupon: "coupon", .sales: "sales", .shopName: "shop",
        .category: "category", .room: "room", .streamer: "streamer", .maker: "maker", .makerAddress: "address",
        .certificate: "ccc", .changedAt: "at", .currency: "currency",
    ]

    private static func crawler(_ format: FeedFormat, unit: PriceUnit) -> Crawler {
        let sample = Samples.crawler()
        let rules = fields.compactMapValues { name in FieldPath(name).map { FieldRule([$0]) } }
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: format, fields: FieldMap(rules: rules, priceUnit: unit), recheck: nil, rule: sample.rule)
    }

    /// Possible values of one of the fields, plain and not.
    private static let values: [(String, [String])] = [
        ("id", ["1", "6100000000308196714", "a b", " ", "", "\u{3000}", "1\\t2", "\u{7F}"]),
        ("title", ["积木 2条装", "Toy", "\u{3000}积木", "\u{FEFF}x", "", "积\\n木", "🧸玩具", "a\u{7F}b", "　"]),
        (
            "price",
            ["1", "39.9", "0.01", "12.345", "0", "-1", "1e3", "09.9", "CNY 15.00", "9999999999", ".5", "5.", ""]
        ),
        ("coupon", ["", "1", "0", "38.8", "x", "100000"]), ("sales", ["3", "已拼10万件", "月销1.2万+", "很多", "100+", ""]),
        ("shop", ["店", "", "a\\\"b"]), ("category", ["50002766", "", "c\u{7F}"]), ("room", ["", "r1", "r\\u0041"]),
        ("streamer", ["主播", "\u{7F}"]), ("maker", ["无", "宁波某某玩具有限公司", ""]),
        ("address", ["详见包装", "浙江省宁波市某某路一百号", ""]), ("ccc", ["", "2023010101000001"]),
        ("at", ["2026-10-10T20:20:12+08:00", "gestern", ""]), ("currency", ["CNY", "", "cny", "USD", "RMB", "CNYX"]),
    ]

    private static func lines(_ count: Int, _ chance: inout SeededGenerator) -> String {
        (0..<count).map { _ in
            let members = values.compactMap { name, texts -> String? in
                // Most fields of most records are plain.
                guard Int.random(in: 0..<12, using: &chance) > 0 || name == "id" else { return nil }
                let isPlain = Int.random(in: 0..<10, using: &chance) > 0
                let text = isPlain ? texts[0] : texts[Int.random(in: 0..<texts.count, using: &chance)]
                let isNumber = name == "price" && Double(text) != nil && Bool.random(using: &chance)
                return #""\#(name)":"# + (isNumber ? text : #""\#(text)""#)
            }
            return "{" + members.joined(separator: ",") + "}\n"
        }.joined()
    }

    private static func rows(_ count: Int, _ chance: inout SeededGenerator) -> String {
        let header = values.map(\.0).joined(separator: ",") + "\n"
        return header
            + (0..<count).map { _ in
                values.map { _, texts in
                    let isPlain = Int.random(in: 0..<10, using: &chance) > 0
                    let text = (isPlain ? texts[0] : texts[Int.random(in: 0..<texts.count, using: &chance)])
                        .replacing("\"", with: "")
                    return Int.random(in: 0..<9, using: &chance) > 0 ? text : "\"\(text)\n\""
                }.joined(separator: ",") + "\n"
            }.joined()
    }

    /// The number of accepted records; nil if the file cannot be read.
    @discardableResult
    private func compare(_ bytes: [UInt8], _ crawler: Crawler) throws -> Int? {
        let path = NSTemporaryDirectory() + "partial-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let reader = PageReader(crawler)
        let file = try FeedFile(path: path, division: try #require(reader.division), blockSize: 600)
        var header: BlockHeader?
        var taken = 0
        while let block = try file.next() {
            do throws(PageFault) {
                if block.index == 0 { header = try reader.header(of: block) }
                let page = PartialPage(try reader.parse(block, header: header))
                let partial = try reader.partialPage(block, header: header)
                #expect(partial.records == page.records)
                #expect(partial.unreadableSales == page.unreadableSales)
                #expect(partial.quarantined.map(\.fault) == page.quarantined.map(\.fault))
                #expect(zip(partial.quarantined, page.quarantined).allSatisfy { $0.bytes == $1.bytes })
                for (one, other) in zip(partial.listings, page.listings) {
                    #expect(one.price == other.price && one.isExact == other.isExact && one.source == other.source)
                    #expect(one.present == other.present && one.vague == other.vague)
                    #expect(partial.bytes[one.title.range] == page.bytes[other.title.range])
                    #expect(one.category.isNone == other.category.isNone)
                    #expect(partial.bytes[one.category.range] == page.bytes[other.category.range])
                }
                taken += page.listings.count
            } catch {
                return nil
            }
        }
        return taken
    }

    @Test("On records of every kind, in all units", arguments: PriceUnit.allCases)
    func generated(_ unit: PriceUnit) throws {
        var chance = SeededGenerator(seed: 8_170)
        let lines = Self.lines(2_000, &chance)
        let taken = try #require(try compare(Array(lines.utf8), Self.crawler(.ndjson(.init()), unit: unit)))
        #expect(taken > 300)
        let rows = Self.rows(1_000, &chance)
        let read = try compare(
            Array(rows.utf8), Self.crawler(.csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))), unit: unit)
        )
        #expect(try #require(read) > 100)
    }

    @Test("On damaged files")
    func damaged() throws {
        var chance = SeededGenerator(seed: 6_675)
        for _ in 0..<150 {
            let lines = mutated(Array(Self.lines(12, &chance).utf8), &chance)
            try compare(lines, Self.crawler(.ndjson(.init()), unit: .yuan))
            let rows = mutated(Array(Self.rows(12, &chance).utf8), &chance)
            try compare(
                rows, Self.crawler(.csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))), unit: .yuan))
        }
    }
}
