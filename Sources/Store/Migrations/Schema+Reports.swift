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
            UNIQUE (laboratory, number, version),
            UNIQUE (laboratory, number, contentHash),
            UNIQUE (sampleId, version),
            -- A first version has a reason where it differs from a held upload of the same report.
            CHECK (version = 1 OR correctionReason IS NOT NULL)
        ) STRICT;
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
            -- The reason for a result such as 不适用.
            reason TEXT CHECK (reason <> ''),
            method TEXT CHECK (method <> ''),
            PRIMARY KEY (reportId, ordinal),
            UNIQUE (reportId, item, specimen)
        ) STRICT;

        -- What the printed report states about the sample and the test.
        CREATE TABLE reportParticular (
            reportId INTEGER NOT NULL REFERENCES report (id),
            name TEXT NOT NULL CHECK (name IN ('maker', 'brand', 'model', 'batch', 'quantity', 'state', 'conditions',
                'instruments', 'testedBy', 'checkedBy', 'approvedBy')),
            value TEXT NOT NULL CHECK (value <> ''),
            PRIMARY KEY (reportId, name)
        ) STRICT;

        CREATE TABLE reportWithdrawal (
            reportId INTEGER PRIMARY KEY REFERENCES report (id),
            reason TEXT NOT NULL CHECK (reason <> ''),
            withdrawnBy TEXT NOT NULL CHECK (withdrawnBy <> ''),
            withdrawnAt INTEGER NOT NULL
        ) STRICT;
        """
}
