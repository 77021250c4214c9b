import Domain
import TestSupport
import Testing

@testable import Store

struct FlaggingMigrationTests {
    /// The table as it was before there were more kinds.
    private static let earlier: PortableSQL = """
        CREATE TABLE flag (
            id INTEGER PRIMARY KEY,
            snapshotId INTEGER NOT NULL REFERENCES listingSnapshot (id),
            kind TEXT NOT NULL CHECK (kind IN ('low-price', 'sales-burst', 'livestream')),
            figures TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            counterfactual TEXT NOT NULL CHECK (counterfactual <> ''),
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            raisedAt INTEGER NOT NULL,
            UNIQUE (snapshotId, kind)
        ) STRICT
        """

    @Test("Flags of a database made before are kept, each with its number and its rule")
    func keepsFlags() async throws {
        let test = try TestStore()
        _ = try await Samples.screenedPull(in: test.store, [Samples.listing("1")])
        let flag = try #require(try await test.store.flags(limit: 1).first)
        try await test.store.raw("CREATE TABLE kept AS SELECT * FROM flag")
        try await test.store.raw("DROP TABLE flag")
        try await test.store.raw(Self.earlier)
        try await test.store.raw(
            """
            INSERT INTO flag SELECT id + 40, snapshotId, kind, figures, reason, counterfactual, ruleFile, ruleHash,
                raisedAt FROM kept
            """)
        for statement in Schema0007.widening { try await test.store.raw(PortableSQL(stringLiteral: statement)) }

        let kept = try #require(try await test.store.flags(limit: 1).first)
        #expect(kept.id == flag.id + 40 && kept.figuresJSON == flag.figuresJSON && kept.ruleHash == flag.ruleHash)
        #expect(kept.raisedAt == flag.raisedAt && kept.reason == flag.reason)
        #expect(kept.priority == nil, "it had no points")
        try await test.store.raw("UPDATE flag SET kind = 'certificate'")
        #expect(try await test.store.flags(limit: 1).first?.kind == .certificate)
    }
}
