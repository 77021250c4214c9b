/// Step 0007: a snapshot knows that its pull also states other figures for the listing.
enum MatchingStep {
    static let statements = """
        ALTER TABLE listingSnapshot ADD COLUMN isContradicted INTEGER NOT NULL DEFAULT 0
            CHECK (isContradicted IN (0, 1));
        """
}
