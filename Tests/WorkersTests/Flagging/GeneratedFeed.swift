import Domain
import TestSupport

/// A feed of generated listings of every kind of flag, in any format.
struct GeneratedFeed {
    static let products = ["cups", "lamps", "milk-powder", "toys"]
    static let formats: [String: FeedFormat] = {
        var formats: [String: FeedFormat] = [
            "json": .json(.init(records: paths("items"), error: nil, success: nil)), "ndjson": .ndjson(.init()),
            "csv": .csv(.init(encoding: .utf8, separator: UInt8(ascii: ","))), "json-ld": .jsonLD(.init()),
        ]
        formats["xml"] = FieldPath("rss.channel.item").map { .xml(.init(records: $0)) }
        return formats
    }()

    /// Field → its name in the feed.
    private static let names: [ListingField: String] = [
        .item: "id", .title: "title", .price: "price", .priceAfterCoupon: "coupon", .sales: "sales",
        .shopName: "shop", .shopIdentifier: "shopId", .category: "category", .link: "link", .room: "room",
        .streamer: "streamer", .maker: "maker", .makerAddress: "address", .certificate: "ccc", .licence: "licence",
        .creditCode: "credit",
    ]

    let format: String
    /// Field → value, for each record.
    private var records: [[(name: String, value: String)]]

    init(_ format: String, count: Int, seed: UInt64) {
        self.format = format
        var chance = SeededGenerator(seed: seed)
        records = (0..<count).map { Self.record($0, &chance) }
    }

