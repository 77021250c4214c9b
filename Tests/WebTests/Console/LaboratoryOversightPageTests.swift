import Domain
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of laboratories for officers", .timeLimit(.minutes(3)))
struct LaboratoryOversightPageTests {
    private static let path = "/console/laboratories/LAB-01"
    private let console: ConsoleCase
    private var store: Store { console.store }

    init() throws {
        console = try ConsoleCase()
    }

    private func count(_ kind: EventKind) async throws -> Int {
        try await store.events(subject: nil, limit: 10_000).count { $0.kind == kind.rawValue }
    }

    @Test("The list and one laboratory show the figures of the API, with a picture and its table")
    func quality() async throws {
        let one = try await Samples.routedCase(in: store, item: "1001")
        let other = try await Samples.sample(in: store, item: "1002", laboratory: "laboratory-b").label
        try await store.recordBlindDuplicate(one.label, other, by: .operator)
        let report = try await Samples.file(Samples.submission(other, hazard: nil), from: "laboratory-b", in: store)
        _ = try await Samples.judge(report.id, in: store)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let list = try await browser.get("/console/laboratories")
            for text in ["laboratory-a", "laboratory-b", "0.00%", "1 对", "href=\"/console/laboratories/-duplicates\""] {
                #expect(list.text.contains(text), "\(text)")
            }
            let page = try await browser.get("/console/laboratories/laboratory-a")
            for text in [
                "<svg width=\"100%\"", "role=\"img\"", "各承检机构在盲样平行样上的结论一致率，本机构 0.00%（1 对）", "50.00%",
                "工作质量", "与其他机构的一致率", "laboratory-b",
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(page.bytes < 150_000)
            let duplicates = try await browser.get("/console/laboratories/-duplicates")
            #expect(duplicates.text.contains(one.label) && duplicates.text.contains("结论不一致"))
            #expect(duplicates.text.contains("href=\"/console/samples/1\""))
            #expect(try await browser.get("/console/laboratories/-duplicates?after=x").status == 404)
            // A name with other characters is a name, and nothing of the page's form.
            let odd = try await browser.get("/console/laboratories/%3Cscript%3E%2F1")
            #expect(odd.status == 200 && odd.text.contains("&lt;script&gt;/1") && !odd.text.contains("<script>/1"))
        }
    }

