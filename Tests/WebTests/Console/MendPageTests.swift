import Domain
import Foundation
import Store
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("Held reports and their review in pages", .timeLimit(.minutes(3)))
struct MendPageTests {
    private typealias Case = LaboratoryPageCase

    /// A held report with one unknown item; the address of its page.
    private func held(_ pages: Case, _ browser: Browser) async throws -> String {
        let text = Case.header + pages.row("TY-SP") + pages.row("TY-XYZ") + pages.row("TY-LBL")
        #expect(try await pages.upload(browser, text).status == 303)
        let list = try await browser.get(Case.held)
        return try Case.held + "/\(#require(Case.numbers(list, Case.held).first))"
    }

    /// The name of the only input that has an error.
    private func wrongCell(_ page: Browser.Page) throws -> String {
        let input = try #require(
            page.text.components(separatedBy: "<input class=\"short\"").dropFirst().first {
                $0.prefix { $0 != ">" }.contains("aria-invalid")
            })
        return try String(#require(input.firstMatch(of: /name="([^"]*)"/)).1)
    }

    @Test("Only the faulty cell has an input, with the reason beside it; mending it files the report once")
    func mend() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let path = try await held(pages, browser)
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("修改报告 R-1") && page.text.contains("还有 1 处要改"))
            #expect(page.text.components(separatedBy: "<input class=\"short\"").count == 2)
            #expect(page.text.contains("TY-XYZ") && page.text.contains("class=\"err\""))
            let cell = try wrongCell(page)
            // Still wrong: the page stays, with what was typed and the new reason.
            let wrong = try await browser.submit(page, path, [cell: "TY-ABC"])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"TY-ABC\"") && wrong.text.contains("改过"))
            let right = try await browser.submit(wrong, path, [cell: "TY-EDGE"])
            #expect(right.status == 303 && right.location == Case.uploads + "/1", "\(right.text)")
            let upload = try await pages.console.store.upload(1)
            #expect(upload.taken == 3 && upload.held == 0)
            let after = try await browser.get(Case.uploads + "/1")
            #expect(after.text.contains("已改好并接收") && after.text.contains("已接收"))
            #expect(try await browser.get(path).status == 404)
            #expect(try await browser.get(Case.held).text.contains("没有待修改的报告"))
            // A second click gets the same answer; the row was corrected twice, by two forms.
            #expect(try await browser.submit(wrong, path, [cell: "TY-EDGE"]).location == right.location)
            let events = try await pages.console.store.events(subject: "upload:1", limit: 100)
            #expect(events.count { $0.kind == EventKind.rowCorrected.rawValue } == 2)
            #expect(events.contains { $0.actor.contains("analyst-1") })
        }
    }

    @Test("A row that another person changed in the meantime is not overwritten")
    func meanwhile() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let second = try await pages.browser(client, "analyst-2")
            let path = try await held(pages, browser)
            let page = try await browser.get(path)
            let cell = try wrongCell(page)
            _ = try await second.submit(second.get(path), path, [cell: "TY-DEF"])
            let answer = try await browser.submit(page, path, [cell: "TY-GHI"])
            #expect(answer.status == 422 && answer.text.contains("已被修改") && answer.text.contains("TY-DEF"))
            #expect(!answer.text.contains("TY-GHI"))
        }
    }

    @Test("A row is closed with a reason; then the report is filed without it")
    func dismiss() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let path = try await held(pages, browser)
            let report = try await browser.get(path)
            let link = try #require(
                report.text.firstMatch(of: /href="([^"]*\/dismiss\?row=[0-9]+)"/)?.1)
            let page = try await browser.get(String(link))
            #expect(page.status == 200 && page.text.contains("关闭这一行？") && page.text.contains("TY-XYZ"))
            let none = try await browser.submit(page, path + "/dismiss", ["reason": "  "])
            #expect(none.status == 422 && none.text.contains("请写明原因"))
            let done = try await browser.submit(page, path + "/dismiss", ["reason": "表尾合计行"])
            #expect(done.status == 303)
            let upload = try await pages.console.store.upload(1)
            #expect(upload.taken == 2 && upload.dismissed == 1)
        }
    }

    @Test("A whole report is given up with a reason")
    func discard() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let path = try await held(pages, browser)
            let page = try await browser.get(path + "/discard")
            let done = try await browser.submit(page, path + "/discard", ["reason": "报告编号填错"])
            #expect(done.status == 303 && done.location == Case.uploads + "/1")
            #expect(try await pages.console.store.upload(1).dismissed == 3)
            #expect(try await browser.get(Case.uploads + "/1").text.contains("已关闭"))
        }
    }

    @Test("A report that a program sent as JSON is mended as text")
    func json() async throws {
        let pages = try await Case()
        let text = try WebCase.report(pages.labels[0]).replacing("TY-SP", with: "TY-XYZ")
        _ = try await LaboratoryPageCase.take(text, .json, pages)
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let list = try await browser.get(Case.held)
            let path = try Case.held + "/\(#require(Case.numbers(list, Case.held).first))"
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("<textarea") && page.text.contains("TY-XYZ"))
        }
    }

    @Test("Four eyes: the uploader cannot review; another reviewer approves, or rejects with a reason")
    func review() async throws {
        let pages = try await Case(samples: 2, fourEyes: true)
        try await pages.console.browse { client in
            let author = try await pages.browser(client, "reviewer-1", of: Samples.laboratory, .reviewer)
            let other = try await pages.browser(client, "reviewer-2", of: Samples.laboratory, .reviewer)
            let analyst = try await pages.browser(client)
            let reviews = "/console/laboratory/reviews"
            #expect(try await pages.upload(author, Case.header + pages.row("TY-SP")).status == 303)
            #expect(try await analyst.get(reviews).status == 403)
            let own = try await author.get(reviews + "/1")
            #expect(own.status == 200 && own.text.contains("TY-SP"))
            let forms: [(String, [String: String])] = [
                (reviews + "/1", [:]), (reviews + "/1/reject", ["reason": "不符"]),
            ]
            for (path, typed) in forms {
                let refused = try await author.submit(author.get(path), path, typed)
                #expect(refused.status == 422 && refused.text.contains("请由另一名复核人复核"), "\(path)")
            }
            #expect(try await pages.console.store.upload(1).review == .pending)
            let list = try await other.get(reviews)
            #expect(list.text.contains("结果.csv"))
            let done = try await other.submit(other.get(reviews + "/1"), reviews + "/1")
            #expect(done.status == 303)
            #expect(try await pages.console.store.upload(1).taken == 1)
            // The second one is rejected. Its uploader sees the reason.
            let second = Case.header + pages.row("TY-SP", number: "R-2", label: pages.labels[1])
            #expect(try await pages.upload(analyst, second).status == 303)
            let ask = try await other.get(reviews + "/2/reject")
            #expect(try await other.submit(ask, reviews + "/2/reject", ["reason": ""]).status == 422)
            #expect(try await other.submit(ask, reviews + "/2/reject", ["reason": "样品编号不符"]).status == 303)
            let upload = try await analyst.get(Case.uploads + "/2")
            #expect(upload.text.contains("样品编号不符") && upload.text.contains("复核退回"))
            // Decided uploads are no longer in the queue.
            #expect(try await other.get(reviews + "/1").status == 409)
            #expect(try await other.get(reviews).text.contains("没有等待复核的上传"))
        }
    }

    @Test("Four eyes: a file without a row to take is not in the reviewer's queue, and officers count it as held")
    func wholly() async throws {
        let pages = try await Case(fourEyes: true)
        try await pages.console.browse { client in
            let analyst = try await pages.browser(client)
            let reviewer = try await pages.browser(client, "reviewer-2", of: Samples.laboratory, .reviewer)
            #expect(try await pages.upload(analyst, Case.header + pages.row("TY-XYZ")).status == 303)
            #expect(try await reviewer.get("/console/laboratory/reviews").text.contains("没有等待复核的上传"))
            #expect(try await !analyst.get(Case.uploads + "/1").text.contains("待复核</span>"))
            let work = try await pages.console.store.waiting(
                [.heldUploads, .uploadsForReview], in: .region(.zhejiang))
            #expect(work.map(\.count) == [1, 0])
        }
    }

    @Test("A reviewer withdraws a report with a reason; an analyst has no such page")
    func withdraw() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let analyst = try await pages.browser(client)
            let reviewer = try await pages.browser(client, "reviewer-1", of: Samples.laboratory, .reviewer)
            #expect(try await pages.upload(analyst, Case.header + pages.row("TY-SP")).status == 303)
            let path = "/console/laboratory/withdrawals/R-1"
            #expect(try await analyst.get(path).status == 403)
            #expect(try await !analyst.get("/console/laboratory/reports/R-1").text.contains("撤回…"))
            let page = try await reviewer.get(path)
            #expect(try await reviewer.submit(page, path, ["reason": ""]).status == 422)
            #expect(try await reviewer.submit(page, path, ["reason": "样品混淆"]).status == 303)
            let report = try await reviewer.get("/console/laboratory/reports/R-1")
            #expect(report.text.contains("已撤回") && report.text.contains("样品混淆"))
        }
    }
}

extension LaboratoryPageCase {
    /// Imports a file without the console.
    static func take(_ text: String, _ form: UploadForm, _ pages: LaboratoryPageCase) async throws -> LabUploadRow {
        try await Intake(pages.console.context).run(
            .init(
                bytes: Array(text.utf8), form: form, laboratory: Samples.laboratory, name: "",
                uploader: .laboratory(Samples.laboratory))
        ).upload
    }
}
