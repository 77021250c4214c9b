import Domain
import TestSupport
import Testing

@testable import Store

/// The step of the schema that brought reviews, on a database that was flagged before it.
struct ReviewStepTests {
    @Test("Listings that were flagged before the step are in the list, by their latest flags")
    func filled() async throws {
        let test = try TestStore()
        let slot = FixedClock.start
        for day in 0..<3 {
            let moment = slot.adding(seconds: Int64(day) * 86_400)
            test.clock.set(moment)
            let offers = (0..<4).map { number in
                FlaggedOffer(
                    Samples.listing("\(number)", title: "第\(day)天 ＡＢＣ积木", price: 500 + Int64(day)),
                    kinds: day == number ? [.lowPrice, .livestream] : [.certificate])
            }
            try await Samples.flaggedPull(in: test.store, offers, slot: moment)
        }
        let wanted = try await rows(test.store)
        #expect(wanted.count == 4)
        for table in [
            "bulkRow", "bulkAction", "shownColumns", "savedView", "flagComparison", "priceCell", "flaggedListing",
            "flagReview",
        ] {
            try await test.store.raw("DROP TABLE \(table)")
        }
        for index in ["frameEntryByListing", "purchaseTaskByListing", "takedownByListing", "receiptByPlatform"] {
            try await test.store.raw("DROP INDEX \(index)")
        }
        try await test.store.raw("ALTER TABLE samplingRun DROP COLUMN ignored")
        try await test.store.write { database, _ in try ReviewStep.run(database) }
        #expect(try await rows(test.store) == wanted)
    }

    private func rows(_ store: Store) async throws -> [String] {
        try await store.read { database in
            try database.all("SELECT * FROM flaggedListing ORDER BY listingId").map { "\($0)" }
        }
    }
}
