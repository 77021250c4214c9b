import Domain

/// Small rules of the kind that `Criteria/` contains, for tests of the matching.
enum MatchSamples {
    static let rules: [(product: String, rule: MatchingRule)] = [
        (
            "childrens-clothing",
            MatchingRule(
                categories: ["jd": ["11842"]], titleWords: ["童装", "校服"],
                combinations: [
                    .init(words: ["儿童", "男童", "女童", "中大童"], with: ["T恤", "羽绒服", "裤", "裙", "睡衣"])
                ], exceptWords: ["娃娃"])
        ),
        ("correction-fluid", MatchingRule(categories: [:], titleWords: ["修正带", "涂改带"], exceptWords: ["汽车"])),
        ("e-bike", MatchingRule(categories: [:], titleWords: ["电动自行车", "电动车", "电瓶车"], exceptWords: [])),
        (
            "helmet",
            MatchingRule(
                categories: [:], titleWords: ["头盔", "半盔"], exceptWords: ["滑雪"], accessoryWords: ["镜片", "内衬"])
        ),
        ("hand-warmer", MatchingRule(categories: [:], titleWords: ["暖手宝"], exceptWords: [])),
        ("nappies", MatchingRule(categories: [:], titleWords: ["纸尿裤", "尿不湿"], exceptWords: ["成人"])),
        (
            "power-bank",
            MatchingRule(
                categories: ["jd": ["13661"], "taobao": ["50008090"]], titleWords: ["充电宝", "移动电源"],
                exceptWords: ["无电池"], yieldsTo: ["hand-warmer"],
                specifications: [
                    .init(name: "20000mAh", words: ["20000毫安", "20000mAh"]),
                    .init(name: "10000mAh", words: ["10000毫安", "10000mAh"]),
                ], unit: .none)
        ),
        ("student-goods", MatchingRule(categories: [:], titleWords: ["书包", "橡皮擦"], exceptWords: [])),
        (
            "toys",
            MatchingRule(
                categories: ["jd": ["12099"]], titleWords: ["玩具", "积木", "磁力片", "遥控汽车"], exceptWords: ["宠物"])
        ),
        (
            "wet-wipes",
            MatchingRule(categories: [:], titleWords: ["湿巾"], exceptWords: [], qualifierWords: ["宠物", "汽车"])
        ),
    ]

    static let shared: SharedMatching = {
        var shared = SharedMatching()
        shared.gifts = .init(words: ["送", "赠", "买就送"], reach: 8)
        shared.features = .init(words: ["带", "含", "配"], reach: 4)
        shared.packMarks = ["装"]
        shared.plainWords = ["套装", "盒装", "送女友", "背带", "装饰"]
        shared.accessories = .init(
            words: ["收纳盒", "收纳桶", "收纳包", "支架", "保护套", "外壳", "展示架", "数据线", "生产设备"], reach: 6)
        shared.attachedWords = ["套", "壳", "架", "盒", "袋"]
        shared.otherGoods = ["眼霜", "雨衣"]
        shared.usesBefore = ["可放", "适用"]
        shared.usesBehind = ["专用"]
        shared.qualifierReach = 4
        shared.traditional = ["電": "电", "寶": "宝", "帶": "带", "裝": "装"]
        shared.notGoods = ["补差价", "运费补拍", "运费险"]
        return shared
    }()

    static let trees = CategoryTrees(parents: ["jd": ["13662": "13661", "136621": "13662", "12100": "12099"]])

    static let matcher = ProductMatcher(rules, shared: shared, trees: trees)

    static let naive = NaiveMatch(rules: rules.sorted { $0.product < $1.product }, shared: shared, trees: trees)

    static func listing(_ title: String, category: String? = nil, platform: String = "jd") -> Listing {
        Listing(
            key: ListingKey(platform: platform, item: "1"), title: title, price: PriceRange(Fen(100)),
            category: category)
    }

    /// The product of a title, which all implementations must agree on.
    static func product(_ title: String, category: String? = nil, platform: String = "jd") -> String? {
        matcher.product(of: listing(title, category: category, platform: platform))
    }

    static func explanation(_ title: String, category: String? = nil, platform: String = "jd") -> MatchExplanation {
        matcher.explanation(of: title, category: category, on: platform)
    }
}
