import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@Suite struct PlatformAPITests {
    private static let receipt =
        #"{"sequence": 1, "outcome": "removed", "actedAt": "2026-11-01T10:00:00+08:00", "note": "已下架"}"#

    @Test("Law 5: only its platform sees a takedown, and only after an officer confirmed it")
    func lawFiveVisibility() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        let before = try await web.call(.get, "/v1/platform/takedowns", as: "taobao")
        #expect((before.object["entries"] as? [Any])?.isEmpty == true)

        _ = try await Samples.listTakedown(of: given, in: web.store)
        let after = try await web.call(.get, "/v1/platform/takedowns", as: "taobao")
        let entries = try #require(after.object["entries"] as? [[String: Any]])
        #expect(entries.count == 1)
        #expect(entries[0]["item"] as? String == given.listing.item)
        #expect((entries[0]["legalBasis"] as? String)?.contains("《") == true)
        #expect(entries[0]["confirmedBy"] as? String == "officer-a")
        let other = try await web.call(.get, "/v1/platform/takedowns", as: "jd")
        #expect((other.object["entries"] as? [Any])?.isEmpty == true)
    }

    @Test("a platform receives no buyer, laboratory or measured value")
    func platformSeesNoMoreThanItsEntry() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        _ = try await Samples.listTakedown(of: given, in: web.store)
        let answer = try await web.call(.get, "/v1/platform/takedowns", as: "taobao")
        for secret in [given.label, Samples.laboratory, "order-", "R-taobao", "TY-SP", "小零件", "虚构1号玩具有限公司"] {
            #expect(!answer.text.contains(secret), "\(secret)")
        }
    }

    @Test("the list is fetched in pages, each after the last entry of the one before")
    func deltas() async throws {
        let web = try await WebCase()
        for item in ["1", "2", "3"] {
            let given = try await Samples.routedCase(in: web.store, item: item)
            _ = try await Samples.listTakedown(of: given, in: web.store)
        }
        let first = try await web.call(.get, "/v1/platform/takedowns?limit=2", as: "taobao")
        #expect(first.object["next"] as? Int == 2)
        #expect(first.object["more"] as? Bool == true)
        let second = try await web.call(.get, "/v1/platform/takedowns?after=2&limit=2", as: "taobao")
        #expect((second.object["entries"] as? [[String: Any]])?.map { $0["sequence"] as? Int } == [3])
        #expect(second.object["more"] as? Bool == false)
    }

    @Test("the same receipt twice is one; an entry of another platform is reported as unknown")
    func receipts() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        _ = try await Samples.listTakedown(of: given, in: web.store)
        let path = "/v1/platform/receipts"
        #expect(try await web.call(.post, path, as: "taobao", body: Self.receipt).status == 201)
        #expect(try await web.call(.post, path, as: "taobao", body: Self.receipt).status == 200)
        #expect(try await web.call(.post, path, as: "jd", body: Self.receipt).status == 404)
        #expect(try await web.store.counts()["receipts"] == 1)
    }

    @Test(
        "an unreadable receipt is refused with the field and the reason",
        arguments: [
            (#"{"sequence": 0, "outcome": "removed", "actedAt": "2026-11-01T10:00:00+08:00"}"#, "sequence"),
            (#"{"sequence": 1, "outcome": "gone", "actedAt": "2026-11-01T10:00:00+08:00"}"#, "outcome"),
            (#"{"sequence": 1, "outcome": "removed", "actedAt": "2026-11-01 10:00"}"#, "actedAt"),
            (#"{"sequence": 1, "outcome": "removed", "actedAt": "2027-11-01T10:00:00+08:00"}"#, "actedAt"),
            (#"{"sequence": 1, "outcome": "removed"}"#, "actedAt"),
            (#"{"sequence": "1", "outcome": "removed", "actedAt": "2026-11-01T10:00:00+08:00"}"#, "sequence"),
            (#"{"sequence": 1, "result": "removed"}"#, "result"),
        ])
    func unreadableReceipts(body: String, field: String) async throws {
        let web = try await WebCase()
        let answer = try await web.call(.post, "/v1/platform/receipts", as: "taobao", body: body)
        #expect(answer.status == 400)
        #expect((answer.object["problems"] as? [[String: String]])?.first?["place"] == field)
    }

    @Test(
        "a body that is not a JSON object, and paging out of range, are 400", arguments: ["[", "[]", "null", "7", ""])
    func notAnObject(body: String) async throws {
        let web = try await WebCase()
        #expect(try await web.call(.post, "/v1/platform/receipts", as: "taobao", body: body).status == 400)
        for query in ["after=-1", "after=x", "limit=0", "limit=1001"] {
            #expect(try await web.call(.get, "/v1/platform/takedowns?" + query, as: "taobao").status == 400)
        }
    }
}
