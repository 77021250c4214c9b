import Domain
import Foundation
import Rulebook
import Store
import TestSupport
import Testing
import Transport
import Workers

@Suite("Confirming a figure of the criteria")
struct ConfirmFigureTests {
    private static let lamp = """
        product: lamp
        name: 台灯
        matching: {titleWords: [台灯]}
        flagging: {lowPriceZ: "-3.0", minimumListings: 30, burstUnitsPerDay: 500, livestream: true}
        editions:
          - edition: "GB 1-2014"
            items:
              - code: LP-PB
                name: 铅
                unit: mg/kg
                standard: GB 1-2014
                method: GB/T 2-2014
                limit: {max: "90"}   # by table 1
                hazard: serious
                source: {confidence: M, note: recalled}

        """

    private let context: TestAppContext
    private let folder: TemporaryFolder
    private let use: ConfirmFigure

    init() throws {
        context = try TestAppContext()
        folder = try TemporaryFolder()
        try folder.write(Array(Self.lamp.utf8), to: "lamp.yaml")
        // Who waits for the lock really waits.
        let environment = Environment(
            clock: context.base.clock.clock, random: .seeded(7), variable: { _ in nil },
            sleep: { try await Task.sleep(for: .milliseconds($0)) })
        use = ConfirmFigure(context.base.store, folder: folder.path, environment: environment)
    }

    private var text: String {
        String(decoding: folder.bytes("lamp.yaml") ?? [], as: UTF8.self)
    }

    private func confirmation(_ item: String = "LP-PB", product: String = "lamp") throws -> FigureConfirmation {
        let day = try #require(CalendarDay(text: "2026-11-30"))
        return FigureConfirmation(
            product: product, item: item,
            source: FigureSource(confidence: .verified, note: "GB 1 表1", confirmed: .init(on: day, by: "张三")))
    }

    private func events() async throws -> [ChainedEvent] {
        try await context.base.store.events(subject: "criteria:lamp", limit: 10)
    }

    private let officer = Actor.holder(.officer, name: "wang")

