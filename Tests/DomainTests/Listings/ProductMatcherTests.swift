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
                key: ListingKey(platform: platform, item: "1"), title: title, price: Fen(100), category: category))
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

    @Test("an excepted word rules a product out, title word and category or not")
    func exception() {
        #expect(product("充电宝保护套") == nil)
        #expect(product("充电宝保护套", category: "13661") == nil)
        #expect(product("儿童玩具收纳箱") == nil)
    }

    @Test("an excepted word of one product does not rule out another")
    func exceptionOfOther() {
        #expect(product("儿童玩具") == "toys")
    }

    @Test("among several products the longest word wins")
    func longestWord() {
        #expect(product("儿童充电宝") == "power-bank")
        #expect(product("磁力充电宝") == "power-bank")
    }

    @Test("words of equal length go to the first product code")
    func tie() {
        #expect(product("磁力片") == "clothing")
        #expect(product("磁力儿童") == "clothing")
    }

    @Test("the category decides only where no title word does, and only on its platform")
    func category() {
        #expect(product("神秘商品", category: "12099") == "toys")
        #expect(product("充电宝", category: "12099") == "power-bank")
        #expect(product("神秘商品", platform: "taobao", category: "12099") == nil)
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
                key: ListingKey(platform: "jd", item: "1"), title: title, price: Fen(1), category: "1")
            #expect(ProductMatcher(rules).product(of: listing) == "a")
            #expect(ProductMatcher(rules.reversed()).product(of: listing) == "a")
        }
    }
}
