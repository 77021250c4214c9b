import Domain
import Testing

/// One listing with known facts.
private struct Case {
    var listing = Listing(
        key: ListingKey(platform: "taobao", item: "42"), title: "台灯", price: PriceRange(Fen(4_120)), shopName: "虚构灯饰店",
        shopIdentifier: "77001")
    var rules = Cell().thresholds
    var context = FlagContext()
    var seenAt = moment("2026-11-02T08:00:00+08:00")

    func flags() -> [Flag] {
        let observation = Screening.Observation(listing: listing, product: "lamp", seenAt: seenAt)
        return Screening.flags(of: observation, rules: rules, statistics: nil, context: context)
    }
}

@Suite("High injury risk")
struct InjuryRiskTests {
    private func flags(_ grade: ProductGrade?, _ confidence: FigureSource.Confidence = .secondary) -> [Flag] {
        var test = Case()
        test.rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true,
            grade: grade.map { GradedProduct($0, source: FigureSource(confidence: confidence, note: "2026年目录")) })
        return test.flags()
    }

    @Test("grade 1 is flagged with its source; the others, and products without a grade, are not")
    func grades() throws {
        let flag = try #require(flags(.first).first)
        #expect(flag.kind == .injuryRisk && flag.figure("grade") == "1" && flag.figure("confidence") == "S")
        #expect(flag.reason == "该产品列为一级风险产品（来自转载，待核实：2026年目录）")
        #expect(flag.counterfactual == "产品不属于一级风险产品则不标记")
        #expect(flags(.second).isEmpty && flags(.third).isEmpty && flags(nil).isEmpty)
    }
}

@Suite("Public attention")
struct AttentionTests {
    private func count(
        _ subject: AttentionSubject, _ count: Int64, _ type: AttentionType = .complaint, from: String = "2026-10-01",
        until: String = "2026-10-31", source: String = "12315"
    ) -> AttentionCount {
        AttentionCount(
            subject: subject, type: type, count: count, from: day(from), until: day(until), source: source)
    }

    private let item = AttentionSubject.item(ListingKey(platform: "taobao", item: "42"))

    private func flags(_ counts: [AttentionCount], _ rule: AttentionRule = AttentionRule()) -> [Flag] {
        var test = Case()
        test.context.shared.attention = rule
        test.context.attention = AttentionTallies(counts, on: day("2026-11-02"), withinDays: rule.withinDays)
        return test.flags()
    }

    @Test("a count at the threshold is flagged, one below it is not")
    func boundary() throws {
        let flag = try #require(flags([count(item, 3)]).first)
        #expect(flag.kind == .publicAttention)
        #expect(flag.reason == "该商品近90日投诉举报3件（来源：12315）")
        #expect(flag.counterfactual == "投诉举报少于3件则不标记")
        #expect(flags([count(item, 2)]).isEmpty)
    }

    @Test("a shop is identified by its number or its name, on its own platform")
    func shops() {
        for shop in ["77001", "虚构灯饰店"] {
            #expect(flags([count(.shop(platform: "taobao", shop: shop), 10)]).count == 1)
            #expect(flags([count(.shop(platform: "jd", shop: shop), 10)]).isEmpty)
        }
    }

    @Test("overlapping counts of one source are not added; counts of two sources are")
    func sources() {
        let again = count(item, 2, from: "2026-10-15", until: "2026-11-01")
        #expect(flags([count(item, 2), again]).isEmpty)
        let other = count(item, 1, source: "浙江消费投诉平台")
        #expect(flags([count(item, 2), other]).first?.figure("count") == "3")
    }

    @Test("old counts and counts of future days are ignored")
    func windows() {
        #expect(flags([count(item, 9, from: "2026-07-01", until: "2026-08-03")]).isEmpty)
        #expect(flags([count(item, 9, from: "2026-07-01", until: "2026-08-04")]).count == 1)
        #expect(flags([count(item, 9, from: "2026-11-03", until: "2026-11-09")]).isEmpty)
    }

    @Test("complaints and opinions have separate thresholds; products have none by default")
    func types() {
        #expect(flags([count(item, 9, .opinion)]).isEmpty)
        #expect(flags([count(item, 10, .opinion)]).first?.figure("type") == "opinion")
        #expect(flags([count(.product("lamp"), 10_000)]).isEmpty)
        var rule = AttentionRule()
        rule.product.complaints = 100
        #expect(flags([count(.product("lamp"), 100)], rule).first?.figure("about") == "product")
        #expect(flags([count(.product("toys"), 100)], rule).isEmpty)
    }
}

@Suite("Shops that fail in several consecutive years")
struct FailingShopTests {
    private func flags(_ years: [Int], shop: String = "77001", platform: String = "taobao") -> [Flag] {
        var test = Case()
        test.context.failures = ShopFailures(
            years.map { ShopFailure(platform: platform, shop: shop, year: $0, source: "省局通报") })
        return test.flags()
    }

    @Test("two consecutive years are flagged; one year, or two with a gap, are not")
    func consecutive() throws {
        let flag = try #require(flags([2025, 2026]).first)
        #expect(flag.kind == .failingShop && flag.figure("years") == "2")
        #expect(flag.reason == "店铺“77001”2025年至2026年连续2年不合格（来源：省局通报）")
        #expect(flag.counterfactual == "连续不合格少于2年则不标记")
        #expect(flags([2026]).isEmpty && flags([2024, 2026]).isEmpty && flags([]).isEmpty)
    }

