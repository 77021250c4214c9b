extension Schema {
    /// The steps of bought goods on their way to the laboratory.
    static let custody = """
        -- What a buyer recorded about a step. A row is never changed; the last version of a step counts.
        CREATE TABLE custodyRecord (
            id INTEGER PRIMARY KEY,
            purchaseId INTEGER NOT NULL REFERENCES purchase (id),
            step TEXT NOT NULL CHECK (step IN ('unpacked', 'sealed', 'sent')),
            version INTEGER NOT NULL CHECK (version > 0),
            -- The number of the seal, or of the parcel to the laboratory.
            number TEXT CHECK (number <> ''),
            -- Why the version before was wrong.
            reason TEXT CHECK (reason <> ''),
            recordedBy TEXT NOT NULL CHECK (recordedBy <> ''),
            recordedAt INTEGER NOT NULL,
            UNIQUE (purchaseId, step, version),
            CHECK ((step = 'unpacked') = (number IS NULL)),
            CHECK ((version = 1) = (reason IS NULL))
        ) STRICT;

        -- The step that a picture belongs to. Null: the order.
        ALTER TABLE purchaseEvidence ADD COLUMN step TEXT CHECK (step IN ('unpacked', 'sealed', 'sent'));
        """
}
