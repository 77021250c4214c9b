import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing
import Workers

@Suite struct LaboratoryAPITests {
    @Test("a laboratory sees label, product and items to test, nothing of shop, platform, price or buyer")
    func samplesAreBlind() async throws {
        let web = try await WebCase()
        let sample = try await Samples.sample(in: web.store)
        let answer = try await web.call(.get, "/v1/laboratory/samples", as: WebCase.laboratory)
        #expect(answer.status == 200)
        let samples = try #require(answer.object["samples"] as? [[String: Any]])
        #expect(samples.count == 1)
        #expect(samples[0]["label"] as? String == sample.label)
        #expect(Set(samples[0].keys) == ["label", "product", "productName", "items", "declares"])
        let items = try #require(samples[0]["items"] as? [[String: Any]])
        #expect(items.allSatisfy { Set($0.keys) == ["code", "name", "unit", "method"] })
        let codes = Set(items.compactMap { $0["code"] as? String })
        // A toy bought on this day may be under either edition. The production date, which the laboratory finds out,
        // decides.
        #expect(
            codes == [
                "TY-SP", "TY-BALL", "TY-EDGE", "TY-MAG", "TY-MAG-SP", "TY-PROJ", "TY-FILM",
                "TY-PAE1", "TY-DBP", "TY-BBP", "TY-DEHP", "TY-PAE2", "TY-DNOP", "TY-DINP", "TY-DIDP",
                "TY-EL-SB", "TY-EL-AS", "TY-EL-BA", "TY-EL-CD", "TY-EL-CR", "TY-EL-PB", "TY-EL-HG", "TY-EL-SE",
                "TY-LBL", "TY-CCC", "TY-B", "TY-HCHO", "TY-HCHO-W", "TY-HCHO-E", "TY-EL", "TY-PAE", "TY-DIBP",
                "TY-DPENP", "TY-DHEXP", "TY-DCHP", "TY-AZO", "TY-PAH", "TY-NA", "TY-NAP", "TY-FA-C",
                "TY-FA-E", "TY-SCCP",
            ])
        let declares = try #require(samples[0]["declares"] as? [[String: Any]])
        #expect(declares.allSatisfy { Set($0.keys) == ["name", "title", "values", "meanings"] })
        #expect(Set(answer.object.keys) == ["samples"])
        // Not shown: the shop, the price, the buyer, and every day or number that would identify them.
        for secret in ["taobao", "1001", "虚构1号", "8.90", "890", "order-", "2026-11-02", "2026-11-03", "3304", "\"id\""]
        {
            #expect(!answer.text.contains(secret), "\(secret)")
        }
        let other = try await web.call(.get, "/v1/laboratory/samples", as: WebCase.otherLaboratory)
        #expect((other.object["samples"] as? [Any])?.isEmpty == true)
    }

    @Test("the same upload twice is one report; the second answer reports it as unchanged")
    func uploadIsIdempotent() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        let report = try WebCase.report(label)
        let first = try await web.call(.post, "/v1/laboratory/reports", as: WebCase.laboratory, body: report)
        #expect(first.status == 201)
        let second = try await web.call(.post, "/v1/laboratory/reports", as: WebCase.laboratory, body: report)
        #expect(second.status == 200)
        #expect(second.text.contains("unchanged"))
        #expect(try await web.store.reports(limit: 10).count == 1)
    }

    @Test("an unknown sample and another laboratory's sample get the same answer, and nothing is kept")
    func unknownSample() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        let unknown = try await web.call(
            .post, "/v1/laboratory/reports", as: WebCase.laboratory, body: WebCase.report("S-0000-0000"))
        let foreign = try await web.call(
            .post, "/v1/laboratory/reports", as: WebCase.otherLaboratory, body: WebCase.report(label))
        #expect(unknown.status == 404 && foreign.status == 404)
        #expect(unknown.problem == "unknown-sample" && foreign.problem == "unknown-sample")
        #expect((unknown.object["detail"] as? String)?.contains("S-0000-0000") == true)
        #expect(try await web.store.reports(limit: 10).isEmpty)
    }

    @Test("other content under the same number needs a reason and becomes a new version")
    func correction() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        let path = "/v1/laboratory/reports"
        _ = try await web.call(.post, path, as: WebCase.laboratory, body: WebCase.report(label))
        let changed = try WebCase.report(label).replacing("167.5", with: "12.0")
        let refused = try await web.call(.post, path, as: WebCase.laboratory, body: changed)
        #expect(refused.status == 409)
        #expect(refused.problem == "correction-without-reason")
        let reasoned = changed.replacing("{\n", with: "{\n \"correctionReason\": \"录入错误\",\n", maxReplacements: 1)
        #expect(try await web.call(.post, path, as: WebCase.laboratory, body: reasoned).status == 201)
        #expect(try await web.store.reports(limit: 10).map(\.version) == [1, 2])
    }

    @Test("every mistake of a file is named with its position, and nothing is kept")
    func mistakesAreNamed() async throws {
        let web = try await WebCase()
        let csv = try Repository.text("Fixtures/Awkward/lab-missing-column.csv")
        let answer = try await web.call(
            .post, "/v1/laboratory/reports", as: WebCase.laboratory, body: csv, type: "text/csv")
        #expect(answer.status == 422)
        #expect(answer.problem == "unreadable-upload")
        let problems = try #require(answer.object["problems"] as? [[String: String]])
        #expect(problems.contains { $0["sentence"]?.contains("检测值") == true && $0["place"] == "第1行" })
        #expect(try await web.store.reports(limit: 10).isEmpty)
    }

    @Test("a body that is declared as a workbook but is not one is refused as unreadable, and nothing is kept")
    func workbooks() async throws {
        let web = try await WebCase()
        let answer = try await web.call(
            .post, "/v1/laboratory/reports", as: WebCase.laboratory, body: "报告编号\n",
            type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        #expect(answer.status == 422)
        #expect(answer.problem == "unreadable-upload")
        let problems = try #require(answer.object["problems"] as? [[String: String]])
        #expect(problems.first?["place"] == "文件" && problems.first?["sentence"]?.contains("不是XLSX文件") == true)
        #expect(try await web.store.reports(limit: 10).isEmpty)
    }

    @Test("a body of another type and a body over the size limit are each refused with their own code")
    func bodiesAreBounded() async throws {
        let web = try await WebCase()
        let path = "/v1/laboratory/reports"
        let type = try await web.call(.post, path, as: WebCase.laboratory, body: "<a/>", type: "text/xml")
        #expect(type.status == 415)
        let large = String(repeating: " ", count: 5 << 20)
        let size = try await web.call(.post, path, as: WebCase.laboratory, body: large)
        #expect(size.status == 413)
        #expect(size.problem == "too-large")
    }

    @Test("a laboratory reads the item judgements of its own reports, and of no others")
    func conclusionsAreShown() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        _ = try await web.call(
            .post, "/v1/laboratory/reports", as: WebCase.laboratory, body: WebCase.report(label, number: "甲/1号"))
        _ = try await Judge(web.context).run(report: 1)
        let path = "/v1/laboratory/reports/" + "甲/1号".addingPercentEncoding(withAllowedCharacters: .alphanumerics)!
        let answer = try await web.call(.get, path, as: WebCase.laboratory)
        #expect(answer.status == 200)
        #expect(answer.object["verdict"] as? String == "fails")
        #expect(answer.object["hazard"] as? String == "serious")
        #expect((answer.object["conclusion"] as? String)?.hasPrefix("不符合本次风险速筛要求") == true)
        #expect((answer.object["items"] as? [Any])?.count == 26)
        #expect(try await web.call(.get, path, as: WebCase.otherLaboratory).status == 404)
    }

    @Test("in a file of several reports, the complete ones are filed and the others are held")
    func severalReports() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        let csv = try Repository.text("Fixtures/LabReports/toys.csv").replacing("S-0000-0001", with: label)
        let answer = try await web.call(
            .post, "/v1/laboratory/reports", as: WebCase.laboratory, body: csv, type: "text/csv; charset=utf-8")
        #expect(answer.status == 207)
        let reports = try #require(answer.object["reports"] as? [[String: Any]])
        #expect(reports.map { $0["status"] as? String } == ["filed", "held", "held", "held"])
        let upload = try #require(answer.object["upload"] as? [String: Any])
        #expect(
            ["rows", "taken", "waiting", "duplicates", "held"].map { upload[$0] as? Int } == [72, 18, 0, 0, 54])
    }
}
