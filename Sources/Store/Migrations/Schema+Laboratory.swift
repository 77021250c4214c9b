extension Schema {
    /// Laboratories, their scopes, and the samples that they received.
    static let laboratory = """
        -- How a laboratory's uploads are handled; a laboratory without a row has the defaults.
        CREATE TABLE laboratory (
            name TEXT PRIMARY KEY CHECK (name <> ''),
            fourEyes INTEGER NOT NULL CHECK (fourEyes IN (0, 1)),
            -- 1 if a scope was ever recorded: an empty scope permits nothing.
            hasScope INTEGER NOT NULL DEFAULT 0 CHECK (hasScope IN (0, 1)),
            updatedAt INTEGER NOT NULL,
            -- What the printed report states about the laboratory.
            title TEXT CHECK (title <> ''),
            address TEXT CHECK (address <> ''),
            contactPerson TEXT CHECK (contactPerson <> ''),
            contactPhone TEXT CHECK (contactPhone <> ''),
            accreditation TEXT CHECK (accreditation <> ''),
            -- Why the scope is not checked. Without a scope and a waiver, no row is accepted.
            scopeWaiver TEXT CHECK (scopeWaiver <> ''),
            scopeWaivedBy TEXT CHECK (scopeWaivedBy <> '')
        ) STRICT;

        -- What a laboratory is accredited for. Entries end; they are not deleted.
        CREATE TABLE laboratoryScope (
            id INTEGER PRIMARY KEY,
            laboratory TEXT NOT NULL REFERENCES laboratory (name),
            kind TEXT NOT NULL CHECK (kind IN ('item', 'standard')),
            name TEXT NOT NULL CHECK (name <> ''),
            fromDay TEXT CHECK (length(fromDay) = 10),
            untilDay TEXT CHECK (length(untilDay) = 10),
            addedAt INTEGER NOT NULL,
            removedAt INTEGER,
            CHECK (fromDay <= untilDay)
        ) STRICT;
        CREATE INDEX laboratoryScopeByLaboratory ON laboratoryScope (laboratory, removedAt);

        CREATE TABLE sampleReceipt (
            sampleId INTEGER PRIMARY KEY REFERENCES sample (id),
            receivedOn TEXT NOT NULL CHECK (length(receivedOn) = 10),
            recordedBy TEXT NOT NULL CHECK (recordedBy <> ''),
            recordedAt INTEGER NOT NULL
        ) STRICT;

        -- Two samples of the same goods, under two labels, in two laboratories.
        CREATE TABLE blindDuplicate (
            leftId INTEGER NOT NULL REFERENCES sample (id),
            rightId INTEGER NOT NULL REFERENCES sample (id),
            recordedAt INTEGER NOT NULL,
            PRIMARY KEY (leftId, rightId),
            CHECK (leftId < rightId)
        ) STRICT;
        """
}
