extension Schema0001 {
    /// What the platforms showed, page by page, and what was flagged in it.
    static let listings = """
        CREATE TABLE pull (
            id INTEGER PRIMARY KEY,
            crawler TEXT NOT NULL CHECK (crawler <> ''),
            platform TEXT NOT NULL CHECK (platform <> ''),
            slot INTEGER NOT NULL,
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            startedAt INTEGER NOT NULL,
            completedAt INTEGER,
            screenedAt INTEGER,
            UNIQUE (crawler, slot),
            CHECK (screenedAt IS NULL OR completedAt IS NOT NULL)
        ) STRICT;

        CREATE TABLE pullPage (
            pullId INTEGER NOT NULL REFERENCES pull (id),
            query TEXT NOT NULL,
            page INTEGER NOT NULL,
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            records INTEGER NOT NULL CHECK (records >= 0),
            listings INTEGER NOT NULL,
            repeated INTEGER NOT NULL,
            quarantined INTEGER NOT NULL,
            statedTotal INTEGER,
            isLast INTEGER NOT NULL CHECK (isLast IN (0, 1)),
            fetchedAt INTEGER NOT NULL,
            PRIMARY KEY (pullId, query, page),
            -- Nothing read from a page may vanish.
            CHECK (records = listings + repeated + quarantined)
        ) STRICT;

        CREATE TABLE listing (
            id INTEGER PRIMARY KEY,
            platform TEXT NOT NULL CHECK (platform <> ''),
            item TEXT NOT NULL CHECK (item <> ''),
            firstSeenAt INTEGER NOT NULL,
            UNIQUE (platform, item)
        ) STRICT;

        CREATE TABLE listingSnapshot (
            id INTEGER PRIMARY KEY,
            listingId INTEGER NOT NULL REFERENCES listing (id),
            pullId INTEGER NOT NULL REFERENCES pull (id),
            seenAt INTEGER NOT NULL,
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            product TEXT,
            title TEXT NOT NULL CHECK (title <> ''),
            priceFen INTEGER NOT NULL CHECK (priceFen > 0),
            salesLower INTEGER CHECK (salesLower >= 0),
            salesUpper INTEGER CHECK (salesUpper >= salesLower),
            salesWindowDays INTEGER CHECK (salesWindowDays >= 0),
            salesText TEXT,
            shopName TEXT,
            shopIdentifier TEXT,
            category TEXT,
            link TEXT,
            liveRoom TEXT,
            streamer TEXT,
            UNIQUE (listingId, pullId),
            CHECK ((salesLower IS NULL) = (salesText IS NULL)),
            CHECK ((salesLower IS NULL) = (salesWindowDays IS NULL)),
            CHECK (salesUpper IS NULL OR salesLower IS NOT NULL),
            CHECK (streamer IS NULL OR liveRoom IS NOT NULL)
        ) STRICT;
        CREATE INDEX listingSnapshotByPull ON listingSnapshot (pullId);

        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY,
            pullId INTEGER NOT NULL REFERENCES pull (id),
            query TEXT NOT NULL,
            page INTEGER NOT NULL,
            place TEXT NOT NULL,
            code TEXT NOT NULL,
            field TEXT,
            detail TEXT NOT NULL,
            bytes BLOB NOT NULL,
            bytesHash TEXT NOT NULL CHECK (length(bytesHash) = 64),
            createdAt INTEGER NOT NULL,
            UNIQUE (pullId, query, page, place, bytesHash)
        ) STRICT;

        CREATE TABLE flag (
            id INTEGER PRIMARY KEY,
            snapshotId INTEGER NOT NULL REFERENCES listingSnapshot (id),
            kind TEXT NOT NULL CHECK (kind IN ('low-price', 'sales-burst', 'livestream')),
            figures TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            counterfactual TEXT NOT NULL CHECK (counterfactual <> ''),
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            raisedAt INTEGER NOT NULL,
            UNIQUE (snapshotId, kind)
        ) STRICT;
        """
}
