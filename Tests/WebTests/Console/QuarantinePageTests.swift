import Domain
import Store
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("The pages of records that could not be read", .timeLimit(.minutes(3)))
struct QuarantinePageTests {
    private let given: FeedCase
    private var console: ConsoleCase { given.console }
    private var store: Store { given.store }

    init() throws {
        given = try FeedCase()
    }

    @Test("Records are listed by feed, reason and field")
    func list() async throws {
        _ = try await given.pull()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .auditor)
            let page = try await browser.get("/console/quarantine")
            #expect(page.text.contains("共 3 条（准确数）") && page.text.contains("缺少字段"))
            #expect(!page.text.contains("/console/quarantine/replay"))
            for (conditions, count) in [
                ("code=missing-field", 1), ("field=price", 3), ("field=title", 0), ("crawler=sample-feed", 3),
                ("crawler=other", 0), ("pull=1&code=unreadable-price", 1), ("state=read", 0), ("state=all&days=1", 3),
            ] {
                let found = try await browser.get("/console/quarantine?" + conditions)
                #expect(found.text.contains("共 \(count) 条（准确数）"), "\(conditions)")
            }
            #expect(try await browser.get("/console/quarantine?pull=7").text.contains("采集编号：7"))
            for wrong in ["code=x", "pull=0", "pull=x", "state=x"] {
                #expect(try await browser.get("/console/quarantine?" + wrong).status == 400, "\(wrong)")
            }
            #expect(try await browser.get("/console/quarantine/99").status == 404)
            #expect(try await browser.get("/console/quarantine/x").status == 404)
            #expect(try await browser.get("/console/quarantine/99/export").status == 404)
            #expect(try await browser.get("/console/quarantine/bulk/99").status == 404)
        }
    }

    @Test("One record has its text, escaped and bounded, its fault, and what reading it now would give")
    func detail() async throws {
        _ = try await given.pull()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let readable = try await browser.get("/console/quarantine/1")
            #expect(readable.text.contains("按现在的来源文件可以读出") && readable.text.contains("可以读出：积木玩具二"))
            #expect(readable.text.contains("第 1 页 items[1]") && readable.text.contains("/console/feeds/pulls/1\""))
            #expect(readable.text.contains("no value &lt;b&gt;"))
            let hostile = try await browser.get("/console/quarantine/2")
            #expect(hostile.text.contains("&lt;/pre&gt;&quot") && hostile.text.contains("&lt;script&gt;alert(1)"))
            #expect(!hostile.text.contains("<script>alert") && hostile.text.contains("仍不可读："))
            let bytes = try await browser.get("/console/quarantine/3")
            #expect(bytes.text.contains("7B FF 00 FE") && bytes.text.contains("十六进制"))
            let raw = try await browser.get("/console/quarantine/2/export")
            #expect(raw.header("Content-Type") == "application/octet-stream" && raw.text.contains("<script>"))
            #expect(raw.header("Content-Disposition") == "attachment; filename=\"record-2.bin\"")
            #expect(raw.header("X-Content-Type-Options") == "nosniff")
        }
    }

    @Test("A long record is shown in part, and whole in its file")
    func long() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let bytes = Array((String(repeating: "积木", count: 40_000) + "末").utf8)
        let record = QuarantinedRecord(
            fault: RecordFault(.unreadablePage, "cut off"), place: "page", bytes: bytes)
        try await store.recordUnreadablePage(record, pull: pull, query: "q", page: 4)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .auditor)
            let page = try await browser.get("/console/quarantine/1")
            #expect(page.bytes < 50_000 && page.text.contains("只显示前 8,19") && page.text.contains("查询 q 第 4 页"))
            #expect(try await browser.get("/console/quarantine/1/export").bytes == bytes.count)
        }
    }

    @Test("One record is read again once, by an officer of the whole area")
    func one() async throws {
        _ = try await given.pull()
        let path = "/console/quarantine/1/replay"
        try await console.browse { client in
            let auditor = try await console.browser(client, as: .auditor)
            let regional = try await given.regional(client)
            for browser in [auditor, regional] {
                let page = try await browser.get("/console/quarantine/1")
                #expect(page.status == 200 && !page.text.contains(path))
                #expect(try await browser.get(path).status == 403)
                #expect(try await browser.post(path, page.hidden("/console/sign-out")).status == 403)
                #expect(
                    try await browser.post("/console/quarantine/replay", page.hidden("/console/sign-out")).status == 403
                )
            }
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get(path)
            let done = try await browser.submit(page, path)
            #expect(done.location == "/console/quarantine/1")
            #expect(try await browser.submit(page, path).location == done.location)
            let after = try await browser.get("/console/quarantine/1")
            #expect(after.text.contains("已读出，成为采集 1 号的商品") && after.text.contains("已恢复"))
            #expect(try await given.count(.quarantineReplayed) == 1)
            #expect(try await given.count(.bulkRequested) == 1)
            let event = try #require(
                try await store.events(subject: "pull:1", limit: 50).last { $0.kind == "quarantine.replayed" })
            #expect(event.actor == "officer:officer")
            #expect(try await browser.get(path).status == 409)
            let still = "/console/quarantine/2/replay"
            _ = try await browser.submit(browser.get(still), still)
            #expect(try await browser.get("/console/quarantine/2").text.contains("没有读出：仍不可读"))
            #expect(try await store.quarantine(limit: 10).count == 2)
        }
    }

    @Test("All that match are read in the background; later records are left out; the result names what failed")
    func all() async throws {
        _ = try await given.pull()
        let path = "/console/quarantine/replay"
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let list = try await browser.get("/console/quarantine?field=price")
            #expect(list.text.contains("\(path)?field=price"))
            let page = try await browser.get(path + "?field=price")
            #expect(page.text.contains("重读 3 条记录？") && page.text.contains("字段：price"))
            console.base.clock.advance(seconds: 60)
            _ = try await given.pull(slot: FixedClock.start.adding(seconds: 86_400))
            let sent = try await browser.submit(page, path)
            let result = try #require(sent.location)
            #expect(result == "/console/quarantine/bulk/1")
            #expect(try await browser.submit(page, path).location == result)
            #expect(try await browser.get(result).text.contains("data-refresh=\"2\""))
            _ = try await WorkerService.worker(.bulk, console.context).runOnce(store)
            let done = try await browser.get(result)
            for text in ["重读 3 条记录：结果", "已读出</dt><dd>1 条", "没有读出</dt><dd>2 条", "没有读出的记录", "仍不可读"] {
                #expect(done.text.contains(text), "\(text)")
            }
            #expect(!done.text.contains("data-refresh") && !done.text.contains("不再符合条件"))
            // The records of the later pull were not read.
            #expect(try await store.quarantine(limit: 10).map(\.pull) == [2, 2, 2, 1, 1])
            #expect(try await given.count(.bulkRequested) == 1)
            #expect(try await given.count(.bulkFinished) == 1)
            #expect(try await browser.get("/console/flags/bulk/1").status == 404)
            #expect(try await store.verifyAudit().fault == nil)
        }
    }
}
