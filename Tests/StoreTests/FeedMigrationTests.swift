import Domain
import TestSupport
import Testing

@testable import Store

/// What the schema of the first version kept is kept by the present one.
struct FeedMigrationTests {
    private static let hash = Digest.sha256("page")

    /// A database as the first version made it, with a pull of two pages, a flag, and what rests on them.
    private func old(_ path: String) throws {
        try Migrations.makeDatabase(
            at: path, upTo: "0005 disposition",
            running: """
                INSERT INTO pull VALUES (1, 'sample-feed', 'taobao', 0, 'f', '\(Self.hash)', 1, 2, 3);
                INSERT INTO pull VALUES (2, 'sample-feed', 'taobao', 86400000, 'f', '\(Self.hash)', 1, NULL, NULL);
                INSERT INTO pullPage VALUES (1, 'a', 1, '\(Self.hash)', 3, 2, 0, 1, 3, 1, 5);
                INSERT INTO pullPage VALUES (2, 'a', 2, '\(Self.hash)', 1, 1, 0, 0, NULL, 0, 6);
                INSERT INTO listing VALUES (7, 'taobao', '1', 4), (9, 'taobao', '2', 4);
                INSERT INTO listingSnapshot VALUES
                    (11, 7, 1, 4, '\(Digest.sha256("x"))', 'toys', '积木', 890, 5, NULL, 0, '5+', '店', NULL, NULL,
                        NULL, '7', '播'),
                    (12, 9, 1, 4, '\(Digest.sha256("y"))', NULL, '帽子', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                        NULL, NULL, NULL),
                    (15, 9, 2, 6, '\(Digest.sha256("y"))', NULL, '帽子', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                        NULL, NULL, NULL);
                INSERT INTO quarantine VALUES
                    (3, 1, 'a', 1, 'items[2]', 'missing-field', 'price', 'd', X'00FF', '\(Self.hash)', 5);
                INSERT INTO flag VALUES
                    (21, 11, 'livestream', '{}', 'r', 'c', 'f', '\(Self.hash)', 6);
                """)
    }

    @Test("A database of the first version keeps every row, with its number, and nothing dangles")
    func carriedOver() async throws {
        let folder = try TemporaryFolder()
        try old(folder.path + "/sushai.sqlite")
        let store = try TestStore(onFileIn: folder).store
        #expect(try await store.counts()["snapshots"] == 3)
        #expect(try await store.number("SELECT COUNT(*) FROM pragma_foreign_key_check") == 0)
        #expect(try await store.number("SELECT COUNT(*) FROM flag WHERE id = 21 AND snapshotId = 11") == 1)
        #expect(try await store.number("SELECT listingId FROM listingSnapshot WHERE id = 15") == 9)
        #expect(
            try await store.number(
                "SELECT COUNT(*) FROM listingSnapshot WHERE id = 11 AND lower(hex(contentHash)) = '\(Digest.sha256("x"))'"
            )
                == 1)
        let flags = try await store.flags(limit: 10)
        #expect(flags.map(\.listing.item) == ["1"] && flags.map(\.title) == ["积木"])
        let rows = try await store.quarantine(limit: 10)
        #expect(rows.map(\.id) == [3])
        #expect(try await store.quarantined(3).bytes == [0x00, 0xFF])
        #expect(try await store.quarantined(3).context.isEmpty)
        let facts = try await store.screeningFacts(pull: 1)
        let listing = try #require(facts.observations.first?.observation.listing)
        #expect(listing.sales?.raw == "5+" && listing.liveRoom == LiveRoom(room: "7", streamer: "播"))
        let progress = try await store.pullProgress(2).progress
        #expect(progress.queries["a"]?.pages.intervals == [2...2])
        #expect(!progress.isComplete)
    }

    @Test("A pull that was under way goes on under the new schema")
    func goesOn() async throws {
        let folder = try TemporaryFolder()
        try old(folder.path + "/sushai.sqlite")
        let store = try TestStore(onFileIn: folder).store
        let slot = Timestamp(milliseconds: 86_400_000)
        #expect(try await store.openPull(Samples.crawler(), slot: slot).id == 2)
        let summary = try await store.recordPage(
            Samples.page([Samples.listing("1"), Samples.listing("3")], query: "a", page: 1, isLast: false), pull: 2)
        #expect(summary == PageSummary(listings: 2, repeated: 0, quarantined: 0))
        let outcome = try await store.completePull(2)
        #expect(outcome.certificate.overlap == .init(previousPull: 1, inBoth: 2, new: 1, gone: 0))
    }
}
