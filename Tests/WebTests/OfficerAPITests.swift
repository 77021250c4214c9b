import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@Suite struct OfficerAPITests {
    private static let basis = #"{"legalBasis": "《中华人民共和国电子商务法》第二十九条"}"#

    @Test("Law 5: a confirmation needs a legal basis that names a law and an article")
    func lawFiveLegalBasis() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        let id = try await Samples.takedown(of: given, in: web.store).id
        let path = "/v1/officer/takedowns/\(id)/confirmation"
        for body in [#"{"legalBasis": ""}"#, #"{"legalBasis": "不合格"}"#, "{}"] {
            #expect(try await web.call(.post, path, as: "province", body: body).status == 400)
        }
        #expect(try await Samples.takedown(of: given, in: web.store).state == .proposed)
        let answer = try await web.call(.post, path, as: "province", body: Self.basis)
        #expect(answer.status == 200)
        #expect(answer.object["state"] as? String == "confirmed")
        let confirmed = try await Samples.takedown(of: given, in: web.store)
        #expect(confirmed.confirmedBy == "province")
        #expect(try await web.call(.post, path, as: "province", body: Self.basis).status == 200)
    }

    @Test("an officer sees and decides only the cases of the officer's own region")
    func regionsAreSeparate() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store, region: "330482")
        let id = try await Samples.takedown(of: given, in: web.store).id
        for path in ["takedowns", "notices", "referrals"] {
            let own = try await web.call(.get, "/v1/officer/" + path, as: "province")
            #expect((own.object[path] as? [Any])?.count == 1, "\(path)")
            let foreign = try await web.call(.get, "/v1/officer/" + path, as: "elsewhere")
            #expect((foreign.object[path] as? [Any])?.isEmpty == true, "\(path)")
        }
        let decision = try await web.call(
            .post, "/v1/officer/takedowns/\(id)/confirmation", as: "elsewhere", body: Self.basis)
        #expect(decision.status == 404)
    }

    @Test("a withdrawn takedown cannot be confirmed: the answer is a conflict")
    func withdrawal() async throws {
        let web = try await WebCase()
        let given = try await Samples.routedCase(in: web.store)
        let id = try await Samples.takedown(of: given, in: web.store).id
        let path = "/v1/officer/takedowns/\(id)/"
        #expect(try await web.call(.post, path + "withdrawal", as: "province", body: #"{"reason": ""}"#).status == 400)
        let body = #"{"reason": "复核后不成立"}"#
        #expect(try await web.call(.post, path + "withdrawal", as: "province", body: body).status == 200)
        let answer = try await web.call(.post, path + "confirmation", as: "province", body: Self.basis)
        #expect(answer.status == 409)
        #expect(answer.problem == "conflict")
    }

    @Test("flags contain their reason, and their pages go back in time")
    func flags() async throws {
        let web = try await WebCase()
        _ = try await Samples.screenedPull(in: web.store, [Samples.listing("1"), Samples.listing("2")])
        let answer = try await web.call(.get, "/v1/officer/flags?limit=1", as: "province")
        let flags = try #require(answer.object["flags"] as? [[String: Any]])
        #expect(flags.count == 1)
        let id = try #require(flags[0]["id"] as? Int)
        #expect((flags[0]["reason"] as? String)?.isEmpty == false)
        let match = try #require(flags[0]["match"] as? [String: Any])
        #expect(match["rule"] as? String == "title-word" && match["word"] as? String == "积木")
        #expect(match["place"] as? Int == 0 && match["text"] as? String == "标题第1字起的“积木”" && match.count == 4)
        let next = try await web.call(.get, "/v1/officer/flags?before=\(id)", as: "province")
        #expect((next.object["flags"] as? [[String: Any]])?.count == 1)
    }

    @Test("a flag is reviewed once; who was faster is named, and the reason for ignoring is required")
    func review() async throws {
        let web = try await WebCase()
        _ = try await Samples.screenedPull(in: web.store, [Samples.listing("1"), Samples.listing("2")])
        let list = try await web.call(.get, "/v1/officer/flags", as: "province")
        let flag = try #require((list.object["flags"] as? [[String: Any]])?.first)
        #expect(flag["state"] as? String == "pending" && flag["review"] as? Int == 0)
        let path = "/v1/officer/flags/\(try #require(flag["id"] as? Int))/review"
        let unreasoned = try await web.call(
            .post, path, as: "province", body: #"{"decision": "ignore", "reason": " "}"#)
        #expect(unreasoned.status == 400 && unreasoned.text.contains("忽略须写明理由"))
        for body in [
            #"{"decision": "sell"}"#, #"{"decision": "buy", "seen": -1}"#, #"{"decision": "buy", "by": "x"}"#, "{}",
        ] {
            #expect(try await web.call(.post, path, as: "province", body: body).status == 400, "\(body)")
        }
        let body = #"{"decision": "ignore", "reason": "单个配件的价格", "seen": 0}"#
        let done = try await web.call(.post, path, as: "province", body: body)
        #expect(done.status == 200 && done.object["state"] as? String == "ignore")
        #expect(done.object["by"] as? String == "province" && done.object["isNew"] as? Bool == true)
        let again = try await web.call(.post, path, as: "province", body: body)
        #expect(again.status == 200 && again.object["isNew"] as? Bool == false)
        #expect(again.object["review"] as? Int == done.object["review"] as? Int)
        let late = try await web.call(.post, path, as: "elsewhere", body: #"{"decision": "buy", "seen": 0}"#)
        #expect(late.status == 409 && late.problem == "conflict" && late.text.contains("province 已于"))
        #expect(try await web.call(.post, path, as: "laboratory-a", body: body).status == 403)
        #expect(try await web.call(.post, path, as: nil, body: body).status == 401)
        #expect(try await web.call(.post, "/v1/officer/flags/x/review", as: "province", body: body).status == 404)
        let after = try await web.call(.get, "/v1/officer/flags", as: "province")
        #expect((after.object["flags"] as? [[String: Any]])?.first?["state"] as? String == "ignore")
    }

    @Test("the notice is a page for print with escaped text")
    func noticePage() async throws {
        let web = try await WebCase()
        _ = try await Samples.routedCase(in: web.store)
        let notice = try #require(try await web.store.notices(in: Samples.region("330000"), limit: 1).first)
        let number = try #require(notice.number.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let answer = try await web.call(.get, "/v1/officer/notices/\(number)/document", as: "province")
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
        // A browser must not run anything in it.
        #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        #expect(answer.text.contains("工业产品质量评价性抽查（风险速筛）问题告知书"))
        #expect(answer.text.contains("☑严重风险隐患"))
        let file = try await web.call(.get, "/v1/officer/notices/\(number)/document?format=pdf", as: "province")
        #expect(file.headers[.contentType] == "application/pdf")
        #expect(try await web.call(.get, "/v1/officer/notices/\(number)/document", as: "elsewhere").status == 404)
    }

    @Test("an unknown state is 400, an identifier that is not a number is 404")
    func badParameters() async throws {
        let web = try await WebCase()
        #expect(try await web.call(.get, "/v1/officer/takedowns?state=gone", as: "province").status == 400)
        let answer = try await web.call(
            .post, "/v1/officer/takedowns/x/confirmation", as: "province", body: Self.basis)
        #expect(answer.status == 404)
    }
}
