import Domain
import Foundation
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("The pages of criteria", .timeLimit(.minutes(3)))
struct CriteriaPageTests {
    private static func criteria(_ given: ConsoleCase) -> [ProductCriteria] {
        CriteriaChoices(Console(given.context)).criteria
    }

    @Test("The list says where each edition stands and how sure its figures are")
    func list() async throws {
        let given = try ConsoleCase()
        try await given.browse { client in
            let browser = try await given.browser(client, as: .auditor)
            let page = try await browser.get("/console/criteria")
            #expect(page.status == 200 && page.text.contains("GB 6675-2025") && page.text.contains("现行"))
            for word in ["V 正式文本", "S 二手资料", "M 凭记忆", "X 未查到", "含未核实数值", "可信度：V 见于标准正式文本"] {
                #expect(page.text.contains(word), "\(word)")
            }
            let all = CriteriaWording.total(Self.criteria(given))
            #expect(page.text.contains(all))
            let some = try await browser.get("/console/criteria?q=toys")
            #expect(some.text.contains("共 2 个版本") && some.text.contains("GB 6675-2014"))
            let none = try await browser.get("/console/criteria?q=" + LocalPath.encoded(CaseCase.hostile))
            #expect(none.text.contains("没有版本符合这些条件") && !none.text.contains("<script>alert"))
        }
    }

    @Test("An edition shows its items with limits, methods, sources, and the figures to confirm with their command")
    func product() async throws {
        let given = try ConsoleCase()
        try await given.browse { client in
            let browser = try await given.browser(client, as: .officer)
            let page = try await browser.get("/console/criteria/toys")
            let toys = try #require(Self.criteria(given).first { $0.product == "toys" })
            let edition = try #require(toys.usualEdition(on: given.base.clock.now.day()))
            #expect(edition.identifier == "GB 6675-2025" && page.bytes < 150_000)
            for item in edition.items { #expect(page.text.contains(item.code), "\(item.code)") }
            #expect(page.text.contains(toys.rule.hash) && page.text.contains("sushai criteria confirm toys"))
            #expect(page.text.contains("控制台不能更改实施细则") && page.text.contains("没有核实过数值"))
            let old = try await browser.get("/console/criteria/toys?edition=GB%206675-2014")
            #expect(old.status == 200 && old.text.contains("生产 至2026-10-31、销售 至2027-10-31"))
            for missing in ["toys?edition=x", "x", "compare?product=x", "try?product=x", "try?product=toys&before=x"] {
                #expect(try await browser.get("/console/criteria/" + missing).status == 404, "\(missing)")
            }
        }
    }

    @Test("Two editions are compared in the words of the command")
    func comparison() async throws {
        let given = try ConsoleCase()
        let toys = try #require(Self.criteria(given).first { $0.product == "toys" })
        let found = try CriteriaDifference.between(
            #require(toys.edition(named: "GB 6675-2014")), #require(toys.edition(named: "GB 6675-2025")))
        #expect(!found.isEmpty)
        try await given.browse { client in
            let browser = try await given.browser(client, as: .officer)
            let page = try await browser.get(
                "/console/criteria/compare?product=toys&from=GB%206675-2014&to=GB%206675-2025")
            #expect(page.text.contains("共 \(found.count) 处不同") && page.text.contains("适用日期"))
            let usual = try await browser.get("/console/criteria/compare?product=toys")
            #expect(usual.text.contains("共 \(found.count) 处不同"))
            let same = try await browser.get(
                "/console/criteria/compare?product=toys&from=GB%206675-2014&to=GB%206675-2014")
            #expect(same.text.contains("所选的是同一个版本"))
            #expect(try await browser.get("/console/criteria/compare").text.contains("请选择产品"))
        }
    }

    @Test("A trial judges the samples of the person's region only")
    func trial() async throws {
        let given = try await CaseCase()
        let path = "/console/criteria/try?product=toys&edition=GB%206675-2014"
        try await given.console.browse { client in
            let browser = try await given.console.browser(client, as: .officer)
            let all = try await browser.get(path)
            #expect(all.status == 200 && all.text.contains("试判报告2份") && all.text.contains("最近 2 份报告"))
            let local = try await given.browser(client, .auditor, "jiaxing", region: "330400")
            #expect(try await local.get(path).text.contains("试判报告1份"))
            #expect(try await local.get(path + "&before=1").text.contains("没有可以试判的报告"))
            #expect(try await local.get("/console/criteria/try").text.contains("请选择产品"))
            let other = try await given.console.browser(client, as: .administrator)
            #expect(try await other.get(path).status == 403)
        }
    }

    @Test("A trial in parts finds each changed verdict once, with its reason")
    func parts() async throws {
        let given = try await CaseCase()
        _ = try await Samples.routedCase(in: given.store, item: "3", hazard: nil)
        let edition = CriteriaEdition(
            identifier: "试行版", produced: DaySpan(), sold: DaySpan(),
            items: Samples.criteria.editions[0].items.filter { $0.code != "TY-SP" })
        let trial = TryEdition(given.console.context)
        var (next, changed, reports): (Int64?, [Int64], Int) = (nil, [], 0)
        repeat {
            let part = try await trial.run(edition, of: Samples.criteria, in: .everywhere, before: next, part: 2)
            changed += part.changed.map(\.sample)
            reports += part.reports
            let whole = part.changed.first?.changes.first
            #expect(whole == nil || (whole?.before?.verdict == .fails && whole?.after?.verdict == .meets))
            next = part.next
        } while next != nil
        #expect(reports == 3 && changed == [2, 1])
    }
}
