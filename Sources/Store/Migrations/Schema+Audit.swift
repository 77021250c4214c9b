extension Schema {
    /// The event log and the alerts.
    static let audit = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            subject TEXT NOT NULL,
            details TEXT NOT NULL,
            -- The chain: each hash covers the row and the hash before it.
            previousHash TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX eventBySubject ON event (subject, sequence);

        CREATE TABLE alert (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind <> ''),
            subject TEXT NOT NULL CHECK (subject <> ''),
            message TEXT NOT NULL CHECK (message <> ''),
            raisedAt INTEGER NOT NULL,
            resolvedAt INTEGER,
            resolvedBy TEXT,
            CHECK ((resolvedAt IS NULL) = (resolvedBy IS NULL))
        ) STRICT;
        -- An open alert of one kind and subject exists once.
        CREATE UNIQUE INDEX alertStanding ON alert (kind, subject) WHERE resolvedAt IS NULL;
        """
}
