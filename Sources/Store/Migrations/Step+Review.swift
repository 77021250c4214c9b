internal import Domain
internal import GRDB

/// The review of flags, the lists of the console, and what flags were compared with.
enum ReviewStep {
    static func run(_ database: Database) throws {
        try database.execute(sql: [flags, lists, neighbours].joined(separator: "\n"))
        try fill(database)
    }

    private static let flags = """
        -- A decision of a person on the flags of a listing. A row is never changed; the last one of a listing counts.
        CREATE TABLE flagReview (
            id INTEGER PRIMARY KEY,
            -- The snapshot whose flags the person saw.
            snapshotId INTEGER NOT NULL REFERENCES listingSnapshot (id),
            decision TEXT NOT NULL CHECK (decision IN ('buy', 'watch', 'ignore', 'undo')),
            reason TEXT CHECK (reason <> ''),
            decidedBy TEXT NOT NULL CHECK (decidedBy <> ''),
            decidedAt INTEGER NOT NULL,
            CHECK (decision <> 'ignore' OR reason IS NOT NULL)
        ) STRICT;
        CREATE INDEX flagReviewBySnapshot ON flagReview (snapshotId, id);

        -- One row for each flagged listing: its latest flagged snapshot, and where its review stands. What other tables
        -- say is repeated here, so that a list is sorted and filtered by one index.
        CREATE TABLE flaggedListing (
            listingId INTEGER PRIMARY KEY REFERENCES listing (id),
            snapshotId INTEGER NOT NULL UNIQUE REFERENCES listingSnapshot (id),
            platform TEXT NOT NULL,
            product TEXT NOT NULL,
            -- The kinds of the snapshot's flags, as `FlagKind.bit`.
            kinds INTEGER NOT NULL CHECK (kinds > 0),
            points INTEGER NOT NULL CHECK (points >= 0),
            -- The lowest price that a buyer pays.
            priceFen INTEGER NOT NULL CHECK (priceFen > 0),
            flaggedAt INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'buy', 'watch', 'ignore')),
            reviewId INTEGER REFERENCES flagReview (id),
            -- The kinds of flags that the last decision covers.
            reviewedKinds INTEGER NOT NULL CHECK (reviewedKinds >= 0),
            -- Title, item number and shop, as `SearchText`.
            searchText TEXT NOT NULL
        ) STRICT;
        CREATE INDEX flaggedListingByPoints
            ON flaggedListing (points, listingId, state, platform, product, kinds, flaggedAt);
        CREATE INDEX flaggedListingByPrice
            ON flaggedListing (priceFen, listingId, state, platform, product, kinds, flaggedAt, points);
        CREATE INDEX flaggedListingByTime
            ON flaggedListing (flaggedAt, listingId, state, platform, product, kinds, points);
        -- For the foreign key.
        CREATE INDEX flaggedListingByReview ON flaggedListing (reviewId) WHERE reviewId IS NOT NULL;
        -- What waits for a person, by age.
        CREATE INDEX flaggedListingPending ON flaggedListing (flaggedAt) WHERE state = 'pending';

        -- The prices of a comparison cell in one pull, in short (`PriceSummary`): one that a flagged listing is in.
        CREATE TABLE priceCell (
            id INTEGER PRIMARY KEY,
            pullId INTEGER NOT NULL REFERENCES pull (id),
            product TEXT NOT NULL,
            specification TEXT NOT NULL,
            unit TEXT NOT NULL,
            listings INTEGER NOT NULL CHECK (listings > 0),
            prices TEXT NOT NULL CHECK (prices <> ''),
            UNIQUE (pullId, product, specification, unit)
        ) STRICT;

        -- What a flagged snapshot was compared with.
        CREATE TABLE flagComparison (
            snapshotId INTEGER PRIMARY KEY REFERENCES listingSnapshot (id),
            -- Null: its price was not compared.
            cellId INTEGER REFERENCES priceCell (id),
            -- The number of listings of the cell that cost less.
            cheaper INTEGER CHECK (cheaper >= 0),
            units INTEGER NOT NULL CHECK (units > 0),
            -- The units sold since the sighting before: at least and at most, in this time; or why that is unknown.
            gainedAtLeast INTEGER,
            gainedAtMost INTEGER,
            gainedMilliseconds INTEGER,
            gainUnknown TEXT CHECK (gainUnknown <> ''),
            CHECK ((cellId IS NULL) = (cheaper IS NULL)),
            CHECK ((gainUnknown IS NULL) = (gainedAtLeast IS NOT NULL)),
            CHECK ((gainedAtLeast IS NULL) = (gainedMilliseconds IS NULL))
        ) STRICT;

        -- Flagged listings that the frame of the run left out because an officer had ignored their flags.
        ALTER TABLE samplingRun ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0 CHECK (ignored >= 0);
        """

