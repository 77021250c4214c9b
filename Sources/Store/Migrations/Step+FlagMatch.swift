/// Step 0009: a flagged listing keeps why it belonged to its product. Older flags have no row.
enum FlagMatchStep {
    static let statements = """
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
        """
}
