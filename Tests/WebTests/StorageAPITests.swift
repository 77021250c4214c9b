import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

/// Where the bytes are, for officers.
@Suite struct StorageAPITests {
    private static func measure(_ day: String, _ bytes: Int64) -> StorageMeasure {
        StorageMeasure(
            day: Samples.day(day), parts: [.listings: bytes, .events: 4096, .free: 2048], logBytes: 0,
            evidenceBytes: bytes * 2)
    }

    @Test("Before two measures the growth is unknown; then the day is stated on which the disk is full")
    func storage() async throws {
        let web = try await WebCase()
        let path = "/v1/officer/storage"
        let none = try await web.call(.get, path, as: "province")
        #expect(none.status == 200 && none.object["measuredOn"] == nil && none.object["growth"] == nil)
        try await web.store.recordMeasure(Self.measure("2026-11-02", 1_000))
        try await web.store.recordMeasure(Self.measure("2026-11-04", 3_000))
        let answer = try await web.call(.get, path, as: "province").object
        #expect(answer["measuredOn"] as? String == "2026-11-04" && answer["databaseBytes"] as? Int == 9_144)
        let growth = try #require(answer["growth"] as? [String: Any])
        #expect(growth["databaseBytesPerDay"] as? Int == 1_000 && growth["evidenceBytesPerYear"] as? Int == 730_000)
        #expect((answer["parts"] as? [[String: Any]])?.first?["part"] as? String == "events")
        let disk = try #require(answer["evidenceDisk"] as? [String: Any])
        #expect((disk["freeBytes"] as? Int ?? 0) > 0)
    }

    @Test("The page is Chinese, runs no script, and shows what is kept how long")
    func page() async throws {
        let web = try await WebCase()
        let path = "/v1/officer/storage/page"
        #expect(try await web.call(.get, path, as: "province").text.contains("尚未测量"))
        try await web.store.recordMeasure(Self.measure("2026-11-02", 10_240))
        let page = try await web.call(.get, path, as: "province")
        #expect(page.status == 200 && page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        for text in ["2026-11-02 测得", "10.0 KB", "各次拉取见到的链接", "永久保存", "未知", "<meter max=10240 value=10240>"] {
            #expect(page.text.contains(text), "\(text)")
        }
        #expect(!page.text.contains("<script") && !page.text.contains("style="))
    }

    @Test("Only officers of the installation's own region may see it", arguments: ["", "/page"])
    func access(_ end: String) async throws {
        let web = try await WebCase()
        let path = "/v1/officer/storage" + end
        #expect(try await web.call(.get, path, as: nil).status == 401)
        for caller in ["elsewhere", "taobao", WebCase.laboratory, "monitor"] {
            #expect(try await web.call(.get, path, as: caller).status == 403, "\(caller)")
        }
    }
}
