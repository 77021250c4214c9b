import Foundation
import TestSupport
import Testing
import Transport

/// The service as one process: HTTP and workers together.
@Suite(.timeLimit(.minutes(15))) struct ServeTests {
    private static func call(
        _ address: String, _ method: String, _ path: String, token: String? = nil, body: [UInt8]? = nil
    ) async throws -> FetchResponse {
        var headers = token.map { ["Authorization: Bearer " + $0] } ?? []
        if body != nil { headers.append("Content-Type: application/json") }
        return try await HTTPClient().send(
            FetchRequest(method: method, url: address + path, headers: headers, body: body, timeouts: .patient))
    }

    /// The address that the service prints.
    private static func address(_ service: Running) -> String {
        String(service.firstLine.split(separator: " ").last ?? "")
    }

    @Test("an uploaded report is judged and routed without a further command")
    func uploadFlowsThrough() async throws {
        let journey = try Journey()
        // A finished demonstration has samples. Its first report is corrected here, so it is judged and routed again.
        let demo = try TemporaryFolder()
        #expect(try await DemoRun.run(in: demo).status == 0)
        let database = [
            "SUSHAI_DATABASE": demo.path + "/sushai.sqlite", "SUSHAI_CLOCK_START": "2026-11-17T09:00:00+08:00",
        ]
        let service = try await journey.program.start(["serve", "--stop-with-input"], environment: database)
        let address = Self.address(service)
        let kept = try #require(demo.bytes("tokens.json"))
        let token = try #require(try JSONDecoder().decode([String: String].self, from: Data(kept))["LAB-01"])

        let reports = try await journey.program.run(["lab", "reports", "--json"], environment: database)
        let rows = try JSONSerialization.jsonObject(with: Data(reports.output.utf8)) as? [[String: Any]] ?? []
        let serious = try #require(rows.first { ($0["conclusion"] as? String)?.contains("磁体") == true })
        let label = try #require(serious["label"] as? String)
        let number = try #require(serious["report"] as? String)
        let fixture = try Repository.text("Fixtures/LabReports/toys/2-meets.json")
        let body = fixture.replacing(
            "{\n", with: #"{"reportNumber": "\#(number)", "sample": "\#(label)", "correctionReason": "仪器校准有误", "#,
            maxReplacements: 1)
        let filed = try await Self.call(
            address, "POST", "/v1/laboratory/reports", token: token, body: Array(body.utf8))
        #expect(filed.status == 201, "\(String(decoding: filed.body, as: UTF8.self))")

        // The consequences of the old verdict are withdrawn: class, notice, lead, list entry.
        try await eventually {
            let answer = try await Self.call(address, "GET", "/v1/laboratory/reports/" + number, token: token)
            return String(decoding: answer.body, as: UTF8.self).contains("所检项目未发现不合格")
        }
        try await eventually {
            let list = try await journey.program.run(["takedown", "list", "--json"], environment: database)
            return list.output.contains("withdrawn")
        }
        await service.stop()
        let counts = try await journey.program.run(["status", "--json"], environment: database)
        let after = try JSONDecoder().decode([String: Int].self, from: Data(counts.output.utf8))
        #expect(after["serious"] == 4 && after["leads"] == 4 && after["meets"] == 4)
    }

    @Test("a wrong token is 401, another role's token 403; health needs none")
    func credentials() async throws {
        let journey = try Journey()
        let platform = try await journey.token("platform", "taobao")
        let service = try await journey.program.start(["serve", "--stop-with-input"])
        let address = Self.address(service)
        #expect(try await Self.call(address, "GET", "/healthz").status == 200)
        #expect(try await Self.call(address, "GET", "/readyz").status == 200)
        #expect(try await Self.call(address, "GET", "/v1/platform/takedowns", token: "wrong").status == 401)
        #expect(try await Self.call(address, "GET", "/v1/laboratory/samples", token: platform).status == 403)
        #expect(try await Self.call(address, "GET", "/v1/platform/takedowns", token: platform).status == 200)
        #expect(try await Self.call(address, "GET", "/metrics", token: journey.token("monitor", "m")).status == 200)
        await service.stop()
    }

    @Test("the service ends on request, and its data are intact after a kill -9")
    func stopping() async throws {
        let journey = try Journey()
        let first = try await journey.program.start(["serve", "--stop-with-input"])
        #expect(await first.stop() == 0)
        let second = try await journey.program.start(["serve", "--stop-with-input"])
        _ = try await journey.token("laboratory", "LAB-01")
        await second.kill9()
        try await journey.run("audit", "verify")
        try await journey.run("work", "--once")
    }
}
