extension Schema {
    /// The pulls of a feed, their pages, and the unreadable records of each page.
    static let pulls = """
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
            -- Why flagging of this pull waits for a person.
            heldReason TEXT CHECK (heldReason <> ''),
            -- The number of different listings that its pages contain.
            listings INTEGER NOT NULL DEFAULT 0 CHECK (listings >= 0),
            -- Since when the rows of `pageSighting` of its pages are not used any more, and are removed.
            sightingsRemovedAt INTEGER,
            UNIQUE (crawler, slot),
            CHECK (screenedAt IS NULL OR completedAt IS NOT NULL)
        ) STRICT;
        CREATE INDEX pullByPlatform ON pull (platform, slot);

        CREATE TABLE pullPage (
            id INTEGER PRIMARY KEY,
            pullId INTEGER NOT NULL REFERENCES pull (id),
            query TEXT NOT NULL,
            page INTEGER NOT NULL,
            contentHash BLOB NOT NULL CHECK (length(contentHash) = 32),
            records INTEGER NOT NULL CHECK (records >= 0),
            listings INTEGER NOT NULL CHECK (listings >= 0),
            repeated INTEGER NOT NULL CHECK (repeated >= 0),
            quarantined INTEGER NOT NULL CHECK (quarantined >= 0),
            statedTotal INTEGER,
            saysMore INTEGER CHECK (saysMore IN (0, 1)),
            isLast INTEGER NOT NULL CHECK (isLast IN (0, 1)),
            -- On the last page of a query: what ended the pages.
            endedBy TEXT CHECK (endedBy IN ('one-page', 'empty-page', 'known-items', 'stated', 'no-next', 'total',
                'first-page-repeats', 'more-stated', 'refused')),
            -- The cursor or link that leads to the next page.
            nextToken TEXT,
            -- The page of an earlier pull, if the platform answered that it is unchanged.
            unchangedFrom INTEGER REFERENCES pullPage (id),
            fetchedAt INTEGER NOT NULL,
            UNIQUE (pullId, query, page),
            -- Every record of a page is counted.
            CHECK (records = listings + repeated + quarantined)
        ) STRICT;

        -- The listings of a page, removed after some time. A table of its own: SQLite gives the space of a removed row
        -- back, but not that of a row that becomes shorter.
        CREATE TABLE pageSighting (
            pageId INTEGER PRIMARY KEY REFERENCES pullPage (id),
            -- The listings that the pull saw first on this page, as `ListingSet`.
            seen BLOB NOT NULL,
            -- The listings of this page that an earlier page of the pull contained, as `ListingSet`.
            repeats BLOB NOT NULL,
            -- What the page changed, as `StateChanges`: the states that its changed listings had before.
            changes BLOB NOT NULL
        ) STRICT;

        -- How many records of a pull lack a field.
        CREATE TABLE pullMissing (
            pullId INTEGER NOT NULL REFERENCES pull (id),
            field TEXT NOT NULL,
            records INTEGER NOT NULL CHECK (records >= 0),
            -- How many values could not be read, and the first of them, one in each line.
            unreadable INTEGER NOT NULL DEFAULT 0 CHECK (unreadable >= 0),
            examples TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (pullId, field)
        ) STRICT, WITHOUT ROWID;

        -- What a finished pull proves.
        CREATE TABLE pullCertificate (
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

        -- What the platform gave for conditional requests of a page.
        CREATE TABLE pageValidator (
            crawler TEXT NOT NULL,
            query TEXT NOT NULL,
            page INTEGER NOT NULL,
            pageId INTEGER NOT NULL REFERENCES pullPage (id),
            etag TEXT,
            lastModified TEXT,
            -- SHA-256 of the address and the parameters of the request.
            request TEXT NOT NULL,
            PRIMARY KEY (crawler, query, page),
            CHECK (etag IS NOT NULL OR lastModified IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pageValidatorByPage ON pageValidator (pageId);

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
            context BLOB NOT NULL DEFAULT X'',
            resolvedAt INTEGER,
            -- Hash of the crawler file under which the record was read.
            resolvedRule TEXT CHECK (length(resolvedRule) = 64),
            UNIQUE (pullId, query, page, place, bytesHash)
        ) STRICT;
        """
}
