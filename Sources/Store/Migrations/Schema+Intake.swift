extension Schema {
    /// The files of laboratories, and each row that was not filed at once.
    static let intake = """
        CREATE TABLE labUpload (
            id INTEGER PRIMARY KEY,
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            form TEXT NOT NULL CHECK (form IN ('json', 'csv', 'xlsx')),
            -- The file name, for people only.
            name TEXT NOT NULL,
            uploader TEXT NOT NULL CHECK (uploader <> ''),
            header BLOB NOT NULL,
            encoding TEXT NOT NULL CHECK (encoding IN ('utf-8', 'gb18030')),
            review TEXT NOT NULL CHECK (review IN ('none', 'pending', 'approved', 'rejected')),
            reviewedBy TEXT,
            reviewedAt INTEGER,
            reviewReason TEXT,
            rowCount INTEGER NOT NULL CHECK (rowCount > 0),
            -- Groups of rows (one per report) and how many are decided: a killed import continues there.
            groupCount INTEGER NOT NULL CHECK (groupCount > 0),
            groupsDone INTEGER NOT NULL DEFAULT 0 CHECK (groupsDone BETWEEN 0 AND groupCount),
            taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
            waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
            duplicates INTEGER NOT NULL DEFAULT 0 CHECK (duplicates >= 0),
            held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
            -- Rows that a person dismissed, or that a later upload superseded.
            dismissed INTEGER NOT NULL DEFAULT 0 CHECK (dismissed >= 0),
            receivedAt INTEGER NOT NULL,
            UNIQUE (laboratory, contentHash),
            CHECK ((review IN ('approved', 'rejected')) = (reviewedBy IS NOT NULL)),
            CHECK ((review = 'rejected') = (reviewReason IS NOT NULL)),
            -- Every row is counted.
            CHECK (groupsDone < groupCount OR rowCount = taken + waiting + duplicates + held + dismissed)
        ) STRICT;
        CREATE INDEX labUploadByLaboratory ON labUpload (laboratory, id);

        -- What the reader of a workbook noticed, kept with its upload for the reviewer.
        CREATE TABLE uploadRemark (
            uploadId INTEGER NOT NULL REFERENCES labUpload (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            kind TEXT NOT NULL CHECK (kind IN
                ('hidden-rows', 'hidden-columns', 'hidden-sheet', 'merged-down', 'formulas', 'shown-otherwise')),
            sheet TEXT NOT NULL,
            -- The number of rows, columns, ranges or cells.
            total INTEGER NOT NULL CHECK (total > 0),
            -- The first of them, one in each line.
            examples TEXT NOT NULL,
            PRIMARY KEY (uploadId, ordinal)
        ) STRICT;

        -- The rows of reports that were not filed at once.
        CREATE TABLE intakeRow (
            id INTEGER PRIMARY KEY,
            uploadId INTEGER NOT NULL REFERENCES labUpload (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            place TEXT NOT NULL CHECK (place <> ''),
            -- Null where the row names no report; then all reports of its file are held.
            reportNumber TEXT,
            -- The sample that the row names; a held row keeps its sample from meeting.
            sampleId INTEGER REFERENCES sample (id),
            state TEXT NOT NULL CHECK (state IN ('taken', 'duplicate', 'waiting', 'held', 'dismissed')),
            -- The fault; it stays when the row is corrected. Null where only other rows of the report are at fault.
            code TEXT,
            field TEXT,
            detail TEXT,
            bytes BLOB NOT NULL,
            -- The corrected row as UTF-8; the original bytes stay.
            corrected BLOB,
            correctedBy TEXT,
            -- Why and by whom the row was dismissed.
            dismissedReason TEXT CHECK (dismissedReason <> ''),
            dismissedBy TEXT CHECK (dismissedBy <> ''),
            createdAt INTEGER NOT NULL,
            resolvedAt INTEGER,
            -- The version that was current when the row was set aside; null for none.
            against INTEGER CHECK (against > 0),
            -- The version that superseded the row; null where a person dismissed it.
            supersededBy INTEGER REFERENCES report (id),
            UNIQUE (uploadId, ordinal),
            CHECK ((code IS NULL) = (detail IS NULL)),
            CHECK ((state IN ('taken', 'duplicate', 'dismissed')) = (resolvedAt IS NOT NULL)),
            CHECK ((state = 'dismissed') = (dismissedReason IS NOT NULL)),
            CHECK ((dismissedReason IS NULL) = (dismissedBy IS NULL)),
            CHECK ((corrected IS NULL) = (correctedBy IS NULL))
        ) STRICT;
        CREATE INDEX intakeRowOpen ON intakeRow (reportNumber) WHERE resolvedAt IS NULL;
        CREATE INDEX intakeRowHeld ON intakeRow (sampleId) WHERE state = 'held';
        CREATE INDEX intakeRowByState ON intakeRow (uploadId, state);
        -- Open rows of a file, among millions that became results.
        CREATE INDEX intakeRowUnresolved ON intakeRow (state, id) WHERE resolvedAt IS NULL;
        """
}
