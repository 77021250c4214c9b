extension Migrations {
    /// Upper bounds of prices, and the kind of flag `bait-variant`. Older prices are single prices, so their upper
    /// bound is the price.
    static let priceRange = """
        -- Null: the platform states no highest price.
        ALTER TABLE listingSnapshot ADD COLUMN priceUpperFen INTEGER CHECK (priceUpperFen >= priceFen);
        -- Null: no price after coupons, or no highest one.
        ALTER TABLE listingSnapshot ADD COLUMN priceAfterCouponUpperFen INTEGER
            CHECK (priceAfterCouponUpperFen IS NULL
                OR (priceAfterCouponFen IS NOT NULL AND priceAfterCouponUpperFen >= priceAfterCouponFen));
        UPDATE listingSnapshot SET priceUpperFen = priceFen, priceAfterCouponUpperFen = priceAfterCouponFen;

        -- Null: the platform states no highest price.
        ALTER TABLE frameEntry ADD COLUMN priceUpperFen INTEGER CHECK (priceUpperFen >= priceFen);
        UPDATE frameEntry SET priceUpperFen = priceFen;

        ALTER TABLE flag RENAME TO flagBefore;
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
        INSERT INTO flag (id, snapshotId, kind, points, figures, reason, counterfactual, ruleFile, ruleHash, raisedAt)
            SELECT id, snapshotId, kind, points, figures, reason, counterfactual, ruleFile, ruleHash, raisedAt
            FROM flagBefore;
        DROP TABLE flagBefore;
        """
}