    private static let lists = """
        -- A list with conditions and order that a person saved under a name.
        CREATE TABLE savedView (
            id INTEGER PRIMARY KEY,
            accountId INTEGER NOT NULL REFERENCES account (id),
            page TEXT NOT NULL CHECK (page <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            query TEXT NOT NULL,
            savedAt INTEGER NOT NULL,
            UNIQUE (accountId, page, name)
        ) STRICT;

        -- The columns of a list that a person chose, separated by blanks.
        CREATE TABLE shownColumns (
            accountId INTEGER NOT NULL REFERENCES account (id),
            page TEXT NOT NULL CHECK (page <> ''),
            columns TEXT NOT NULL,
            PRIMARY KEY (accountId, page)
        ) STRICT;

        -- One action on many rows of a list.
        CREATE TABLE bulkAction (
            id INTEGER PRIMARY KEY,
            page TEXT NOT NULL CHECK (page <> ''),
            action TEXT NOT NULL CHECK (action <> ''),
            reason TEXT CHECK (reason <> ''),
            -- The conditions at the moment of the request; null for chosen rows.
            query TEXT,
            -- What appeared or changed later is left out.
            moment INTEGER NOT NULL,
            -- The number of rows that the person was shown.
            expected INTEGER NOT NULL CHECK (expected >= 0),
            -- The one-time key of the form, which is carried out once.
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            requestedBy TEXT NOT NULL CHECK (requestedBy <> ''),
            requestedAt INTEGER NOT NULL,
            -- The number of the last row that was processed.
            doneThrough INTEGER NOT NULL DEFAULT 0,
            changed INTEGER NOT NULL DEFAULT 0 CHECK (changed >= 0),
            unchanged INTEGER NOT NULL DEFAULT 0 CHECK (unchanged >= 0),
            finishedAt INTEGER
        ) STRICT;
        CREATE INDEX bulkActionByRequester ON bulkAction (requestedBy, id);

        -- The chosen rows of an action, and the rows that it could not change.
        CREATE TABLE bulkRow (
            bulkId INTEGER NOT NULL REFERENCES bulkAction (id),
            subject INTEGER NOT NULL,
            -- The last decision that the person saw; null if not stated.
            seen INTEGER,
            -- Why the row was not changed.
            fault TEXT CHECK (fault <> ''),
            PRIMARY KEY (bulkId, subject)
        ) STRICT;
        CREATE INDEX bulkRowByFault ON bulkRow (bulkId, subject) WHERE fault IS NOT NULL;
        """

    /// What leads from a listing to its samples and its takedown, and the receipts of a platform in their order.
    private static let neighbours = """
        CREATE INDEX frameEntryByListing ON frameEntry (listingId);
        CREATE INDEX purchaseTaskByListing ON purchaseTask (listingId);
        CREATE INDEX takedownByListing ON takedown (listingId);
        CREATE INDEX receiptByPlatform ON receipt (platform, id);
        """

    /// Notes the latest flagged snapshot of each listing that was flagged before this step.
    private static func fill(_ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT s.listingId, s.id, l.platform, l.item, s.product, v.title, v.shopName, v.shopIdentifier,
                    COALESCE(s.priceAfterCouponFen, s.priceFen) AS price,
                    COALESCE((SELECT p.points FROM flagPriority p WHERE p.snapshotId = s.id), 0) AS points
                FROM listingSnapshot s JOIN listing l ON l.id = s.listingId JOIN listingVersion v ON v.id = s.versionId
                WHERE EXISTS (SELECT 1 FROM flag f WHERE f.snapshotId = s.id) ORDER BY s.seenAt, s.id
                """)
        let insert = try database.makeStatement(
            sql: """
                INSERT OR REPLACE INTO flaggedListing (listingId, snapshotId, platform, product, kinds, points, priceFen,
                    flaggedAt, state, reviewedKinds, searchText)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?)
                """)
        while let row = try rows.next() {
            let snapshot: Int64 = row["id"]
            let flags = try Row.fetchAll(
                database, sql: "SELECT kind, raisedAt FROM flag WHERE snapshotId = ?", arguments: [snapshot])
            let kinds = Set(flags.compactMap { FlagKind(rawValue: $0["kind"]) })
            let text = SearchText.joined([row["title"], row["item"], row["shopName"], row["shopIdentifier"]])
            try insert.execute(arguments: [
                row["listingId"] as Int64, snapshot, row["platform"] as String, row["product"] as String? ?? "",
                kinds.bits, row["points"] as Int64, row["price"] as Int64,
                flags.map { $0["raisedAt"] as Int64 }.max() ?? 0, text,
            ])
        }
    }
}
