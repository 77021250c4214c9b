import Domain
import Testing

@Suite("Matching: how a listing finds its product")
struct MatchingStepTests {
    private func product(_ title: String, _ category: String? = nil) -> String? {
        MatchSamples.product(title, category: category)
    }

    @Test(
        "a name of the product is enough",
        arguments: [
            ("小米充电宝20000毫安22.5W快充超薄便携移动电源", "power-bank"), ("雅迪电瓶车新国标成人代步", "e-bike"),
            ("大颗粒积木拼装益智男孩女孩3-6岁", "toys"), ("小学生校服套装春秋款班服英伦风", "childrens-clothing"),
            ("纯棉T恤女夏季", nil), ("", nil),
        ] as [(String, String?)])
    func names(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "a word of a combination is a name only beside its other word",
        arguments: [
            ("男童短袖t恤纯棉夏季2026新款", "childrens-clothing"), ("巴拉巴拉儿童羽绒服中长款冬季", "childrens-clothing"),
            ("夏季裙子 女童公主风", "childrens-clothing"), ("儿童安全座椅汽车用", nil), ("儿童保温杯 送裤子", nil), ("儿童背带", nil),
            ("中大童书包", "student-goods"),
        ] as [(String, String?)])
    func combinations(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "an exception word excludes the product wherever it is, unless it is a gift or a feature",
        arguments: [
            ("成人纸尿裤老年人专用", nil), ("纸尿裤成人款", nil), ("纸尿裤 新生儿 送成人湿巾", "nappies"), ("滑雪头盔", nil),
            ("头盔带滑雪镜卡扣", "helmet"), ("宠物玩具磨牙", nil), ("芭比娃娃 儿童裙子", nil), ("汽车修正带补漆", nil),
            ("遥控汽车玩具 宠物", nil),
        ] as [(String, String?)])
    func exceptions(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "an accessory word behind the name makes it an accessory",
        arguments: [
            ("充电宝保护套硅胶", nil), ("充电宝便携大号收纳包", nil), ("充电宝超大号的便携的收纳包", "power-bank"),
            ("收纳包 充电宝", "power-bank"), ("充电宝 收纳包", nil), ("充电宝，收纳包", "power-bank"), ("充电宝 大号收纳包", "power-bank"),
            ("充电宝，头盔 收纳包", "power-bank"), ("头盔 镜片", "helmet"), ("充电宝移动电源硅胶外壳", nil),
            ("移动电源充电宝生产设备", nil), ("头盔高清防雾镜片", nil), ("充电宝镜片", "power-bank"), ("充电宝-外壳", "power-bank"),
        ] as [(String, String?)])
    func accessories(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "an attached word counts only just behind the name",
        arguments: [
            ("充电宝套", nil), ("充电宝壳硅胶", nil), ("充电宝硅胶壳", "power-bank"), ("充电宝套装礼盒", "power-bank"),
            ("充电宝盒装", "power-bank"), ("充电宝，壳", "power-bank"), ("充电宝 壳", nil), ("充电宝移动电源壳", nil),
        ] as [(String, String?)])
    func attached(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "what is a gift or a feature names no product and makes no accessory",
        arguments: [
            ("老人机 送充电宝", nil), ("充电宝送收纳包数据线", "power-bank"), ("书包赠积木玩具", "student-goods"),
            ("书包买就送积木", "student-goods"), ("手机壳送女友的充电宝", "power-bank"), ("送礼佳品，充电宝", "power-bank"),
            ("送男朋友生日礼物实用的充电宝", "power-bank"), ("充电宝带支架", "power-bank"), ("充电宝含数据线", "power-bank"),
            ("充电宝带灯可折叠支架", nil), ("手机支架带充电宝", "power-bank"), ("修正带收纳盒", nil),
        ] as [(String, String?)])
    func phrases(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "a pack mark behind an accessory word says how the goods are packed",
        arguments: [
            ("大颗粒积木收纳桶装", "toys"), ("大颗粒积木收纳桶", nil), ("积木收纳桶装饰", nil), ("积木盒装", "toys"), ("积木袋装", "toys"),
        ] as [(String, String?)])
    func packs(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "a name beside a mark of use is only a use",
        arguments: [
            ("毛绒抱枕可放充电宝", nil), ("适用充电宝的小夜灯", nil), ("纸尿裤专用护臀膏", nil), ("可放多个充电宝", "power-bank"),
            ("书包可放充电宝", "student-goods"), ("充电宝可放书包", "power-bank"),
        ] as [(String, String?)])
    func uses(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "other goods exclude before the first name, and are accessories behind it",
        arguments: [
            ("眼霜 补水 充电宝", nil), ("眼霜，充电宝", nil), ("送眼霜 充电宝", "power-bank"), ("电动车雨衣", nil), ("电动车 雨衣", nil),
            ("电动车，雨衣", "e-bike"), ("电动车新国标，送雨衣", "e-bike"), ("带雨衣的头盔", "helmet"),
        ] as [(String, String?)])
    func otherGoods(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "a qualifier word excludes just before the name, and is an accessory word behind it",
        arguments: [
            ("宠物湿巾", nil), ("宠物 湿巾", nil), ("宠物专用 湿巾", nil), ("宠物，湿巾", "wet-wipes"), ("宠物猫咪狗狗湿巾", nil),
            ("宠物猫咪狗狗用湿巾", "wet-wipes"), ("湿巾宠物", nil), ("湿巾 宠物", "wet-wipes"), ("湿巾家用办公室厨房宠物", "wet-wipes"),
            ("送宠物 湿巾", "wet-wipes"),
        ] as [(String, String?)])
    func qualifiers(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "a product yields to others that the title names",
        arguments: [
            ("充电宝暖手宝二合一", "hand-warmer"), ("充电宝，USB，暖手宝", "hand-warmer"), ("充电宝送暖手宝", "power-bank"),
            ("充电宝带暖手宝", "power-bank"), ("充电宝，暖手宝收纳包", "power-bank"), ("暖手宝充电宝", "hand-warmer"),
        ] as [(String, String?)])
    func yields(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test(
        "traditional characters are read like simplified ones, in titles and in words",
        arguments: [
            ("行動充電寶", "power-bank"), ("充電宝", "power-bank"), ("充电寶送電动车", "power-bank"), ("充電寶帶支架", "power-bank"),
            ("積木", nil), ("积木收纳桶裝", "toys"),
        ] as [(String, String?)])
    func traditional(_ title: String, expected: String?) {
        #expect(product(title) == expected)
        var shared = SharedMatching()
        shared.traditional = ["電": "电", "寶": "宝"]
        let rule = MatchingRule(categories: [:], titleWords: ["充電宝"], exceptWords: [])
        let matcher = ProductMatcher([("a", rule)], shared: shared)
        #expect(matcher.product(of: MatchSamples.listing("充电寶")) == "a")
        #expect(shared.forms(of: "充电宝") == ["充电宝", "充电寶", "充電宝", "充電寶"] && shared.formCount(of: "充电宝") == 4)
    }

    @Test("a title that offers no goods has no product, whatever its category", arguments: ["充电宝补差价", "头盔 运费补拍专用链接"])
    func notGoods(_ title: String) {
        #expect(product(title) == nil && product(title, "13661") == nil)
        #expect(product("充电宝 送运费险") == "power-bank")
    }

    @Test(
        "a name that qualifies the next one drops out",
        arguments: [
            ("电动自行车头盔3C认证男女通用", "helmet"), ("电动车 头盔", "e-bike"), ("电动车半盔头盔夏季", "helmet"),
            ("电动车骑行的头盔", "e-bike"), ("电动车的头盔", "helmet"), ("头盔电动车头盔", "helmet"),
            ("电动车带头盔", "e-bike"), ("电动车头盔电动车半盔", "e-bike"), ("书包积木玩具", "toys"), ("电动车滑雪头盔", "e-bike"),
        ] as [(String, String?)])
    func heads(_ title: String, expected: String?) {
        #expect(product(title) == expected)
    }

    @Test("of several products the one that is named first is chosen")
    func order() {
        #expect(product("书包 橡皮擦 积木") == "student-goods")
        #expect(product("积木，书包") == "toys")
        let rules = ["b", "a"].map {
            (product: $0, rule: MatchingRule(categories: [:], titleWords: ["灯"], exceptWords: []))
        }
        #expect(ProductMatcher(rules).product(of: MatchSamples.listing("台灯")) == "a")
    }

    @Test("a name inside a longer name does not count")
    func innerNames() {
        let rules: [(product: String, rule: MatchingRule)] = [
            ("car", MatchingRule(categories: [:], titleWords: ["汽车"], exceptWords: [])),
            ("toys", MatchingRule(categories: [:], titleWords: ["遥控汽车"], exceptWords: ["汽车"])),
        ]
        let matcher = ProductMatcher(rules)
        #expect(matcher.product(of: MatchSamples.listing("遥控汽车男孩")) == "toys")
        #expect(matcher.product(of: MatchSamples.listing("遥控汽车 汽车模型")) == "car")
    }

    @Test(
        "the category decides first, with its subtree, unless the title contradicts it",
        arguments: [
            ("神秘商品", "13661", "power-bank"), ("神秘商品", "136621", "power-bank"), ("积木", "13662", "power-bank"),
            ("神秘商品", "99999", nil), ("充电宝", "12100", "toys"), ("充电宝保护套", "13661", nil), ("便携收纳包", "13661", nil),
            ("送收纳包 神秘商品", "13661", "power-bank"), ("无电池套料", "13661", nil), ("充电宝，收纳包", "13661", "power-bank"),
            ("充电宝 收纳包", "13661", nil), ("补水眼霜", "13661", nil), ("宠物毛巾", "13661", "power-bank"),
            ("硅胶壳", "13661", "power-bank"), ("积木收纳包", "13661", nil), ("书包收纳包 积木", "13661", "toys"),
        ] as [(String, String, String?)])
    func categories(_ title: String, category: String, expected: String?) {
        #expect(product(title, category) == expected)
        #expect(MatchSamples.product(title, category: category, platform: "pdd") == MatchSamples.product(title))
    }

    @Test("the nearest category of the line that has a product decides")
    func nearestCategory() {
        let rules = ["a": "1", "b": "2"].map {
            (product: $0.key, rule: MatchingRule(categories: ["jd": [$0.value]], titleWords: [], exceptWords: []))
        }
        let trees = CategoryTrees(parents: ["jd": ["2": "1", "3": "2", "4": "1", "8": "9", "9": "8"]])
        let matcher = ProductMatcher(rules, trees: trees)
        let found = ["1", "2", "3", "4", "8", "7"].map { matcher.product(of: MatchSamples.listing("", category: $0)) }
        #expect(found == ["a", "b", "b", "a", nil, nil])
    }

    @Test("a specification in a gift phrase does not count, in the match and in the comparison")
    func specifications() {
        let titles = ["充电宝10000毫安 送20000mAh", "充电宝20000mAh", "送10000毫安 充电宝", "充电宝"]
        let expected = ["10000mAh", "20000mAh", "", ""]
        var scratch = TitleScratch()
        for (title, name) in zip(titles, expected) {
            let listing = MatchSamples.listing(title)
            let match = MatchSamples.matcher.matches(ListingBatch([listing]))[0]
            let names = MatchSamples.matcher.rules[Int(match.product)].specifications.map(\.name)
            #expect((match.specification < 0 ? "" : names[Int(match.specification)]) == name)
            let comparison = Comparison(of: listing, product: "power-bank", matcher: MatchSamples.matcher, &scratch)
            #expect(comparison.cell.specification == name)
        }
    }

    @Test("evasive writing changes nothing", arguments: ["充 电 宝", "充\u{200B}电宝", "【充电宝】", "移动&#30005;源"])
    func evasion(_ title: String) {
        #expect(product(title) == "power-bank" && product(title + "保护套") == (title.last == "】" ? "power-bank" : nil))
    }
}
