internal import Domain
internal import Feeds
internal import TestSupport

/// Titles, sales figures and times as feeds write them, read from bytes of any kind.
enum Texts {
    static let seeds = [
        "儿童袜子纯棉2条装500ml*6瓶 1.5L 12只装", "Baby 奶瓶 240ML×2 三包装 3包装 10片*3", "电热毯 180w 2kg x12 500克*0",
        "月销1.2万+件", "已拼10万+", "已售 999单", "0.5w", "2026-11-02T08:00:00.250+08:00", "2026-02-29 23:59:59",
        "2026-11-02", "1793577600", "1793577600000", "2026-11-02T08:00:00Z", "磁力片积木玩具儿童袜子abcABC玩具",
        "¥39.90", "CNY 15.00", "15,299.00 CNY", "39.900000000000006",
        "¥12.8-39.9元/件", "12.8起", "券后价¥1，299", "6.28E+11", "=\"628012345678\"", "近30天已售1.2万+件", "<100",
    ].map { Seed(name: String($0.prefix(12)), bytes: Array($0.utf8), reader: .text, records: nil) }

    static func violation(of bytes: [UInt8]) -> String? {
        bytes.withUnsafeBytes { pack($0) ?? sales($0) ?? prices($0) ?? item($0) } ?? patterns(bytes) ?? matching(bytes)
            ?? times(bytes)
    }

    private static func pack(_ bytes: UnsafeRawBufferPointer) -> String? {
        let pack = PackSize(title: bytes)
        let numbers = [pack.pieces?.number, pack.millilitres, pack.grams].compactMap(\.self)
        let isSound = numbers.allSatisfy { if case .known(let number) = $0 { number >= 1 } else { true } }
        return isSound ? nil : "a pack of \(pack)"
    }

    private static func sales(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard case .figure(let lower, let upper) = SalesText.read(bytes, window: .cumulative) else { return nil }
        return lower >= 0 && (upper < 0 || lower <= upper) ? nil : "sales from \(lower) to \(upper)"
    }

    private static func prices(_ bytes: UnsafeRawBufferPointer) -> String? {
        for unit in PriceUnit.allCases {
            guard let found = try? PriceText.read(bytes, unit: unit) else { continue }
            guard found.upper == -1 || found.upper >= found.lower else { return "a price of \(found)" }
        }
        return nil
    }

    /// A text that is surely an identity has no flaw.
    private static func item(_ bytes: UnsafeRawBufferPointer) -> String? {
        ItemForm.isPlain(bytes) && ItemForm.flaw(bytes) != nil ? "a plain item number has a flaw" : nil
    }

    private static let matcher: ProductMatcher = {
        var shared = SharedMatching()
        shared.gifts = .init(words: ["送"], reach: 8)
        shared.features = .init(words: ["带", "x"], reach: 4)
        shared.packMarks = ["装"]
        shared.plainWords = ["2条装", "套装"]
        shared.accessories = .init(words: ["积木", "毯"], reach: 4)
        shared.attachedWords = ["套", "b"]
        shared.otherGoods = ["奶瓶"]
        shared.usesBefore = ["1"]
        shared.qualifierReach = 3
        shared.traditional = ["電": "电", "兒": "儿"]
        return ProductMatcher(
            [
                (
                    "clothing",
                    MatchingRule(
                        categories: [:], titleWords: ["儿童袜子", "ml"],
                        combinations: [.init(words: ["儿", "a"], with: ["袜", "c"])], exceptWords: ["玩具"],
                        yieldsTo: ["toys"])
                ),
                (
                    "toys",
                    MatchingRule(
                        categories: [:], titleWords: ["玩具", "磁力片", "abc"], exceptWords: ["w"], qualifierWords: ["婴"])
                ),
            ], shared: shared)
    }()

    /// The explanation of a title names the product that the fast path finds.
    private static func matching(_ bytes: [UInt8]) -> String? {
        let title = String(decoding: bytes, as: UTF8.self)
        let listing = Listing(key: ListingKey(platform: "a", item: "1"), title: title, price: PriceRange(Fen(1)))
        let found = matcher.product(of: listing)
        let explained = matcher.explanation(of: title, category: nil, on: "a").product
        return found == explained ? nil : "matched to \(found ?? "none"), explained as \(explained ?? "none")"
    }

    private static let words = ["儿童袜子", "袜子", "玩具", "a", "ab", "abc", "儿", "电热毯", "ml", "2条装", "磁力片积木玩具"]
    private static let automaton = TitlePatterns(words.enumerated().map { ($1, Int32($0)) })

    /// Searches all words at every start of a character. Titles are valid UTF-8 in production. Other bytes must not
    /// cause a crash.
    private static func patterns(_ bytes: [UInt8]) -> String? {
        let title = TitleForm.folded(String(decoding: bytes, as: UTF8.self))
        var found = Array(repeating: 0, count: words.count)
        (title + Array(repeating: 0, count: 8)).withUnsafeBytes {
            automaton.scan($0, count: title.count) { word, _ in found[Int(word)] += 1 }
        }
        guard String(validating: title, as: UTF8.self) != nil else { return nil }
        let starts = title.indices.filter { $0 == 0 || title[$0] & 0xC0 != 0x80 }
        for (number, word) in words.enumerated() {
            let expected = starts.count { title[$0...].starts(with: word.utf8) }
            guard found[number] == expected else { return "“\(word)” is found \(found[number]) times, not \(expected)" }
        }
        return nil
    }

    /// A time that cannot be read does not lose the record. The price is read from the same bytes.
    private static func times(_ bytes: [UInt8]) -> String? {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.prefix(400).flatMap { [0x5C, 0x75, 0x30, 0x30, digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        func page(_ time: [UInt8], _ price: [UInt8]) -> [UInt8] {
            Array(#"{"id":"1","title":"t","seen":""#.utf8) + time + Array(#"","price":""#.utf8) + price
                + Array(#""}"#.utf8)
        }
        for format in TimeFormat.allCases {
            let crawler = Shapes.crawler(.ndjson(.init()), time: format)
            for line in [page(text, Array("1.00".utf8)), page([], text)] {
                guard let page = Invariants.page(line, crawler), page.records == 1 else { return "the line is lost" }
                if let violation = Invariants.violation(page) { return violation }
            }
        }
        return nil
    }
}