    @Test("the last failing year must be the current or the previous year")
    func recent() {
        #expect(flags([2023, 2024, 2025]).first?.figure("years") == "3")
        #expect(flags([2022, 2023, 2024]).isEmpty)
        #expect(flags([2026, 2027]).isEmpty, "a future year does not count")
    }

    @Test("records under the number and under the name of a shop are combined")
    func numberAndName() {
        var test = Case()
        test.context.failures = ShopFailures([
            ShopFailure(platform: "taobao", shop: "77001", year: 2026, source: "甲"),
            ShopFailure(platform: "taobao", shop: "虚构灯饰店", year: 2025, source: "乙"),
        ])
        #expect(test.flags().first?.figure("sources") == "甲、乙")
        #expect(flags([2025, 2026], shop: "77001", platform: "jd").isEmpty)
    }
}

@Suite("Signs of goods without a maker")
struct MakerTests {
    private func flags(
        _ claims: MakerClaims, mapped: Set<ListingField> = [.maker, .makerAddress], needsCCC: Bool = false
    ) -> [Flag] {
        var test = Case()
        test.listing = Listing(
            key: ListingKey(platform: "taobao", item: "42"), title: "台灯", price: PriceRange(Fen(4_120)), claims: claims)
        test.context.mapped = mapped
        test.rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true,
            certificates: CertificateRequirement(needsCCC: needsCCC))
        return test.flags().filter { $0.kind == .unnamedMaker }
    }

    @Test("a listing without maker and address is flagged; if one of them is given, it is not")
    func signs() throws {
        let flag = try #require(flags(MakerClaims()).first)
        #expect(flag.figure("missing") == "maker address")
        #expect(flag.reason == "未标明厂名、厂址")
        #expect(flags(MakerClaims(maker: "虚构灯具厂")).isEmpty)
    }

    @Test("fields that the feed never gives are no sign")
    func unmapped() {
        #expect(flags(MakerClaims(), mapped: []).isEmpty)
        #expect(flags(MakerClaims(), mapped: [.maker]).isEmpty)
        #expect(flags(MakerClaims(), mapped: [.certificate, .licence, .creditCode], needsCCC: true).isEmpty)
    }

    @Test("words without meaning count as missing", arguments: ["无", " / ", "见 包装", "不详"])
    func emptyWords(_ word: String) {
        #expect(flags(MakerClaims(maker: word, address: word)).count == 1)
    }

    @Test("a missing certificate counts only if the product needs one")
    func certificate() {
        let mapped: Set<ListingField> = [.maker, .makerAddress, .certificate]
        let claims = MakerClaims(maker: "虚构灯具厂")
        #expect(flags(claims, mapped: mapped).isEmpty)
        #expect(flags(claims, mapped: mapped, needsCCC: true).first?.figure("missing") == "address certificate")
    }
}

@Suite("Forbidden claims in titles")
struct ForbiddenClaimTests {
    private func flags(_ title: String, enabled: Bool = true) -> [Flag] {
        var test = Case()
        test.listing = Listing(
            key: ListingKey(platform: "taobao", item: "42"), title: title, price: PriceRange(Fen(4_120)))
        test.context.shared.forbiddenClaims = [
            ClaimList(
                name: "绝对化用语", words: ["最佳", "第一", "NO.1"], exceptWords: ["第一次"], basis: "《中华人民共和国广告法》第九条",
                source: FigureSource(confidence: .recalled, note: nil), isEnabled: enabled)
        ]
        return test.flags()
    }

    @Test("a word of an enabled list is flagged with its basis and its confidence")
    func flagged() throws {
        let flag = try #require(flags("最佳台灯 销量第一").first)
        #expect(flag.kind == .forbiddenClaim && flag.figure("绝对化用语") == "最佳 第一")
        #expect(flag.reason == "标题含绝对化用语“最佳”“第一”（依据：《中华人民共和国广告法》第九条，未经核实）")
        #expect(flag.counterfactual == "标题不含“最佳”“第一”则不标记")
        #expect(flags("no.1台灯").count == 1)
    }

    @Test("a disabled list flags nothing, and exceptions are not flagged")
    func harmless() {
        #expect(flags("最佳台灯", enabled: false).isEmpty)
        #expect(flags("宝宝的第一次阅读台灯").isEmpty)
        #expect(flags("第一次买就选第一").count == 1)
        #expect(flags("").isEmpty && flags("台灯").isEmpty)
    }
}

@Suite("The priority of a listing")
struct FlagPriorityTests {
    @Test("is the sum of its parts; each part has the points of its kind")
    func sum() {
        let flags = [FlagKind.lowPrice, .salesBurst].map {
            Flag(kind: $0, figures: [], reason: "因", counterfactual: "果")
        }
        let priority = FlagPriority(flags, rules: .standard)
        #expect(priority.parts.map(\.points) == [30, 20] && priority.points == 50)
        #expect(FlagWording.priority(priority) == "50＝明显低价30＋短时销量大20")
    }

    @Test("every kind has points and a name, and is either shared or a rule of the product")
    func everyKind() {
        #expect(Set(SharedFlagRules.standardPoints.keys) == Set(FlagKind.allCases))
        #expect(Set(FlagKind.allCases.map(FlagWording.name)).count == FlagKind.allCases.count)
    }
}
