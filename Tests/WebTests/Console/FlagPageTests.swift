import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("The list of flagged listings", .timeLimit(.minutes(3)))
struct FlagPageTests {
    private static let hostile = "<script>alert(1)</script>\"\u{301} onfocus='x"

    private let console: ConsoleCase
    private var store: Store { console.store }

    init() throws {
        console = try ConsoleCase()
    }

    /// Flags listings of toys on taobao, `count` of them.
    private func flag(_ count: Int, title: String = "磁力片积木玩具") async throws {
        let offers = (1...count).map { number in
            FlaggedOffer(
                Samples.listing("\(number)", title: title, price: 500 + Int64(number)),
                kinds: number.isMultiple(of: 2) ? [.lowPrice, .livestream] : [.lowPrice])
        }
        try await Samples.flaggedPull(in: store, offers, slot: console.base.clock.now)
    }

    /// The numbers of the listings whose rows a page shows, in their order.
    private static func rows(_ page: Browser.Page) -> [Int64] {
        page.text.matches(of: /<th scope="row"><a class="cut" href="\/console\/listings\/(\d+)/).compactMap {
            Int64($0.1)
        }
    }

    private func state(_ listing: Int64) async throws -> FlagReviewState? {
        try await store.flaggedListings([listing]).first?.state
    }

