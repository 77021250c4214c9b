internal import GRDB

/// Feeds at full strength: pages that later pulls can refer to, snapshots cheap enough for a province, certificates,
/// validators and alerts.
enum Schema0006 {
    /// Rebuilt tables take the twelve steps of SQLite's documentation (lang_altertable, section 7); the migrator has
    /// switched foreign keys off and checks them all at the end.
    static func migrate(_ database: Database) throws {
        let function = DatabaseFunction("sushai_bytes", argumentCount: 1, pure: true) { values in
            String.fromDatabaseValue(values[0]).map { Blob(bytes(ofHexadecimal: $0)) }
        }
        database.add(function: function)
        defer { database.remove(function: function) }
        try database.execute(sql: pages)
        try database.execute(sql: snapshots)
        try database.execute(sql: flags)
        try database.execute(sql: others)
    }

    private static func bytes(ofHexadecimal text: String) -> [UInt8] {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// A page gets a number of its own, the way to the next one, and the page of an earlier pull that it repeats.
    private static let pages = """
        CREATE TABLE newPullPage (
            id INTEGER PRIMARY KEY,
            pullId INTEGER NOT NULL REFERENCES pull (id),
            query TEXT NOT NULL,
            page INTEGER NOT NULL,
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            records INTEGER NOT NULL CHECK (records >= 0),
            listings INTEGER NOT NULL CHECK (listings >= 0),
            repeated INTEGER NOT NULL CHECK (repeated >= 0),
            quarantined INTEGER NOT NULL CHECK (quarantined >= 0),
            statedTotal INTEGER,
            isLast INTEGER NOT NULL CHECK (isLast IN (0, 1)),
            -- The cursor or link that leads to the page behind this one.
            nextToken TEXT,
            -- The page of an earlier pull that the platform said is unchanged.
            unchangedFrom INTEGER REFERENCES pullPage (id),
            -- The listings of a page lie together from this snapshot on; replayed records lie elsewhere.
            firstSnapshotId INTEGER,
            fetchedAt INTEGER NOT NULL,
            UNIQUE (pullId, query, page),
            -- Nothing read from a page may vanish.
            CHECK (records = listings + repeated + quarantined)
        ) STRICT;
        INSERT INTO newPullPage (pullId, query, page, contentHash, records, listings, repeated, quarantined,
            statedTotal, isLast, fetchedAt)
        SELECT pullId, query, page, contentHash, records, listings, repeated, quarantined, statedTotal, isLast,
            fetchedAt
        FROM pullPage ORDER BY pullId, query, page;
        DROP TABLE pullPage;
        ALTER TABLE newPullPage RENAME TO pullPage;
        """

    /// The one big table. Rows are appended in ascending order; the one index is led by the pull, so inserting touches
    /// only the part of the index that belongs to the pull under way, however many rows lie before it. The pull needs no
    /// foreign key of its own: its pages have one, and each key costs a look-up a row.
    private static let snapshots = """
        CREATE TABLE newListingSnapshot (
            id INTEGER PRIMARY KEY,
            listingId INTEGER NOT NULL REFERENCES listing (id),
            pullId INTEGER NOT NULL,
            -- Null in rows older than this column.
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
        INSERT INTO newListingSnapshot (id, listingId, pullId, seenAt, contentHash, product, title, priceFen,
            salesLower, salesUpper, salesWindowDays, salesText, shopName, shopIdentifier, category, link, liveRoom,
            streamer)
        SELECT id, listingId, pullId, seenAt, sushai_bytes(contentHash), product, title, priceFen, salesLower,
            salesUpper, salesWindowDays, salesText, shopName, shopIdentifier, category, link, liveRoom, streamer
        FROM listingSnapshot ORDER BY id;
        DROP TABLE listingSnapshot;
        ALTER TABLE newListingSnapshot RENAME TO listingSnapshot;
        CREATE UNIQUE INDEX listingSnapshotByPull ON listingSnapshot (pullId, listingId);
        """

    /// The kinds of flags are the program's own; a new one needs no new table.
    private static let flags = """
        CREATE TABLE newFlag (
            id INTEGER PRIMARY KEY,
            snapshotId INTEGER NOT NULL REFERENCES listingSnapshot (id),
            kind TEXT NOT NULL CHECK (kind <> ''),
            figures TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            counterfactual TEXT NOT NULL CHECK (counterfactual <> ''),
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            raisedAt INTEGER NOT NULL,
            UNIQUE (snapshotId, kind)
        ) STRICT;
        INSERT INTO newFlag (id, snapshotId, kind, figures, reason, counterfactual, ruleFile, ruleHash, raisedAt)
        SELECT id, snapshotId, kind, figures, reason, counterfactual, ruleFile, ruleHash, raisedAt FROM flag
        ORDER BY id;
        DROP TABLE flag;
        ALTER TABLE newFlag RENAME TO flag;
        """

    private static let others = """
        -- Why the flagging of this pull waits for a person.
        ALTER TABLE pull ADD COLUMN heldReason TEXT CHECK (heldReason <> '');
        CREATE INDEX pullByPlatform ON pull (platform, slot);

        ALTER TABLE quarantine ADD COLUMN context BLOB NOT NULL DEFAULT X'';
        ALTER TABLE quarantine ADD COLUMN resolvedAt INTEGER;
        -- The crawler file under which the record could be read at last.
        ALTER TABLE quarantine ADD COLUMN resolvedRule TEXT CHECK (length(resolvedRule) = 64);

        CREATE TABLE pullMissing (
            pullId INTEGER NOT NULL REFERENCES pull (id),
            field TEXT NOT NULL,
            records INTEGER NOT NULL CHECK (records >= 0),
            PRIMARY KEY (pullId, field)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pageValidator (
            crawler TEXT NOT NULL,
            query TEXT NOT NULL,
            page INTEGER NOT NULL,
            pageId INTEGER NOT NULL REFERENCES pullPage (id),
            etag TEXT,
            lastModified TEXT,
            PRIMARY KEY (crawler, query, page),
            CHECK (etag IS NOT NULL OR lastModified IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pageValidatorByPage ON pageValidator (pageId);

        CREATE TABLE pullCertificate (
            pullId INTEGER PRIMARY KEY REFERENCES pull (id),
            verdict TEXT NOT NULL CHECK (verdict IN ('complete', 'short', 'overlap-collapsed', 'incomplete')),
            pages INTEGER NOT NULL,
            unchangedPages INTEGER NOT NULL,
            stated INTEGER NOT NULL,
            records INTEGER NOT NULL,
            listings INTEGER NOT NULL,
            repeated INTEGER NOT NULL,
            quarantined INTEGER NOT NULL,
            short INTEGER NOT NULL,
            previousPullId INTEGER REFERENCES pull (id),
            inBoth INTEGER,
            newListings INTEGER,
            goneListings INTEGER,
            -- A line each.
            holes TEXT NOT NULL,
            contentRoot TEXT NOT NULL CHECK (length(contentRoot) = 64),
            issuedAt INTEGER NOT NULL,
            CHECK (records = listings + repeated + quarantined),
            CHECK ((verdict = 'incomplete') = (holes <> ''))
        ) STRICT;

        CREATE TABLE alert (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind <> ''),
            subject TEXT NOT NULL CHECK (subject <> ''),
            message TEXT NOT NULL CHECK (message <> ''),
            raisedAt INTEGER NOT NULL,
            resolvedAt INTEGER,
            resolvedBy TEXT,
            CHECK ((resolvedAt IS NULL) = (resolvedBy IS NULL))
        ) STRICT;
        -- The same alert twice is one, as long as it stands.
        CREATE UNIQUE INDEX alertStanding ON alert (kind, subject) WHERE resolvedAt IS NULL;
        """
}
