extension Schema {
    /// Takedowns, the lists of the platforms, their receipts and the checks of the links.
    static let takedown = """
        CREATE TABLE takedown (
            id INTEGER PRIMARY KEY,
            conclusionId INTEGER NOT NULL UNIQUE REFERENCES conclusion (id),
            listingId INTEGER NOT NULL REFERENCES listing (id),
            platform TEXT NOT NULL,
            region TEXT NOT NULL CHECK (length(region) = 6),
            state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'listed', 'withdrawn')),
            legalBasis TEXT,
            confirmedBy TEXT,
            confirmedAt INTEGER,
            withdrawnReason TEXT,
            proposedAt INTEGER NOT NULL,
            -- The conclusion that replaced the one of this takedown.
            supersededBy INTEGER REFERENCES conclusion (id),
            -- No entry takes effect without a legal basis and the officer who confirmed it.
            CHECK (state NOT IN ('confirmed', 'listed')
                OR (legalBasis IS NOT NULL AND confirmedBy IS NOT NULL AND confirmedAt IS NOT NULL)),
            CHECK ((state = 'withdrawn') = (withdrawnReason IS NOT NULL))
        ) STRICT;

        -- The list of each platform as a log: what was put on it and taken off it, numbered without gaps.
        CREATE TABLE listEntry (
            platform TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            takedownId INTEGER NOT NULL REFERENCES takedown (id),
            action TEXT NOT NULL CHECK (action IN ('remove', 'restore')),
            listedAt INTEGER NOT NULL,
            PRIMARY KEY (platform, sequence),
            UNIQUE (takedownId, action)
        ) STRICT;

        CREATE TABLE receipt (
            id INTEGER PRIMARY KEY,
            platform TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('removed', 'not-found', 'refused')),
            actedAt INTEGER NOT NULL,
            note TEXT NOT NULL,
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            receivedAt INTEGER NOT NULL,
            UNIQUE (platform, sequence, contentHash),
            FOREIGN KEY (platform, sequence) REFERENCES listEntry (platform, sequence)
        ) STRICT;

        CREATE TABLE recheck (
            id INTEGER PRIMARY KEY,
            receiptId INTEGER NOT NULL REFERENCES receipt (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            takedownId INTEGER NOT NULL REFERENCES takedown (id),
            outcome TEXT NOT NULL CHECK (outcome IN ('gone', 'still-there')),
            detail TEXT NOT NULL,
            checkedAt INTEGER NOT NULL,
            UNIQUE (receiptId, ordinal)
        ) STRICT;
        """
}