    @Test("A scope is registered from its table after a page with what changes, once")
    func scope() async throws {
        _ = try await store.setScope(of: "LAB-01", [.init(.item, "OLD"), .init(.item, "TX-HCHO")], by: .operator)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let path = Self.path + "/scope"
            let form = try await browser.get(path)
            #expect(form.text.contains("类型,名称,起始日期,截止日期\n项目,OLD,,\n项目,TX-HCHO,,"))
            for (typed, sentence) in [
                (["table": "类型,名称\n别的,A"], "第2行"), (["table": "名称\nA"], "类型"),
                (["table": "类型,名称,起始日期\n项目,A,2026"], "起始日期"), (["table": ""], "请至少填写一个条目"),
                (["table": "", "products": "玩具、<b>"], "没有产品“&lt;b&gt;”的实施细则"),
            ] {
                let wrong = try await browser.submit(form, path, typed)
                #expect(wrong.status == 422 && wrong.text.contains(sentence), "\(typed)")
            }
            let table = "类型,名称,截止日期\n项目,TX-HCHO,\n标准,GB/T 9-1999,2027-01-01"
            let ask = try await browser.submit(form, path, ["table": table])
            for text in ["新增 1 项", "终止 1 项", "OLD", "GB/T 9-1999", "实施细则中没有的"] {
                #expect(ask.text.contains(text), "\(text)")
            }
            #expect(try await count(.scopeSet) == 1)
            let confirm = path + "/confirm"
            let done = try await browser.submit(ask, confirm)
            #expect(done.location == Self.path)
            #expect(try await browser.submit(ask, confirm).location == done.location)
            #expect(try await count(.scopeSet) == 2)
            let until = DaySpan(until: Samples.day("2027-01-01"))
            #expect(
                try await store.scopeState(of: "LAB-01")
                    == .recorded([.init(.item, "TX-HCHO"), .init(.standard, "GB/T 9-1999", span: until)]))
            // Somebody was faster: nothing is registered, and what was typed stays.
            let late = try await browser.post(confirm, ask.hidden(confirm).merging(["key": "other"]) { $1 })
            #expect(late.status == 409 && late.text.contains("别人刚刚更改") && late.text.contains("GB/T 9-1999"))
            let products = try await browser.submit(form, path, ["table": "", "products": "玩具"])
            #expect(products.status == 200 && products.text.contains("终止 2 项"))
        }
    }

    @Test("The check of a scope is waived with a reason and enforced again")
    func waiver() async throws {
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            #expect(try await browser.get(Self.path).text.contains("下一步：登记检测能力"))
            let path = Self.path + "/waiver"
            let page = try await browser.get(path)
            #expect(try await browser.submit(page, path, ["reason": ""]).status == 422)
            #expect(try await browser.submit(page, path, ["reason": CaseCase.hostile]).location == Self.path)
            #expect(try await browser.submit(page, path, ["reason": CaseCase.hostile]).location == Self.path)
            let waived = try await browser.get(Self.path)
            #expect(waived.text.contains("不核对检测能力（") && waived.text.contains("&lt;script&gt;"))
            let late = try await browser.post(path, page.hidden(path).merging(["reason": "别的"]) { $1 })
            #expect(late.status == 409)
            let end = try await browser.get(path)
            #expect(end.text.contains("恢复核对") && end.text.contains("直至登记"))
            #expect(try await browser.submit(end, path + "/end").location == Self.path)
            #expect(try await store.scopeState(of: "LAB-01") == .missing)
            #expect(
                try await browser.post(path + "/end", end.hidden(path + "/end").merging(["key": "x"]) { $1 }).status
                    == 409)
            #expect(try await [count(.scopeWaived), count(.scopeEnforced)] == [1, 1])
        }
    }

    @Test("Settings are saved if they changed; a text that is too long stays at its field")
    func settings() async throws {
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let path = Self.path + "/settings"
            let form = try await browser.get(path)
            let long = String(repeating: "长", count: 101)
            let wrong = try await browser.submit(form, path, ["fourEyes": "no", "title": long])
            #expect(wrong.status == 422 && wrong.text.contains("最多300字节") && wrong.text.contains(long))
            let typed = ["fourEyes": "yes", "title": "浙江省某某检验检测院", "accreditation": "CMA 231100000000"]
            #expect(try await browser.submit(form, path, typed).location == Self.path)
            #expect(try await store.hasFourEyes("LAB-01"))
            #expect(try await store.laboratoryDetails("LAB-01").title == "浙江省某某检验检测院")
            let events = try await count(.laboratorySet)
            #expect(
                try await browser.post(path, form.hidden(path).merging(typed.merging(["key": "x"]) { $1 }) { $1 })
                    .status == 303)
            #expect(try await count(.laboratorySet) == events)
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("CMA 231100000000") && page.text.contains("设置没有改变"))
        }
    }

    @Test("Blind duplicates are recorded once; a wrong label and one laboratory are said at the field")
    func duplicates() async throws {
        let one = try await Samples.sample(in: store, item: "1").label
        let same = try await Samples.sample(in: store, item: "2").label
        let other = try await Samples.sample(in: store, item: "3", laboratory: "laboratory-b").label
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let path = "/console/laboratories/-duplicates/-new"
            let form = try await browser.get(path)
            for (second, sentence) in [("S-NONE", "没有标签为“S-NONE”的样品"), (same, "两件样品送往同一机构"), ("", "请扫描")] {
                let wrong = try await browser.submit(form, path, ["first": one, "second": second])
                #expect(wrong.status == 422 && wrong.text.contains(sentence), "\(sentence)")
            }
            let done = try await browser.submit(form, path, ["first": one.lowercased(), "second": other])
            #expect(done.location == "/console/laboratories/-duplicates")
            #expect(try await browser.submit(form, path, ["first": one.lowercased(), "second": other]).status == 303)
            #expect(try await count(.sampleDuplicated) == 1)
            // The message names both samples, once.
            #expect(try await browser.get("/console/laboratories/-duplicates").text.contains(other))
            let sample = try await browser.get("/console/samples/1")
            #expect(!sample.text.contains(other))
        }
    }

    @Test("Officers of a part of the area and auditors read laboratories, change nothing and, there, see no duplicates")
    func readers() async throws {
        let given = try await CaseCase()
        try await given.console.browse { client in
            let officer = try await given.browser(client, .officer, "jiaxing", region: "330400")
            let auditor = try await given.console.browser(client, as: .auditor)
            for browser in [officer, auditor] {
                let page = try await browser.get("/console/laboratories/laboratory-a")
                #expect(page.status == 200 && page.text.contains("工作质量"))
                #expect(!page.text.contains("/scope\"") && !page.text.contains("/waiver\""))
                for part in ["scope", "settings", "waiver"] {
                    #expect(
                        try await browser.get("/console/laboratories/laboratory-a/" + part).status == 403, "\(part)")
                }
                for part in ["-new", "-duplicates/-new"] {
                    #expect(try await browser.get("/console/laboratories/" + part).status == 403, "\(part)")
                }
            }
            #expect(try await officer.get("/console/laboratories/-duplicates").status == 403)
            #expect(try await auditor.get("/console/laboratories/-duplicates").status == 200)
            let fields = try await officer.get("/console/me").hidden("/console/sign-out")
            for (part, typed) in [
                ("laboratory-a/scope/confirm", ["table": "类型,名称\n项目,A"]), ("laboratory-a/waiver", ["reason": "x"]),
                ("laboratory-a/waiver/end", [:]), ("laboratory-a/settings", ["fourEyes": "yes"]),
                ("-duplicates/-new", ["first": given.own.label, "second": given.foreign.label]),
            ] {
                let answer = try await officer.post("/console/laboratories/" + part, fields.merging(typed) { $1 })
                #expect(answer.status == 403, "\(part)")
            }
            #expect(try await given.store.scopeState(of: "laboratory-a") == .missing)
            #expect(try await given.count(.sampleDuplicated) == 0)
        }
    }
}
