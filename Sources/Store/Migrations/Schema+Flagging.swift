extension Schema {
    /// Flags, and imported facts about shops and goods.
    static let flagging = """
        CREATE TABLE flag (
            id INTEGER PRIMARY KEY,
            snapshotId INTEGER NOT NULL REFERENCES listingSnapshot (id),
            kind TEXT NOT NULL CHECK (kind IN ('low-price', 'bait-variant', 'sales-burst', 'livestream', 'injury-risk',
                'public-attention', 'failing-shop', 'unnamed-maker', 'certificate', 'forbidden-claim')),
            points INTEGER CHECK (points >= 0),
            figures TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            counterfactual TEXT NOT NULL CHECK (counterfactual <> ''),
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            raisedAt INTEGER NOT NULL,
            UNIQUE (snapshotId, kind)
        ) STRICT;

        -- Sum of the points of a snapshot's flags, and the rule that gave them.
        CREATE TABLE flagPriority (
            snapshotId INTEGER PRIMARY KEY REFERENCES listingSnapshot (id),
            points INTEGER NOT NULL CHECK (points >= 0),
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64)
        ) STRICT;
        CREATE INDEX flagPriorityByPoints ON flagPriority (points);

        -- Why the listing of a flagged snapshot belongs to its product.
        CREATE TABLE flagMatch (
            snapshotId INTEGER PRIMARY KEY REFERENCES listingSnapshot (id),
            rule TEXT NOT NULL CHECK (rule IN ('category', 'title-word', 'combination', 'earlier-rules')),
            -- A place is the number of characters before the word, in the normal form of the title.
            word TEXT,
            place INTEGER CHECK (place >= 0),
            -- The other word of a combination.
            partner TEXT,
            partnerPlace INTEGER CHECK (partnerPlace >= 0),
            -- The category of the listing, and the category of the rule: the same or one above it.
            category TEXT,
            mappedCategory TEXT,
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            -- The words that all products share; null without such a file.
            sharedHash TEXT CHECK (length(sharedHash) = 64),
            CHECK ((word IS NOT NULL) = (rule IN ('title-word', 'combination')) AND (word IS NULL) = (place IS NULL)),
            CHECK ((partner IS NOT NULL) = (rule = 'combination') AND (partner IS NULL) = (partnerPlace IS NULL)),
            CHECK ((category IS NOT NULL) = (rule = 'category') AND (category IS NULL) = (mappedCategory IS NULL))
        ) STRICT;

        CREATE TABLE supervisionImport (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('attention', 'shop-failures')),
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            entries INTEGER NOT NULL CHECK (entries > 0),
            importedAt INTEGER NOT NULL,
            UNIQUE (kind, contentHash)
        ) STRICT;

        -- A later import may repeat a count; the latest row of one subject, type, window and source is used.
        CREATE TABLE attentionCount (
            id INTEGER PRIMARY KEY,
            importId INTEGER NOT NULL REFERENCES supervisionImport (id),
            about TEXT NOT NULL CHECK (about IN ('product', 'shop', 'item')),
            platform TEXT NOT NULL,
            subject TEXT NOT NULL CHECK (subject <> ''),
            type TEXT NOT NULL CHECK (type IN ('complaint', 'opinion')),
            fromDay TEXT NOT NULL CHECK (length(fromDay) = 10),
            untilDay TEXT NOT NULL CHECK (length(untilDay) = 10),
            source TEXT NOT NULL CHECK (source <> ''),
            count INTEGER NOT NULL CHECK (count >= 0),
            CHECK (fromDay <= untilDay),
            CHECK ((about = 'product') = (platform = ''))
        ) STRICT;
        CREATE INDEX attentionBySubject
            ON attentionCount (about, platform, subject, type, fromDay, untilDay, source, id);
        CREATE INDEX attentionByDay ON attentionCount (untilDay);

        CREATE TABLE shopFailure (
            id INTEGER PRIMARY KEY,
            importId INTEGER NOT NULL REFERENCES supervisionImport (id),
            platform TEXT NOT NULL CHECK (platform <> ''),
            shop TEXT NOT NULL CHECK (shop <> ''),
            year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2200),
            source TEXT NOT NULL CHECK (source <> ''),
            UNIQUE (platform, shop, year, source)
        ) STRICT;

        CREATE TABLE twin (
            leftId INTEGER NOT NULL REFERENCES listing (id),
            rightId INTEGER NOT NULL REFERENCES listing (id),
            commonShingles INTEGER NOT NULL CHECK (commonShingles > 0),
            unionShingles INTEGER NOT NULL CHECK (unionShingles >= commonShingles),
            samePrice INTEGER NOT NULL CHECK (samePrice IN (0, 1)),
            sameImage INTEGER NOT NULL CHECK (sameImage IN (0, 1)),
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            foundAt INTEGER NOT NULL,
            PRIMARY KEY (leftId, rightId),
            CHECK (leftId < rightId),
            -- A title alone proves nothing.
            CHECK (samePrice = 1 OR sameImage = 1)
        ) STRICT;
        CREATE INDEX twinByRight ON twin (rightId);
        """
}
