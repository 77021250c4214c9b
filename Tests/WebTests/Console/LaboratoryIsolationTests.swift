import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

@Suite("What a laboratory must not see", .timeLimit(.minutes(3)))
struct LaboratoryIsolationTests {
    private typealias Case = LaboratoryPageCase

    /// Every page with an identifier of the first laboratory.
    private func paths(_ pages: Case, row: Int64) -> [String] {
        [
            "/console/laboratory/samples/" + pages.labels[0], Case.uploads + "/1", "\(Case.held)/\(row)",
            "\(Case.held)/\(row)/dismiss?row=\(row)", "\(Case.held)/\(row)/discard", "/console/laboratory/reviews/1",
            "/console/laboratory/reviews/1/reject", "/console/laboratory/reports/R-2",
            "/console/laboratory/reports/R-2/document?format=html", "/console/laboratory/withdrawals/R-2",
        ]
    }

    /// A held report, a filed one, and the row of the held one.
    private func filled(_ pages: Case, _ browser: Browser) async throws -> Int64 {
        let text =
            Case.header + pages.row("TY-SP") + pages.row("TY-XYZ")
            + pages.row("TY-SP", number: "R-2", label: pages.labels[1])
        #expect(try await pages.upload(browser, text).status == 303)
        return try #require(Case.numbers(try await browser.get(Case.held), Case.held).first)
    }

    @Test("Another laboratory's numbers, labels and rows are unknown; nothing is changed by its forms")
    func foreign() async throws {
        let pages = try await Case(samples: 2)
        try await pages.console.browse { client in
            let owner = try await pages.browser(client, "reviewer-1", of: Samples.laboratory, .reviewer)
            let row = try await filled(pages, owner)
            let other = try await pages.browser(client, "reviewer-b", of: Case.other, .reviewer)
            for path in paths(pages, row: row) {
                let answer = try await other.get(path)
                #expect(answer.status == 404, "\(path): \(answer.status)")
                #expect(!answer.text.contains(pages.labels[0]) && !answer.text.contains("TY-XYZ"), "\(path)")
            }
            for list in ["samples?show=all", "uploads", "held", "reviews", "reports"] {
                let page = try await other.get("/console/laboratory/" + list)
                #expect(page.status == 200 && !page.text.contains(pages.labels[0]) && !page.text.contains("R-2"))
            }
            let token = try await other.get("/console/laboratory/receipts").hidden("/console/laboratory/receipts")
            let before = try await pages.console.store.events(subject: nil, limit: 10_000).count
            for path in [
                "\(Case.held)/\(row)", "\(Case.held)/\(row)/dismiss", "\(Case.held)/\(row)/discard",
                Case.uploads + "/1/replay", "/console/laboratory/reviews/1", "/console/laboratory/reviews/1/reject",
            ] {
                let answer = try await other.post(
                    path, token.merging(["reason": "x", "row": "\(row)", "key": path]) { $1 })
                #expect(answer.status == 404, "\(path): \(answer.status)")
            }
            #expect(try await pages.console.store.events(subject: nil, limit: 10_000).count == before)
        }
    }

    @Test("No byte of a laboratory's pages and documents names shop, platform, price, seller, order or buyer")
    func forbiddenWords() async throws {
        let pages = try await Case(samples: 2)
        try await pages.console.browse { client in
            let browser = try await pages.browser(client, "reviewer-1", of: Samples.laboratory, .reviewer)
            let row = try await filled(pages, browser)
            let lists = [
                "/console/", "/console/laboratory/samples", "/console/laboratory/samples?show=all",
                "/console/laboratory/receipts", "/console/laboratory/forms", Case.uploads, Case.uploads + "/new",
                Case.held, "\(Case.held)/\(row)?all=1", "/console/laboratory/reviews", "/console/laboratory/reports",
            ]
            let words = [
                "虚构1号", "taobao", "淘宝", "8.90", "market.example.cn", "order-1", "磁力片", "2026-11-03", "many-0", "330482",
            ]
            for path in lists + paths(pages, row: row).filter({ !$0.contains("reviews") }) {
                let page = try await browser.get(path)
                #expect(page.status == 200, "\(path): \(page.status)")
                #expect(page.bytes < 150_000, "\(path)")
                for word in words { #expect(!page.text.contains(word), "\(path): \(word)") }
                guard !path.contains("/document") else { continue }
                for word in ["店铺", "卖家", "销售者", "抽样人员"] { #expect(!page.text.contains(word), "\(path): \(word)") }
            }
        }
    }

    @Test("Script in the name of a file, in a report number and in a cell is text")
    func script() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let script = "<script>alert(1)</script>"
            let text =
                Case.header + pages.row("TY-SP", number: script)
                + pages.row("TY-XYZ", number: script, value: "<b onclick=x>")
            #expect(try await pages.upload(browser, text, name: "<img src=x>.csv").status == 303)
            let row = try #require(Case.numbers(try await browser.get(Case.held), Case.held).first)
            for path in [
                Case.uploads, Case.uploads + "/1", Case.held, "\(Case.held)/\(row)", "\(Case.held)/\(row)/discard",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(
                    !page.text.contains("<script>a") && !page.text.contains("<img") && !page.text.contains("<b onclick")
                )
            }
            #expect(try await browser.get(Case.held).text.contains("&lt;script&gt;alert(1)"))
            let fixed = try await browser.get("\(Case.held)/\(row)?all=1")
            #expect(fixed.text.contains("&lt;b onclick=x&gt;"))
        }
    }
}
