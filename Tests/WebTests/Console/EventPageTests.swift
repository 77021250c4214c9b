import Domain
import Foundation
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The pages of the event log", .timeLimit(.minutes(3)))
struct EventPageTests {
    /// An event whose texts are hostile.
    private func hostile(_ given: CaseCase) async throws -> Int64 {
        try await given.store.write { database, now in
            try database.append(
                .jobDead, by: .holder(.officer, name: CaseCase.hostile), on: CaseCase.hostile,
                ["error": CaseCase.hostile], at: now)
            return try database.lastEvent()
        }
    }

    @Test("The list is filtered by kind, account, thing and day; each condition can be removed")
    func list() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .auditor)
            let all = try await browser.get("/console/events")
            #expect(all.status == 200 && all.text.contains("aria-sort=\"descending\"") && all.text.contains("（准确数）"))
            let some = try await browser.get("/console/events?kind=conclusion.routed")
            #expect(some.text.contains("共 2 条（准确数）") && some.text.contains("事件：按判定结果处置"))
            let one = try await browser.get("/console/events?kind=conclusion.routed&subject=conclusion:1")
            #expect(one.text.contains("共 1 条（准确数）") && one.text.contains("对象：判定 1"))
            #expect(one.text.contains("全部清除") && one.text.contains("导出 1 条（CSV）"))
            // The name of an account becomes the stored form.
            let account = try await browser.get("/console/events?actor=auditor")
            #expect(account.location == "/console/events?actor=auditor:auditor")
            let own = try await browser.get("/console/events?actor=auditor:auditor")
            #expect(own.text.contains("操作者：审计人员 auditor"))
            let none = try await browser.get("/console/events?from=2020-01-01&to=2020-01-02")
            #expect(none.text.contains("没有事件符合这些条件") && none.text.contains("2020-01-01 至 2020-01-02"))
            #expect(try await browser.get("/console/events?days=7&kind=conclusion.routed").text.contains("共 2 条"))
            for wrong in ["kind=x", "from=x", "sort=x", "after=x", "subject=%00"] {
                #expect(try await browser.get("/console/events?" + wrong).status == 400, "\(wrong)")
            }
        }
    }

    @Test("A long list is read page by page, and no event is lost or repeated")
    func pages() async throws {
        let given = try await CaseCase()
        try await given.store.write { database, now in
            for number in 1...120 { try database.append(.jobRevived, by: .operator, on: "job:\(number)", at: now) }
        }
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            var (address, seen): (String?, [String]) = ("/console/events?kind=job.revived", [])
            while let path = address {
                let page = try await browser.get(path)
                seen += page.text.matches(of: /后台任务 (\d+)/).map { String($0.1) }
                address = page.text.firstMatch(of: /<a[^>]*href="([^"]*after=[^"]*)"/)
                    .map { String($0.1).replacingOccurrences(of: "&amp;", with: "&") }
            }
            #expect(seen == (1...120).reversed().map { String($0) })
        }
    }

    @Test("An event shows its particulars and leads to its thing; hostile texts stay texts")
    func detail() async throws {
        let given = try await CaseCase()
        let number = try await hostile(given)
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            for path in ["/console/events", "/console/events/\(number)"] {
                let page = try await browser.get(path)
                #expect(page.status == 200 && page.text.contains("&lt;script&gt;"), "\(path)")
                #expect(!page.text.contains("<script>alert"), "\(path)")
            }
            let routed = try await browser.get("/console/events?kind=report.judged")
            let link = try #require(routed.text.firstMatch(of: /\/console\/events\/\d+/)).output
            let page = try await browser.get(String(link))
            #expect(page.text.contains("完好") && page.text.contains("前一行校验值") && page.text.contains("下一条"))
            #expect(page.text.contains("判定检验报告"))
            for missing in ["0", "x", "999999"] {
                #expect(try await browser.get("/console/events/" + missing).status == 404, "\(missing)")
            }
        }
    }

    @Test("An administrator sees when, who, what and on which record, and no particulars, also in the file")
    func administrator() async throws {
        let given = try await CaseCase()
        let number = try await given.store.write { database, now in
            try database.append(.takedownWithdrawn, by: .operator, on: "takedown:1", ["reason": "秘密的理由"], at: now)
            return try database.lastEvent()
        }
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .administrator)
            let page = try await browser.get("/console/events/\(number)")
            #expect(page.text.contains("您的账号看不到事件的内容") && !page.text.contains("秘密"))
            #expect(page.text.contains("撤回下架") && !page.text.contains("/console/takedowns/1"))
            let file = try await browser.get("/console/events/export?subject=takedown:1")
            #expect(file.text.contains("takedown.withdrawn") && !file.text.contains("秘密"))
            #expect(!file.text.contains("内容"))
            let auditor = try await given.browser(client, .auditor, "auditor-1", region: "330000")
            #expect(try await auditor.get("/console/events/\(number)").text.contains("秘密的理由"))
            let own = try await auditor.get("/console/events/export?subject=takedown:1")
            #expect(own.text.contains("秘密的理由") && own.header("content-disposition")?.contains(".csv") == true)
        }
    }

    @Test("People of a part of the area see no events, and other roles no page")
    func forbidden() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let local = try await given.browser(client, .auditor, "jiaxing", region: "330400")
            for path in ["", "/1", "/export", "/proof"] {
                #expect(try await local.get("/console/events" + path).status == 403, "\(path)")
            }
            let buyer = try await given.console.browser(client, as: .buyer)
            #expect(try await buyer.get("/console/events").status == 403)
            #expect(try await buyer.post("/console/events/proof", ["form": "x"]).status == 403)
        }
    }

    @Test("The proof shows the head and the number of events, and finds a tampered event")
    func proof() async throws {
        let given = try await CaseCase()
        let path = "/console/events/proof"
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .administrator)
            let empty = try await browser.get(path)
            #expect(empty.text.contains("还没有校验过") && empty.text.contains("sushai audit verify"))
            let head = try await given.store.verifyAudit()
            #expect(try await browser.submit(empty, path, ["expect": ""]).location == path)
            let whole = try await browser.get(path)
            #expect(whole.text.contains("完好") && whole.text.contains(head.head))
            #expect(whole.text.contains("各行相符") && whole.text.contains("\(head.events.grouped) 行"))
            #expect(try await given.count(.proofRequested) == 1)
            #expect(try await given.count(.proofFinished) == 1)
            // A head that was written down before.
            let wrong = try await browser.submit(whole, path, ["expect": "abc"])
            #expect(wrong.status == 422 && wrong.text.contains("64 位"))
            _ = try await browser.submit(wrong, path, ["expect": head.head])
            #expect(try await browser.get(path).text.contains("到那一行为止没有事件被删除"))
            let other = try await browser.get(path)
            _ = try await browser.submit(other, path, ["expect": Digest.sha256("x")])
            #expect(try await browser.get(path).text.contains("日志中没有您填写的校验值"))
            // A person with access to the file changes a row.
            try await given.store.write { database, _ in
                try database.run("UPDATE event SET details = '{}' WHERE sequence = 3")
            }
            let page = try await browser.get(path)
            _ = try await browser.submit(page, path, ["expect": ""])
            let found = try await browser.get(path)
            #expect(found.text.contains("被改动") && found.text.contains("第 3 行的内容与校验值不符"))
            #expect(found.text.contains("此前 2 行相符") && found.text.contains("/console/events/3"))
            #expect(try await browser.get("/console/events/3").text.contains("被改动"))
        }
    }
}
