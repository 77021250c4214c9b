import Domain
import Testing

@Suite("Looking at a link again")
struct RecheckRuleTests {
    private let rule = RecheckRule(
        endpoint: Endpoint(url: "https://example.com/item", environment: nil), parameters: [], goneStatus: [404, 410],
        goneText: ["商品已下架", "该商品不存在"])

    @Test("a gone status says gone, whatever the page says", arguments: [404, 410])
    func goneStatus(_ status: Int) {
        #expect(rule.outcome(status: status, body: "立即购买") == .gone)
    }

    @Test("a page that says so is gone, though the platform answers 200")
    func goneText() {
        #expect(rule.outcome(status: 200, body: "<p>很抱歉，该商品不存在</p>") == .gone)
        #expect(rule.outcome(status: 200, body: "商品已下架") == .gone)
    }

    @Test("a page that answers and does not say so is still there", arguments: [200, 204, 299])
    func stillThere(_ status: Int) {
        #expect(rule.outcome(status: status, body: "立即购买 ¥39.90") == .stillThere)
        #expect(rule.outcome(status: status, body: "") == .stillThere)
    }

    @Test("a redirect, a refusal or a failing server says nothing", arguments: [0, 199, 301, 302, 403, 429, 500, 503])
    func unknown(_ status: Int) {
        #expect(rule.outcome(status: status, body: "登录") == .unknown)
    }

    @Test("a rule without texts goes by the status alone")
    func withoutTexts() {
        let bare = RecheckRule(endpoint: rule.endpoint, parameters: [], goneStatus: [404], goneText: [])
        #expect(bare.outcome(status: 200, body: "商品已下架") == .stillThere)
        #expect(bare.outcome(status: 410, body: "") == .unknown)
    }
}
