import Domain
import Testing

@Suite("Matching a listing to a product")
struct ProductMatcherTests {
    private let matcher = ProductMatcher([
        ("toys", MatchingRule(categories: ["jd": ["12099"]], titleWords: ["玩具", "磁力", "磁力片"], exceptWords: ["收纳"])),
        (
            "power-bank",
            MatchingRule(categories: ["jd": ["13661"]], titleWords: ["充电宝", "Power Bank"], exceptWords: ["保护套"])
        ),
        ("clothing", MatchingRule(categories: ["jd": ["11842"]], titleWords: ["儿童", "磁力片"], exceptWords: ["玩具"])),
    ])

    private func product(_ title: String, platform: String = "jd", category: String? = nil) -> String? {
        matcher.product(
            of: Listing(
                key: ListingKey(platform: platform, item: "1"), title: title, price: PriceRange(Fen(100)),
                category: category))
    }

    @Test("one word of the title is enough")
    func titleWord() {
        #expect(product("20000毫安充电宝 快充") == "power-bank")
        #expect(product("纯棉T恤") == nil)
        #expect(product("") == nil)
    }

    @Test("ASCII case makes no difference", arguments: ["POWER BANK 20000", "power bank", "Mini Power bANK"])
    func caseFolded(_ title: String) {
        #expect(product(title) == "power-bank")
    }

    @Test("an exception word excludes a product, even if a title word or the category matches")
    func exception() {
        #expect(product("充电宝保护套") == nil)
        #expect(product("充电宝保护套", category: "13661") == nil)
        #expect(product("儿童玩具收纳箱") == nil)
    }

    @Test("of several products the first name decides")
    func firstName() {
        #expect(product("充电宝 儿童") == "power-bank")
        #expect(product("儿童，充电宝") == "clothing")
    }

    @Test("an exception word of one product does not exclude another")
    func exceptionOfOther() {
        #expect(product("儿童玩具") == "toys")
    }

    @Test("a name inside a longer one does not count; names of equal length at one place go by product code")
    func sameName() {
        #expect(product("磁力积木") == "toys")
        #expect(product("磁力片") == "clothing")
    }

    @Test("the category decides first, and only on its platform")
    func category() {
        #expect(product("神秘商品", category: "12099") == "toys")
        #expect(product("充电宝", category: "12099") == "toys")
        #expect(product("神秘商品", platform: "taobao", category: "12099") == nil)
        #expect(product("充电宝", platform: "taobao", category: "12099") == "power-bank")
        #expect(product("神秘商品", category: "99999") == nil)
    }

    @Test("the order of the rules makes no difference")
    func orderOfRules() {
        let rules: [(product: String, rule: MatchingRule)] = [
            ("b", MatchingRule(categories: ["jd": ["1"]], titleWords: ["灯"], exceptWords: [])),
            ("a", MatchingRule(categories: ["jd": ["1"]], titleWords: ["灯"], exceptWords: [])),
        ]
        for title in ["台灯", "其他"] {
            let listing = Listing(
                key: ListingKey(platform: "jd", item: "1"), title: title, price: PriceRange(Fen(1)), category: "1")
            #expect(ProductMatcher(rules).product(of: listing) == "a")
            #expect(ProductMatcher(rules.reversed()).product(of: listing) == "a")
        }
    }

    @Test("random rules and titles agree with a simple search, in a batch and one by one")
    func againstNaiveMatching() {
        var generator = SeededGenerator(seed: 37)
        let characters = Array("童装儿宝玩具aA1")
        func text(_ range: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: range, using: &generator)).map { _ in
                    characters.randomElement(using: &generator) ?? "童"
                })
        }
        func texts(_ count: ClosedRange<Int>, _ length: ClosedRange<Int>) -> [String] {
            (0..<Int.random(in: count, using: &generator)).map { _ in text(length) }
        }
        var scratch = TitleScratch()
        for _ in 0..<40 {
            let rules = (0..<Int.random(in: 1...9, using: &generator)).map { number in
                let rule = MatchingRule(
                    categories: ["jd": Set(texts(0...2, 1...1))], titleWords: texts(0...4, 1...4),
                    exceptWords: texts(0...2, 2...3),
                    specifications: texts(0...3, 1...3).map { .init(name: $0, words: [$0]) })
                return (product: "p\(number)", rule: rule)
            }
            let watched = texts(0...2, 2...3)
            let matcher = ProductMatcher(rules, watched: watched)
            let listings = (0..<30).map { number in
                Listing(
                    key: ListingKey(platform: "jd", item: String(number)), title: text(0...24),
                    price: PriceRange(Fen(100)),
                    category: number % 3 == 0 ? nil : text(1...1))
            }
            let expected = listings.map {
                NaiveMatch(rules: rules, watched: watched).match($0.title, category: $0.category, platform: "jd")
            }
            #expect(matcher.matches(ListingBatch(listings)) == expected)
            let alone = listings.map { one($0, matcher, &scratch) }
            #expect(alone == expected)
        }
    }

    /// Matches a title at the end of its memory.
    private func one(_ listing: Listing, _ matcher: ProductMatcher, _ scratch: inout TitleScratch) -> TitleMatch {
        let (title, category) = (Array(listing.title.utf8), listing.category.map { Array($0.utf8) } ?? [])
        return title.withUnsafeBytes { title in
            category.withUnsafeBytes { category in
                matcher.match(
                    title: title, readable: 0, category: listing.category == nil ? nil : category,
                    of: matcher.categories(of: "jd"), &scratch)
            }
        }
    }
}
