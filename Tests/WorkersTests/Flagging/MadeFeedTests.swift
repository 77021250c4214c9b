import Domain
import Rulebook
import TestSupport
import Testing

/// Made feeds of honest offers, screened with the shipped rules: what is compared with what.
@Suite("Made feeds with the shipped rules")
struct MadeFeedTests {
    struct Offer {
        let title: String
        /// In fen.
        let price: Int

        /// `count` offers around a price in yuan. They differ by up to a sixth in both directions.
        static func several(_ count: Int, _ yuan: Double, _ title: (Int) -> String) -> [Offer] {
            (0..<count).map { Offer(title: title($0), price: Int(yuan * Double(84 + ($0 * 37) % 33))) }
        }
    }

    private let rulebook: Rulebook

    init() throws {
        rulebook = try Rulebook.load(crawlers: Repository.root + "/Crawlers", criteria: Repository.root + "/Criteria")
    }

    /// The flags of prices, by the title of the offer. Every offer must be one of `product`.
    private func flags(_ product: String, _ offers: [Offer]) throws -> [(title: String, reason: String)] {
        let at = try #require(Timestamp(rfc3339: "2026-11-30T08:00:00+08:00"))
        let observations = offers.enumerated().map { index, offer in
            let listing = Listing(
                key: ListingKey(platform: "market", item: "\(index)"), title: offer.title,
                price: PriceRange(Fen(Int64(offer.price))))
            #expect(rulebook.matcher.product(of: listing) == product, "\(offer.title)")
            return Screening.Observation(listing: listing, product: product, seenAt: at)
        }
        let found = Screening.decide(
            observations, thresholds: rulebook.criteria.mapValues(\.flagging), matcher: rulebook.matcher
        ).flags
        var flagged: [(title: String, reason: String)] = []
        for (offer, flags) in zip(offers, found) {
            for flag in flags where flag.kind == .lowPrice || flag.kind == .baitVariant {
                flagged.append((offer.title, flag.reason))
            }
        }
        return flagged
    }

    @Test("sixty honest offers of nappies, of which nineteen say 片装, raise no flag")
    func nappies() throws {
        let others: [(title: String, yuan: Double)] = [
            ("婴儿纸尿裤 L码 超薄透气", 89), ("宝宝拉拉裤 XL 加大吸收", 89), ("纸尿裤 M76片", 89), ("婴儿纸尿裤 L码58片*2包", 136),
            ("纸尿裤 4包装 箱装", 259), ("尿不湿 NB码 一包", 49),
        ]
        for share in [19, 41] {
            let said = Offer.several(share, 69) { "婴儿纸尿裤 L码\([52, 58, 60][$0 % 3])片装" }
            let each = (60 - share) / others.count
            let silent = others.flatMap { other in Offer.several(each, other.yuan) { other.title + " 第\($0)款" } }
            #expect(try flags("nappies", said + silent).map(\.reason) == [])
            let alike = Offer.several(60 - share, 89) { "婴儿纸尿裤 L码 超薄透气 第\($0)款" }
            #expect(try flags("nappies", said + alike).map(\.reason) == [])
        }
    }

    @Test("of nappies by the piece, one far below all others is flagged by the price of one piece")
    func cheapNappies() throws {
        let honest = Offer.several(60, 69) { "婴儿纸尿裤 L码\([52, 58, 60][$0 % 3])片装" }
        let found = try flags("nappies", honest + [Offer(title: "婴儿纸尿裤 L码 100片", price: 1_000)])
        #expect(found.map(\.title) == ["婴儿纸尿裤 L码 100片"])
        #expect(found.first?.reason.hasPrefix("售价¥10.00（共100片，每片¥0.1000），同规格（M和L码）61个链接每片的中位价¥") == true)
    }

