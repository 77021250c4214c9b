extension Schema {
    /// The lists of events, and the checks of their chain.
    static let eventLists = """
        CREATE INDEX eventByTime ON event (at, sequence);
        CREATE INDEX eventByKind ON event (kind, at, sequence, actor);
        CREATE INDEX eventByActor ON event (actor, at, sequence);

        -- A check of the hash chain, part by part, up to the last event at the time of the request.
        CREATE TABLE chainProof (
            id INTEGER PRIMARY KEY,
            requestedBy TEXT NOT NULL CHECK (requestedBy <> ''),
            requestedAt INTEGER NOT NULL,
            -- The number of the last event to check.
            through INTEGER NOT NULL CHECK (through >= 0),
            -- The number of events that were checked and fit, and the hash of the last of them.
            checked INTEGER NOT NULL DEFAULT 0 CHECK (checked BETWEEN 0 AND through),
            head TEXT NOT NULL CHECK (length(head) = 64),
            -- The first event that does not fit, and why.
            faultSequence INTEGER,
            faultKind TEXT CHECK (faultKind IN ('missing', 'detached', 'changed')),
            finishedAt INTEGER,
            CHECK ((faultSequence IS NULL) = (faultKind IS NULL)),
            CHECK (faultSequence IS NULL OR finishedAt IS NOT NULL)
        ) STRICT;
        """
}
