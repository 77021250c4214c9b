/// What criteria by decision rule need of a result.
enum Schema0009 {
    /// The expanded uncertainty (95 %) that the laboratory reports beside a value, as written; null where it reports none.
    static let criteria = "ALTER TABLE reportResult ADD COLUMN uncertainty TEXT"
}
