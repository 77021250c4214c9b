import Domain
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of feeds, pulls and alerts", .timeLimit(.minutes(3)))
struct FeedPageTests {
    private let given: FeedCase
    private var console: ConsoleCase { given.console }
    private var store: Store { given.store }

    init() throws {
        given = try FeedCase()
    }

    @Test("The sources have their last pull; a source that was never pulled says so; a lost file too")
    func sources() async throws {
        try await console.browse { client in
            let browser = try await console.browser(client, as: .auditor)
            let before = try await browser.get("/console/feeds")
            #expect(before.text.contains("sample-feed") && before.text.contains("还没有"))
            #expect(before.text.contains("没有未办结的告警。") && !before.text.contains("立即采集"))
            try await store.raise(.shortTotal, on: "pull:\(given.pull())", "少给 2 条")
            _ = try await Samples.completedPull(
                in: store, [Samples.listing("7")], crawler: Samples.crawler("lost-feed"))
            let page = try await browser.get("/console/feeds")
            #expect(page.text.contains("来源文件已不存在") && page.text.contains("/console/feeds/pulls/1\""))
            #expect(page.text.contains("t-ok\">完整<") && page.text.contains("少给 2 条"))
            #expect(page.text.contains("/console/feeds/alerts/1\"") && page.text.contains("采集 1 号"))
        }
    }

