extension Schema {
    /// Sampling runs, purchase tasks and purchases.
    static let sampling = """
        CREATE TABLE samplingRun (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            budgetFen INTEGER NOT NULL CHECK (budgetFen > 0),
            commitment TEXT NOT NULL CHECK (length(commitment) = 64),
            openedAt INTEGER NOT NULL,
            seed TEXT,
            drawnAt INTEGER,
            CHECK ((seed IS NULL) = (drawnAt IS NULL))
        ) STRICT;

        CREATE TABLE samplingQuota (
            runId INTEGER NOT NULL REFERENCES samplingRun (id),
            product TEXT NOT NULL,
            quota INTEGER NOT NULL CHECK (quota > 0),
            PRIMARY KEY (runId, product)
        ) STRICT;

        CREATE TABLE frameEntry (
            runId INTEGER NOT NULL REFERENCES samplingRun (id),
            listingId INTEGER NOT NULL REFERENCES listing (id),
            snapshotId INTEGER NOT NULL REFERENCES listingSnapshot (id),
            product TEXT NOT NULL,
            priceFen INTEGER NOT NULL CHECK (priceFen > 0),
            -- Null: the platform states no highest price.
            priceUpperFen INTEGER CHECK (priceUpperFen >= priceFen),
            PRIMARY KEY (runId, listingId)
        ) STRICT;

        CREATE TABLE purchaseTask (
            id INTEGER PRIMARY KEY,
            runId INTEGER NOT NULL,
            listingId INTEGER NOT NULL,
            ticket TEXT NOT NULL CHECK (length(ticket) = 64),
            state TEXT NOT NULL CHECK (state IN ('open', 'purchased', 'cancelled')),
            createdAt INTEGER NOT NULL,
            UNIQUE (runId, listingId),
            FOREIGN KEY (runId, listingId) REFERENCES frameEntry (runId, listingId)
        ) STRICT;

        CREATE TABLE purchase (
            id INTEGER PRIMARY KEY,
            taskId INTEGER NOT NULL UNIQUE REFERENCES purchaseTask (id),
            orderNumber TEXT NOT NULL UNIQUE CHECK (orderNumber <> ''),
            paidFen INTEGER NOT NULL CHECK (paidFen > 0),
            purchasedOn TEXT NOT NULL CHECK (length(purchasedOn) = 10),
            sellerName TEXT NOT NULL CHECK (sellerName <> ''),
            sellerRegion TEXT NOT NULL CHECK (length(sellerRegion) = 6),
            recordedAt INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE purchaseEvidence (
            purchaseId INTEGER NOT NULL REFERENCES purchase (id),
            hash TEXT NOT NULL REFERENCES evidence (hash),
            PRIMARY KEY (purchaseId, hash)
        ) STRICT;
        CREATE INDEX purchaseEvidenceByHash ON purchaseEvidence (hash);

        CREATE TABLE sample (
            id INTEGER PRIMARY KEY,
            label TEXT NOT NULL UNIQUE CHECK (label <> ''),
            purchaseId INTEGER NOT NULL UNIQUE REFERENCES purchase (id),
            product TEXT NOT NULL,
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            createdAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sampleByLaboratory ON sample (laboratory, id);
        CREATE INDEX sampleByProduct ON sample (product, id);
        """
}
