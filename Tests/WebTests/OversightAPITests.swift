import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing
import Workers

/// Officers' routes about laboratories.
@Suite struct OversightAPITests {
    private static let base = "/v1/officer/laboratories/"
    private static let lab = base + "LAB-09"

    private func put(_ path: String, _ body: String, _ web: WebCase, as caller: String = "province") async throws
        -> WebCase.Answer
    {
        try await web.call(.put, path, as: caller, body: body)
    }

    @Test("A scope is replaced as a whole and read back; ended entries stay in the record")
    func scope() async throws {
        let web = try await WebCase()
        let missing = try await web.call(.get, Self.lab + "/scope", as: "province")
        #expect(missing.status == 200 && missing.object["scope"] as? String == "missing")
        let body = """
            {"entries": [{"kind": "item", "name": "TY-SP"},
             {"kind": "standard", "name": "GB/T 7573-2009", "from": "2026-01-01", "until": "2026-12-31"}]}
            """
        let set = try await put(Self.lab + "/scope", body, web)
        #expect(set.status == 200 && set.object["scope"] as? String == "recorded")
        let read = try await web.call(.get, Self.lab + "/scope", as: "elsewhere")
        #expect(read.text == set.text)
        let entries = try #require(read.object["entries"] as? [[String: String]])
        #expect(
            entries[1] == ["kind": "standard", "name": "GB/T 7573-2009", "from": "2026-01-01", "until": "2026-12-31"])
        #expect(entries[0] == ["kind": "item", "name": "TY-SP"])
        let narrowed = try await put(Self.lab + "/scope", #"{"entries": [{"kind": "item", "name": "TY-LBL"}]}"#, web)
        #expect((narrowed.object["entries"] as? [Any])?.count == 1)
        let events = try await web.store.events(subject: "laboratory:LAB-09", limit: 10)
        #expect(events.map(\.actor) == ["officer:province", "officer:province"])
    }

