import Domain
import Testing

@Suite("Checking a link again")
struct RecheckRuleTests {
    private let rule = RecheckRule(
        endpoint: Endpoint(url: "https://example.com/item", environment: nil), parameters: [], goneStatus: [404, 410],
        goneText: ["商品已下架", "该商品不存在"])

    @Test("a status that means gone gives `gone`, whatever the page contains", arguments: [404, 410])
    func goneStatus(_ status: Int) {
        #expect(rule.outcome(status: status, body: "立即购买") == .gone)
    }

    @Test("a page with a text that means gone gives `gone`, even with status 200")
    func goneText() {
        #expect(rule.outcome(status: 200, body: "<p>很抱歉，该商品不存在</p>") == .gone)
        #expect(rule.outcome(status: 200, body: "商品已下架") == .gone)
    }

    @Test("a successful answer without such a text gives `stillThere`", arguments: [200, 204, 299])
    func stillThere(_ status: Int) {
        #expect(rule.outcome(status: status, body: "立即购买 ¥39.90") == .stillThere)
        #expect(rule.outcome(status: status, body: "") == .stillThere)
    }

    @Test("a redirect, a refusal or a server error gives `unknown`", arguments: [0, 199, 301, 302, 403, 429, 500, 503])
    func unknown(_ status: Int) {
        #expect(rule.outcome(status: status, body: "登录") == .unknown)
    }

    @Test("a rule without texts uses only the status")
    func withoutTexts() {
        let bare = RecheckRule(endpoint: rule.endpoint, parameters: [], goneStatus: [404], goneText: [])
        #expect(bare.outcome(status: 200, body: "商品已下架") == .stillThere)
        #expect(bare.outcome(status: 410, body: "") == .unknown)
    }
}
