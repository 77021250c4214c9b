import Domain
import Foundation
import HummingbirdTesting
import Store
import TestSupport
import Testing
import Workers

@testable import Web

/// The console with a case in Zhejiang, one in Jiangsu, and people of several regions and platforms.
struct CaseCase: Sendable {
    let console: ConsoleCase
    let own: SampleCase
    let foreign: SampleCase

    static let hostile = "\"\u{301}><script>alert(1)</script>"
    static let basis = "《中华人民共和国电子商务法》第二十九条"

    var store: Store { console.store }

    init() async throws {
        console = try ConsoleCase()
        own = try await Samples.routedCase(in: console.store, item: "1001", region: "330482")
        foreign = try await Samples.routedCase(in: console.store, item: "20020002", platform: "jd", region: "320100")
    }

    /// A browser of a person of any region or organisation.
    func browser(
        _ client: any TestClientProtocol, _ role: Role, _ name: String, region: String? = nil,
        organisation: String? = nil
    ) async throws -> Browser {
        let principal = try Principal(
            account: #require(AccountName(name)), role: role, region: region.map { Samples.region($0) },
            organisation: organisation, duty: nil)
        let temporary = try await ManageAccounts(console.context).create(
            name: #require(AccountName(name)), principal: principal, by: .operator
        ).password
        let browser = Browser(client)
        try await console.signIn(console.prepared(name, temporary), browser)
        return browser
    }

    /// The number of a listed takedown on taobao, with a receipt and a check.
    func listed(_ outcome: RecheckOutcome? = nil) async throws -> Int64 {
        let takedown = try await Samples.listTakedown(of: own, in: store)
        guard let outcome else { return takedown }
        let receipt = try await store.fileReceipt(
            ReceiptSubmission(sequence: 1, outcome: .removed, actedAt: store.clock.now(), note: "已处理"), from: "taobao"
        ).id
        try await store.recordRecheck(
            store.recheckFacts(receipt: receipt), outcome: outcome, detail: "HTTP 200, 9 bytes")
        return takedown
    }

    func count(_ kind: EventKind) async throws -> Int {
        try await store.events(subject: nil, limit: 10_000).count { $0.kind == kind.rawValue }
    }

    func state(_ takedown: Int64) async throws -> TakedownState {
        try await store.takedownDetail(takedown, in: .everywhere).row.state
    }
}
