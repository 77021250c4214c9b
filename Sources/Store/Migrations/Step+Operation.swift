internal import GRDB

/// The lists of pulls, alerts, quarantined records and jobs: one index for the order of each, with the columns of its
/// conditions.
enum OperationStep {
    static func run(_ database: Database) throws {
        try database.execute(sql: statements)
    }

    private static let statements = """
        CREATE INDEX pullBySlot ON pull (slot, id, crawler, platform, completedAt, screenedAt, heldReason);

        -- The crawler of the pull, so that the records of one feed are found by the index of the list.
        ALTER TABLE quarantine ADD COLUMN crawler TEXT;
        UPDATE quarantine SET crawler = (SELECT p.crawler FROM pull p WHERE p.id = quarantine.pullId);
        CREATE INDEX quarantineByTime ON quarantine (createdAt, id, resolvedAt, pullId, crawler, code, field);

        CREATE INDEX alertByTime ON alert (raisedAt, id, resolvedAt, kind);
        CREATE INDEX alertBySubject ON alert (subject, id);

        CREATE INDEX jobByState ON job (state, id, kind);
        """
}
