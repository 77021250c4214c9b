internal import GRDB

/// Indexes for pages whose tables grew large, and what the list of samples is filtered by.
enum LargeListsStep {
    static func run(_ database: Database) throws {
        try database.execute(sql: statements)
    }

    private static let statements = """
        -- The division of the seller, and where the latest report stands. Other tables say the same; a list that joins
        -- them reads every sample.
        ALTER TABLE sample ADD COLUMN sellerRegion TEXT CHECK (length(sellerRegion) = 6);
        ALTER TABLE sample ADD COLUMN stage TEXT NOT NULL DEFAULT 'awaited'
            CHECK (stage IN ('awaited', 'judging', 'meets', 'fails', 'cannotJudge'));
        UPDATE sample SET
            sellerRegion = (SELECT p.sellerRegion FROM purchase p WHERE p.id = sample.purchaseId),
            stage = COALESCE((SELECT COALESCE(c.verdict, 'judging') FROM report r
                LEFT JOIN conclusion c ON c.reportId = r.id
                WHERE r.sampleId = sample.id ORDER BY r.version DESC LIMIT 1), 'awaited');

        CREATE INDEX recheckByTakedown ON recheck (takedownId, id);
        CREATE INDEX reportByUpload ON report (uploadId, id) WHERE uploadId IS NOT NULL;

        -- What waits for a person, oldest first.
        CREATE INDEX purchaseTaskOpen ON purchaseTask (id, createdAt, state) WHERE state = 'open';
        CREATE INDEX takedownProposed ON takedown (id, region, proposedAt, state) WHERE state = 'proposed';

        -- The rows of the table are long: they have the whole text.
        CREATE INDEX noticeInOrder ON notice (id, copiedTo, servedAt, withdrawnAt, issuedAt);

        -- Who recorded a purchase is in the event only.
        CREATE INDEX eventOfPurchase ON event (actor, subject, kind) WHERE kind = 'purchase.recorded';
        """
}
