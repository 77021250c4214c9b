/// Intake of laboratories' files row by row: what became of each row, who may report what, receipts, withdrawals.
enum Schema0008 {
    static let intake = [laboratories, uploads, consequences].joined(separator: "\n")

    private static let laboratories = """
        -- How a laboratory wants its uploads handled; one without a row has the defaults.
        CREATE TABLE laboratory (
            name TEXT PRIMARY KEY CHECK (name <> ''),
            fourEyes INTEGER NOT NULL CHECK (fourEyes IN (0, 1)),
            incomplete TEXT NOT NULL CHECK (incomplete IN ('pass', 'hold')),
            -- Whether a scope was ever recorded: an empty one permits nothing, a missing one is not checked.
            hasScope INTEGER NOT NULL DEFAULT 0 CHECK (hasScope IN (0, 1)),
            updatedAt INTEGER NOT NULL
        ) STRICT;

        -- What a laboratory is accredited for; entries end, they are not deleted.
        CREATE TABLE laboratoryScope (
            id INTEGER PRIMARY KEY,
            laboratory TEXT NOT NULL REFERENCES laboratory (name),
            kind TEXT NOT NULL CHECK (kind IN ('item', 'standard')),
            name TEXT NOT NULL CHECK (name <> ''),
            fromDay TEXT CHECK (length(fromDay) = 10),
            untilDay TEXT CHECK (length(untilDay) = 10),
            addedAt INTEGER NOT NULL,
            removedAt INTEGER,
            CHECK (fromDay <= untilDay)
        ) STRICT;
        CREATE INDEX laboratoryScopeByLaboratory ON laboratoryScope (laboratory, removedAt);

        -- Personal tokens: four eyes need two people.
        ALTER TABLE token ADD COLUMN person TEXT CHECK (person <> '');
        ALTER TABLE token ADD COLUMN duty TEXT CHECK (duty IN ('analyst', 'reviewer'));

        CREATE TABLE sampleReceipt (
            sampleId INTEGER PRIMARY KEY REFERENCES sample (id),
            receivedOn TEXT NOT NULL CHECK (length(receivedOn) = 10),
            recordedBy TEXT NOT NULL CHECK (recordedBy <> ''),
            recordedAt INTEGER NOT NULL
        ) STRICT;

        -- Two samples of the same goods under two labels, in two laboratories that do not know of each other.
        CREATE TABLE blindDuplicate (
            leftId INTEGER NOT NULL REFERENCES sample (id),
            rightId INTEGER NOT NULL REFERENCES sample (id),
            recordedAt INTEGER NOT NULL,
            PRIMARY KEY (leftId, rightId),
            CHECK (leftId < rightId)
        ) STRICT;
        """

    private static let uploads = """
        CREATE TABLE labUpload (
            id INTEGER PRIMARY KEY,
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            form TEXT NOT NULL CHECK (form IN ('json', 'csv', 'xlsx')),
            -- For people to find their file by; nothing is ever looked up by it.
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
            -- Groups of rows, a report each, and how many of them are decided: where a killed import goes on.
            groupCount INTEGER NOT NULL CHECK (groupCount > 0),
            groupsDone INTEGER NOT NULL DEFAULT 0 CHECK (groupsDone BETWEEN 0 AND groupCount),
            taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
            waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
            duplicates INTEGER NOT NULL DEFAULT 0 CHECK (duplicates >= 0),
            quarantined INTEGER NOT NULL DEFAULT 0 CHECK (quarantined >= 0),
            receivedAt INTEGER NOT NULL,
            UNIQUE (laboratory, contentHash),
            CHECK ((review IN ('approved', 'rejected')) = (reviewedBy IS NOT NULL)),
            CHECK ((review = 'rejected') = (reviewReason IS NOT NULL)),
            -- No row may vanish.
            CHECK (groupsDone < groupCount OR rowCount = taken + waiting + duplicates + quarantined)
        ) STRICT;

        -- The rows of a file that did not become results at once.
        CREATE TABLE intakeRow (
            id INTEGER PRIMARY KEY,
            uploadId INTEGER NOT NULL REFERENCES labUpload (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            place TEXT NOT NULL CHECK (place <> ''),
            reportNumber TEXT,
            state TEXT NOT NULL CHECK (state IN ('taken', 'duplicate', 'waiting', 'quarantined')),
            -- The fault, kept also when it is mended.
            code TEXT,
            field TEXT,
            detail TEXT,
            bytes BLOB NOT NULL,
            -- The row as somebody corrected it, as UTF-8; the bytes that arrived stay.
            corrected BLOB,
            correctedBy TEXT,
            createdAt INTEGER NOT NULL,
            resolvedAt INTEGER,
            UNIQUE (uploadId, ordinal),
            CHECK (state <> 'quarantined' OR (code IS NOT NULL AND detail IS NOT NULL)),
            CHECK ((state IN ('taken', 'duplicate')) = (resolvedAt IS NOT NULL)),
            CHECK ((corrected IS NULL) = (correctedBy IS NULL))
        ) STRICT;
        CREATE INDEX intakeRowOpen ON intakeRow (reportNumber) WHERE resolvedAt IS NULL;
        CREATE INDEX intakeRowByState ON intakeRow (uploadId, state);

        ALTER TABLE report ADD COLUMN uploadId INTEGER REFERENCES labUpload (id);
        -- Set where a version only adds rows that were set aside: that is no correction by the laboratory.
        ALTER TABLE report ADD COLUMN completes INTEGER NOT NULL DEFAULT 0 CHECK (completes IN (0, 1));
        """

    private static let consequences = """
        CREATE TABLE reportWithdrawal (
            reportId INTEGER PRIMARY KEY REFERENCES report (id),
            reason TEXT NOT NULL CHECK (reason <> ''),
            withdrawnBy TEXT NOT NULL CHECK (withdrawnBy <> ''),
            withdrawnAt INTEGER NOT NULL
        ) STRICT;

        -- Why a notice or a referral no longer stands, and what stands in its place. Null in rows older than these.
        ALTER TABLE notice ADD COLUMN withdrawnReason TEXT CHECK (withdrawnReason <> '');
        ALTER TABLE notice ADD COLUMN supersededBy INTEGER REFERENCES conclusion (id);
        ALTER TABLE referral ADD COLUMN withdrawnReason TEXT CHECK (withdrawnReason <> '');
        ALTER TABLE referral ADD COLUMN supersededBy INTEGER REFERENCES conclusion (id);
        ALTER TABLE takedown ADD COLUMN supersededBy INTEGER REFERENCES conclusion (id);
        """
}
