extension Schema {
    /// Step 0004: what the reader of a workbook noticed, kept with its upload for the reviewer.
    static let uploadRemarks = """
        CREATE TABLE uploadRemark (
            uploadId INTEGER NOT NULL REFERENCES labUpload (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            kind TEXT NOT NULL CHECK (kind IN
                ('hidden-rows', 'hidden-columns', 'hidden-sheet', 'merged-down', 'formulas', 'shown-otherwise')),
            sheet TEXT NOT NULL,
            -- The number of rows, columns, ranges or cells.
            total INTEGER NOT NULL CHECK (total > 0),
            -- The first of them, one in each line.
            examples TEXT NOT NULL,
            PRIMARY KEY (uploadId, ordinal)
        ) STRICT;
        """
}