    @Test("sixty pens, singles beside boxes, raise no flag", arguments: [5, 15, 30, 45])
    func pens(_ singles: Int) throws {
        let forms: [(single: String, box: String)] = [
            ("中性笔 0.5黑色", "中性笔 0.5黑色 12支装"), ("中性笔 1支", "中性笔 12支"), ("中性笔 0.5黑色 学生", "中性笔 0.5黑色 一盒"),
            ("中性笔 按动", "中性笔 按动 整盒"), ("中性笔 单支", "中性笔 12支/盒"), ("中性笔 黑色", "中性笔 红色"),
        ]
        for form in forms {
            let offers =
                Offer.several(singles, 2.2) { form.single + " 第\($0)款" }
                + Offer.several(60 - singles, 22.9) { form.box + " 第\($0)款" }
            #expect(try flags("pens", offers).map(\.reason) == [], "\(form)")
        }
        let mixed = forms.enumerated().flatMap { index, form in
            Offer.several(5, 2.2) { form.single + " \(index)-\($0)" }
                + Offer.several(5, 22.9) { form.box + " \(index)-\($0)" }
        }
        #expect(try flags("pens", mixed).map(\.reason) == [])
    }

    private static let banks: [(yuan: Double, forms: [String])] = [
        (29, ["5000毫安", "5000mAh", "5000 mAh"]), (49, ["10000毫安", "1万毫安", "10000mAh"]),
        (89, ["20000毫安", "20000mAh", "2万毫安", "20000 毫安", "20,000mAh", "两万毫安"]),
        (119, ["30000毫安", "3万mAh", "30000大容量"]),
    ]

    private func banks(_ counts: [Int]) -> [Offer] {
        zip(Self.banks, counts).flatMap { bank, count in
            Offer.several(count, bank.yuan) { "充电宝 \(bank.forms[$0 % bank.forms.count]) 快充 第\($0)款" }
        }
    }

    @Test("of ninety banks of all sizes, the one of 20,000 mAh at ¥19.90 is flagged, and no other")
    func bank() throws {
        let title = "充电宝 20000毫安 大容量"
        let found = try flags("power-bank", banks([22, 23, 22, 22]) + [Offer(title: title, price: 1_990)])
        #expect(found.map(\.title) == [title])
        #expect(
            found.first?.reason.hasPrefix("整件售价¥19.90，同规格（20000mAh）23个链接（不足30个，不足部分按同产品各规格共90个链接计）整件的中位价¥")
                == true, "\(found.first?.reason ?? "")")
        for counts in [[30, 30, 10, 19], [20, 50, 5, 14], [40, 40, 4, 5]] {
            #expect(
                try flags("power-bank", banks(counts) + [Offer(title: title, price: 1_990)]).map(\.title) == [title],
                "\(counts)")
        }
    }

    @Test(
        "honest small banks are not flagged, however few they are and whatever they state",
        arguments: [1, 2, 3, 5, 9, 20])
    func smallBanks(_ count: Int) throws {
        let dear = banks([0, 0, 50, 39])
        for title in ["充电宝 5000毫安 迷你", "充电宝 迷你胶囊", "充电宝 5000/20000毫安", "充电宝 3000mAh"] {
            let small = Offer.several(count, 19.9) { title + " 第\($0)款" }
            #expect(try flags("power-bank", dear + small).map(\.reason) == [], "\(title)")
        }
    }

    @Test("a short gas hose is not compared with long ones; a long one at the price of a short one is flagged")
    func hoses() throws {
        let honest = [(1.0, 9.9), (1.5, 14), (2, 18), (3, 26), (5, 42)].flatMap { length, yuan in
            Offer.several(length == 3 ? 40 : 12, yuan) {
                "燃气软管 \(length == 1.5 ? "1.5" : String(Int(length)))米 防爆 第\($0)款"
            }
        }
        #expect(try flags("gas-hose", honest).map(\.reason) == [])
        let cheap = Offer(title: "燃气软管 5米 加厚", price: 990)
        #expect(try flags("gas-hose", honest + [cheap]).map(\.title) == [cheap.title])
    }
}