    @Test("Pulls are filtered and paged by the address")
    func list() async throws {
        for day in 0..<60 {
            _ = try await store.openPull(
                Samples.crawler(), slot: FixedClock.start.adding(seconds: -86_400 * Int64(day)))
        }
        _ = try await given.heldPullOfAnotherFeed()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let first = try await browser.get("/console/feeds/pulls")
            #expect(first.text.contains("第 1–50 条，共 61 条") && first.text.contains("aria-sort=\"descending\""))
            let next = try #require(first.text.firstMatch(of: /href="([^"]*)" rel="next"/))
            let link = String(next.1).replacing("&amp;", with: "&")
            #expect(try await browser.get(link).text.contains("第 51–61 条，共 61 条"))
            let held = try await browser.get("/console/feeds/pulls?state=held")
            #expect(held.text.contains("共 1 条（准确数）") && held.text.contains("其他来源"))
            let running = try await browser.get("/console/feeds/pulls?verdict=running&days=7&crawler=sample-feed")
            #expect(running.text.contains("共 7 条（准确数）") && running.text.contains("日期：近 7 天"))
            #expect(running.text.contains("完整性：进行中") && running.text.contains("来源：sample-feed"))
            for wrong in ["state=x", "verdict=x", "days=0", "sort=price"] {
                #expect(try await browser.get("/console/feeds/pulls?" + wrong).status == 400, "\(wrong)")
            }
        }
    }

    @Test("A pull says what it is, what comes next, its figures, and what could not be read")
    func detail() async throws {
        let pull = try await given.pull()
        try await store.raise(.shortTotal, on: "pull:\(pull)", "少给 2 条")
        try await console.browse { client in
            let browser = try await console.browser(client, as: .auditor)
            let page = try await browser.get("/console/feeds/pulls/\(pull)")
            for text in ["收到记录</dt><dd>4 条", "未能读取</dt><dd>3", "查看告警", "开始采集", "采集完成", "记录</th>"] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(!page.text.contains("<script>alert"))
            let proof = try await browser.get("/console/feeds/pulls/\(pull)/certificate")
            let root = try await store.certificate(pull: pull).certificate.contentRoot
            #expect(proof.text.contains(root) && proof.text.contains("第1页，"))
            for path in ["pulls/99", "pulls/x", "pulls/99/certificate", "alerts/99", "alerts/0"] {
                #expect(try await browser.get("/console/feeds/" + path).status == 404, "\(path)")
            }
            let running = try await store.openPull(Samples.crawler(), slot: FixedClock.start.adding(seconds: 86_400)).id
            let open = try await browser.get("/console/feeds/pulls/\(running)")
            #expect(open.text.contains("采集结束时才能判断") && open.text.contains("正在采集"))
            #expect(try await browser.get("/console/feeds/pulls/\(running)/certificate").status == 404)
        }
    }

    @Test("A held pull is released once, with a reason that its history shows")
    func release() async throws {
        let pull = try await given.heldPull()
        let path = "/console/feeds/pulls/\(pull)/release"
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let detail = try await browser.get("/console/feeds/pulls/\(pull)")
            #expect(detail.text.contains("下一步：核实后恢复标记") && detail.text.contains(path))
            let page = try await browser.get(path)
            #expect(page.text.contains("sales缺25%"))
            let empty = try await browser.submit(page, path, ["reason": " "])
            #expect(empty.status == 422 && empty.text.contains("须写明理由"))
            #expect(try await store.pullDetail(pull).row.heldReason != nil)
            let typed = ["reason": "平台当日不提供销量，已核实" + FeedCase.hostile]
            let done = try await browser.submit(page, path, typed)
            #expect(done.location == "/console/feeds/pulls/\(pull)")
            #expect(try await browser.submit(page, path, typed).location == done.location)
            #expect(try await given.count(.pullReleased) == 1)
            let after = try await browser.get("/console/feeds/pulls/\(pull)")
            #expect(after.text.contains("已恢复标记") && after.text.contains("平台当日不提供销量，已核实"))
            #expect(!after.text.contains("<script>alert"))
            // For a second person, the page says that the pull is not held.
            let late = try await browser.post(path, page.hidden(path).merging(["reason": "又一次"]) { $1 })
            #expect(late.status == 409 && late.text.contains("未被暂停"))
            #expect(try await browser.get(path).status == 409)
            #expect(try await store.jobs(state: .queued, limit: 10).map(\.kind) == [.screen])
            let event = try #require(
                try await store.events(subject: "pull:\(pull)", limit: 20).last { $0.kind == "pull.released" })
            #expect(event.actor == "officer:officer" && event.detailsJSON.contains("平台当日不提供销量"))
        }
    }

    @Test("An alert is resolved once, with a reason; a second person sees who resolved it")
    func resolve() async throws {
        let hostile = "缺页" + FeedCase.hostile
        try await store.raise(.gap, on: "pull:1", hostile)
        try await store.raise(.credentialsRefused, on: "crawler:sample-feed", "凭证被拒")
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let list = try await browser.get("/console/feeds/alerts")
            #expect(list.text.contains("共 2 条（准确数）") && !list.text.contains("<script>alert"))
            let filtered = try await browser.get("/console/feeds/alerts?kind=gap")
            #expect(filtered.text.contains("种类：数据缺页") && filtered.text.contains("共 1 条（准确数）"))
            #expect(try await browser.get("/console/feeds/alerts?kind=x").status == 400)
            let path = "/console/feeds/alerts/1/resolve"
            let page = try await browser.get(path)
            #expect(try await browser.submit(page, path, ["reason": ""]).status == 422)
            let done = try await browser.submit(page, path, ["reason": "已补齐"])
            #expect(done.location == "/console/feeds/alerts")
            #expect(try await browser.submit(page, path, ["reason": "已补齐"]).location == done.location)
            #expect(try await given.count(.alertResolved) == 1)
            let after = try await browser.get("/console/feeds/alerts/1")
            #expect(after.text.contains("已办结") && after.text.contains("已补齐") && !after.text.contains(path))
            let late = try await browser.post(path, page.hidden(path).merging(["reason": "再办一次"]) { $1 })
            #expect(late.status == 409 && late.text.contains("执法人员 officer"))
            #expect(try await browser.get("/console/feeds/alerts?state=resolved").text.contains("共 1 条（准确数）"))
        }
    }

    @Test("A feed is pulled at once, once; a complete snapshot is not pulled again")
    func pullNow() async throws {
        let path = "/console/feeds/pull"
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get(path + "?crawler=sample-feed")
            #expect(page.text.contains("<option value=\"sample-feed\" selected>"))
            #expect(try await browser.submit(page, path, ["crawler": "nobody"]).status == 422)
            let done = try await browser.submit(page, path, ["crawler": "sample-feed"])
            #expect(done.location == "/console/feeds")
            #expect(try await browser.get("/console/feeds").text.contains("已要求采集 sample-feed"))
            let again = try await browser.get(path)
            _ = try await browser.submit(again, path, ["crawler": "sample-feed"])
            #expect(try await browser.get("/console/feeds").text.contains("已在排队"))
            #expect(try await given.count(.pullRequested) == 1)
            let jobs = try await store.jobs(state: .queued, limit: 10)
            let slot = Samples.crawler().slot(at: console.base.clock.now)
            #expect(jobs.map(\.key) == ["sample-feed@\(slot.milliseconds)"])
            _ = try await given.pull(slot: slot)
            let third = try await browser.get(path)
            _ = try await browser.submit(third, path, ["crawler": "sample-feed"])
            #expect(try await browser.get("/console/feeds").text.contains("本期的快照已完整"))
        }
    }

    @Test("Auditors and officers of a part of the area read; only officers of the whole area act")
    func limits() async throws {
        let pull = try await given.heldPull()
        try await store.raise(.gap, on: "pull:\(pull)", "缺页")
        let acts = ["feeds/pulls/\(pull)/release", "feeds/alerts/1/resolve", "feeds/pull"]
        try await console.browse { client in
            let auditor = try await console.browser(client, as: .auditor)
            let regional = try await given.regional(client)
            for browser in [auditor, regional] {
                let page = try await browser.get("/console/feeds/pulls/\(pull)")
                #expect(page.status == 200 && page.text.contains("核实后恢复标记") && !page.text.contains("/release"))
                let form = try page.hidden("/console/sign-out")
                for act in acts {
                    #expect(try await browser.get("/console/" + act).status == 403, "\(act)")
                    let fields = form.merging(["reason": "x", "crawler": "sample-feed"]) { $1 }
                    #expect(try await browser.post("/console/" + act, fields).status == 403, "\(act)")
                }
            }
            for role in [Role.laboratory, .platform, .buyer, .bureau, .administrator] {
                let browser = try await console.browser(client, as: role)
                for path in ["feeds", "feeds/pulls", "feeds/pulls/\(pull)", "feeds/alerts/1"] {
                    #expect(try await browser.get("/console/" + path).status == 403, "\(role) \(path)")
                }
            }
            #expect(try await store.pullDetail(pull).row.heldReason != nil)
        }
    }

    @Test("The lines of the page of today lead to these pages")
    func today() async throws {
        try await console.browse { client in
            let page = try await console.browser(client, as: .officer).get("/console/")
            for path in [
                "/console/feeds/pulls?state=held", "/console/feeds/alerts", "/console/feeds/pulls?state=unscreened",
            ] {
                #expect(page.text.contains("href=\"\(path)\""), "\(path)")
            }
            #expect(page.text.contains("href=\"/console/jobs\""))
        }
    }
}

extension FeedCase {
    /// A held pull of a feed without a file.
    fileprivate func heldPullOfAnotherFeed() async throws -> Int64 {
        let pull = try await store.openPull(Samples.crawler("其他来源"), slot: FixedClock.start).id
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256("q"), batch: ListingBatch([Samples.listing("1")]),
            products: ["toys"], end: .onePage, missing: [.sales: 1])
        _ = try await store.recordPage(page, pull: pull)
        try await store.completePull(pull)
        return pull
    }
}
