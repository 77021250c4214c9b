extension Schema {
    /// The accounts of people, their sessions, and the slowing of sign-ins. Secrets are hashed or sealed.
    static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
                CHECK (length(name) BETWEEN 3 AND 40 AND name GLOB '[a-z0-9]*' AND name NOT GLOB '*[^a-z0-9._-]*'),
            role TEXT NOT NULL
                CHECK (role IN ('officer', 'laboratory', 'platform', 'buyer', 'bureau', 'auditor', 'administrator')),
            -- The laboratory or the platform.
            organisation TEXT CHECK (organisation <> ''),
            region TEXT CHECK (length(region) = 6),
            duty TEXT CHECK (duty IN ('analyst', 'reviewer')),
            passwordHash TEXT NOT NULL CHECK (passwordHash LIKE '$argon2id$%'),
            -- 1 if another person set the password.
            mustChangePassword INTEGER NOT NULL CHECK (mustChangePassword IN (0, 1)),
            -- The secret of the second factor, sealed with a key outside the database: nonce, text, tag.
            secondFactor BLOB CHECK (length(secondFactor) > 28),
            -- The last used step of the second factor. A code is used once, and none before it.
            lastStep INTEGER,
            createdAt INTEGER NOT NULL,
            disabledAt INTEGER,
            lastSignInAt INTEGER,
            CHECK ((role IN ('officer', 'bureau', 'auditor')) = (region IS NOT NULL)),
            CHECK ((role IN ('laboratory', 'platform')) = (organisation IS NOT NULL)),
            CHECK ((role = 'laboratory') = (duty IS NOT NULL)),
            CHECK ((secondFactor IS NULL) = (lastStep IS NULL))
        ) STRICT;

        CREATE TABLE accountSession (
            id INTEGER PRIMARY KEY,
            accountId INTEGER NOT NULL REFERENCES account (id),
            -- SHA-256 of the token in the cookie.
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
            step TEXT NOT NULL CHECK (step IN ('secondFactor', 'changePassword', 'enrol', 'full')),
            -- The sealed secret of a second factor that is being set.
            newSecret BLOB CHECK (length(newSecret) > 28),
            createdAt INTEGER NOT NULL,
            lastSeenAt INTEGER NOT NULL,
            endsAt INTEGER NOT NULL,
            address TEXT NOT NULL,
            agent TEXT NOT NULL,
            endedAt INTEGER,
            CHECK (createdAt <= lastSeenAt AND createdAt < endsAt),
            CHECK (newSecret IS NULL OR (step IN ('enrol', 'full') AND endedAt IS NULL))
        ) STRICT;
        CREATE INDEX accountSessionByAccount ON accountSession (accountId, endsAt);
        CREATE INDEX accountSessionByEnd ON accountSession (endsAt);

        CREATE TABLE recoveryCode (
            accountId INTEGER NOT NULL REFERENCES account (id),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            usedAt INTEGER,
            PRIMARY KEY (accountId, hash)
        ) STRICT;

        -- Failed attempts of an account (`account:17…`) or from an address (`address:…`).
        CREATE TABLE signInFailure (
            key TEXT PRIMARY KEY CHECK (key LIKE 'account:%' OR key LIKE 'address:%'),
            failures INTEGER NOT NULL CHECK (failures >= 0),
            lastAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX signInFailureByTime ON signInFailure (lastAt);
        """
}
