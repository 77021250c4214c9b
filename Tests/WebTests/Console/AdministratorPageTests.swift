import Domain
import HTTPTypes
import Store
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("Pages of the administrator", .timeLimit(.minutes(2)))
struct AdministratorPageTests {
    @Test("An account is created, reset, disabled and enabled, each with a page that asks before")
    func accounts() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let form = try await browser.get("/console/accounts/-new")
            var answer = try await browser.submit(
                form, "/console/accounts/-new", ["role": "officer", "name": "Li.Wei", "region": "3304"])
            #expect(answer.status == 422 && answer.text.contains("不是 GB/T 2260 六位代码"))
            #expect(
                answer.text.contains("<option value=\"officer\" selected>") && answer.text.contains("href=\"#region\""))
            answer = try await browser.submit(
                form, "/console/accounts/-new", ["role": "officer", "name": "Li.Wei", "region": "330400"])
            #expect(answer.status == 200 && answer.text.contains("只显示这一次"))
            let first = try #require(answer.text.firstMatch(of: /<code class="secret">([0-9a-z-]{19})<\/code>/)?.1)
            let again = try await browser.submit(
                browser.get("/console/accounts/-new"), "/console/accounts/-new",
                ["role": "buyer", "name": "li.wei"])
            #expect(again.status == 422 && again.text.contains("已被使用"))

            let signedIn = try await SignIn(console.context).run(
                name: "li.wei", password: String(first), address: "", agent: "")
            guard case .begun = signedIn else { throw ConsoleCase.Missing.step }
            let detail = try await browser.get("/console/accounts/li.wei")
            #expect(detail.text.contains("待首次登录") && detail.text.contains("建立账号"))
            #expect(detail.text.contains("管理员 administrator"))
            for (act, word) in [("disable", "已停用"), ("enable", "已启用")] {
                let path = "/console/accounts/li.wei/" + act
                let ask = try await browser.get(path)
                #expect(ask.status == 200 && ask.text.contains("li.wei？"))
                let done = try await browser.submit(ask, path)
                #expect(done.location == "/console/accounts/li.wei")
                #expect(try await browser.get("/console/accounts/li.wei").text.contains("li.wei " + word))
                // The sentence is shown once.
                #expect(try await !browser.get("/console/accounts/li.wei").text.contains("li.wei " + word))
            }
            let reset = try await browser.submit(
                browser.get("/console/accounts/li.wei/reset"), "/console/accounts/li.wei/reset")
            #expect(reset.status == 200 && !reset.text.contains(first))
            let second = try #require(reset.text.firstMatch(of: /<code class="secret">([0-9a-z-]{19})<\/code>/)?.1)
            for (password, works) in [(first, false), (second, true)] {
                let result = try await SignIn(console.context).run(
                    name: "li.wei", password: String(password), address: "", agent: "")
                if case .begun = result { #expect(works) } else { #expect(!works) }
            }
        }
    }

    @Test("Nobody disables the own account")
    func ownAccount() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            #expect(try await browser.get("/console/accounts/administrator/disable").status == 400)
            let form = try await browser.get("/console/tokens/new").hidden("/console/tokens/new")
            let answer = try await browser.post("/console/accounts/administrator/disable", form)
            #expect(answer.status == 400 && answer.text.contains("不能停用自己的账号"))
            #expect(try await browser.get("/console/").status == 200)
        }
    }

    @Test("A token is made, shown once, works, and is revoked")
    func tokens() async throws {
        let console = try ConsoleCase()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .administrator)
            let form = try await browser.get("/console/tokens/new")
            var answer = try await browser.submit(
                form, "/console/tokens/new", ["role": "platform", "name": "nowhere", "duty": "analyst"])
            #expect(answer.status == 422 && answer.text.contains("没有该平台的采集来源"))
            #expect(answer.text.contains("有 2 处要改"))
            answer = try await browser.submit(
                form, "/console/tokens/new", ["role": "officer", "name": "p-1", "region": "330000"])
            let token = try #require(answer.text.firstMatch(of: /sushai_[0-9a-f]{64}/)).output
            #expect(try await console.store.principal(token: String(token))?.name == "p-1")
            let list = try await browser.get("/console/tokens")
            #expect(list.text.contains("p-1") && !list.text.contains(token))
            let ask = try await browser.get("/console/tokens/1/revoke")
            let done = try await browser.submit(ask, "/console/tokens/1/revoke")
            #expect(done.location == "/console/tokens")
            #expect(try await browser.get("/console/tokens").text.contains("已吊销"))
            #expect(try await console.store.principal(token: String(token)) == nil)
            #expect(try await browser.get("/console/tokens/1/revoke").status == 404)
        }
    }

    @Test("今日 counts what waits, for each person only the own part")
    func today() async throws {
        let console = try ConsoleCase()
        _ = try await Samples.listTakedown(of: Samples.routedCase(in: console.store), in: console.store)
        try await console.store.raise(.gap, on: "pull:1", "京东<b>缺页")
        try await console.browse { client in
            let officer = try await console.browser(client, as: .officer)
            let page = try await officer.get("/console/")
            #expect(page.text.contains("送达问题告知书") && page.text.contains("京东&lt;b&gt;缺页"))
            #expect(page.text.contains("2026年11月2日　星期一"))
            let platform = try await console.browser(client, as: .platform)
            let own = try await platform.get("/console/").text
            #expect(own.contains("提交下架回执") && own.contains("<b>1</b>") && !own.contains("告知书"))
            let buyer = try await console.browser(client, as: .buyer).get("/console/").text
            #expect(buyer.contains("待购买的采样任务") && !buyer.contains("缺页"))
        }
    }
}
