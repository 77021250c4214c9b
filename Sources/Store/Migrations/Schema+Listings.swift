extension Schema {
    /// The listings, their attributes and figures, and the snapshots that flags rest on.
    static let listings = """
        -- One row for each listing, with its state at its latest change. A state before is found through `changedIn`,
        -- see docs/architecture/storage.md.
        CREATE TABLE listing (
            id INTEGER PRIMARY KEY,
            platform TEXT NOT NULL CHECK (platform <> ''),
            item TEXT NOT NULL CHECK (item <> ''),
            firstSeenAt INTEGER NOT NULL,
            -- The page that changed the state last. No foreign key: each key costs one look-up per row.
            changedIn INTEGER NOT NULL,
            -- The hashes of attributes and figures, 16 bytes each.
            content BLOB NOT NULL CHECK (length(content) = 32),
            versionId INTEGER NOT NULL,
            product TEXT,
            priceFen INTEGER NOT NULL CHECK (priceFen > 0),
            -- Null: the platform states no highest price.
            priceUpperFen INTEGER CHECK (priceUpperFen >= priceFen),
            priceAfterCouponFen INTEGER CHECK (priceAfterCouponFen > 0),
            -- Null: no price after coupons, or no highest one.
            priceAfterCouponUpperFen INTEGER CHECK (priceAfterCouponUpperFen IS NULL
                OR (priceAfterCouponFen IS NOT NULL AND priceAfterCouponUpperFen >= priceAfterCouponFen)),
            salesId INTEGER REFERENCES salesFigure (id),
            changedAt INTEGER,
            UNIQUE (platform, item)
        ) STRICT;

        -- The attributes of a listing, a new row for each change. A row is never changed.
        CREATE TABLE listingVersion (
            id INTEGER PRIMARY KEY,
            listingId INTEGER NOT NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            shopName TEXT,
            shopIdentifier TEXT,
            category TEXT,
            link TEXT,
            image TEXT,
            liveRoom TEXT,
            streamer TEXT,
            maker TEXT,
            makerAddress TEXT,
            certificate TEXT,
            licence TEXT,
            creditCode TEXT,
            CHECK (streamer IS NULL OR liveRoom IS NOT NULL)
        ) STRICT;

        -- Every sales figure once: many listings share it.
        CREATE TABLE salesFigure (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            lower INTEGER NOT NULL CHECK (lower >= 0),
            -- Null: no upper bound.
            upper INTEGER CHECK (upper >= lower),
            -- 0 for a cumulative figure.
            windowDays INTEGER NOT NULL CHECK (windowDays >= 0)
        ) STRICT;
        CREATE UNIQUE INDEX salesFigureByText ON salesFigure (text, lower, windowDays, COALESCE(upper, -1));

        -- Pages of the pull also state another title, price or sales figure for the listing.
        CREATE TABLE pullContradiction (
            pullId INTEGER NOT NULL REFERENCES pull (id),
            listingId INTEGER NOT NULL REFERENCES listing (id),
            PRIMARY KEY (pullId, listingId)
        ) STRICT, WITHOUT ROWID;

        -- Listings whose product was found after their attributes were stored. Pulls that were screened before did not
        -- count them.
        CREATE TABLE rematchedListing (
            listingId INTEGER PRIMARY KEY REFERENCES listing (id),
            rematchedAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX rematchedListingByTime ON rematchedListing (rematchedAt);

        -- What a flag saw: the state of a flagged listing in one pull.
        CREATE TABLE listingSnapshot (
            id INTEGER PRIMARY KEY,
            listingId INTEGER NOT NULL REFERENCES listing (id),
            pullId INTEGER NOT NULL REFERENCES pull (id),
            pageId INTEGER NOT NULL REFERENCES pullPage (id),
            seenAt INTEGER NOT NULL,
            versionId INTEGER NOT NULL REFERENCES listingVersion (id),
            product TEXT,
            priceFen INTEGER NOT NULL CHECK (priceFen > 0),
            priceUpperFen INTEGER CHECK (priceUpperFen >= priceFen),
            priceAfterCouponFen INTEGER CHECK (priceAfterCouponFen > 0),
            priceAfterCouponUpperFen INTEGER CHECK (priceAfterCouponUpperFen IS NULL
                OR (priceAfterCouponFen IS NOT NULL AND priceAfterCouponUpperFen >= priceAfterCouponFen)),
            salesId INTEGER REFERENCES salesFigure (id),
            changedAt INTEGER,
            UNIQUE (pullId, listingId)
        ) STRICT;
        CREATE INDEX listingSnapshotByListing ON listingSnapshot (listingId);
        CREATE INDEX listingSnapshotByVersion ON listingSnapshot (versionId);

        -- Snapshots and listings with all values.
        CREATE VIEW fullSnapshot AS
            SELECT n.*, \(attributes)
            FROM listingSnapshot n JOIN listingVersion v ON v.id = n.versionId
            LEFT JOIN salesFigure f ON f.id = n.salesId;
        CREATE VIEW fullListing AS
            SELECT n.*, \(attributes)
            FROM listing n JOIN listingVersion v ON v.id = n.versionId
            LEFT JOIN salesFigure f ON f.id = n.salesId;
        """

    private static let attributes = """
        v.title, v.shopName, v.shopIdentifier, v.category, v.link, v.image, v.liveRoom, v.streamer, v.maker,
            v.makerAddress, v.certificate, v.licence, v.creditCode,
            f.text AS salesText, f.lower AS salesLower, f.upper AS salesUpper, f.windowDays AS salesWindowDays
        """
}
