extension Schema {
    /// The reason for a result such as 不适用.
    static let notApplicable = """
        ALTER TABLE reportResult ADD COLUMN reason TEXT CHECK (reason <> '');
        """
}
