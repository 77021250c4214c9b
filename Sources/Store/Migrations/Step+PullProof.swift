extension Schema {
    /// What ended the pages of a query, which listings repeat, and which values could not be read.
    static let pullProof = """
        ALTER TABLE pullPage ADD COLUMN saysMore INTEGER CHECK (saysMore IN (0, 1));
        -- On the last page of a query: what ended the pages. Pages of earlier versions have none.
        ALTER TABLE pullPage ADD COLUMN endedBy TEXT CHECK (endedBy IN (
            'one-page', 'empty-page', 'known-items', 'stated', 'no-next', 'total',
            'first-page-repeats', 'more-stated', 'refused'));

        -- The listings of a page that an earlier page of its pull contained.
        CREATE TABLE pullRepeat (
            pageId INTEGER NOT NULL REFERENCES pullPage (id),
            listingId INTEGER NOT NULL REFERENCES listing (id),
            PRIMARY KEY (pageId, listingId)
        ) STRICT, WITHOUT ROWID;

        -- How many values of a field could not be read, and the first of them, one in each line.
        ALTER TABLE pullMissing ADD COLUMN unreadable INTEGER NOT NULL DEFAULT 0 CHECK (unreadable >= 0);
        ALTER TABLE pullMissing ADD COLUMN examples TEXT NOT NULL DEFAULT '';

        CREATE TABLE newCertificate (
            pullId INTEGER PRIMARY KEY REFERENCES pull (id),
            verdict TEXT NOT NULL CHECK (
                verdict IN ('complete', 'unproven', 'short', 'overlap-collapsed', 'incomplete')),
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
            -- One hole per line.
            holes TEXT NOT NULL,
            contentRoot TEXT NOT NULL CHECK (length(contentRoot) = 64),
            issuedAt INTEGER NOT NULL,
            CHECK (records = listings + repeated + quarantined),
            CHECK ((verdict = 'incomplete') = (holes <> ''))
        ) STRICT;
        INSERT INTO newCertificate SELECT * FROM pullCertificate;
        DROP TABLE pullCertificate;
        ALTER TABLE newCertificate RENAME TO pullCertificate;
        """
}