    @Test("writes the source, and the event log keeps who, what, both sources and both hashes")
    func confirmed() async throws {
        let outcome = try await use.run(confirmation(), by: officer)
        #expect(
            text
                == Self.lamp.replacing(
                    "{confidence: M, note: recalled}",
                    with: #"{confidence: V, note: "GB 1 表1", confirmed: {on: "2026-11-30", by: 张三}}"#))
        #expect(outcome.open == 0 && outcome.changes.map(\.edition) == ["GB 1-2014"])
        let events = try await events()
        #expect(events.map(\.kind) == ["criteria.confirmation-begun", "criteria.confirmed"])
        #expect(events.allSatisfy { $0.actor == "officer:wang" })
        for part in [
            #""item":"LP-PB""#, #""confirmedBy":"张三""#, #""confirmedOn":"2026-11-30""#, #""sourceBefore":"M：recalled""#,
            #""sourceAfter":"V：GB 1 表1（张三 2026-11-30核实）""#, #""hashBefore":"\#(Digest.sha256(Array(Self.lamp.utf8)))""#,
            #""hashAfter":"\#(Digest.sha256(Array(text.utf8)))""#,
        ] {
            #expect(events[1].detailsJSON.contains(part), "\(part) in \(events[1].detailsJSON)")
        }
        #expect(try await context.base.store.openConfirmations().isEmpty)
        #expect(try await context.base.store.verifyAudit().fault == nil)
        let again = try await use.run(confirmation(), by: officer)
        #expect(again.changes.isEmpty && again.hashBefore == outcome.hashAfter)
        #expect(try await self.events().count == 2)
    }

    @Test("refuses unknown products and items, and files with mistakes; no event and no change remains")
    func refused() async throws {
        for product in ["lampe", "../lamp", ""] {
            await #expect(throws: PermanentFailure.unknownProduct(product, known: ["lamp"])) {
                try await use.run(confirmation(product: product), by: officer)
            }
        }
        await #expect(throws: CriteriaRefusal.unknownItem("LP-P", known: ["LP-PB"])) {
            try await use.run(confirmation("LP-P"), by: officer)
        }
        let broken = Self.lamp.replacing("hazard: serious", with: "hazard: grave")
        try folder.write(Array(broken.utf8), to: "lamp.yaml")
        await #expect(throws: CriteriaRefusal.self) { try await use.run(confirmation(), by: officer) }
        #expect(text == broken)
        #expect(try await events().isEmpty && folder.files() == ["lamp.yaml"])
    }

    @Test("refuses a file that states another product than its name")
    func otherProduct() async throws {
        try folder.write(Array(Self.lamp.utf8), to: "lantern.yaml")
        await #expect(throws: CriteriaRefusal.self) {
            try await use.run(confirmation(product: "lantern"), by: officer)
        }
        #expect(folder.bytes("lantern.yaml") == Array(Self.lamp.utf8))
        #expect(try await context.base.store.openConfirmations().isEmpty)
    }

    @Test("a temporary file that a process with the same number left is replaced")
    func leftover() async throws {
        let name = "lamp.yaml.new-\(ProcessInfo.processInfo.processIdentifier)"
        try folder.write(Array("half".utf8), to: name)
        _ = try await use.run(confirmation(), by: officer)
        #expect(text.contains("张三"))
        #expect(try folder.files() == ["lamp.yaml"])
    }

    @Test("keeps the permissions of the file, and a link stays a link")
    func links() async throws {
        try folder.makeFolder("real")
        let target = try folder.write(Array(Self.lamp.utf8), to: "real/lamp.yaml")
        try folder.remove("lamp.yaml")
        try folder.link("lamp.yaml", to: target)
        let mode = try folder.mode("real/lamp.yaml")
        _ = try await use.run(confirmation(), by: officer)
        #expect(text.contains("张三") && folder.bytes("real/lamp.yaml") == folder.bytes("lamp.yaml"))
        #expect(try folder.mode("real/lamp.yaml") == mode)
        #expect(try folder.files() == ["lamp.yaml", "real/lamp.yaml"])
    }

    /// What a process leaves that dies between the first event and the last.
    private func interrupted(written: Bool) async throws {
        let bytes = Array(Self.lamp.utf8)
        let result = try CriteriaEdit.confirm(confirmation(), in: bytes, file: "lamp.yaml")
        _ = try await context.base.store.beginConfirmation(
            confirmation(), changes: result.changes,
            before: RuleReference(file: "lamp.yaml", hash: Digest.sha256(bytes)),
            hashAfter: Digest.sha256(result.bytes), by: officer)
        if written { try folder.write(result.bytes, to: "lamp.yaml") }
    }

    @Test(
        "a process that died is noticed at the next start: the log states whether the file was written",
        arguments: [true, false])
    func noticed(_ written: Bool) async throws {
        try await interrupted(written: written)
        #expect(try await context.base.store.openConfirmations().map(\.product) == ["lamp"])
        try await use.settle()
        let events = try await events()
        #expect(
            events.map(\.kind) == [
                "criteria.confirmation-begun", written ? "criteria.confirmed" : "criteria.confirmation-dropped",
            ])
        #expect(events[1].detailsJSON.contains(#""interrupted":"true""#))
        #expect(events[1].detailsJSON.contains(#""begun":"\#(events[0].sequence)""#))
        try await use.settle()
        #expect(try await self.events().count == 2)
        #expect(try await context.base.store.openConfirmations().isEmpty)
    }

    @Test("the next confirmation settles an interrupted one first")
    func continued() async throws {
        try await interrupted(written: false)
        _ = try await use.run(confirmation(), by: officer)
        #expect(
            try await events().map(\.kind) == [
                "criteria.confirmation-begun", "criteria.confirmation-dropped", "criteria.confirmation-begun",
                "criteria.confirmed",
            ])
        #expect(text.contains("张三"))
    }

    @Test("of several confirmations at the same time none is lost")
    func concurrent() async throws {
        let items = (0..<8).map {
            "          - {code: LP-\($0), name: 甲, standard: G, method: G, passFail: true, hazard: general, source: {confidence: M, note: recalled}}"
        }
        let many = Self.lamp.replacing(
            "      - code: LP-PB",
            with: items.map { String($0.dropFirst(4)) }.joined(separator: "\n") + "\n      - code: LP-PB")
        try folder.write(Array(many.utf8), to: "lamp.yaml")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { _ = try await use.run(confirmation("LP-\(number)"), by: officer) }
            }
            try await group.waitForAll()
        }
        let criteria = try CriteriaFile.read(folder.bytes("lamp.yaml") ?? [], file: "lamp.yaml")
        #expect(OpenFigure.all([criteria]).map(\.item.code) == ["LP-PB"])
        #expect(try await context.base.store.events(subject: "criteria:lamp", limit: 100).count == 16)
    }
}
