import Domain
import Foundation
import HummingbirdTesting
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of samples, notices and referrals", .timeLimit(.minutes(3)))
struct SamplePageTests {
    @Test("The list has the verdict of each sample, and finds a label or a report number")
    func list() async throws {
        let given = try await CaseCase()
        _ = try await Samples.sample(in: given.store, item: "3003")
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            let all = try await browser.get("/console/samples")
            #expect(all.text.contains("共 3 条（准确数）") && all.text.contains("严重风险隐患") && all.text.contains("待报告"))
            let awaited = try await browser.get("/console/samples?state=awaited")
            #expect(awaited.text.contains("共 1 条（准确数）") && !awaited.text.contains(given.own.label))
            for reference in [given.own.label, "R-taobao-1001"] {
                let found = try await browser.get("/console/samples?q=" + reference)
                #expect(found.text.contains("共 1 条（准确数）") && found.text.contains(given.own.label), "\(reference)")
            }
            #expect(try await browser.get("/console/samples?region=32").status == 400)
            let nanjing = try await browser.get("/console/samples?region=320100")
            #expect(nanjing.text.contains(given.foreign.label) && !nanjing.text.contains(given.own.label))
        }
    }

    @Test("One report has verdict, each item, what follows, and the printed report with the bytes of the API")
    func report() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            let page = try await browser.get("/console/samples/1")
            #expect(page.status == 200 && page.bytes < 150_000)
            for text in [
                "不符合本次风险速筛要求", "下一步：确认下架", "小零件", "应合格", "不合格", "逐项要求、实测和判定", "后续处置", "速筛告〔2026〕1号",
                "案件线索", "/console/takedowns/1", "虚构1号玩具有限公司", "/console/samples/1/document?format=pdf",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
            let token = try await given.store.issueToken(
                for: Principal(role: .officer, name: "api", region: .zhejiang), by: .operator
            ).text
            for format in ["html", "pdf"] {
                let mine = try await browser.get("/console/samples/1/document?format=" + format)
                #expect(mine.status == 200)
                #expect(mine.header("Content-Security-Policy")?.contains("sandbox") == true)
                let api = try await browser.get(
                    "/v1/officer/reports/\(given.own.label)/document?format=" + format,
                    ["Authorization": "Bearer " + token])
                #expect(api.status == 200 && api.bytes == mine.bytes && api.text == mine.text, "\(format)")
            }
            let copy = try await browser.get("/console/samples/1/document?for=enterprise")
            #expect(copy.text.contains("告知企业副本") && !copy.text.contains("8.90"))
            #expect(try await browser.get("/console/samples/1/document?for=x").status == 400)
        }
    }

    @Test("Notices have their documents; referrals lead to the sample")
    func notices() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.browser(client, .officer, "jiaxing", region: "330400")
            let list = try await browser.get("/console/notices")
            #expect(list.text.contains("速筛告〔2026〕1号") && !list.text.contains("速筛告〔2026〕2号"))
            let paper = try await browser.get("/console/notices/1/document")
            #expect(paper.status == 200 && paper.text.contains("问题告知书"))
            #expect(
                try await browser.get("/console/notices/1/document?format=pdf").header("Content-Type")
                    == "application/pdf")
            let referrals = try await browser.get("/console/referrals")
            #expect(referrals.text.contains("/console/samples/1") && !referrals.text.contains("/console/samples/2"))
            #expect(referrals.text.contains("案件线索") && referrals.text.contains("已移交"))
        }
    }

    @Test("A local bureau reads its own leads and the copied notice, and nothing of other divisions")
    func bureau() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let browser = try await given.browser(client, .bureau, "haining", region: "330481")
            #expect(try await browser.get("/console/bureau").text.contains("没有提醒与线索"))
            #expect(try await browser.get("/console/bureau/1").status == 404)
            let own = try await given.browser(client, .bureau, "pinghu", region: "330482")
            let list = try await own.get("/console/bureau")
            #expect(list.text.contains("/console/bureau/1") && !list.text.contains("20020002"))
            let page = try await own.get("/console/bureau/1")
            #expect(page.text.contains("小零件") && page.text.contains("/console/bureau/1/notice"))
            // Nothing of the purchase, of the laboratory's label, or of officers' pages.
            for secret in [given.own.label, "order-", "8.90", "/console/samples", "/console/takedowns"] {
                #expect(!page.text.contains(secret), "\(secret)")
            }
            #expect(try await own.get("/console/bureau/1/notice").text.contains("问题告知书"))
            for path in ["bureau/2", "bureau/2/notice"] {
                #expect(try await own.get("/console/" + path).status == 404, "\(path)")
            }
            for path in ["samples", "samples/1", "takedowns", "takedowns/1", "notices", "referrals", "list"] {
                #expect(try await own.get("/console/" + path).status == 403, "\(path)")
            }
            // The installation's own division gives a bureau no wider view than its code.
            let province = try await given.browser(client, .bureau, "zj-bureau", region: "330000")
            #expect(!(try await province.get("/console/bureau").text.contains("20020002")))
        }
    }

    @Test(
        "The bar shows the result beside its limit, and nothing for texts that are no numbers of one unit",
        arguments: [
            ("≤75 mg/kg", "168.3", "mg/kg", true), ("≤75 mg/kg", "<5", "mg/kg", true), ("4.0～8.5", "7.2", "", true),
            ("≥3-4 级", "4", "级", true), ("≥3 级", "3-4", "级", true), ("≤75 mg/kg，产品明示", "20", "mg/kg", true),
            ("≤75 mg/kg", "0.01", "%", false), ("应合格", "合格", "", false), ("≤75 mg/kg", "约20", "mg/kg", false),
            ("≥ 产品明示值", "3", "", false), ("", "", "", false),
        ])
    func bar(_ requirement: String, _ measured: String, _ unit: String, _ isDrawn: Bool) {
        let bar = RangeBar(requirement: requirement, measured: measured, unit: unit, detectionLimit: nil)
        #expect((bar != nil) == isDrawn)
        #expect(bar?.html.contains("aria-hidden") ?? true)
        if measured == "168.3" { #expect(bar?.html.contains(SVG.red) == true) }
        if measured == "7.2" { #expect(bar?.html.contains(SVG.red) == false && bar?.html.contains("<circle") == true) }
    }
}