    @Test("Every page of the list is reached by its links, in both directions, without repeats")
    func pages() async throws {
        try await flag(120)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            var page = try await browser.get("/console/flags")
            #expect(page.status == 200 && page.text.contains("共 120 条（准确数）") && page.bytes < 150_000)
            #expect(page.text.contains("待研判 120") && page.text.contains("第 1–50 条，共 120 条"))
            #expect(page.text.contains("aria-sort=\"descending\"><a href=\"/console/flags?sort=priority\">优先级"))
            var found = [Self.rows(page)]
            while let next = page.text.firstMatch(of: /href="([^"]*)" rel="next"/)?.1 {
                page = try await browser.get(next.replacing("&amp;", with: "&"))
                found.append(Self.rows(page))
            }
            #expect(found.map(\.count) == [50, 50, 20] && Set(found.joined()).count == 120)
            #expect(page.text.contains("第 101–120 条，共 120 条"))
            let back = try #require(page.text.firstMatch(of: /href="([^"]*)" rel="prev"/)?.1)
            page = try await browser.get(back.replacing("&amp;", with: "&"))
            #expect(Self.rows(page) == found[1] && page.text.contains("第 51–100 条"))
        }
    }

    @Test("Conditions are in the address and as chips; an address with empty fields leads to the short one")
    func conditions() async throws {
        try await flag(4)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let form = try await browser.get("/console/flags?q=&product=toys&platform=&kind=livestream&days=")
            #expect(form.status == 303 && form.location == "/console/flags?product=toys&kind=livestream")
            let page = try await browser.get(try #require(form.location))
            #expect(Self.rows(page) == [4, 2] && page.text.contains("共 2 条（准确数）"))
            #expect(page.text.contains("<a class=\"chip\" href=\"/console/flags?kind=livestream\">"))
            #expect(page.text.contains("产品：") && page.text.contains("理由：直播带货"))
            #expect(page.text.contains("<option value=\"toys\" selected>"))
            let none = try await browser.get("/console/flags?q=%E6%97%A0%E6%AD%A4%E7%89%A9")
            #expect(none.text.contains("没有“待研判”的商品符合这些条件") && none.text.contains("清除条件"))
            let wrong = try await browser.get("/console/flags?priority=high&from=2026-02-30")
            #expect(wrong.status == 422 && wrong.text.contains("<title>错误："))
            #expect(wrong.text.contains("href=\"#priority\"") && wrong.text.contains("value=\"high\""))
            #expect(wrong.text.contains("不是日期，请写作"))
            let more = try await browser.get("/console/flags/filter?kind=livestream&days=7")
            #expect(
                more.text.contains("value=\"livestream\" checked")
                    && more.text.contains("<option value=\"7\" selected>"))
        }
    }

    @Test("Text from shops, from colleagues and from the address is escaped everywhere")
    func escaping() async throws {
        try await flag(2, title: Self.hostile)
        let request = try FlagReviewRequest(.ignore, reason: Self.hostile)
        _ = try await store.reviewFlags(of: 1, request, by: .holder(.officer, name: Self.hostile))
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let query = try #require(Self.hostile.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            for path in [
                "/console/flags?state=all", "/console/flags?state=all&q=" + query, "/console/flags?product=" + query,
                "/console/flags?days=" + query, "/console/listings/1", "/console/listings/2?q=" + query,
                "/console/listings/2/ignore", "/console/flags/views/-new?q=" + query,
                "/console/flags/filter?q=" + query,
            ] {
                let page = try await browser.get(path)
                #expect([200, 422].contains(page.status), "\(path) \(page.status)")
                #expect(!page.text.contains("<script>alert") && !page.text.contains("onfocus='"), "\(path)")
                #expect(!Array(page.text.utf8).contains(Array("\"\u{301}".utf8)), "\(path)")
            }
        }
    }

    @Test("Chosen rows are decided at once, and the sentence says how many")
    func chosen() async throws {
        try await flag(3)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/flags?sort=-price")
            var fields = try page.hidden("/console/flags/act")
            fields["shown"] = nil
            let none = try await browser.post(
                "/console/flags/act", fields.merging(["do": "buy", "scope": "chosen"]) { $1 })
            #expect(none.location == "/console/flags?sort=-price")
            #expect(try await browser.get(try #require(none.location)).text.contains("没有选中任何一行"))
            let again = try await browser.get("/console/flags?sort=-price")
            let done = try await browser.post(
                "/console/flags/act",
                try again.hidden("/console/flags/act").merging(["do": "buy", "scope": "chosen", "row": "2.0"]) { $1 })
            #expect(done.status == 303)
            #expect(try await browser.get(try #require(done.location)).text.contains("已将 1 条列入采样。"))
            #expect(try await state(2) == .buy && state(1) == .pending)
        }
    }

    @Test("Ignoring asks for the reason with the number; all that match are decided in the background, with a result")
    func all() async throws {
        try await flag(5)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let list = try await browser.get("/console/flags?kind=lowPrice")
            #expect(list.status == 422)
            let page = try await browser.get("/console/flags")
            let ask = try await browser.post(
                "/console/flags/act",
                try page.hidden("/console/flags/act").merging(["do": "ignore", "scope": "all"]) { $1 })
            #expect(ask.status == 200 && ask.text.contains("忽略 5 条？") && ask.text.contains("没有其他条件"))
            let unreasoned = try await browser.submit(ask, "/console/flags/bulk", ["reason": " "])
            #expect(unreasoned.status == 422 && unreasoned.text.contains("忽略须写明理由"))
            // One more is flagged, and a colleague is faster on another.
            console.base.clock.advance(seconds: 60)
            _ = try await store.reviewFlags(of: 3, FlagReviewRequest(.buy), by: .holder(.officer, name: "colleague"))
            try await Samples.flaggedPull(
                in: store, [FlaggedOffer(Samples.listing("99"))], slot: console.base.clock.now, feed: "later")
            let sent = try await browser.submit(unreasoned, "/console/flags/bulk", ["reason": "单个配件的价格"])
            let result = try #require(sent.location)
            #expect(result == "/console/flags/bulk/1")
            #expect(try await browser.get(result).text.contains("data-refresh=\"2\""))
            _ = try await WorkerService.worker(.bulk, console.context).runOnce(store)
            let done = try await browser.get(result)
            #expect(done.text.contains("忽略 5 条：结果") && !done.text.contains("data-refresh"))
            #expect(done.text.contains("<dt>已办</dt><dd>4 条") && done.text.contains("<dt>不再符合条件</dt><dd>1 条"))
            #expect(try await state(3) == .buy && state(1) == .ignore)
            #expect(try await store.flaggedListings(FlagQuery(), limit: 10).page.rows.map(\.seen.key.item) == ["99"])
            // The same form again is the same action.
            let twice = try await browser.submit(unreasoned, "/console/flags/bulk", ["reason": "单个配件的价格"])
            #expect(twice.location == result)
        }
    }

    @Test("A row that a colleague decided on meanwhile is named on the result page")
    func overtaken() async throws {
        try await flag(2)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/flags")
            _ = try await store.reviewFlags(of: 1, FlagReviewRequest(.watch), by: .holder(.officer, name: "colleague"))
            let done = try await browser.post(
                "/console/flags/act",
                try page.hidden("/console/flags/act").merging(["do": "buy", "scope": "chosen", "row": "1.0"]) { $1 })
            let result = try await browser.get(try #require(done.location))
            #expect(result.text.contains("未作更改的商品") && result.text.contains("colleague 已于"))
            #expect(try await state(1) == .watch)
        }
    }

    @Test("An auditor reads and exports, and decides nothing")
    func auditor() async throws {
        try await flag(2)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .auditor)
            let page = try await browser.get("/console/flags")
            #expect(page.status == 200 && !page.text.contains("value=\"buy\"") && page.text.contains("export-xlsx"))
            let hidden = try page.hidden("/console/flags/act")
            for act in ["buy", "ignore", "undo"] {
                let fields = hidden.merging(["do": act, "scope": "page"]) { $1 }
                #expect(try await browser.post("/console/flags/act", fields).status == 403)
                #expect(try await browser.post("/console/flags/bulk", fields).status == 403)
            }
            let detail = try await browser.get("/console/listings/1")
            #expect(detail.status == 200 && !detail.text.contains("name=\"do\"") && !detail.text.contains("忽略…"))
            let fields = hidden.merging(["do": "buy", "seen": "0", "snapshot": "1"]) { $1 }
            #expect(try await browser.post("/console/listings/1/review", fields).status == 403)
            let file = try await browser.post(
                "/console/flags/act", hidden.merging(["do": "export-csv", "scope": "page"]) { $1 })
            #expect(file.status == 200 && file.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(try await state(1) == .pending)
        }
    }

    @Test("A saved view is a tab of its person; columns are those that the person chose")
    func personal() async throws {
        try await flag(2)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let form = try await browser.get("/console/flags/views/-new?kind=livestream&sort=price")
            let unnamed = try await browser.submit(form, "/console/flags/views", ["name": " "])
            #expect(unnamed.status == 422 && unnamed.text.contains("名称应为 1 至 20 字"))
            let saved = try await browser.submit(form, "/console/flags/views", ["name": "直播<b>"])
            #expect(saved.location == "/console/flags?kind=livestream&sort=price")
            let page = try await browser.get(try #require(saved.location))
            #expect(page.text.contains("aria-current=\"page\">直播&lt;b&gt; 1</a>"))
            let views = try await browser.get("/console/flags/views")
            #expect(views.text.contains("直播&lt;b&gt;"))
            let removed = try await browser.submit(views, "/console/flags/views/1/remove")
            #expect(removed.location == "/console/flags/views")
            #expect(try await browser.get("/console/flags/views").text.contains("还没有保存的视图"))

            #expect(page.text.contains(">日增销量</th>") && !page.text.contains(">店铺</th>"))
            let columns = try page.hidden("/console/flags/columns").merging(["column": "shop"]) { $1 }
            _ = try await browser.post("/console/flags/columns", columns)
            let chosen = try await browser.get("/console/flags")
            #expect(!chosen.text.contains(">日增销量</th>") && chosen.text.contains(">店铺</th>"))
            let other = Browser(client)
            try await console.signIn(console.person(.officer, "colleague"), other)
            let colleague = try await other.get("/console/flags")
            #expect(colleague.text.contains(">日增销量</th>"))
            #expect(try await other.get("/console/flags/views").text.contains("还没有保存的视图"))
        }
    }
}
