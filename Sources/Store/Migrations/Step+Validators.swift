/// A step of the schema after the first.
enum ValidatorStep {
    /// Step 0008: a validator belongs to the request that it answered. Validators of earlier versions belong to no known
    /// request, so their pages are requested in full once.
    static let statements = """
        -- SHA-256 of the address and the parameters of the request.
        ALTER TABLE pageValidator ADD COLUMN request TEXT NOT NULL DEFAULT '';
        """
}
