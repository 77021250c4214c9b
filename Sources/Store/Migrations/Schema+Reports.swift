extension Schema {
    /// The reports of laboratories, their results, and their withdrawals.
    static let reports = """
        CREATE TABLE report (
            id INTEGER PRIMARY KEY,
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            number TEXT NOT NULL CHECK (number <> ''),
            version INTEGER NOT NULL CHECK (version > 0),
            sampleId INTEGER NOT NULL REFERENCES sample (id),
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            testedOn TEXT NOT NULL CHECK (length(testedOn) = 10),
            producedOn TEXT CHECK (length(producedOn) = 10),
            declared TEXT NOT NULL,
            correctionReason TEXT,
            receivedAt INTEGER NOT NULL,
            uploadId INTEGER REFERENCES labUpload (id),
            -- 1 where a version only adds rows that were set aside: not a correction by the laboratory.
            completes INTEGER NOT NULL DEFAULT 0 CHECK (completes IN (0, 1)),
            -- JSON array of the items whose results were in quarantine when the version was judged (an empty
            -- text for unknown items); null for none.
            undecided TEXT CHECK (undecided <> ''),
            -- The version that this one repeats because other rows are in quarantine.
            restates INTEGER CHECK (restates > 0),
            UNIQUE (laboratory, number, version),
            UNIQUE (laboratory, number, contentHash),
            UNIQUE (sampleId, version),
            CHECK ((version = 1) = (correctionReason IS NULL))
        ) STRICT;
        CREATE INDEX reportUndecided ON report (uploadId) WHERE undecided IS NOT NULL;
        CREATE INDEX reportByLaboratory ON report (laboratory, id);
        CREATE INDEX reportByNumber ON report (number);

        CREATE TABLE reportResult (
            reportId INTEGER NOT NULL REFERENCES report (id),
            ordinal INTEGER NOT NULL,
            item TEXT NOT NULL CHECK (item <> ''),
            specimen INTEGER NOT NULL CHECK (specimen > 0),
            value TEXT NOT NULL,
            unit TEXT NOT NULL,
            detectionLimit TEXT,
            -- Expanded uncertainty (95 %) as reported; null where none is.
            uncertainty TEXT,
            PRIMARY KEY (reportId, ordinal),
            UNIQUE (reportId, item, specimen)
        ) STRICT;

        CREATE TABLE reportWithdrawal (
            reportId INTEGER PRIMARY KEY REFERENCES report (id),
            reason TEXT NOT NULL CHECK (reason <> ''),
            withdrawnBy TEXT NOT NULL CHECK (withdrawnBy <> ''),
            withdrawnAt INTEGER NOT NULL
        ) STRICT;
        """
}
