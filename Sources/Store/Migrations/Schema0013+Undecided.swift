/// What of a report lies in quarantine has a say in its verdict; what a set-aside correction was made against is known.
enum Schema0013 {
    static let undecided = """
        -- A JSON array of the items of which results lay in quarantine when the version was judged, an empty text for
        -- results whose item is not known; null where nothing did.
        ALTER TABLE report ADD COLUMN undecided TEXT CHECK (undecided <> '');
        -- The version whose results this one says again, only to be judged with other rows in quarantine.
        ALTER TABLE report ADD COLUMN restates INTEGER CHECK (restates > 0);
        CREATE INDEX reportUndecided ON report (uploadId) WHERE undecided IS NOT NULL;

        -- The version that stood when the row was set aside; null for none.
        ALTER TABLE intakeRow ADD COLUMN against INTEGER CHECK (against > 0);
        -- The version that made the row needless; null where somebody dismissed it.
        ALTER TABLE intakeRow ADD COLUMN supersededBy INTEGER REFERENCES report (id);
        UPDATE intakeRow SET against = (
            SELECT MAX(r.version) FROM report r JOIN labUpload u ON u.laboratory = r.laboratory
            WHERE u.id = intakeRow.uploadId AND r.number = intakeRow.reportNumber AND r.receivedAt <= intakeRow.createdAt)
        WHERE resolvedAt IS NULL;

        -- Reports beside which rows lie in quarantine are judged again.
        INSERT INTO job (kind, key, state, runAfter, createdAt, updatedAt)
        SELECT 'release', CAST(id AS TEXT), 'queued', 0, 0, 0 FROM labUpload WHERE quarantined > 0 OR waiting > 0
        ORDER BY id;
        """
}
