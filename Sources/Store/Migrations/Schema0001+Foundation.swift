extension Schema0001 {
    /// Who runs this, who may ask it, what happened, what is to be done.
    static let foundation = """
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
            CHECK ((role = 'officer') = (region IS NOT NULL))
        ) STRICT;

        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            subject TEXT NOT NULL,
            details TEXT NOT NULL,
            previousHash TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX eventBySubject ON event (subject, sequence);

        CREATE TABLE job (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind <> ''),
            key TEXT NOT NULL CHECK (key <> ''),
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            runAfter INTEGER NOT NULL,
            leaseUntil INTEGER,
            fence INTEGER NOT NULL DEFAULT 0,
            lastError TEXT,
            createdAt INTEGER NOT NULL,
            updatedAt INTEGER NOT NULL,
            UNIQUE (kind, key),
            CHECK ((state = 'running') = (leaseUntil IS NOT NULL)),
            CHECK (state <> 'dead' OR lastError IS NOT NULL)
        ) STRICT;
        CREATE INDEX jobDue ON job (kind, state, runAfter);
        """
}
