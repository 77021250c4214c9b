extension Schema {
    /// The sizes of each day.
    static let storage = """
        CREATE TABLE storageMeasure (
            -- In the time zone of China.
            day TEXT PRIMARY KEY CHECK (length(day) = 10),
            logBytes INTEGER NOT NULL CHECK (logBytes >= 0),
            evidenceBytes INTEGER NOT NULL CHECK (evidenceBytes >= 0),
            measuredAt INTEGER NOT NULL
        ) STRICT;

        -- The parts of the database file on that day.
        CREATE TABLE storagePart (
            day TEXT NOT NULL REFERENCES storageMeasure (day),
            part TEXT NOT NULL CHECK (part IN ('listings', 'versions', 'sightings', 'pulls', 'flags', 'quarantine',
                'sampling', 'laboratory', 'cases', 'events', 'jobs', 'other', 'free')),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            PRIMARY KEY (day, part)
        ) STRICT, WITHOUT ROWID;
        """
}
