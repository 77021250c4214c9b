import Domain
import Testing

@Suite("Matching: the fast path, the explanation and a simple search agree")
struct MatchAgreementTests {
    private static let pieces = [
        "充电宝", "移动电源", "充电", "电动车", "电动自行车", "自行车", "头盔", "车头", "儿童", "男童", "童装", "T恤", "t恤", "裤", "裙", "套", "套装", "送",
        "赠", "赠送", "买一送一", "带", "背带", "修正带", "含", "装", "盒装", "收纳", "收纳盒", "盒", "支架", "保护套", "补差价", "成人", "宝保", "架", "a",
        "ab", "B", "3", "-", "—", " ", " ", "，", "【", "】", "/", "夏", "新款", "充電宝", "電", "帶", "裝", "可放",
        "专用", "宠物", "雨衣", "ＬＥＤ", "\u{200B}", "é", "😀",
    ]

    /// Random lists of pieces; the same piece may be in several lists.
    private static func words(_ most: Int, _ chance: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...most, using: &chance)).map { _ in
            let count = Int.random(in: 0..<6, using: &chance) == 0 ? 2 : 1
            return (0..<count).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
        }.filter { $0.contains { !$0.isWhitespace } }
    }

    private static func rule(_ chance: inout SeededGenerator) -> MatchingRule {
        let categories = ["1", "2", "3", "4"].filter { _ in Int.random(in: 0..<5, using: &chance) == 0 }
        return MatchingRule(
            categories: ["jd": Set(categories)], titleWords: words(4, &chance),
            combinations: (0..<Int.random(in: 0...2, using: &chance)).map { _ in
                .init(words: words(2, &chance), with: words(3, &chance))
            }, exceptWords: words(2, &chance), accessoryWords: words(2, &chance), qualifierWords: words(2, &chance),
            yieldsTo: (0...5).filter { _ in Int.random(in: 0..<6, using: &chance) == 0 }.map { "p\($0)" },
            specifications: words(2, &chance).map { .init(name: $0, words: [$0]) })
    }

    private static func shared(_ chance: inout SeededGenerator) -> SharedMatching {
        var shared = SharedMatching()
        guard Int.random(in: 0..<5, using: &chance) > 0 else { return shared }
        shared.gifts = .init(words: ["送"] + words(1, &chance), reach: Int.random(in: 0...8, using: &chance))
        shared.features = .init(words: ["带"] + words(1, &chance), reach: Int.random(in: 0...5, using: &chance))
        shared.packMarks = ["装"]
        shared.plainWords = words(3, &chance)
        shared.accessories = .init(words: words(3, &chance), reach: Int.random(in: 0...6, using: &chance))
        shared.attachedWords = ["套", "架"] + words(1, &chance)
        shared.otherGoods = words(2, &chance)
        shared.usesBefore = words(1, &chance)
        shared.usesBehind = words(1, &chance)
        shared.qualifierReach = Int.random(in: 0...4, using: &chance)
        if Bool.random(using: &chance) { shared.traditional = ["電": "电", "寶": "宝", "帶": "带", "裝": "装", "動": "动"] }
        shared.notGoods = Int.random(in: 0..<4, using: &chance) == 0 ? words(1, &chance) : []
        return shared
    }

    private static func title(_ chance: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...12, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
    }

    private static let trees = CategoryTrees(parents: ["jd": ["2": "1", "3": "2", "5": "3", "6": "5", "7": "0"]])

    @Test("random rules and titles give the same product, specification and watched word", arguments: 1...60)
    func agreement(_ seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let rules = (0..<Int.random(in: 1...5, using: &chance)).map { (product: "p\($0)", rule: Self.rule(&chance)) }
        let shared = Self.shared(&chance)
        let watched = Self.words(2, &chance)
        let matcher = ProductMatcher(rules, shared: shared, trees: Self.trees, watched: watched)
        let naive = NaiveMatch(rules: rules, shared: shared, trees: Self.trees, watched: watched)
        let listings = (0..<120).map { number in
            MatchSamples.listing(
                Self.title(&chance), category: number % 3 == 0 ? String(Int.random(in: 0...8, using: &chance)) : nil)
        }
        let found = matcher.matches(ListingBatch(listings))
        for (listing, match) in zip(listings, found) {
            let expected = naive.match(listing.title, category: listing.category, platform: "jd")
            #expect(match == expected, "\(listing.title) \(listing.category ?? "")")
            let explained = matcher.explanation(of: listing.title, category: listing.category, on: "jd")
            #expect(explained.product == (match.product < 0 ? nil : matcher.products[Int(match.product)]))
            #expect((explained.product == nil) == (explained.reason == nil))
            #expect(explained.product.map { explained.cause(for: $0) == nil } ?? true)
        }
    }

    @Test("titles of long repeated words are decided too")
    func longTitles() {
        for piece in ["充电宝", "送", "充电宝保护套", "电动车头盔", "装"] {
            let title = String(repeating: piece, count: 2_000 / piece.utf8.count)
            let expected = MatchSamples.naive.match(title, category: nil, platform: "jd")
            #expect(MatchSamples.matcher.matches(ListingBatch([MatchSamples.listing(title)])) == [expected])
        }
    }
}
