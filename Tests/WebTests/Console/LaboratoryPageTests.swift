import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

@Suite("Pages of a laboratory", .timeLimit(.minutes(3)))
struct LaboratoryPageTests {
    private typealias Case = LaboratoryPageCase

    @Test("A sample shows what must be declared and tested; its receipt is registered once")
    func samples() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let label = pages.labels[0]
            let list = try await browser.get("/console/laboratory/samples")
            #expect(list.status == 200 && list.text.contains(label) && list.text.contains("登记…"))
            let sample = try await browser.get("/console/laboratory/samples/" + label)
            #expect(sample.status == 200 && sample.text.contains("须申报的标称") && sample.text.contains("variant=…"))
            #expect(sample.text.contains("TY-SP") && sample.text.contains("下载"))
            let form = try await browser.get("/console/laboratory/receipts?label=" + label)
            #expect(form.text.contains("data-scan"))
            let path = "/console/laboratory/receipts"
            // A scanner or an input method may write full-width characters and small letters.
            let typed = ["label": label.lowercased().replacing("s-", with: "ｓ-"), "receivedOn": "2026-11-10"]
            #expect(try await browser.submit(form, path, typed).status == 303)
            #expect(
                try await pages.console.store.samples(of: Samples.laboratory, limit: 1)[0].receivedOn?.text
                    == "2026-11-10")
            for (typed, sentence) in [
                (["label": "S-0000-0000", "receivedOn": "2026-11-10"], "属于本机构"),
                (["label": label, "receivedOn": "2026-11-11"], "不得覆盖"),
                (["label": label, "receivedOn": "2027-01-01"], "晚于今天"), (["label": "", "receivedOn": ""], "请扫描"),
            ] {
                let answer = try await browser.submit(browser.get(path), path, typed)
                #expect(answer.status == 422 && answer.text.contains(sentence), "\(typed)")
                #expect(answer.text.contains("id=\"errors\""))
            }
        }
    }

    @Test("The empty forms are those of `lab template`, without limits", arguments: ["xlsx", "csv", "csv-gb18030"])
    func forms(_ format: String) async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let list = try await browser.get("/console/laboratory/forms")
            let link = try #require(
                list.text.components(separatedBy: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
                    .first { $0.hasPrefix("/console/laboratory/forms/toys?") && $0.hasSuffix("format=" + format) })
            let file = try await browser.get(link.replacing("&amp;", with: "&"))
            #expect(file.status == 200 && file.bytes > 500)
            let name = format == "xlsx" ? "toys.xlsx" : "toys.csv"
            #expect(file.header("Content-Disposition") == "attachment; filename=\"\(name)\"")
            if format == "csv" { #expect(file.text.contains("报告编号,样品标签") && file.text.contains("TY-SP")) }
            #expect(try await browser.get("/console/laboratory/forms/toys?edition=x&format=csv").status == 404)
            #expect(try await browser.get("/console/laboratory/forms/nothing?edition=x&format=csv").status == 404)
        }
    }

    @Test("A file is uploaded; each report has its result; the report has its document")
    func upload() async throws {
        let pages = try await Case(samples: 2)
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let text = Case.header + pages.row("TY-SP") + pages.row("TY-XYZ", number: "R-2", label: pages.labels[1])
            let answer = try await pages.upload(browser, text)
            #expect(answer.status == 303 && answer.location == Case.uploads + "/1", "\(answer.text)")
            let page = try await browser.get(Case.uploads + "/1")
            #expect(page.text.contains("结果.csv") && page.text.contains("共 2 行，已接收 1 行、待修改 1 行"))
            #expect(page.text.contains("已接收</span>") && page.text.contains("待修改</span>") && page.text.contains("1 行有误"))
            #expect(try await browser.get(Case.uploads).text.contains("结果.csv"))
            let reports = try await browser.get("/console/laboratory/reports")
            #expect(reports.text.contains("R-1") && !reports.text.contains("R-2"))
            let report = try await browser.get("/console/laboratory/reports/R-1")
            #expect(report.status == 200 && report.text.contains(pages.labels[0]))
            let document = try await browser.get("/console/laboratory/reports/R-1/document?format=html")
            #expect(document.status == 200 && document.text.contains("R-1"))
            #expect(document.header("Content-Security-Policy")?.contains("sandbox") == true)
            #expect(try await browser.get("/console/laboratory/reports/R-9").status == 404)
        }
    }

    @Test(
        "A faulty file says what, where and what to do, and nothing is kept",
        arguments: [
            ("结果.csv", "报告编号,样品标签\nR-1,S-1\n", ["第1行", "检测日期", "没有保存任何内容"]), ("结果.csv", "", ["文件是空的", "重新选择"]),
            ("照片.jpg", "\u{1}\u{2}", ["不是 XLSX 或 CSV 文件", "另存为"]), ("结果.xlsx", "不是工作簿", ["结果.xlsx"]),
        ])
    func faulty(_ name: String, _ text: String, _ sentences: [String]) async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let answer = try await pages.upload(browser, text, name: name)
            #expect(answer.status == 422 && answer.text.contains("<title>错误："), "\(answer.status)")
            for sentence in sentences { #expect(answer.text.contains(sentence), "\(sentence)") }
            #expect(try await pages.console.store.uploads(limit: 10).isEmpty)
            let none = try await browser.submit(
                browser.get(Case.uploads + "/new"), Case.uploads + "/new", files: [.init("file", "", [])])
            #expect(none.status == 422 && none.text.contains("请选择要上传的"))
        }
    }

    @Test("Several files: the good ones are read, the faulty one is named")
    func several() async throws {
        let pages = try await Case(samples: 2)
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let good = Browser.File("file", "好.csv", text: Case.header + pages.row("TY-SP"))
            let more = Browser.File(
                "file", "更多.csv", text: Case.header + pages.row("TY-SP", number: "R-2", label: pages.labels[1]))
            let page = try await browser.get(Case.uploads + "/new")
            let mixed = try await browser.submit(
                page, Case.uploads + "/new", files: [good, .init("file", "坏.csv", text: "x")])
            #expect(mixed.status == 422 && mixed.text.contains("坏.csv") && mixed.text.contains("“好.csv”已读取"))
            let both = try await browser.submit(
                browser.get(Case.uploads + "/new"), Case.uploads + "/new", files: [good, more])
            #expect(both.status == 303 && both.location == Case.uploads)
            #expect(try await pages.console.store.uploads(limit: 10).count == 2)
        }
    }

    @Test("A double click uploads a file once; another file under the same page is another upload")
    func doubleSubmit() async throws {
        let pages = try await Case(samples: 2)
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let page = try await browser.get(Case.uploads + "/new")
            let file = Browser.File("file", "a.csv", text: Case.header + pages.row("TY-SP"))
            async let first = browser.submit(page, Case.uploads + "/new", files: [file])
            async let second = browser.submit(page, Case.uploads + "/new", files: [file])
            let (left, right) = try await (first, second)
            #expect(left.status == 303 && left.location == right.location)
            #expect(try await pages.console.store.uploads(limit: 10).count == 1)
            let filed = try await pages.console.store.events(subject: nil, limit: 1000).count {
                $0.kind == "report.filed"
            }
            #expect(filed == 1)
            let other = Browser.File(
                "file", "a.csv", text: Case.header + pages.row("TY-SP", number: "R-2", label: pages.labels[1]))
            let third = try await browser.submit(page, Case.uploads + "/new", files: [other])
            #expect(third.location == Case.uploads + "/2")
        }
    }

    @Test("A form with files needs origin, form token and the right type")
    func checks() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let page = try await browser.get(Case.uploads + "/new")
            let file = [Browser.File("file", "a.csv", text: Case.header + pages.row("TY-SP"))]
            let path = Case.uploads + "/new"
            #expect(try await browser.submit(page, path, ["form": "x"], files: file).status == 403)
            #expect(try await browser.submit(page, path, files: file, ["Origin": "http://evil.example"]).status == 403)
            #expect(try await browser.submit(page, path, files: file, ["Content-Type": "text/plain"]).status == 415)
            #expect(
                try await browser.submit(page, path, files: file, ["Content-Type": "multipart/form-data"]).status == 400
            )
            let stranger = Browser(client)
            #expect(try await stranger.submit(page, path, files: file).status == 401)
            #expect(try await pages.console.store.uploads(limit: 10).isEmpty)
            // A form with files is accepted only where a page has files.
            let receipts = try await browser.get("/console/laboratory/receipts")
            #expect(try await browser.submit(receipts, "/console/laboratory/receipts", files: file).status == 415)
        }
    }
}
