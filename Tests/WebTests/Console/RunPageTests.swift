import Domain
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of sampling runs", .timeLimit(.minutes(3)))
struct RunPageTests {
    private let console: ConsoleCase
    private var store: Store { console.store }

    init() throws {
        console = try ConsoleCase()
    }

    private func flagged(_ count: Int) async throws {
        let listings = (1...count).map { Samples.listing("\($0)", title: "磁力片\($0) <script>alert(1)</script>") }
        _ = try await Samples.screenedPull(in: store, listings)
    }

    private func count(_ kind: EventKind) async throws -> Int {
        try await store.events(subject: nil, limit: 10_000).count { $0.kind == kind.rawValue }
    }

    private static let typed = ["name": "2026-11 玩具", "budget": "2000.00", "quota-toys": "2"]

    @Test("A frame is frozen after a page with its numbers, once; mistakes stay at their fields")
    func open() async throws {
        try await flagged(3)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            #expect(try await browser.get("/console/runs").text.contains("没有采样批次"))
            let new = "/console/runs/-new"
            let form = try await browser.get(new)
            #expect(form.status == 200 && form.text.contains("name=\"quota-toys\""))
            for (typed, sentence) in [
                (["name": " ", "budget": "2000", "quota-toys": "2"], "批次名称应为1至200字节的文字"),
                (["name": "A", "budget": "x<b>", "quota-toys": "2"], "“x&lt;b&gt;”不是金额，请以元为单位"),
                (["name": "A", "budget": "1", "quota-toys": "0"], "“0”应为大于0的整数"),
                (["name": "A", "budget": "1"], "至少填写一种产品的件数"),
                (["name": "A", "budget": "1", "quota-power-bank": "1"], "没有已标记的商品可供抽样"),
            ] {
                let wrong = try await browser.submit(form, new, typed)
                #expect(wrong.status == 422 && wrong.text.contains(sentence), "\(sentence)")
            }
            let ask = try await browser.submit(form, new, Self.typed)
            #expect(ask.status == 200 && ask.text.contains("购买 2 件，抽样框 3 件") && ask.text.contains("¥2000.00"))
            #expect(try await count(.runOpened) == 0)
            let open = "/console/runs/-open"
            let done = try await browser.submit(ask, open)
            #expect(done.location == "/console/runs/1")
            #expect(try await browser.submit(ask, open).location == done.location)
            // The same plan again is the same run; another plan of the name is refused at the name.
            #expect(try await browser.post(open, ask.hidden(open).merging(["key": "other"]) { $1 }).status == 303)
            let other = try await browser.post(open, ask.hidden(open).merging(["budget": "1", "key": "x"]) { $1 })
            #expect(other.status == 422 && other.text.contains("已存在且方案不同"))
            #expect(try await count(.runOpened) == 1)
            let page = try await browser.get("/console/runs/1")
            for text in ["等待种子", "/console/runs/1/draw", "未公布", "承诺值", "抽样框 3 件", "SHA-256"] {
                #expect(page.text.contains(text), "\(text)")
            }
            let commitment = try await store.samplingRun(named: "2026-11 玩具").commitment
            #expect(page.text.contains(commitment))
            let file = try await browser.get("/console/runs/1/frame")
            #expect(file.status == 200 && file.text.contains("taobao,1,toys,890"))
        }
    }

    @Test("A run is drawn once, with the seed as typed; the page leads to the listings and their tasks")
    func draw() async throws {
        try await flagged(3)
        _ = try await store.openSamplingRun(Samples.plan(quota: 4), by: .operator)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let path = "/console/runs/1/draw"
            let page = try await browser.get(path)
            #expect(page.text.contains("只能抽签一次"))
            let wrong = try await browser.submit(page, path, ["seed": " "])
            #expect(wrong.status == 422 && wrong.text.contains("种子不能为空"))
            let done = try await browser.submit(page, path, ["seed": "双色球 2026131 <b>"])
            #expect(done.location == "/console/runs/1")
            #expect(try await browser.submit(page, path, ["seed": "双色球 2026131 <b>"]).location == done.location)
            let after = try await browser.get("/console/runs/1")
            for text in [
                "已抽签，抽中 3 件", "双色球 2026131 &lt;b&gt;", "采购中", "抽中的商品", "缺1件", "href=\"/console/listings/1\"",
                "href=\"/console/purchases/1\"", "&lt;script&gt;", "抽签</", "/console/purchases?run=",
            ] { #expect(after.text.contains(text), "\(text)") }
            #expect(!after.text.contains("<script>alert") && after.bytes < 150_000)
            // Another seed for a drawn run is refused.
            let late = try await browser.post(path, page.hidden(path).merging(["seed": "better"]) { $1 })
            #expect(late.status == 409 && late.text.contains("不得重复抽取"))
            #expect(try await browser.get(path).status == 409)
            #expect(try await count(.runDrawn) == 1)
            let list = try await browser.get("/console/runs?state=buying")
            #expect(list.text.contains("2026-11 玩具") && list.text.contains("采购中"))
            #expect(try await browser.get("/console/runs?state=awaits-seed").text.contains("没有“等待种子”的采样批次"))
            #expect(try await browser.get("/console/runs/2").status == 404)
            #expect(try await browser.get("/console/runs/x").status == 404)
        }
    }

    @Test("Officers of a part of the area and auditors read runs, and open or draw none")
    func readers() async throws {
        let given = try await CaseCase()
        _ = try await Samples.screenedPull(in: given.store, [Samples.listing("7")], crawler: Samples.crawler("seven"))
        _ = try await given.store.openSamplingRun(Samples.plan("third"), by: .operator)
        try await given.console.browse { client in
            let auditor = try await given.console.browser(client, as: .auditor)
            let officer = try await given.browser(client, .officer, "jiaxing", region: "330400")
            for browser in [auditor, officer] {
                let page = try await browser.get("/console/runs/3")
                #expect(page.status == 200 && !page.text.contains("/console/runs/3/draw"))
                for path in ["runs/-new", "runs/3/draw"] {
                    #expect(try await browser.get("/console/" + path).status == 403, "\(path)")
                }
            }
            // The form of the page is not there; the form token of another page does not help.
            let fields = try await officer.get("/console/me").hidden("/console/sign-out")
            for (path, typed) in [
                ("runs/3/draw", ["seed": "s"]), ("runs/-open", Self.typed), ("runs/-new", Self.typed),
            ] {
                let answer = try await officer.post("/console/" + path, fields.merging(typed) { $1 })
                #expect(answer.status == 403, "\(path)")
            }
            #expect(try await given.store.samplingRun(named: "third").seed == nil)
            // What was drawn is public; who bought it from whom is not.
            let foreign = try await officer.get("/console/runs/2")
            #expect(foreign.text.contains("其他区域") && foreign.text.contains("本区域实付合计"))
            for secret in [given.foreign.label, "order-2", "/console/purchases/2\"", "¥8.90（1 件）"] {
                #expect(!foreign.text.contains(secret), "\(secret)")
            }
        }
    }
}
