import Dispatch
import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing
import Workers

/// A laboratory's routes for its uploads.
@Suite struct IntakeAPITests {
    private static let path = "/v1/laboratory/reports"
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"

    private func row(_ label: String, _ item: String, number: String = "R-1") -> String {
        "\(number),\(label),2026-11-12,2026-05-20,variant=standard,\(item),合格,\n"
    }

    private func figures(_ answer: WebCase.Answer) -> [Int?] {
        let upload = answer.object["upload"] as? [String: Any] ?? answer.object
        return ["rows", "taken", "waiting", "duplicates", "held"].map { upload[$0] as? Int }
    }

    /// Uploads a CSV of the laboratory.
    private func upload(
        _ text: String, _ web: WebCase, query: String = "", as caller: String = WebCase.laboratory
    ) async throws -> WebCase.Answer {
        try await web.call(.post, Self.path + query, as: caller, body: text, type: "text/csv")
    }

    @Test("faulty rows are listed with their fault and corrected; then the report is filed")
    func quarantineAndReplay() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        let answer = try await upload(Self.header + row(label, "TY-SP") + row(label, "TY-XYZ"), web)
        #expect(answer.status == 207 && figures(answer) == [2, 0, 0, 0, 2])
        let list = try await web.call(.get, "/v1/laboratory/held", as: WebCase.laboratory)
        let rows = try #require(list.object["rows"] as? [[String: Any]])
        #expect(rows.count == 1 && rows[0]["code"] as? String == "unknown-item" && rows[0]["place"] as? String == "第3行")
        #expect(rows[0]["header"] as? String == String(Self.header.dropLast()))
        let body = try JSONSerialization.data(withJSONObject: ["row": row(label, "TY-LBL")])
        let replayed = try await web.call(
            .post, "/v1/laboratory/held/2/replay", as: WebCase.laboratory,
            body: String(decoding: body, as: UTF8.self))
        #expect(replayed.object["taken"] as? Int == 2)
        let after = try await web.call(.get, "/v1/laboratory/uploads/1", as: WebCase.laboratory)
        #expect(figures(after) == [2, 2, 0, 0, 0])
    }

    @Test("Laboratory 12: the answers about an upload contain what the reader of its workbook noticed")
    func remarks() async throws {
        let web = try await WebCase()
        let opening = UploadOpening(
            laboratory: Samples.laboratory, contentHash: Digest.sha256("x"), form: .xlsx, name: "",
            uploader: .laboratory(Samples.laboratory), header: [], encoding: "utf-8", rows: 1, groups: 1,
            remarks: [UploadRemark(.formulas, sheet: "结果", count: 3)])
        let upload = try await web.store.openUpload(opening).upload.id
        let one = try await web.call(.get, "/v1/laboratory/uploads/\(upload)", as: WebCase.laboratory)
        let list = try await web.call(.get, "/v1/laboratory/uploads", as: WebCase.laboratory)
        let listed = try #require(list.object["uploads"] as? [[String: Any]])
        for document in [one.object] + listed {
            let remarks = try #require(document["remarks"] as? [[String: Any]])
            #expect(remarks.count == 1 && remarks[0]["kind"] as? String == "formulas")
            #expect(remarks[0]["count"] as? Int == 3 && remarks[0]["sheet"] as? String == "结果")
            #expect(remarks[0]["sentence"] as? String == "有3个单元格为公式，采用文件中保存的计算结果")
        }
    }

    @Test("a list contains the beginning of a long row and its length; a single row is returned completely")
    func longRow() async throws {
        let web = try await WebCase()
        let long = "R-1," + String(repeating: "x", count: 20_000) + ",,,,TY-SP,合格,\n"
        _ = try await upload(Self.header + long, web)
        let list = try await web.call(.get, "/v1/laboratory/held", as: WebCase.laboratory)
        let rows = try #require(list.object["rows"] as? [[String: Any]])
        #expect(rows.count == 1 && rows[0]["bytes"] as? Int == long.utf8.count)
        #expect((rows[0]["row"] as? String)?.utf8.count == 4096)
        let whole = try await web.call(.get, "/v1/laboratory/held/1", as: WebCase.laboratory)
        #expect(whole.object["row"] as? String == long)
    }

    @Test("a row is dismissed with a reason, once, and counted as such")
    func dismissal() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        _ = try await upload(Self.header + row(label, "TY-SP") + row(label, "TY-XYZ"), web)
        let path = "/v1/laboratory/held/2/dismissal"
        let wrong = try await web.call(.post, path, as: WebCase.laboratory, body: #"{"reason": ""}"#)
        #expect(wrong.status == 400)
        let reason = #"{"reason": "不检该项"}"#
        #expect(try await web.call(.post, path, as: WebCase.otherLaboratory, body: reason).status == 404)
        let answer = try await web.call(.post, path, as: WebCase.laboratory, body: reason)
        #expect(answer.status == 200 && figures(answer) == [2, 1, 0, 0, 0], "the rest of the report is whole")
        #expect(answer.object["dismissed"] as? Int == 1)
        let again = try await web.call(.post, path, as: WebCase.laboratory, body: reason)
        #expect(again.status == 409 && again.object["detail"] as? String == "该行未被暂扣")
        let list = try await web.call(.get, "/v1/laboratory/held", as: WebCase.laboratory)
        #expect((list.object["rows"] as? [Any])?.isEmpty == true)
    }

    @Test("if too many files are being read, an upload is refused with a request to retry, and nothing of it is kept")
    func crowded() async throws {
        let web = try await WebCase(reading: BoundedExecutor(atOnce: 1, mostWaiting: 0))
        let label = try await Samples.sample(in: web.store).label
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let door = DispatchSemaphore(value: 0)
        async let reading: Void = web.context.reading.run {
            signal.finish()
            door.wait()
        }
        for await _ in begun {}
        let refused = try await upload(Self.header + row(label, "TY-SP"), web)
        door.signal()
        try await reading
        #expect(refused.status == 503 && refused.problem == "busy" && refused.headers[.retryAfter] == "5")
        #expect(try await web.store.uploads(limit: 1).isEmpty)
        #expect(try await upload(Self.header + row(label, "TY-SP"), web).status == 201)
    }

    @Test("uploads and rows of another laboratory are reported as unknown")
    func foreign() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        _ = try await upload(Self.header + row(label, "TY-XYZ"), web)
        let calls: [(HTTPRequest.Method, String, String?)] = [
            (.get, "/v1/laboratory/uploads/1", nil), (.post, "/v1/laboratory/uploads/1/replay", nil),
            (.get, "/v1/laboratory/held/1", nil), (.post, "/v1/laboratory/held/1/replay", "{}"),
            (.post, "/v1/laboratory/held/1/dismissal", #"{"reason": "x"}"#),
            (.post, "/v1/laboratory/reports/R-1/withdrawal", #"{"reason": "x"}"#),
            (.post, "/v1/laboratory/samples/\(label)/receipt", #"{"receivedOn": "2026-11-01"}"#),
        ]
        for (method, path, body) in calls {
            #expect(try await web.call(method, path, as: WebCase.otherLaboratory, body: body).status == 404, "\(path)")
        }
        for path in ["/v1/laboratory/uploads", "/v1/laboratory/held"] {
            let answer = try await web.call(.get, path, as: WebCase.otherLaboratory)
            #expect((answer.object.values.first as? [Any])?.isEmpty == true)
        }
    }

    @Test("under the four-eyes rule, a second person of the laboratory approves")
    func review() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        try await web.store.setLaboratory(WebCase.laboratory, fourEyes: true, by: .operator)
        func token(_ person: String, _ duty: LaboratoryDuty) async throws -> String {
            try await web.store.issueToken(
                for: Principal(role: .laboratory, name: WebCase.laboratory, region: nil, person: person, duty: duty),
                by: .operator
            ).text
        }
        let analyst = try await token("0001", .analyst)
        let reviewer = try await token("0002", .reviewer)
        let answer = try await upload(Self.header + row(label, "TY-SP"), web, as: analyst)
        #expect(answer.status == 201 && figures(answer) == [1, 0, 1, 0, 0])
        let path = "/v1/laboratory/uploads/1/review"
        let approval = #"{"decision": "approve"}"#
        #expect(try await web.call(.post, path, as: analyst, body: approval).status == 403)
        let approved = try await web.call(.post, path, as: reviewer, body: approval)
        #expect(approved.status == 200 && figures(approved) == [1, 1, 0, 0, 0])
        #expect(try await web.call(.post, path, as: reviewer, body: approval).status == 409)
        let nobody = try await upload(Self.header + row(label, "TY-LBL"), web)
        #expect(nobody.status == 409 && nobody.problem == "conflict" && nobody.text.contains("双人复核"))
        let withdrawal = "/v1/laboratory/reports/R-1/withdrawal"
        let reason = #"{"reason": "样品混淆"}"#
        #expect(try await web.call(.post, withdrawal, as: analyst, body: reason).status == 409)
        #expect(try await web.call(.post, withdrawal, as: reviewer, body: reason).status == 200)
    }

    @Test("a withdrawn report is shown as withdrawn, and its consequences are withdrawn")
    func withdrawal() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        _ = try await Samples.listTakedown(of: given, in: web.store)
        let path = "/v1/laboratory/reports/R-taobao-1001"
        let body = #"{"reason": "样品混淆"}"#
        let first = try await web.call(.post, path + "/withdrawal", as: WebCase.laboratory, body: body)
        #expect(first.status == 200 && first.object["status"] as? String == "withdrawn")
        let second = try await web.call(.post, path + "/withdrawal", as: WebCase.laboratory, body: body)
        #expect(second.object["status"] as? String == "unchanged")
        let report = try await web.call(.get, path, as: WebCase.laboratory)
        #expect(report.object["withdrawnReason"] as? String == "样品混淆")
        for (kind, path) in [("notices", "notices"), ("referrals", "referrals"), ("takedowns", "takedowns")] {
            let answer = try await web.call(.get, "/v1/officer/\(path)", as: "province")
            let rows = try #require(answer.object[kind] as? [[String: Any]])
            #expect(rows.map { $0["withdrawnReason"] as? String } == ["检测报告已撤回：样品混淆"], "\(kind)")
        }
    }

    @Test("a sample has one day of receipt, which is not in the future")
    func receipt() async throws {
        let web = try await WebCase()
        let label = try await Samples.sample(in: web.store).label
        web.base.clock.advance(seconds: 10 * 86_400)
        let path = "/v1/laboratory/samples/\(label)/receipt"
        func record(_ day: String) async throws -> Int {
            try await web.call(.post, path, as: WebCase.laboratory, body: #"{"receivedOn": "\#(day)"}"#).status
        }
        #expect(try await record("2026-12-01") == 400)
        #expect(try await record("2026-11-10") == 201)
        #expect(try await record("2026-11-10") == 200)
        #expect(try await record("2026-11-11") == 409)
        let samples = try await web.call(.get, "/v1/laboratory/samples", as: WebCase.laboratory)
        #expect(samples.text.contains(#""receivedOn":"2026-11-10""#))
    }
}
