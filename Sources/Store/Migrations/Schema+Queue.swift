extension Schema {
    static let queue = """
        CREATE TABLE job (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind <> ''),
            key TEXT NOT NULL CHECK (key <> ''),
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            runAfter INTEGER NOT NULL,
            leaseUntil INTEGER,
            fence INTEGER NOT NULL DEFAULT 0,
            -- The class of the last failure for people, and its detail for developers.
            lastFault TEXT,
            lastError TEXT,
            createdAt INTEGER NOT NULL,
            updatedAt INTEGER NOT NULL,
            UNIQUE (kind, key),
            CHECK ((state = 'running') = (leaseUntil IS NOT NULL)),
            CHECK ((lastFault IS NULL) = (lastError IS NULL)),
            CHECK (state <> 'dead' OR lastError IS NOT NULL)
        ) STRICT;
        CREATE INDEX jobDue ON job (kind, state, runAfter);
        """
}
