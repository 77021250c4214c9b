/// Evidence of laboratories: uploads in parts, the pieces of each sample, and reports that wait for one.
enum Schema0010 {
    static let evidence = """
        CREATE TABLE evidenceUpload (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            sampleId INTEGER NOT NULL REFERENCES sample (id),
            kind TEXT NOT NULL CHECK (kind IN ('photo', 'video', 'instrument', 'document')),
            name TEXT NOT NULL CHECK (name <> ''),
            -- What the whole must be.
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            bytes INTEGER NOT NULL CHECK (bytes > 0),
            -- What is on the disk for certain and was acknowledged.
            received INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'refused', 'cancelled', 'expired')),
            reason TEXT,
            createdAt INTEGER NOT NULL,
            -- When something was last added.
            touchedAt INTEGER NOT NULL,
            CHECK (received BETWEEN 0 AND bytes),
            -- A whole is only what was found to be what was announced.
            CHECK ((state = 'kept') = (received = bytes)),
            CHECK ((state = 'refused') = (reason IS NOT NULL))
        ) STRICT;
        CREATE INDEX evidenceUploadByLaboratory ON evidenceUpload (laboratory, createdAt);
        CREATE INDEX evidenceUploadByState ON evidenceUpload (state, touchedAt);

        CREATE TABLE sampleEvidence (
            id INTEGER PRIMARY KEY,
            sampleId INTEGER NOT NULL REFERENCES sample (id),
            hash TEXT NOT NULL REFERENCES evidence (hash),
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('photo', 'video', 'instrument', 'document')),
            name TEXT NOT NULL CHECK (name <> ''),
            arrivedAt INTEGER NOT NULL,
            -- One piece stands for one thing.
            UNIQUE (sampleId, hash)
        ) STRICT;
        CREATE INDEX sampleEvidenceByLaboratory ON sampleEvidence (laboratory, id);
        CREATE INDEX sampleEvidenceByHash ON sampleEvidence (hash);

        CREATE TABLE reportHold (
            reportId INTEGER PRIMARY KEY REFERENCES report (id),
            -- `photo|video:1`, one need a line: what the rule asked for, and what of it is missing.
            required TEXT NOT NULL CHECK (required <> ''),
            missing TEXT NOT NULL,
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            heldAt INTEGER NOT NULL,
            releasedAt INTEGER,
            CHECK ((releasedAt IS NULL) = (missing <> ''))
        ) STRICT;
        """
}
