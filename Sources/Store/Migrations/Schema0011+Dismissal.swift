/// Laboratories whose scope is not checked, for a reason; rows in quarantine of which nothing will come.
///
/// Rebuilt tables take the twelve steps of SQLite's documentation (lang_altertable, section 7); the migrator has
/// switched foreign keys off and checks them all at the end.
enum Schema0011 {
    static let dismissal = [waivers, uploads, rows].joined(separator: "\n")

    private static let waivers = """
        -- Why the scope of the laboratory is not checked; null where it is. Without a scope and without this nothing is
        -- taken from it.
        ALTER TABLE laboratory ADD COLUMN scopeWaiver TEXT CHECK (scopeWaiver <> '');
        ALTER TABLE laboratory ADD COLUMN scopeWaivedBy TEXT CHECK (scopeWaivedBy <> '');
        """

    private static let uploads = """
        CREATE TABLE newLabUpload (
            id INTEGER PRIMARY KEY,
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            form TEXT NOT NULL CHECK (form IN ('json', 'csv', 'xlsx')),
            name TEXT NOT NULL,
            uploader TEXT NOT NULL CHECK (uploader <> ''),
            header BLOB NOT NULL,
            encoding TEXT NOT NULL CHECK (encoding IN ('utf-8', 'gb18030')),
            incomplete TEXT NOT NULL CHECK (incomplete IN ('pass', 'hold')),
            review TEXT NOT NULL CHECK (review IN ('none', 'pending', 'approved', 'rejected')),
            reviewedBy TEXT,
            reviewedAt INTEGER,
            reviewReason TEXT,
            rowCount INTEGER NOT NULL CHECK (rowCount > 0),
            groupCount INTEGER NOT NULL CHECK (groupCount > 0),
            groupsDone INTEGER NOT NULL DEFAULT 0 CHECK (groupsDone BETWEEN 0 AND groupCount),
            taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
            waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
            duplicates INTEGER NOT NULL DEFAULT 0 CHECK (duplicates >= 0),
            quarantined INTEGER NOT NULL DEFAULT 0 CHECK (quarantined >= 0),
            -- Rows that were in quarantine and of which nothing will come.
            dismissed INTEGER NOT NULL DEFAULT 0 CHECK (dismissed >= 0),
            receivedAt INTEGER NOT NULL,
            UNIQUE (laboratory, contentHash),
            CHECK ((review IN ('approved', 'rejected')) = (reviewedBy IS NOT NULL)),
            CHECK ((review = 'rejected') = (reviewReason IS NOT NULL)),
            -- No row may vanish.
            CHECK (groupsDone < groupCount OR rowCount = taken + waiting + duplicates + quarantined + dismissed)
        ) STRICT;
        INSERT INTO newLabUpload (id, laboratory, contentHash, form, name, uploader, header, encoding, incomplete, review,
            reviewedBy, reviewedAt, reviewReason, rowCount, groupCount, groupsDone, taken, waiting, duplicates,
            quarantined, receivedAt)
        SELECT id, laboratory, contentHash, form, name, uploader, header, encoding, incomplete, review, reviewedBy,
            reviewedAt, reviewReason, rowCount, groupCount, groupsDone, taken, waiting, duplicates, quarantined, receivedAt
        FROM labUpload ORDER BY id;
        DROP TABLE labUpload;
        ALTER TABLE newLabUpload RENAME TO labUpload;
        """

    private static let rows = """
        CREATE TABLE newIntakeRow (
            id INTEGER PRIMARY KEY,
            uploadId INTEGER NOT NULL REFERENCES labUpload (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            place TEXT NOT NULL CHECK (place <> ''),
            reportNumber TEXT,
            state TEXT NOT NULL CHECK (state IN ('taken', 'duplicate', 'waiting', 'quarantined', 'dismissed')),
            code TEXT,
            field TEXT,
            detail TEXT,
            bytes BLOB NOT NULL,
            corrected BLOB,
            correctedBy TEXT,
            -- Why nothing will come of the row, and who says so.
            dismissedReason TEXT CHECK (dismissedReason <> ''),
            dismissedBy TEXT CHECK (dismissedBy <> ''),
            createdAt INTEGER NOT NULL,
            resolvedAt INTEGER,
            UNIQUE (uploadId, ordinal),
            CHECK (state <> 'quarantined' OR (code IS NOT NULL AND detail IS NOT NULL)),
            CHECK ((state IN ('taken', 'duplicate', 'dismissed')) = (resolvedAt IS NOT NULL)),
            CHECK ((state = 'dismissed') = (dismissedReason IS NOT NULL)),
            CHECK ((dismissedReason IS NULL) = (dismissedBy IS NULL)),
            CHECK ((corrected IS NULL) = (correctedBy IS NULL))
        ) STRICT;
        INSERT INTO newIntakeRow (id, uploadId, ordinal, place, reportNumber, state, code, field, detail, bytes, corrected,
            correctedBy, createdAt, resolvedAt)
        SELECT id, uploadId, ordinal, place, reportNumber, state, code, field, detail, bytes, corrected, correctedBy,
            createdAt, resolvedAt
        FROM intakeRow ORDER BY id;
        DROP TABLE intakeRow;
        ALTER TABLE newIntakeRow RENAME TO intakeRow;
        CREATE INDEX intakeRowOpen ON intakeRow (reportNumber) WHERE resolvedAt IS NULL;
        CREATE INDEX intakeRowByState ON intakeRow (uploadId, state);
        """
}
