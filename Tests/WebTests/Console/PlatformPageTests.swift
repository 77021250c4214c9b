import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of a platform", .timeLimit(.minutes(3)))
struct PlatformPageTests {
    /// What no byte to the platform may have.
    private static func secrets(_ given: CaseCase) -> [String] {
        [
            given.own.label, given.foreign.label, "20020002", "京东", Samples.laboratory, "order-", "R-taobao", "R-jd",
            "TY-SP",
            "小零件", "虚构1号玩具有限公司", "内部意见", "HTTP 200",
        ]
    }

    @Test("A platform sees its own list, and in no byte other platforms, officers' notes or laboratories")
    func list() async throws {
        let given = try await CaseCase()
        _ = try await given.listed(.stillThere)
        try await given.store.confirmTakedown(2, basis: Samples.basis(), by: Samples.officer(in: "320100"))
        _ = try await given.store.publishTakedown(2, action: .remove)
        try await given.store.withdrawTakedown(1, reason: "内部意见", by: Samples.officer())
        _ = try await given.store.publishTakedown(1, action: .restore)
        try await given.console.browse { client in
            let browser = try await given.browser(client, .platform, "taobao-a", organisation: "taobao")
            for path in [
                "/console/list", "/console/list?state=all", "/console/list?state=restored", "/console/list/1",
                "/console/list/receipts", "/console/list/export?state=all", "/console/",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == 200, "\(path)")
                for secret in Self.secrets(given) { #expect(!page.text.contains(secret), "\(path): \(secret)") }
            }
            let all = try await browser.get("/console/list?state=all")
            #expect(all.text.contains("1001") && all.text.contains("已撤回") && all.text.contains("请恢复链接"))
            #expect(try await browser.get("/console/list/1").text.contains(CaseCase.basis))
            // The second number of the log restores; it is no entry of its own.
            for path in ["2", "3", "x"] {
                #expect(try await browser.get("/console/list/" + path).status == 404, "\(path)")
            }
            for path in ["takedowns/1", "samples/1", "notices", "referrals", "bureau", "flags"] {
                #expect(try await browser.get("/console/" + path).status == 403, "\(path)")
            }
            let other = try await given.browser(client, .platform, "jd-a", organisation: "jd")
            let foreign = try await other.get("/console/list?state=all")
            #expect(foreign.text.contains("20020002") && !foreign.text.contains("1001") && !foreign.text.contains("淘宝"))
        }
    }

    @Test("A receipt is sent in the row, once; a mistake in one row does not stop the others")
    func receipts() async throws {
        let given = try await CaseCase()
        _ = try await given.listed()
        let second = try await Samples.routedCase(in: given.store, item: "1002")
        _ = try await Samples.listTakedown(of: second, in: given.store)
        try await given.console.browse { client in
            let browser = try await given.browser(client, .platform, "taobao-a", organisation: "taobao")
            let page = try await browser.get("/console/list")
            #expect(
                page.text.contains("待回执 2") && page.text.contains("name=\"r1\"") && page.text.contains("name=\"r2\""))
            let path = "/console/list/receipts"
            let now = String(given.store.clock.now().clockText().prefix(16))
            var form = try page.hidden(path)
            form["sequence"] = "1"
            let none = try await browser.post(path, form)
            #expect(none.status == 303)
            #expect(try await given.count(.receiptFiled) == 0)
            let typed = ["r1": "removed", "t1": now, "n1": CaseCase.hostile]
            let sent = try await browser.post(path, form.merging(typed) { $1 })
            #expect(sent.status == 303 && sent.location == "/console/list")
            let again = try await browser.post(path, form.merging(typed) { $1 })
            #expect(again.status == 303)
            #expect(try await given.count(.receiptFiled) == 1)
            let event = try #require(
                try await given.store.events(subject: "takedown:1", limit: 10).last {
                    $0.kind == EventKind.receiptFiled.rawValue
                })
            #expect(event.actor.contains("taobao-a"))
            let after = try await browser.get("/console/list")
            #expect(after.text.contains("已受理 1 条回执。") && !after.text.contains("name=\"r1\""))
            for page in ["/console/list/receipts", "/console/list/1", "/console/list?state=answered"] {
                let answer = try await browser.get(page)
                #expect(answer.text.contains("&lt;script&gt;") && !answer.text.contains("<script>alert"), "\(page)")
            }
            // A time in the future, a choice that does not exist.
            var late = try after.hidden(path)
            late["sequence"] = "2"
            for (typed, sentence) in [
                (["r2": "removed", "t2": "2099-01-01T00:00"], "晚于现在"), (["r2": "gone", "t2": now], "请从列表中选择"),
                (["r2": "refused", "t2": "昨天"], "请写作"),
            ] {
                let wrong = try await browser.post(path, late.merging(typed) { $1 })
                #expect(wrong.status == 422 && wrong.text.contains(sentence), "\(sentence)")
                #expect(wrong.text.contains("有 1 条未受理"))
            }
            // An entry of another platform does not exist.
            let other = try await browser.post(
                path, late.merging(["sequence": "7", "r7": "removed", "t7": now]) { $1 })
            #expect(other.status == 404)
            #expect(try await given.count(.receiptFiled) == 1)
        }
    }

    @Test("The file has the list of the state that is shown, and no formula")
    func file() async throws {
        let given = try await CaseCase()
        _ = try await given.listed()
        let note = "=HYPERLINK(\"http://x\")"
        _ = try await given.store.fileReceipt(
            ReceiptSubmission(sequence: 1, outcome: .refused, actedAt: given.store.clock.now(), note: note),
            from: "taobao")
        try await given.console.browse { client in
            let browser = try await given.browser(client, .platform, "taobao-a", organisation: "taobao")
            let file = try await browser.get("/console/list/export?state=answered&format=csv")
            #expect(file.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(file.header("Content-Disposition")?.contains("attachment") == true)
            let lines = file.text.split(whereSeparator: \.isNewline)
            #expect(lines.count == 2 && lines[0].contains("序号,商品编号,标题,链接,法律依据"))
            #expect(lines[1].hasPrefix("1,1001,") && lines[1].contains(CaseCase.basis) && lines[1].contains("拒绝下架"))
            #expect(lines[1].contains("'=HYPERLINK"))
            let waiting = try await browser.get("/console/list/export")
            #expect(waiting.text.split(whereSeparator: \.isNewline).count == 1)
            let sheet = try await browser.get("/console/list/export?state=all&format=xlsx")
            #expect(sheet.status == 200 && sheet.bytes > 1_000)
        }
    }
}
