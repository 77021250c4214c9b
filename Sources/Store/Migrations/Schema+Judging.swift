extension Schema {
    /// How a report was judged, and why judging a report waits.
    static let judging = """
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
            -- A hazard class belongs to a failing sample only.
            CHECK ((verdict = 'fails') = (hazard IS NOT NULL)),
            CHECK ((hazard IS NULL) = (sourceWording IS NULL)),
            CHECK (verdict <> 'fails' OR instr(sentence, '不符合本次风险速筛要求') = 1)
        ) STRICT;
        CREATE INDEX conclusionUnrouted ON conclusion (id) WHERE routedAt IS NULL;

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

        CREATE TABLE reportHold (
            reportId INTEGER PRIMARY KEY REFERENCES report (id),
            -- One need per line, as `photo|video:1`: what the rule requires, and what is missing.
            required TEXT NOT NULL CHECK (required <> ''),
            missing TEXT NOT NULL,
            ruleFile TEXT NOT NULL,
            ruleHash TEXT NOT NULL CHECK (length(ruleHash) = 64),
            heldAt INTEGER NOT NULL,
            releasedAt INTEGER,
            CHECK ((releasedAt IS NULL) = (missing <> ''))
        ) STRICT;
        """
}
