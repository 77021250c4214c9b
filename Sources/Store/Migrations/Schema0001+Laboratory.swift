extension Schema0001 {
    /// What laboratories reported, and how it was judged.
    static let laboratory = """
        CREATE TABLE report (
            id INTEGER PRIMARY KEY,
            laboratory TEXT NOT NULL CHECK (laboratory <> ''),
            number TEXT NOT NULL CHECK (number <> ''),
            version INTEGER NOT NULL CHECK (version > 0),
            sampleId INTEGER NOT NULL REFERENCES sample (id),
            contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
            testedOn TEXT NOT NULL CHECK (length(testedOn) = 10),
            producedOn TEXT CHECK (length(producedOn) = 10),
            declared TEXT NOT NULL,
            correctionReason TEXT,
            receivedAt INTEGER NOT NULL,
            UNIQUE (laboratory, number, version),
            UNIQUE (laboratory, number, contentHash),
            UNIQUE (sampleId, version),
            CHECK ((version = 1) = (correctionReason IS NULL))
        ) STRICT;

        CREATE TABLE reportResult (
            reportId INTEGER NOT NULL REFERENCES report (id),
            ordinal INTEGER NOT NULL,
            item TEXT NOT NULL CHECK (item <> ''),
            specimen INTEGER NOT NULL CHECK (specimen > 0),
            value TEXT NOT NULL,
            unit TEXT NOT NULL,
            detectionLimit TEXT,
            PRIMARY KEY (reportId, ordinal),
            UNIQUE (reportId, item, specimen)
        ) STRICT;

        CREATE TABLE conclusion (
            id INTEGER PRIMARY KEY,
            reportId INTEGER NOT NULL UNIQUE REFERENCES report (id),
            verdict TEXT NOT NULL CHECK (verdict IN ('meets', 'fails', 'cannotJudge')),
            hazard TEXT CHECK (hazard IN ('general', 'serious')),
            sourceWording TEXT,
            sentence TEXT NOT NULL CHECK (sentence <> ''),
            edition TEXT,
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            inputHash TEXT NOT NULL CHECK (length(inputHash) = 64),
            unknownItems TEXT NOT NULL,
            judgedAt INTEGER NOT NULL,
            routedAt INTEGER,
            -- Serious or general belongs to a failing sample and to no other.
            CHECK ((verdict = 'fails') = (hazard IS NOT NULL)),
            CHECK ((hazard IS NULL) = (sourceWording IS NULL)),
            CHECK (verdict <> 'fails' OR instr(sentence, '不符合本次风险速筛要求') = 1)
        ) STRICT;

        CREATE TABLE itemJudgement (
            conclusionId INTEGER NOT NULL REFERENCES conclusion (id),
            ordinal INTEGER NOT NULL,
            item TEXT NOT NULL,
            specimen INTEGER NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('meets', 'fails', 'cannotJudge')),
            reason TEXT NOT NULL,
            requirement TEXT NOT NULL,
            measured TEXT NOT NULL,
            sentence TEXT NOT NULL,
            PRIMARY KEY (conclusionId, ordinal)
        ) STRICT;
        """
}
