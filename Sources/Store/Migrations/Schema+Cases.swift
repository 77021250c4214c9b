extension Schema {
    /// Notices to enterprises, reminders and leads to local bureaus.
    static let cases = """
        CREATE TABLE notice (
            id INTEGER PRIMARY KEY,
            conclusionId INTEGER NOT NULL UNIQUE REFERENCES conclusion (id),
            number TEXT NOT NULL UNIQUE,
            enterprise TEXT NOT NULL CHECK (enterprise <> ''),
            hazard TEXT NOT NULL CHECK (hazard IN ('general', 'serious')),
            copies INTEGER NOT NULL CHECK (copies = 2),
            copiedTo TEXT NOT NULL CHECK (length(copiedTo) = 6),
            text TEXT NOT NULL,
            issuedAt INTEGER NOT NULL,
            servedAt INTEGER,
            proofOfService TEXT REFERENCES evidence (hash),
            withdrawnAt INTEGER,
            -- Why the notice was withdrawn, and the conclusion that replaced it.
            withdrawnReason TEXT CHECK (withdrawnReason <> ''),
            supersededBy INTEGER REFERENCES conclusion (id),
            -- Served means proved: 送达回证.
            CHECK ((servedAt IS NULL) = (proofOfService IS NULL))
        ) STRICT;
        CREATE INDEX noticeByProof ON notice (proofOfService) WHERE proofOfService IS NOT NULL;

        CREATE TABLE referral (
            id INTEGER PRIMARY KEY,
            conclusionId INTEGER NOT NULL UNIQUE REFERENCES conclusion (id),
            kind TEXT NOT NULL CHECK (kind IN ('reminder', 'lead')),
            region TEXT NOT NULL CHECK (length(region) = 6),
            createdAt INTEGER NOT NULL,
            withdrawnAt INTEGER,
            -- Why the referral was withdrawn, and the conclusion that replaced it.
            withdrawnReason TEXT CHECK (withdrawnReason <> ''),
            supersededBy INTEGER REFERENCES conclusion (id)
        ) STRICT;
        """
}
