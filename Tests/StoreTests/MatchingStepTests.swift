import Domain
import TestSupport
import Testing

@testable import Store

struct MatchingStepTests {
    @Test("Step 0007 keeps the rows of an earlier database and marks none of them")
    func migration() async throws {
        let folder = try TemporaryFolder()
        let first = try TestStore(onFileIn: folder)
        let pull = try await Samples.completedPull(in: first.store, [Samples.listing("1"), Samples.listing("2")])
        // The database as the step before left it.
        try await first.store.raw("ALTER TABLE listingSnapshot DROP COLUMN isContradicted")
        try await first.store.raw("DELETE FROM grdb_migrations WHERE identifier = '0007 matching'")
        let second = try TestStore(onFileIn: folder)
        let facts = try await second.store.screeningFacts(pull: pull)
        #expect(facts.observations.map(\.observation.isContradicted) == [false, false])
    }
}
