import Domain
import Foundation
import HummingbirdTesting
import Store
import TestSupport
import Testing
import Workers

@testable import Web

/// Two parties with everything that a case has, each with texts of its own, so that a page that shows something of the
/// other party is found by the text.
struct WalkCase: Sendable {
    struct Party: Sendable {
        /// The numbers of its records; each table has one of each party.
        let number: Int64
        let sign: String
        let region: String
        let sellerRegion: String
        let platform: String
        let platformWord: String
        let laboratory: String
        let buyer: String
        var label = ""
        var heldRow: Int64 = 0

        static let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"

        var item: String { "+\(number)00\(number)" }
        var title: String { "=积木\(sign)题" + Self.hostile + "\u{202E}" }
        var shop: String { "-\(sign)店" + Self.hostile }
        var link: String { "javascript:alert('\(sign)链')" }
        var seller: String { "\(sign)卖方" + Self.hostile }
        var order: String { "@\(sign)单" }
        var report: String { "R-\(sign)号<b>" }
        var held: String { "H-\(sign)扣<b>" }
        var file: String { "\(sign)文件<img src=x>.csv" }
        var note: String { "\t=\(sign)回执" + Self.hostile }

        /// Marks of the listing: officers of every region see listings and flags.
        var marksOfListing: [String] { ["\(sign)题", "\(sign)店", "\(sign)链"] }
        /// Marks of purchase and sample.
        var marksOfPurchase: [String] { ["\(sign)卖方", "\(sign)单"] }
        /// Marks of the laboratory's work.
        var marksOfReport: [String] { ["\(sign)号", "\(sign)扣", "\(sign)文件", label] }
        var marksOfCase: [String] { ["\(sign)回执", "《\(sign)法》"] }
        var marks: [String] { marksOfListing + marksOfPurchase + marksOfReport + marksOfCase }
    }

    let console: ConsoleCase
    let own: Party
    let foreign: Party

    /// Pages whose records belong to one region, laboratory, platform or buyer. Elsewhere everyone who may open the page
    /// sees all records.
    static let limited = [
        "/console/samples", "/console/takedowns", "/console/notices", "/console/referrals", "/console/bureau",
        "/console/list", "/console/laboratory", "/console/buying",
    ].map { $0 + "/" }

