import Foundation
import TestSupport
import Testing

/// A pull whose flagging waits for a person. The test runs the built program.
@Suite(.timeLimit(.minutes(15))) struct HeldPullJourneyTests {
    @Test("screening a held pull reports the reason and how to release it; after the release it is screened")
    func heldPull() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.unpriced = [2, 5, 8] }
            let journey = try await NumberedJourney.make(feed.address(), concurrency: 4)
            try await journey.run("pull", "--crawler", "numbered-feed")
            let held = try await journey.program.run(["screen", "--pull", "1"])
            #expect(held.status == 0)
            #expect(held.error.contains("price缺30%") && held.error.contains("sushai pull release --pull 1"))
            #expect(try await journey.run("screen", "--json").contains("numbered-feed") == false)

            try await journey.run("pull", "release", "--pull", "1")
            let screened = try await journey.program.run(["screen", "--json"])
            #expect(screened.output.contains("numbered-feed") && !screened.error.contains("price缺"))
        }
    }
}
