import Domain
import TestSupport
import Testing

@testable import Store

/// The step of the schema that notes at each sample where its latest report stands.
struct LargeListsStepTests {
    @Test("Samples from before the step get their division and the state of their latest report")
    func filled() async throws {
        let test = try TestStore()
        let store = test.store
        let corrected = try await Samples.routedCase(in: store, item: "1", region: "330106")
        _ = try await Samples.correct(corrected, to: nil, in: store)
        _ = try await Samples.routedCase(in: store, item: "2", hazard: .general)
        _ = try await Samples.sample(in: store, item: "3")
        let waiting = try await Samples.sample(in: store, item: "4")
        _ = try await Samples.file(
            Samples.submission(waiting.label, number: "R-4"), from: Samples.laboratory, in: store)
        let wanted = [("330106", "meets"), ("330482", "fails"), ("330482", "awaited"), ("330482", "judging")]
        #expect(try await matching(wanted, in: store) == 4)
        for index in [
            "recheckByTakedown", "reportByUpload", "purchaseTaskOpen", "takedownProposed", "noticeInOrder",
            "eventOfPurchase",
        ] {
            try await store.raw("DROP INDEX \(index)")
        }
        try await store.raw("ALTER TABLE sample DROP COLUMN sellerRegion")
        try await store.raw("ALTER TABLE sample DROP COLUMN stage")
        try await store.write { database, _ in try LargeListsStep.run(database) }
        #expect(try await matching(wanted, in: store) == 4)
    }

    /// How many samples, from the first on, have these divisions and states.
    private func matching(_ wanted: [(region: String, stage: String)], in store: Store) async throws -> Int64 {
        try await store.read { database in
            try wanted.enumerated().reduce(0) { count, one in
                try count
                    + database.value(
                        "SELECT COUNT(*) FROM sample WHERE id = $1 AND sellerRegion = $2 AND stage = $3",
                        one.offset + 1, one.element.region, one.element.stage)
            }
        }
    }

    @Test("An earlier version that is judged late does not change the state of the sample")
    func late() async throws {
        let test = try TestStore()
        let sample = try await Samples.sample(in: test.store)
        let first = try await Samples.file(
            Samples.submission(sample.label), from: Samples.laboratory, in: test.store)
        let second = try await Samples.file(
            Samples.submission(sample.label, hazard: nil, correction: "更正"), from: Samples.laboratory, in: test.store)
        _ = try await Samples.judge(second.id, in: test.store)
        _ = try await Samples.judge(first.id, in: test.store)
        #expect(try await matching([("330482", "meets")], in: test.store) == 1)
    }
}
