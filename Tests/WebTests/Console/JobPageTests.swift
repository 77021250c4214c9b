import Domain
import Store
import TestSupport
import Testing

@testable import Web

@Suite("The pages of the queue", .timeLimit(.minutes(3)))
struct JobPageTests {
    private let given: FeedCase
    private var console: ConsoleCase { given.console }
    private var store: Store { given.store }

    init() throws {
        given = try FeedCase()
    }

    private func dead(_ key: JobKey, _ error: JobError) async throws {
        try await store.enqueue(key)
        let job = try #require(try await store.claim(key, leaseSeconds: 60).first)
        try await store.fail(job, .dead(error))
    }

    @Test("Jobs are listed by state and kind, with the reason of those that were set aside")
    func list() async throws {
        try await dead(.judge(report: 7), JobError(.ruleMissing, "没有 toys.yaml" + FeedCase.hostile))
        try await dead(.pull(crawler: FeedCase.hostile, slot: FixedClock.start), JobError(.credentialsRefused, "x"))
        try await store.enqueue(.screen(pull: 3))
        try await console.browse { client in
            for role in [Role.officer, .auditor, .administrator] {
                let browser = try await console.browser(client, as: role)
                let page = try await browser.get("/console/jobs")
                #expect(page.text.contains("共 2 条（准确数）") && page.text.contains("缺少规则文件或设置"))
                #expect(page.text.contains("已停止：拉取 1、判定 1。") && page.text.contains("排队中：标记 1。"))
                #expect(!page.text.contains("<script>alert") && page.text.contains("判定（1）"))
                let judged = try await browser.get("/console/jobs?kind=judge")
                #expect(judged.text.contains("报告 7 号") && judged.text.contains("共 1 条（准确数）"))
                #expect(try await browser.get("/console/jobs?state=queued").text.contains("采集 3 号"))
                #expect(try await browser.get("/console/jobs?state=done").text.contains("没有“已完成”的任务"))
                let one = try await browser.get("/console/jobs/1")
                #expect(one.text.contains("没有 toys.yaml") && !one.text.contains("<script>alert"))
                #expect(one.text.contains("任务停止") && one.text.contains("/revive") == (role == .administrator))
                for path in ["jobs/99", "jobs/x", "jobs/0"] {
                    #expect(try await browser.get("/console/" + path).status == 404, "\(path)")
                }
                for wrong in ["state=all", "state=x", "kind=x"] {
                    #expect(try await browser.get("/console/jobs?" + wrong).status == 400, "\(wrong)")
                }
            }
            // An officer of a part of the area sees the class of the failure only.
            let regional = try await given.regional(client).get("/console/jobs/1")
            #expect(regional.text.contains("缺少规则文件或设置") && !regional.text.contains("没有 toys.yaml"))
            for role in [Role.laboratory, .platform, .buyer, .bureau] {
                let browser = try await console.browser(client, as: role)
                #expect(try await browser.get("/console/jobs").status == 403, "\(role)")
                #expect(try await browser.get("/console/jobs/1").status == 403, "\(role)")
            }
        }
    }

    @Test("A job that was set aside is revived once, by an administrator only")
    func revive() async throws {
        try await dead(.judge(report: 7), JobError(.ruleMissing, "没有 toys.yaml"))
        try await dead(.judge(report: 8), JobError(.other, "internal"))
        let path = "/console/jobs/1/revive"
        try await console.browse { client in
            let officer = try await console.browser(client, as: .officer)
            let read = try await officer.get("/console/jobs/1")
            #expect(try await officer.get(path).status == 403)
            #expect(try await officer.post(path, read.hidden("/console/sign-out")).status == 403)
            let browser = try await console.browser(client, as: .administrator)
            let page = try await browser.get(path)
            #expect(page.text.contains("原因没有排除的，任务会再次停止"))
            let done = try await browser.submit(page, path)
            #expect(done.location == "/console/jobs/1")
            #expect(try await browser.submit(page, path).location == done.location)
            #expect(try await given.count(.jobRevived) == 1)
            let after = try await browser.get("/console/jobs/1")
            #expect(after.text.contains("已重新排队") && after.text.contains("重新运行任务"))
            #expect(try await store.job(1).row.attempts == 0)
            #expect(try await browser.get(path).status == 409)
            #expect(try await browser.post(path, page.hidden(path).merging(["x": "y"]) { $1 }).status == 409)
            #expect(try await given.count(.jobRevived) == 1)
            // The text of an internal error is for developers.
            #expect(try await !browser.get("/console/jobs/2").text.contains("internal"))
            let event = try #require(try await store.events(subject: "job:1", limit: 10).last)
            #expect(event.kind == "job.revived" && event.actor == "administrator:administrator")
        }
    }
}