    @Test(
        "A malformed scope is refused with the position",
        arguments: [
            (#"{"entries": [{"kind": "items", "name": "X"}]}"#, "entries[0].kind"),
            (#"{"entries": [{"kind": "item", "name": "X"}, {"kind": "item", "name": ""}]}"#, "entries[1].name"),
            (#"{"entries": [{"kind": "item", "name": "X", "from": "2026年1月"}]}"#, "entries[0].from"),
            (
                #"{"entries": [{"kind": "item", "name": "X", "from": "2026-02-01", "until": "2026-01-01"}]}"#,
                "entries[0].until"
            ),
            (#"{"entries": [{"kind": "item", "name": "X", "till": "2026-01-01"}]}"#, "entries[0].till"),
            (#"{"entries": [{"kind": "item", "name": "X\u0000"}]}"#, "entries[0].name"),
            (#"{"entries": [], "more": 1}"#, "more"), (#"{"entries": {}}"#, "entries"), ("{}", "entries"),
        ])
    func badScope(_ body: String, _ place: String) async throws {
        let web = try await WebCase()
        let answer = try await put(Self.lab + "/scope", body, web)
        #expect(answer.status == 400 && answer.problem == "bad-request")
        #expect((answer.object["problems"] as? [[String: Any]])?.first?["place"] as? String == place)
        #expect(try await web.store.scopeState(of: "LAB-09") == .missing)
    }

    @Test(
        "A scope check is waived with a reason, and the settings name the officer; ending the waiver writes an event too"
    )
    func waiver() async throws {
        let web = try await WebCase()
        let path = Self.lab + "/scope/waiver"
        #expect(try await web.call(.post, path, as: "province", body: #"{"reason": " "}"#).status == 400)
        let waived = try await web.call(.post, path, as: "province", body: #"{"reason": "资质附表待核定"}"#)
        #expect(waived.status == 200 && waived.object["scope"] as? String == "waived")
        #expect(waived.object["waiver"] as? [String: String] == ["reason": "资质附表待核定", "by": "officer:province"])
        let ended = try await web.call(.delete, path, as: "province")
        #expect(ended.status == 200 && ended.object["scope"] as? String == "missing" && ended.object["waiver"] == nil)
        let kinds = try await web.store.events(subject: "laboratory:LAB-09", limit: 10).map(\.kind)
        #expect(Set(kinds) == ["laboratory.scope-waived", "laboratory.scope-enforced"])
    }

    @Test("The four-eyes rule is switched on and off; a name may contain characters that a path cannot")
    func fourEyes() async throws {
        let web = try await WebCase()
        let path = Self.base + "%E6%A3%80%E6%B5%8B%2F%E4%B8%80/settings"
        let before = try await web.call(.get, path, as: "elsewhere")
        #expect(before.object["fourEyes"] as? Bool == false && before.object["incomplete"] == nil)
        let on = try await put(path, #"{"fourEyes": true}"#, web)
        #expect(on.object["fourEyes"] as? Bool == true && on.object["laboratory"] as? String == "检测/一")
        #expect(try await web.store.hasFourEyes("检测/一"))
        #expect(try await put(path, #"{"fourEyes": "on"}"#, web).status == 400)
        #expect(try await put(path, #"{"fourEyes": true, "incomplete": "hold"}"#, web).status == 400)
        let long = Self.base + String(repeating: "a", count: 101) + "/settings"
        #expect(try await web.call(.get, long, as: "province").status == 404)
    }

    @Test("Blind duplicates are recorded once, between two laboratories and for one product")
    func duplicates() async throws {
        let web = try await WebCase()
        let first = try await Samples.sample(in: web.store, item: "1001").label
        let second = try await Samples.sample(in: web.store, item: "1002", laboratory: WebCase.otherLaboratory).label
        let same = try await Samples.sample(in: web.store, item: "1003").label
        let path = "/v1/officer/blind-duplicates"
        func record(_ one: String, _ other: String) async throws -> WebCase.Answer {
            let body = try JSONSerialization.data(withJSONObject: ["first": one, "second": other])
            return try await web.call(.post, path, as: "province", body: String(decoding: body, as: UTF8.self))
        }
        #expect(try await record(first, second).status == 201)
        #expect(try await record(second, first).object["status"] as? String == "unchanged")
        #expect(try await record(first, same).status == 409)
        #expect(try await record(first, "S-0000-0000").status == 404)
        let list = try await web.call(.get, path, as: "province")
        let rows = try #require(list.object["duplicates"] as? [[String: Any]])
        #expect(rows.count == 1 && rows[0]["product"] as? String == Samples.product)
        let sides = ["first", "second"].compactMap { rows[0][$0] as? [String: String] }
        #expect(Set(sides.compactMap { $0["sample"] }) == [first, second])
        #expect(Set(sides.compactMap { $0["laboratory"] }) == [WebCase.laboratory, WebCase.otherLaboratory])
    }

    @Test("Officers of other regions may read settings and scope and change nothing; other roles may not read them")
    func leastPrivilege() async throws {
        let web = try await WebCase()
        let settling: [(HTTPRequest.Method, String, String?)] = [
            (.put, Self.lab + "/settings", #"{"fourEyes": true}"#), (.put, Self.lab + "/scope", #"{"entries": []}"#),
            (.post, Self.lab + "/scope/waiver", #"{"reason": "x"}"#), (.delete, Self.lab + "/scope/waiver", nil),
            (.get, "/v1/officer/blind-duplicates", nil),
            (.post, "/v1/officer/blind-duplicates", #"{"first": "a", "second": "b"}"#),
        ]
        let looking: [(HTTPRequest.Method, String, String?)] = [
            (.get, Self.lab + "/settings", nil), (.get, Self.lab + "/scope", nil),
        ]
        let events = try await web.store.counts()["events"]
        for (method, path, body) in settling {
            #expect(try await web.call(method, path, as: "elsewhere", body: body).status == 403, "\(path)")
        }
        for (method, path, body) in looking {
            #expect(try await web.call(method, path, as: "elsewhere", body: body).status == 200, "\(path)")
        }
        for (method, path, body) in settling + looking {
            for caller in [WebCase.laboratory, "taobao", "monitor"] {
                #expect(try await web.call(method, path, as: caller, body: body).status == 403, "\(caller) \(path)")
            }
            #expect(try await web.call(method, path, as: nil, body: body).status == 401, "\(path)")
        }
        #expect(try await web.store.counts()["events"] == events)
    }

    @Test("A laboratory without a scope gets the action to take for each row, and no row is lost")
    func withoutScope() async throws {
        let web = try await WebCase(hasScope: false)
        let label = try await Samples.sample(in: web.store).label
        let report = try WebCase.report(label)
        let answer = try await web.call(.post, "/v1/laboratory/reports", as: WebCase.laboratory, body: report)
        #expect(answer.status == 207 && answer.text.contains("尚未登记检测能力"))
        _ = try await web.call(
            .post, Self.base + WebCase.laboratory + "/scope/waiver", as: "province", body: #"{"reason": "待核定"}"#)
        let replayed = try await web.call(.post, "/v1/laboratory/uploads/1/replay", as: WebCase.laboratory)
        #expect(replayed.object["held"] as? Int == 0 && replayed.object["taken"] as? Int == 18)
    }
}
