import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

/// Screening reports for print, through the API.
@Suite struct ReportDocumentTests {
    private static let own = "/v1/laboratory/reports/R-taobao-1001/document"

    @Test(
        "a laboratory reads only its own report, as HTML or PDF, without shop, platform, price or seller")
    func laboratory() async throws {
        let web = try await WebCase()
        _ = try await Samples.routedCase(in: web.store)
        let page = try await web.call(.get, Self.own, as: WebCase.laboratory)
        #expect(page.status == 200 && page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        #expect(page.headers[.cacheControl] == "no-store")
        #expect(page.text.contains("不符合本次风险速筛要求") && page.text.contains("承检机构留存件"))
        for secret in ["taobao　", "虚构1号", "8.90", "330482", "磁力片"] { #expect(!page.text.contains(secret), "\(secret)") }
        let pdf = try await web.call(.get, Self.own + "?format=pdf", as: WebCase.laboratory)
        #expect(pdf.headers[.contentType] == "application/pdf" && pdf.text.hasPrefix("%PDF-1.5"))
        #expect(try await web.call(.get, Self.own, as: WebCase.otherLaboratory).status == 404)
        #expect(try await web.call(.get, Self.own, as: nil).status == 401)
        #expect(try await web.call(.get, Self.own, as: "taobao").status == 403)
    }

    @Test("an officer reads the reports of the officer's region, in a copy for each reader, by label or number")
    func officer() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        let path = "/v1/officer/reports/\(given.label)/document"
        let whole = try await web.call(.get, path, as: "province")
        #expect(whole.status == 200 && whole.text.contains("虚构1号玩具有限公司") && whole.text.contains("¥8.90"))
        let copy = try await web.call(.get, path + "?for=enterprise", as: "province")
        #expect(copy.text.contains("告知企业副本") && !copy.text.contains("8.90"))
        #expect(
            try await web.call(.get, "/v1/officer/reports/R-taobao-1001/document", as: "province").text == whole.text)
        #expect(try await web.call(.get, path, as: "elsewhere").status == 404)
        #expect(try await web.call(.get, path, as: WebCase.laboratory).status == 403)
    }

    @Test("`Accept` chooses the format; `?format=` has priority; any other format is refused with its own code")
    func negotiation() async throws {
        let web = try await WebCase()
        _ = try await Samples.routedCase(in: web.store)
        let cases: [(String, String, String)] = [
            ("application/pdf", "", "application/pdf"), ("text/html;q=0.5, application/pdf", "", "application/pdf"),
            ("text/html, application/xhtml+xml, */*;q=0.8", "", "text/html; charset=utf-8"),
            ("application/pdf;q=0, text/*", "", "text/html; charset=utf-8"),
            ("application/json", "?format=pdf", "application/pdf"),
        ]
        for (accept, query, type) in cases {
            let answer = try await web.call(.get, Self.own + query, as: WebCase.laboratory, accept: accept)
            #expect(answer.headers[.contentType] == type, "\(accept)")
        }
        let refused = try await web.call(.get, Self.own, as: WebCase.laboratory, accept: "image/png")
        #expect(refused.status == 406 && refused.problem == "not-acceptable")
        for query in ["?format=doc", "?version=0", "?version=x"] {
            let answer = try await web.call(.get, Self.own + query, as: WebCase.laboratory)
            #expect(answer.status == 400, "\(query)")
        }
        let given = "/v1/officer/reports/R-taobao-1001/document?for=buyer"
        #expect(try await web.call(.get, given, as: "province").status == 400)
    }

    @Test("a report that waits to be judged and a missing version get different answers")
    func unjudged() async throws {
        let web = try await WebCase()
        let sample = try await Samples.sample(in: web.store)
        _ = try await Samples.file(Samples.submission(sample.label, number: "R-9"), in: web.store)
        let path = "/v1/laboratory/reports/R-9/document"
        let waiting = try await web.call(.get, path, as: WebCase.laboratory)
        #expect(waiting.status == 409 && waiting.problem == "conflict")
        #expect(try await web.call(.get, path + "?version=2", as: WebCase.laboratory).status == 404)
    }

    @Test("evidence whose file was changed is not shown under its hash")
    func tamperedEvidence() async throws {
        let web = try await WebCase()
        let order = try Repository.bytes("Fixtures/Evidence/order.png")
        let tasks = try await {
            _ = try await Samples.screenedPull(in: web.store, [Samples.listing("1001")])
            return try await Samples.drawnRun(in: web.store)
        }()
        let task = try #require(tasks.first).id
        let entry = try web.store.evidence.admit(order)
        let bought = try await web.store.recordPurchase(
            task: task, Samples.record(order: "o-1", entry), evidence: [entry], by: Samples.buyer)
        let report = try await Samples.file(Samples.submission(bought.label), in: web.store)
        _ = try await Samples.judge(report.id, in: web.store)
        let path = "/v1/officer/reports/\(bought.label)/document"
        #expect(try await web.call(.get, path, as: "province").text.contains("data:image/jpeg;base64,"))
        try web.base.folder.write(
            Repository.bytes("Fixtures/Evidence/unboxing.png"), to: "evidence/\(entry.hash.prefix(2))/\(entry.hash)")
        let after = try await web.call(.get, path, as: "province").text
        #expect(!after.contains("data:image/jpeg;base64,") && after.contains("图像无法显示") && after.contains(entry.hash))
    }
}
