import Domain
import Testing

@Suite("Matching: why a listing has its product")
struct MatchExplanationTests {
    private func why(_ title: String, _ product: String, category: String? = nil) -> String? {
        let explanation = MatchSamples.explanation(title, category: category)
        if explanation.product == product { return explanation.reason.map { MatchWording.text($0) } }
        return explanation.cause(for: product).map { MatchWording.text($0) { $0 } }
    }

    @Test("the rule that matched, with its words and their places")
    func reasons() {
        #expect(
            MatchSamples.explanation("小米 充电宝").reason == .titleWord(.init("充电宝", at: 3)))
        #expect(
            MatchSamples.explanation("夏季裙子 女童公主风").reason
                == .combination(.init("女童", at: 5), with: .init("裙", at: 2)))
        #expect(MatchSamples.explanation("神秘商品", category: "136621").reason == .category("136621", of: "13661"))
        #expect(why("小米 充电宝", "power-bank") == "标题第4字起的“充电宝”")
        #expect(why("夏季裙子 女童公主风", "childrens-clothing") == "标题第6字起的“女童”，且有第3字起的“裙”")
        #expect(why("神秘商品", "power-bank", category: "13661") == "平台类目13661")
        #expect(why("神秘商品", "power-bank", category: "136621") == "平台类目136621，属于类目13661")
    }

    @Test("the words keep their letters, and places are counted in the normal form")
    func originalLetters() {
        let matcher = ProductMatcher([
            ("led", MatchingRule(categories: [:], titleWords: ["led灯"], exceptWords: []))
        ])
        let explanation = matcher.explanation(of: "ＬＥＤ\u{200B}灯  LED灯", category: nil, on: "jd")
        #expect(explanation.reason == .titleWord(.init("LED灯", at: 0)))
    }

    @Test(
        "the cause for each product that is named and dropped",
        arguments: [
            ("充电宝补差价", "power-bank", "“补差价”说明不是商品"), ("成人纸尿裤", "nappies", "含排除词“成人”"),
            ("充电宝保护套", "power-bank", "含配件词“保护套”"), ("老人机 送充电宝", "power-bank", "“充电宝”在“送”之后，是赠品"),
            ("眼霜，充电宝", "power-bank", "名称之前有其他商品“眼霜”"), ("宠物 湿巾", "wet-wipes", "名称前有限定词“宠物”"),
            ("可放充电宝", "power-bank", "“充电宝”与“可放”相连，只是用途"), ("充電宝 收纳包", "power-bank", "含配件词“收纳包”"),
            ("充电宝 暖手宝", "power-bank", "标题另有“暖手宝”（hand-warmer），“充电宝”只是其功能或用途"),
            ("儿童保温杯", "childrens-clothing", "“儿童”须与其他词同时出现"),
            ("电动自行车头盔", "e-bike", "“电动自行车”修饰其后的“头盔”（helmet）"), ("积木，书包", "student-goods", "“书包”在“积木”（toys）之后"),
            ("充电宝 积木", "toys", "“积木”在“充电宝”（power-bank）之后"),
        ])
    func causes(_ title: String, product: String, expected: String) {
        #expect(why(title, product) == expected)
    }

    @Test("causes that need a category, a plain word, or a longer name")
    func otherCauses() {
        #expect(why("充电宝", "power-bank", category: "12099") == "平台类目属于toys")
        #expect(why("便携收纳包", "power-bank", category: "13661") == "含配件词“收纳包”")
        let plain = "“磁力片”是“磁力片架构”的一部分"
        var shared = SharedMatching()
        shared.plainWords = ["磁力片架构"]
        let rules: [(product: String, rule: MatchingRule)] = [
            ("car", MatchingRule(categories: [:], titleWords: ["汽车"], exceptWords: [])),
            ("toys", MatchingRule(categories: [:], titleWords: ["遥控汽车", "磁力片"], exceptWords: [])),
        ]
        let matcher = ProductMatcher(rules, shared: shared)
        func cause(_ title: String, _ product: String) -> String? {
            matcher.explanation(of: title, category: nil, on: "").cause(for: product).map {
                MatchWording.text($0) { $0 }
            }
        }
        #expect(cause("磁力片架构", "toys") == plain)
        #expect(cause("遥控汽车", "car") == "“汽车”是“遥控汽车”（toys）的一部分")
        #expect(cause("毛巾", "car") == nil)
    }

    @Test("a product whose rules have changed since is explained by the change")
    func earlierRules() {
        let listing = MatchSamples.listing("毛巾")
        #expect(MatchSamples.matcher.reason(of: listing, product: "toys") == .earlierRules)
        #expect(
            MatchSamples.matcher.reason(of: MatchSamples.listing("积木"), product: "toys")
                == .titleWord(.init("积木", at: 0)))
        #expect(MatchWording.text(.earlierRules).contains("已变更"))
        #expect(MatchReason.earlierRules.json.contains(#""rule":"earlier-rules","text":"#))
    }

    @Test("the JSON of a reason names the words and places")
    func json() {
        let reason = MatchReason.combination(.init("女童", at: 5), with: .init("裙", at: 2))
        #expect(
            reason.json
                == #"{"rule":"combination","word":"女童","place":5,"with":"裙","withPlace":2,"text":"标题第6字起的“女童”，且有第3字起的“裙”"}"#
        )
        #expect(
            MatchReason.category("2", of: "1").json
                == #"{"rule":"category","category":"2","mappedCategory":"1","text":"平台类目2，属于类目1"}"#)
        #expect(MatchReason.titleWord(.init("a\"", at: 0)).json.contains(#""word":"a\"""#))
    }
}
