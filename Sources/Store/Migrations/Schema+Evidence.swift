extension Schema {
    /// Evidence files, their uploads, and their samples.
    static let evidence = """
        CREATE TABLE evidence (
            hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
            bytes INTEGER NOT NULL CHECK (bytes > 0),
            mediaType TEXT NOT NULL,
            arrivedAt INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE evidenceUpload (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            sampleId INTEGER NOT NULL REFERENCES sample (id),
            kind TEXT NOT NULL CHECK (kind IN ('photo', 'video', 'instrument', 'document')),
            name TEXT NOT NULL CHECK (name <> ''),
            -- SHA-256 and size that the whole file must have.
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            bytes INTEGER NOT NULL CHECK (bytes > 0),
            -- Bytes that are on disk and were acknowledged.
            received INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'refused', 'cancelled', 'expired')),
            reason TEXT,
            createdAt INTEGER NOT NULL,
            -- Time of the last added part.
            touchedAt INTEGER NOT NULL,
            CHECK (received BETWEEN 0 AND bytes),
            -- A kept file is complete.
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
            -- A file counts once for a sample.
            UNIQUE (sampleId, hash)
        ) STRICT;
        CREATE INDEX sampleEvidenceByLaboratory ON sampleEvidence (laboratory, id);
        CREATE INDEX sampleEvidenceByHash ON sampleEvidence (hash);
        """
}