    static func crawler(_ format: String) throws -> Crawler? {
        guard let wire = formats[format] else { return nil }
        let sample = Samples.crawler()
        let rules = names.compactMapValues { name -> FieldRule? in
            if case .csv = wire { return FieldRule([FieldPath(column: name)]) }
            return FieldRule(paths(name))
        }
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: wire, fields: FieldMap(rules: rules, priceUnit: .yuan), recheck: nil, rule: sample.rule)
    }

    /// The same listings a day later, with other sales and some other prices and titles.
    func nextDay(seed: UInt64) -> GeneratedFeed {
        var next = self
        var chance = SeededGenerator(seed: seed)
        next.records = records.enumerated().map { index, record in
            let fresh = Self.record(index, &chance)
            let isSame = Int.random(in: 0..<3, using: &chance) > 0
            return isSame ? record.map { $0.name == "sales" ? (name: $0.name, value: Self.sales(&chance)) : $0 } : fresh
        }
        return next
    }

    var bytes: [UInt8] {
        let text =
            switch format {
            case "csv": csv
            case "xml":
                "<?xml version=\"1.0\"?><rss><channel>" + records.map(Self.xml).joined(separator: "\n")
                    + "</channel></rss>"
            case "ndjson": records.map { Self.object($0) + "\n" }.joined()
            case "json-ld":
                "[" + records.map { Self.object([(name: "@type", value: "Product")] + $0) }.joined(separator: ",\n")
                    + "]"
            default: "{\"items\":[" + records.map(Self.object).joined(separator: ",\n") + "]}"
            }
        return Array(text.utf8)
    }

    private var csv: String {
        let header = Self.names.values.sorted()
        let rows = records.map { record in
            header.map { name in
                let value = record.first { $0.name == name }?.value ?? ""
                return "\"" + value.replacing("\"", with: "\"\"") + "\""
            }.joined(separator: ",")
        }
        return ([header.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }

    private static func object(_ record: [(name: String, value: String)]) -> String {
        JSONText.object(record.map { ($0.name, JSONText.quoted($0.value)) })
    }

    private static func xml(_ record: [(name: String, value: String)]) -> String {
        "<item>"
            + record.map { name, value in
                let text = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                return "<\(name)>\(text)</\(name)>"
            }.joined() + "</item>"
    }

    private static func paths(_ text: String) -> [FieldPath] {
        [FieldPath(text)].compactMap(\.self)
    }
}

extension GeneratedFeed {
    private static let titles = [
        "磁力片积木玩具", "积木 No.1 儿童玩具", "最佳积木拍档", "充电台灯 护眼", "台灯罩灯罩", "LED台灯 2只装", "婴儿奶粉 900g*2罐",
        "奶粉 400克 疗效好", "马克杯", "保温杯 3件装", "第一次用的杯子", "手机壳", "TOY 积木 & <新款>",
        "护眼台灯送充电头", "儿童积木收纳盒", "手机壳 送马克杯", "学习台灯带充电", "台灯 9W 护眼", "床头台灯 24瓦", "台灯 ９Ｗ/24W 可选",
    ]
    /// Values by field name. An empty value leaves the field out.
    private static let values: [(name: String, values: [String])] = [
        ("coupon", ["", "", "", "29.90", "1.00", "0"]),
        ("shop", ["虚构1号店", "虚构2号店", "虚构失信店", ""]), ("shopId", ["77001", "77002", "", "66006"]),
        ("category", ["50002766", "", "1"]), ("link", ["https://market.example.cn/a?b=1&c=2", ""]),
        ("room", ["", "", "", "r-7"]), ("streamer", ["主播甲", ""]),
        (
            "maker",
            [
                "宁波虚构玩具有限公司", "宁波 虚构 用品厂", "", "无", "见 包装", "详见包装", "无" + String(repeating: " ", count: 20),
                "\u{3000}不详\u{3000}\u{3000}",
            ]
        ),
        ("address", ["浙江省宁波市虚构路一百号", "", "详见包装", "/", " 未 知                    "]),
        ("ccc", ["", "", "2023010901000001", "2023012201000001", "123", "2023010901000001，XYZ", "，，，，，，，，"]),
        ("licence", ["", "", "XK16-204-00123", "(浙)XK16-204-00123", "许可证号不详请咨询客服"]),
        ("credit", ["", "", "91330201MA2XXXXX0X", "91330201MA2810000J"]),
    ]

    private static func record(_ index: Int, _ chance: inout SeededGenerator) -> [(name: String, value: String)] {
        func pick(_ list: [String]) -> String { list[Int.random(in: 0..<list.count, using: &chance)] }
        let price =
            Int.random(in: 0..<25, using: &chance) == 0
            ? Int.random(in: 1...400, using: &chance)
            : Int.random(in: 2_500...6_000, using: &chance)
        var record = [
            (name: "id", value: "\(600_000 + index)"), (name: "title", value: pick(titles)),
            (name: "price", value: priceText(Int64(price), &chance)), (name: "sales", value: sales(&chance)),
        ]
        // Nine of ten records contain what an honest seller states, so each rule is also tested on listings without a
        // flag.
        let isHonest = Int.random(in: 0..<10, using: &chance) > 0
        for (name, values) in values {
            record.append((name: name, value: isHonest ? values[0] : pick(values)))
        }
        return record.filter { !$0.value.isEmpty }
    }

    /// One price; or, for one in eight records, a range, a narrow range, or a lowest price only.
    private static func priceText(_ price: Int64, _ chance: inout SeededGenerator) -> String {
        let lowest = Fen(price).yuanText
        return switch Int.random(in: 0..<24, using: &chance) {
        case 0: lowest + "-" + Fen(price + 3_000).yuanText
        case 1: lowest + "-" + Fen(price + .random(in: 1...300, using: &chance)).yuanText
        case 2: lowest + "起"
        default: lowest
        }
    }

    private static func sales(_ chance: inout SeededGenerator) -> String {
        let texts = ["100", "130", "5000", "1万+", "10万+", "已售300件", "很多", "0", "700", ""]
        return texts[Int.random(in: 0..<texts.count, using: &chance)]
    }
}

extension GeneratedFeed {
    /// Four products whose rules differ, and shared rules with forbidden claims switched on.
    static func criteria() -> [ProductCriteria] {
        let source = FigureSource(confidence: .secondary, note: "样例")
        func criteria(
            _ product: String, _ matching: MatchingRule, livestream: Bool = false, floor: Fen? = nil,
            grade: ProductGrade? = nil, _ certificates: CertificateRequirement = .init()
        ) -> ProductCriteria {
            let thresholds = FlaggingThresholds(
                lowPriceZ: FixedDecimal("-3.0") ?? FixedDecimal(mantissa: -3, scale: 0), minimumListings: 30,
                burstUnitsPerDay: 500, livestream: livestream, floorPrice: floor,
                grade: grade.map { GradedProduct($0, source: source) }, certificates: certificates)
            return ProductCriteria(
                product: product, name: product, matching: matching, flagging: thresholds, editions: [],
                rule: RuleReference(file: "Criteria/\(product).yaml", hash: Digest.sha256(product)))
        }
        return [
            criteria(
                "toys", MatchingRule(categories: ["taobao": ["1"]], titleWords: ["积木"], exceptWords: []),
                .init(needsCCC: true, cccCategories: ["2201"])),
            criteria(
                "lamps",
                MatchingRule(
                    categories: [:], titleWords: ["台灯"], exceptWords: ["灯罩"],
                    specifications: [
                        .init(name: "充电", words: ["充电"]),
                        .init(name: "9W", words: [], measured: MeasuredRange(.power, 8_000...10_000)),
                        .init(name: "24W", words: [], measured: MeasuredRange(.power, 20_000...30_000)),
                    ]), floor: Fen(300), grade: .first),
            criteria(
                "milk-powder", MatchingRule(categories: [:], titleWords: ["奶粉"], exceptWords: [], unit: .gram),
                livestream: true, .init(needsLicence: true)),
            criteria(
                "cups", MatchingRule(categories: [:], titleWords: ["杯"], exceptWords: []), livestream: true,
                floor: Fen(200)),
        ]
    }

    static func sharedWords() -> SharedMatching {
        var words = SharedMatching(rule: RuleReference(file: "words", hash: Digest.sha256("words")))
        words.gifts = .init(words: ["送"], reach: 8)
        words.features = .init(words: ["带"], reach: 4)
        words.accessories = .init(words: ["收纳盒"], reach: 6)
        return words
    }

    static func sharedRules() -> SharedFlagRules {
        var rules = SharedFlagRules(rule: RuleReference(file: "shared", hash: Digest.sha256("shared")))
        rules.burst.minimumListings = 20
        rules.burst.topShare = FixedDecimal(mantissa: 5, scale: 2)
        rules.forbiddenClaims = [
            ClaimList(
                name: "绝对化用语", words: ["最佳", "No.1", "第一"], exceptWords: ["最佳积木拍档", "第一次"], basis: "样例",
                source: FigureSource(confidence: .recalled, note: nil), isEnabled: true),
            ClaimList(
                name: "医疗用语", words: ["疗效"], basis: "样例",
                source: FigureSource(confidence: .recalled, note: nil), isEnabled: true),
        ]
        return rules
    }
}
