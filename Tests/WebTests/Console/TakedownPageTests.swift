import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of takedowns", .timeLimit(.minutes(3)))
struct TakedownPageTests {
    @Test("The list is by state, and shows the region of the person only")
    func list() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.browser(client, .officer, "jiaxing", region: "330400")
            let page = try await browser.get("/console/takedowns")
            #expect(page.status == 200 && page.text.contains("淘宝 1001"))
            #expect(!page.text.contains("20020002") && page.text.contains("共 1 条（准确数）"))
            #expect(page.text.contains("待确认") && page.text.contains("aria-sort=\"ascending\""))
            let listed = try await browser.get("/console/takedowns?state=listed")
            #expect(listed.text.contains("没有“已下发”的下架"))
            let other = try await browser.get("/console/takedowns?platform=jd")
            #expect(other.text.contains("平台：京东") && other.text.contains("符合这些条件"))
            #expect(try await browser.get("/console/takedowns?state=x").status == 400)
            let province = try await given.browser(client, .officer, "province", region: "330000")
            let all = try await province.get("/console/takedowns?state=all")
            // The installation's own region sees the whole country.
            #expect(all.text.contains("1001") && all.text.contains("20020002"))
        }
    }

    @Test("A takedown of another region does not exist for its page, its forms and its neighbours")
    func foreign() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.browser(client, .officer, "jiaxing", region: "330400")
            let own = try await browser.get("/console/takedowns/1/confirm")
            for path in [
                "takedowns/2", "takedowns/2/confirm", "takedowns/2/withdraw", "takedowns/9", "takedowns/x",
                "samples/2", "samples/2/document", "notices/2/document",
            ] {
                #expect(try await browser.get("/console/" + path).status == 404, "\(path)")
            }
            let fields = try own.hidden("/console/takedowns/1/confirm")
            for (path, typed) in [("confirm", ["basis": CaseCase.basis]), ("withdraw", ["reason": "无"])] {
                let answer = try await browser.post("/console/takedowns/2/" + path, fields.merging(typed) { $1 })
                #expect(answer.status == 404, "\(path)")
            }
            #expect(try await given.state(2) == .proposed)
        }
    }

    @Test("An officer confirms on a legal basis, once; a basis without a law comes back with what was typed")
    func confirm() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            let detail = try await browser.get("/console/takedowns/1")
            #expect(detail.text.contains("下一步：确认下架") && detail.text.contains("小零件"))
            let path = "/console/takedowns/1/confirm"
            let page = try await browser.get(path)
            #expect(page.text.contains("平台看不到检验报告") && page.text.contains("法律依据"))
            let wrong = try await browser.submit(page, path, ["basis": CaseCase.hostile])
            #expect(
                wrong.status == 422 && wrong.text.contains("&lt;script&gt;") && !wrong.text.contains("<script>alert"))
            #expect(try await given.state(1) == .proposed)
            let done = try await browser.submit(page, path, ["basis": CaseCase.basis])
            #expect(done.location == "/console/takedowns/1")
            // A second click gets the first one's answer.
            let again = try await browser.submit(page, path, ["basis": CaseCase.basis])
            #expect(again.location == done.location && again.status == done.status)
            #expect(try await given.state(1) == .confirmed)
            #expect(try await given.count(.takedownConfirmed) == 1)
            let after = try await browser.get("/console/takedowns/1")
            #expect(after.text.contains("已确认下架") && after.text.contains("officer") && after.text.contains("正在下发"))
            // Another basis for a decided takedown is refused.
            let late = try await browser.post(path, page.hidden(path).merging(["basis": "《产品质量法》第十三条"]) { $1 })
            #expect(late.status == 409 && late.text.contains("role=\"alert\""))
            #expect(try await given.count(.takedownConfirmed) == 1)
            #expect(try await browser.get(path).status == 409)
        }
    }

    @Test("A basis of the list is chosen; one that a screening does not allow is disabled and refused")
    func template() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            let path = "/console/takedowns/1/confirm"
            let page = try await browser.get(path)
            #expect(page.text.contains("value=\"product-quality-49\" disabled"))
            #expect(page.text.contains("value=\"e-commerce-29-38\">") && page.text.contains("条款尚未核对原文"))
            for code in ["product-quality-49", "samr-110-15", "nothing"] {
                let refused = try await browser.submit(page, path, ["template": code, "basis": CaseCase.basis])
                #expect(refused.status == 422 && refused.text.contains("id=\"errors\""), "\(code)")
            }
            #expect(try await given.state(1) == .proposed)
            let done = try await browser.submit(page, path, ["template": "e-commerce-29-38", "basis": ""])
            #expect(done.location == "/console/takedowns/1")
            #expect(try await browser.get("/console/takedowns/1").text.contains("第二十九条、第三十八条"))
        }
    }

    @Test("Withdrawing needs a reason, is done once, and cannot be confirmed afterwards")
    func withdraw() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            let path = "/console/takedowns/1/withdraw"
            let page = try await browser.get(path)
            #expect(page.text.contains("不予下架"))
            #expect(try await browser.submit(page, path, ["reason": " "]).status == 422)
            let done = try await browser.submit(page, path, ["reason": CaseCase.hostile])
            #expect(done.status == 303)
            #expect(try await browser.submit(page, path, ["reason": CaseCase.hostile]).status == 303)
            #expect(try await given.state(1) == .withdrawn)
            #expect(try await given.count(.takedownWithdrawn) == 1)
            let after = try await browser.get("/console/takedowns/1")
            #expect(after.text.contains("&lt;script&gt;") && !after.text.contains("<script>alert"))
            #expect(try await browser.get("/console/takedowns/1/confirm").status == 409)
            let late = try await browser.post(path, page.hidden(path).merging(["reason": "又一个理由"]) { $1 })
            #expect(late.status == 409)
            #expect(try await given.count(.takedownWithdrawn) == 1)
        }
    }

    @Test("It shows beside each other what the platform answered and what the link shows")
    func answer() async throws {
        let given = try await CaseCase()
        _ = try await given.listed(.stillThere)
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .auditor)
            let page = try await browser.get("/console/takedowns/1")
            for text in ["平台称已下架", "仍可访问", "第 1 次查看", "HTTP 200", "已处理", "清单第 1 号", "下一步：督促平台"] {
                #expect(page.text.contains(text), "\(text)")
            }
            // An auditor decides nothing.
            #expect(!page.text.contains("/withdraw") && !page.text.contains("撤回下架…"))
            #expect(try await browser.get("/console/takedowns/1/withdraw").status == 403)
            #expect(try await browser.post("/console/takedowns/1/withdraw", ["reason": "x"]).status == 403)
            let list = try await browser.get("/console/takedowns?state=listed")
            #expect(list.text.contains("仍可访问") && list.text.contains("class=\"fail\""))
        }
    }
}