    init() async throws {
        let console = try ConsoleCase()
        var parties = [
            Party(
                number: 1, sign: "甲", region: "330400", sellerRegion: "330482", platform: "taobao", platformWord: "淘宝",
                laboratory: "lab-jia", buyer: "buyer-jia"),
            Party(
                number: 2, sign: "乙", region: "320100", sellerRegion: "320100", platform: "jd", platformWord: "京东",
                laboratory: "lab-yi", buyer: "buyer-yi"),
        ]
        let store = console.store
        // A run draws from all flagged listings that are not sampled yet, so each party is bought before the next one.
        for (index, party) in parties.enumerated() {
            _ = try await Samples.screenedPull(in: store, [Self.listing(party)], crawler: Self.feed(party))
            let drawn = try await Samples.drawnRun(in: store, Samples.plan("批次\(party.sign)"))
            parties[index].label = try await Self.buy(#require(drawn.first).id, party, store)
        }
        for party in parties { try await Self.judge(party, store) }
        console.base.clock.advance(seconds: LaboratoryCase.testingSeconds)
        for index in parties.indices { parties[index].heldRow = try await Self.hold(parties[index], console) }
        for party in parties { _ = try await console.created(.buyer, "person-\(party.number)") }
        self.console = console
        (own, foreign) = (parties[0], parties[1])
    }

    private static func listing(_ party: Party) -> Listing {
        Listing(
            key: ListingKey(platform: party.platform, item: party.item), title: party.title,
            price: PriceRange(Fen(8_765)), shopName: party.shop, shopIdentifier: party.shop, category: "50002766",
            link: party.link, liveRoom: LiveRoom(room: party.shop, streamer: party.shop))
    }

    private static func feed(_ party: Party) -> Crawler {
        Samples.crawler("feed-" + party.platform, platform: party.platform)
    }

    private static func buy(_ task: Int64, _ party: Party, _ store: Store) async throws -> String {
        #expect(task == party.number)
        let picture = try store.evidence.admit(EvidenceSamples.jpeg(Int(party.number)))
        let record = PurchaseRecord(
            orderNumber: party.order, paid: Fen(8_765), purchasedOn: Samples.day("2026-11-03"),
            sellerName: party.seller, sellerRegion: Samples.region(party.sellerRegion), evidence: [picture.hash],
            laboratory: party.laboratory)
        return try await store.recordPurchase(
            task: task, record, evidence: [picture], by: .holder(.buyer, name: party.buyer)
        ).label
    }

    /// Report, judgement, notice, lead, takedown, receipt and check.
    private static func judge(_ party: Party, _ store: Store) async throws {
        let filed = try await Samples.file(
            Samples.submission(party.label, number: party.report), from: party.laboratory, in: store)
        try await Samples.route(Samples.judge(filed.id, in: store), in: store)
        let takedown = party.number
        try await store.confirmTakedown(
            takedown, basis: Samples.basis("《\(party.sign)法》第二十九条"), by: Samples.officer(in: party.sellerRegion))
        _ = try await store.publishTakedown(takedown, action: .remove)
        let receipt = try await store.fileReceipt(
            ReceiptSubmission(sequence: 1, outcome: .removed, actedAt: store.clock.now(), note: party.note),
            from: party.platform)
        try await store.recordRecheck(store.recheckFacts(receipt: receipt.id), outcome: .stillThere, detail: "HTTP 200")
    }

    /// A file with a row that cannot be accepted. Returns the number of the row.
    private static func hold(_ party: Party, _ console: ConsoleCase) async throws -> Int64 {
        try await Samples.accredit(party.laboratory, console.context)
        let row = "\(party.held),\(party.label),2026-11-12,2026-05-20,variant=standard,TY-XYZ,合格,\n"
        _ = try await Intake(console.context).run(
            .init(
                bytes: Array((LaboratoryPageCase.header + row).utf8), form: .csv, laboratory: party.laboratory,
                name: party.file, uploader: .laboratory(party.laboratory)))
        let rows = try await console.store.intakeRows(
            .init(laboratory: party.laboratory, state: .held), limit: 10)
        return try #require(rows.first).id
    }

    /// A browser of a person of a party.
    func browser(_ client: any TestClientProtocol, _ role: Role, of party: Party) async throws -> Browser {
        let name = role == .buyer ? party.buyer : "\(role.rawValue)-\(party.number)"
        let principal = try Principal(
            account: #require(AccountName(name)), role: role,
            region: role.hasRegion ? Samples.region(party.region) : nil,
            organisation: role == .laboratory ? party.laboratory : role == .platform ? party.platform : nil,
            duty: role == .laboratory ? .reviewer : nil)
        let browser = Browser(client)
        try await console.signIn(console.person(role, name, principal), browser)
        return browser
    }

    /// The address of a page about a record of the party; nil if the page is about no record.
    static func address(_ template: String, of party: Party) -> String? {
        guard template.contains("{") else { return nil }
        let number = template.contains("/held/") ? party.heldRow : party.number
        return fill(template) { name in
            switch name {
            case "label": party.label
            case "number": LocalPath.part(party.report)
            case "name": "person-\(party.number)"
            case "product": Samples.product
            default: String(number)
            }
        }
    }

    static func fill(_ template: String, _ value: (String) -> String) -> String {
        "/"
            + template.split(separator: "/").map { part in
                part.hasPrefix("{") ? value(String(part.dropFirst().dropLast())) : String(part)
            }.joined(separator: "/")
    }

    static func isLimited(_ template: String) -> Bool {
        limited.contains { template.hasPrefix($0) }
    }

    /// What no answer to a person of `own` may contain.
    func secrets(of role: Role) -> [String] {
        switch role {
        case .officer, .auditor: foreign.marksOfPurchase + foreign.marksOfReport + foreign.marksOfCase
        case .bureau: foreign.marks
        case .platform:
            foreign.marks + [foreign.platformWord, own.laboratory, own.buyer] + own.marksOfPurchase
                + own.marksOfReport
        case .laboratory:
            foreign.marks + own.marksOfListing + own.marksOfPurchase + own.marksOfCase + [
                foreign.laboratory, own.platform, own.platformWord, own.buyer, "87.65", own.sellerRegion,
                own.item, "2026-11-03",
            ]
        case .buyer: foreign.marks + [foreign.buyer] + own.marksOfReport.filter { $0 != own.label } + own.marksOfCase
        case .administrator, .monitor: foreign.marks + own.marks
        }
    }
}
