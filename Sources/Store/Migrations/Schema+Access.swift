extension Schema {
    /// The installation, its tokens and its users.
    static let access = """
        CREATE TABLE installation (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            mode TEXT NOT NULL CHECK (mode IN ('live', 'rehearsal')),
            createdAt INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE token (
            id INTEGER PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
            role TEXT NOT NULL CHECK (role IN ('officer', 'laboratory', 'platform', 'monitor')),
            name TEXT NOT NULL CHECK (name <> ''),
            region TEXT CHECK (length(region) = 6),
            createdAt INTEGER NOT NULL,
            revokedAt INTEGER,
            -- A personal token: approval by a second person needs two names.
            person TEXT CHECK (person <> ''),
            duty TEXT CHECK (duty IN ('analyst', 'reviewer')),
            CHECK ((role = 'officer') = (region IS NOT NULL))
        ) STRICT;
        """
}
