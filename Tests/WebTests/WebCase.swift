import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Store
import TestSupport
import Web
import Workers

/// The API on a fresh store, with a token for each role.
struct WebCase: Sendable {
    let base: TestStore
    let context: AppContext
    let metrics = PrometheusRegistry()
    let tokens: [String: String]

    static let laboratory = Samples.laboratory
    static let otherLaboratory = "laboratory-b"
    static let people: [Principal] = [
        Principal(role: .laboratory, name: laboratory, region: nil),
        Principal(role: .laboratory, name: otherLaboratory, region: nil),
        Principal(role: .platform, name: "taobao", region: nil),
        Principal(role: .platform, name: "jd", region: nil),
        Principal(role: .officer, name: "province", region: RegionCode("330000")),
        Principal(role: .officer, name: "elsewhere", region: RegionCode("330700")),
        Principal(role: .monitor, name: "monitor", region: nil),
    ]

    /// - Parameter hasScope: whether both laboratories are accredited for all items of the samples' product.
    init(
        hasScope: Bool = true, reading: BoundedExecutor = BoundedExecutor(), logger: Logger = Logger(label: "test")
    ) async throws {
        let test = try TestAppContext(TestStore(), reading: reading, logger: logger)
        base = test.base
        context = test.context
        var tokens: [String: String] = [:]
        for person in Self.people {
            tokens[person.name] = try await base.store.issueToken(for: person, by: .operator).text
        }
        self.tokens = tokens
        for laboratory in [Self.laboratory, Self.otherLaboratory] where hasScope {
            try await Samples.accredit(laboratory, context)
        }
    }

    var store: Store {
        base.store
    }

    var service: WebService {
        WebService(context, metrics: metrics)
    }

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String
        var bytes: [UInt8] = []

        var json: Any? {
            try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        }

        var object: [String: Any] {
            json as? [String: Any] ?? [:]
        }

        /// The last part of the problem's type.
        var problem: String? {
            (object["type"] as? String)?.split(separator: ":").last.map(String.init)
        }
    }

    /// Calls the API as `caller`; nil for a caller without a token.
    func call(
        _ method: HTTPRequest.Method, _ path: String, as caller: String?, body: String? = nil,
        type: String = "application/json", accept: String? = nil
    ) async throws -> Answer {
        // Results come some days after the purchase. A fresh store begins on the day of the purchase.
        let testing = FixedClock.start.adding(seconds: LaboratoryCase.testingSeconds)
        if method == .post, path.hasPrefix("/v1/laboratory/reports"), base.clock.now < testing {
            base.clock.advance(seconds: LaboratoryCase.testingSeconds)
        }
        var fields = HTTPFields()
        if let caller { fields[.authorization] = "Bearer " + (tokens[caller] ?? caller) }
        if body != nil { fields[.contentType] = type }
        if let accept { fields[.accept] = accept }
        let headers = fields
        return try await service.application(host: "127.0.0.1", port: 0).test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
            ) { response in
                Answer(status: response.status.code, headers: response.headers, text: String(buffer: response.body))
            }
        }
    }

    /// A report of the shipped fixtures on `label`.
    static func report(_ label: String, number: String = "R-1", fixture: String = "toys/1-serious-magnet") throws
        -> String
    {
        let text = try Repository.text("Fixtures/LabReports/\(fixture).json")
        return text.replacing(
            "{\n", with: "{\n \"reportNumber\": \"\(number)\",\n \"sample\": \"\(label)\",\n", maxReplacements: 1)
    }
}
