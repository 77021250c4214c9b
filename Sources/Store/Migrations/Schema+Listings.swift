extension Schema {
    /// The listings and each of their snapshots.
    static let listings = """
        CREATE TABLE listing (
            id INTEGER PRIMARY KEY,
            platform TEXT NOT NULL CHECK (platform <> ''),
            item TEXT NOT NULL CHECK (item <> ''),
            firstSeenAt INTEGER NOT NULL,
            UNIQUE (platform, item)
        ) STRICT;

        -- The largest table. Its only index starts with the pull, so an insert touches only the part of the
        -- index that belongs to the current pull.
        CREATE TABLE listingSnapshot (
            id INTEGER PRIMARY KEY,
            listingId INTEGER NOT NULL REFERENCES listing (id),
            -- No foreign key: the page has one, and each key costs one look-up per row.
            pullId INTEGER NOT NULL,
            pageId INTEGER REFERENCES pullPage (id),
            seenAt INTEGER NOT NULL,
            contentHash BLOB NOT NULL CHECK (length(contentHash) = 32),
            product TEXT,
            title TEXT NOT NULL CHECK (title <> ''),
            priceFen INTEGER NOT NULL CHECK (priceFen > 0),
            priceAfterCouponFen INTEGER CHECK (priceAfterCouponFen > 0),
            salesLower INTEGER CHECK (salesLower >= 0),
            salesUpper INTEGER CHECK (salesUpper >= salesLower),
            salesWindowDays INTEGER CHECK (salesWindowDays >= 0),
            salesText TEXT,
            shopName TEXT,
            shopIdentifier TEXT,
            category TEXT,
            link TEXT,
            image TEXT,
            changedAt INTEGER,
            liveRoom TEXT,
            streamer TEXT,
            maker TEXT,
            makerAddress TEXT,
            certificate TEXT,
            licence TEXT,
            creditCode TEXT,
            CHECK ((salesLower IS NULL) = (salesText IS NULL)),
            CHECK ((salesLower IS NULL) = (salesWindowDays IS NULL)),
            CHECK (salesUpper IS NULL OR salesLower IS NOT NULL),
            CHECK (streamer IS NULL OR liveRoom IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX listingSnapshotByPull ON listingSnapshot (pullId, listingId);
        """
}
