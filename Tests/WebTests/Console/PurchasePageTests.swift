import Domain
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of purchase tasks and evidence", .timeLimit(.minutes(3)))
struct PurchasePageTests {
    @Test("The list is by state, run and order number; one task leads from the listing to the sample and its evidence")
    func task() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            let open = try await browser.get("/console/purchases")
            #expect(open.status == 200 && open.text.contains("没有“待购买”的采购任务"))
            let all = try await browser.get("/console/purchases?state=all&run=run-taobao-1001")
            #expect(all.text.contains("批次：run-taobao-1001") && all.text.contains("共 1 条（准确数）"))
            #expect(try await browser.get("/console/purchases?state=all&q=order-2").text.contains("京东 20020002"))
            #expect(try await browser.get("/console/purchases?state=x").status == 400)
            let page = try await browser.get("/console/purchases/1")
            for text in [
                "order-1", "¥8.90", "2026-11-03", "虚构1号玩具有限公司", given.own.label, "href=\"/console/listings/1\"",
                "href=\"/console/runs/1\"", "href=\"/console/samples/1\"", "R-taobao-1001", "购买的照片和凭证", "登记购买", "已下单",
            ] { #expect(page.text.contains(text), "\(text)") }
            let link = try #require(page.text.firstMatch(of: /\/console\/evidence\/[0-9a-f]{64}\/content/)).output
            let file = try await browser.get(String(link))
            #expect(file.status == 200 && file.text.contains("订单截图"))
            #expect(file.header("Content-Disposition")?.hasPrefix("attachment") == true)
            #expect(file.header("Content-Security-Policy")?.contains("sandbox") == true)
            let sample = try await browser.get("/console/samples/1")
            #expect(sample.text.contains(String(link)) && sample.text.contains("href=\"/console/purchases/1\""))
            let listing = try await browser.get("/console/listings/1")
            #expect(listing.text.contains("href=\"/console/purchases/1\""))
            #expect(listing.text.contains("href=\"/console/samples/1\""))
        }
    }

    @Test("A purchase and a file of another region do not exist for its officers")
    func foreign() async throws {
        let given = try await CaseCase()
        let hash = try await given.store.purchaseTask(2, in: .everywhere).evidence[0].hash
        try await given.console.browse { client in
            let browser = try await given.browser(client, .officer, "jiaxing", region: "330400")
            #expect(try await browser.get("/console/purchases/1").status == 200)
            for path in ["purchases/2", "purchases/9", "purchases/x", "evidence/\(hash)/content", "evidence/x/content"]
            {
                #expect(try await browser.get("/console/" + path).status == 404, "\(path)")
            }
            for query in [
                "state=all", "state=all&q=order-2", "state=all&q=" + given.foreign.label,
                "state=all&run=run-jd-20020002",
            ] {
                let list = try await browser.get("/console/purchases?" + query)
                #expect(list.status == 200 && !list.text.contains("/console/purchases/2\""), "\(query)")
            }
            let listing = try await browser.get("/console/listings/2")
            #expect(!listing.text.contains("/console/purchases/2\"") && !listing.text.contains(given.foreign.label))
            let own = try await given.browser(client, .officer, "nanjing", region: "320100")
            #expect(try await own.get("/console/evidence/\(hash)/content").status == 200)
            let buyer = try await given.console.browser(client, as: .buyer)
            #expect(try await buyer.get("/console/evidence/\(hash)/content").status == 403)
        }
    }

    @Test("An open task is cancelled with a reason, once, by people of the installation's own region only")
    func cancel() async throws {
        let given = try await CaseCase()
        let task = try await Samples.secondTask(in: given.store)
        let path = "/console/purchases/\(task)/cancel"
        try await given.console.browse { client in
            let other = try await given.browser(client, .officer, "jiaxing", region: "330400")
            let seen = try await other.get("/console/purchases/\(task)")
            #expect(seen.status == 200 && !seen.text.contains(path))
            #expect(try await other.get(path).status == 403)
            let browser = try await given.console.browser(client, as: .officer)
            #expect(try await browser.get("/console/").text.contains("href=\"/console/purchases\""))
            #expect(try await browser.get("/console/purchases/\(task)").text.contains("取消任务…"))
            let page = try await browser.get(path)
            #expect(page.text.contains("取消以后不能恢复"))
            #expect(try await browser.submit(page, path, ["reason": " "]).status == 422)
            let done = try await browser.submit(page, path, ["reason": CaseCase.hostile])
            #expect(done.location == "/console/purchases/\(task)")
            #expect(try await browser.submit(page, path, ["reason": CaseCase.hostile]).status == 303)
            #expect(try await given.count(.taskCancelled) == 1)
            let after = try await browser.get("/console/purchases/\(task)")
            #expect(after.text.contains("已取消") && after.text.contains("&lt;script&gt;"))
            #expect(!after.text.contains("<script>alert"))
            let late = try await browser.post(path, page.hidden(path).merging(["reason": "又一个"]) { $1 })
            #expect(late.status == 409 && late.text.contains("不能再办理"))
            #expect(try await browser.get("/console/purchases/1/cancel").status == 409)
        }
    }
}
