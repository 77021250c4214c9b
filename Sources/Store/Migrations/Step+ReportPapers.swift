extension Schema {
    /// What the printed report states about the laboratory, the sample and the test.
    static let reportPapers = """
        ALTER TABLE laboratory ADD COLUMN title TEXT CHECK (title <> '');
        ALTER TABLE laboratory ADD COLUMN address TEXT CHECK (address <> '');
        ALTER TABLE laboratory ADD COLUMN contactPerson TEXT CHECK (contactPerson <> '');
        ALTER TABLE laboratory ADD COLUMN contactPhone TEXT CHECK (contactPhone <> '');
        ALTER TABLE laboratory ADD COLUMN accreditation TEXT CHECK (accreditation <> '');
        ALTER TABLE reportResult ADD COLUMN method TEXT CHECK (method <> '');

        CREATE TABLE reportParticular (
            reportId INTEGER NOT NULL REFERENCES report (id),
            name TEXT NOT NULL CHECK (name IN ('maker', 'brand', 'model', 'batch', 'quantity', 'state', 'conditions',
                'instruments', 'testedBy', 'checkedBy', 'approvedBy')),
            value TEXT NOT NULL CHECK (value <> ''),
            PRIMARY KEY (reportId, name)
        ) STRICT;
        """
}
