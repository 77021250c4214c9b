import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Store
import TestSupport
import Testing
import Workers

@testable import Web

/// The API document agrees with the API.
@Suite struct OpenAPITests {
    private static func document(_ web: WebCase) async throws -> [String: Any] {
        try await web.call(.get, "/v1/openapi.json", as: "taobao").object
    }

    @Test("every route of the API is in the document, and every operation of the document has a route")
    func routesAndPathsAgree() async throws {
        let web = try await WebCase()
        let paths = try #require(try await Self.document(web)["paths"] as? [String: [String: Any]])
        let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } })
        let served = Set(
            web.service.router().routes.filter { !ConsolePath.covers($0.path.description) }.map { route in
                let parts = route.path.description.split(separator: "/").map(String.init)
                return route.method.rawValue.lowercased() + " /" + parts.joined(separator: "/")
            })
        #expect(described == served)
    }

    @Test("the document is OpenAPI 3.1 and every reference in it is valid")
    func referencesResolve() async throws {
        let document = try await Self.document(try await WebCase())
        #expect((document["openapi"] as? String)?.hasPrefix("3.1") == true)
        let text = try String(decoding: JSONSerialization.data(withJSONObject: document), as: UTF8.self)
        let references = text.split(separator: "\"$ref\":\"").dropFirst().compactMap { $0.split(separator: "\"").first }
        #expect(references.count > 20)
        for reference in references {
            let path = reference.replacing("\\/", with: "/")
            #expect(SchemaCheck.resolve(String(path), in: document) != nil, "\(path)")
        }
    }

    private static func settings(_ laboratory: String) -> String {
        "/v1/officer/laboratories/\(laboratory)/settings"
    }

    private static func scope(_ laboratory: String) -> String {
        "/v1/officer/laboratories/\(laboratory)/scope"
    }

    private static func review(_ flag: some CustomStringConvertible) -> String {
        "/v1/officer/flags/\(flag)/review"
    }

    @Test("the answers of the API match the document, member for member")
    func answersFitTheirSchemas() async throws {
        let web = try await WebCase()
        let document = try await Self.document(web)
        let given = try await Samples.routedCase(in: web.store)
        _ = try await Samples.listTakedown(of: given, in: web.store)
        let label = try await Samples.sample(in: web.store, item: "2002").label
        let other = try await Samples.sample(in: web.store, item: "2003", laboratory: WebCase.otherLaboratory).label
        let receipt = #"{"sequence": 1, "outcome": "removed", "actedAt": "2026-11-01T10:00:00+08:00"}"#
        let calls: [(HTTPRequest.Method, String, String, String, String?)] = [
            (.get, "/v1/laboratory/samples", "/v1/laboratory/samples", WebCase.laboratory, nil),
            (.post, "/v1/laboratory/reports", "/v1/laboratory/reports", WebCase.laboratory, try WebCase.report(label)),
            (
                .get, "/v1/laboratory/reports/R-taobao-1001", "/v1/laboratory/reports/{number}", WebCase.laboratory,
                nil
            ),
            (.get, "/v1/laboratory/uploads", "/v1/laboratory/uploads", WebCase.laboratory, nil),
            (.get, "/v1/laboratory/uploads/1", "/v1/laboratory/uploads/{id}", WebCase.laboratory, nil),
            (.get, "/v1/laboratory/uploads/9", "/v1/laboratory/uploads/{id}", WebCase.laboratory, nil),
            (.post, "/v1/laboratory/uploads/1/replay", "/v1/laboratory/uploads/{id}/replay", WebCase.laboratory, nil),
            (
                .post, "/v1/laboratory/uploads/1/review", "/v1/laboratory/uploads/{id}/review", WebCase.laboratory,
                #"{"decision": "approve"}"#
            ),
            (
                .post, "/v1/laboratory/samples/\(label)/receipt", "/v1/laboratory/samples/{label}/receipt",
                WebCase.laboratory, #"{"receivedOn": "2026-11-01"}"#
            ),
            (
                .post, "/v1/laboratory/reports", "/v1/laboratory/reports", WebCase.laboratory,
                try WebCase.report("S-0000-0000", number: "R-9")
            ),
            (.get, "/v1/laboratory/held", "/v1/laboratory/held", WebCase.laboratory, nil),
            (.get, "/v1/laboratory/held/1", "/v1/laboratory/held/{id}", WebCase.laboratory, nil),
            (
                .post, "/v1/laboratory/held/1/replay", "/v1/laboratory/held/{id}/replay",
                WebCase.laboratory, "{}"
            ),
            (
                .post, "/v1/laboratory/held/1/dismissal", "/v1/laboratory/held/{id}/dismissal",
                WebCase.laboratory, #"{"reason": "重复录入"}"#
            ),
            (
                .post, "/v1/laboratory/held/1/dismissal", "/v1/laboratory/held/{id}/dismissal",
                WebCase.laboratory, #"{"reason": "再次"}"#
            ),
            (
                .post, "/v1/laboratory/reports/R-taobao-1001/withdrawal", "/v1/laboratory/reports/{number}/withdrawal",
                WebCase.laboratory, #"{"reason": "样品混淆"}"#
            ),
            (.get, "/v1/officer/laboratories/quality", "/v1/officer/laboratories/quality", "province", nil),
            (.get, Self.settings("A"), Self.settings("{laboratory}"), "province", nil),
            (.put, Self.settings("A"), Self.settings("{laboratory}"), "province", #"{"fourEyes": true}"#),
            (.put, Self.settings("A"), Self.settings("{laboratory}"), "elsewhere", #"{"fourEyes": true}"#),
            (.get, Self.scope("A"), Self.scope("{laboratory}"), "province", nil),
            (
                .put, Self.scope("A"), Self.scope("{laboratory}"), "province",
                #"{"entries": [{"kind": "item", "name": "TY-SP", "from": "2026-01-01"}]}"#
            ),
            (.put, Self.scope("A"), Self.scope("{laboratory}"), "province", "{}"),
            (
                .post, Self.scope("A") + "/waiver", Self.scope("{laboratory}") + "/waiver", "province",
                #"{"reason": "待核定"}"#
            ),
            (.get, Self.settings("A"), Self.settings("{laboratory}"), "province", nil),
            (.delete, Self.scope("A") + "/waiver", Self.scope("{laboratory}") + "/waiver", "province", nil),
            (
                .post, "/v1/officer/blind-duplicates", "/v1/officer/blind-duplicates", "province",
                #"{"first": "\#(label)", "second": "\#(other)"}"#
            ),
            (
                .post, "/v1/officer/blind-duplicates", "/v1/officer/blind-duplicates", "province",
                #"{"first": "\#(label)", "second": "S-0000-0000"}"#
            ),
            (.get, "/v1/officer/blind-duplicates", "/v1/officer/blind-duplicates", "province", nil),
            (.get, "/v1/officer/storage", "/v1/officer/storage", "province", nil),
            (.get, "/v1/officer/storage", "/v1/officer/storage", "elsewhere", nil),
            (.get, "/v1/platform/takedowns", "/v1/platform/takedowns", "taobao", nil),
            (.post, "/v1/platform/receipts", "/v1/platform/receipts", "taobao", receipt),
            (.get, "/v1/officer/flags", "/v1/officer/flags", "province", nil),
            (
                .post, Self.review(1), Self.review("{id}"), "province",
                #"{"decision": "ignore", "reason": "配件", "seen": 0}"#
            ),
            (.post, Self.review(1), Self.review("{id}"), "elsewhere", #"{"decision": "buy", "seen": 0}"#),
            (.post, Self.review(1), Self.review("{id}"), "province", #"{"decision": "ignore"}"#),
            (.post, Self.review(99), Self.review("{id}"), "province", #"{"decision": "buy"}"#),
            (.post, Self.review(1), Self.review("{id}"), "taobao", #"{"decision": "buy"}"#),
            (.get, "/v1/officer/flags", "/v1/officer/flags", "province", nil),
            (.get, "/v1/officer/takedowns", "/v1/officer/takedowns", "province", nil),
            (.get, "/v1/officer/notices", "/v1/officer/notices", "province", nil),
            (.get, "/v1/officer/referrals", "/v1/officer/referrals", "province", nil),
            (.post, "/v1/platform/receipts", "/v1/platform/receipts", "taobao", "{}"),
            (.get, "/v1/officer/flags", "/v1/officer/flags", "taobao", nil),
            (.get, "/v1/officer/flags", "/v1/officer/flags", "nobody", nil),
        ]
        for (method, path, template, caller, body) in calls {
            let answer = try await web.call(method, path, as: caller, body: body)
            let faults = SchemaCheck.faults(
                of: answer.json, method: method.rawValue.lowercased(), path: template, status: answer.status,
                in: document)
            #expect(faults.isEmpty, "\(method) \(path) \(answer.status): \(faults)")
        }
    }

    @Test("every problem code of the program is in the document")
    func problemCodes() async throws {
        let document = try await Self.document(try await WebCase())
        let known = try #require(
            SchemaCheck.resolve("#/components/schemas/Problem/properties/type/enum", in: document) as? [String])
        let source = try Repository.text("Sources/Web/Server/Problem.swift")
        let quoted = source.split(separator: "code").dropFirst().compactMap { part -> String? in
            guard part.hasPrefix(": \"") || part.hasPrefix(" = \"") else { return nil }
            return part.split(separator: "\"").dropFirst().first.map(String.init)
        }
        #expect(quoted.count > 10)
        for code in quoted { #expect(known.contains("urn:sushai:problem:" + code), "\(code)") }
    }
}
