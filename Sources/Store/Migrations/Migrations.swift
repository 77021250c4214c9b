internal import GRDB

/// The schema, step by step. A step that has been released is never changed.
///
/// The statements of this folder are SQLite's own (STRICT, INTEGER of 64 bits); another engine needs its own folder.
/// All other statements of the store are portable.
enum Migrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001 schema") { try $0.execute(sql: Schema.statements) }
        migrator.registerMigration("0002 pull proof") { try $0.execute(sql: Schema.pullProof) }
        migrator.registerMigration("0003 price range") { try $0.execute(sql: priceRange) }
        migrator.registerMigration("0004 upload remarks") { try $0.execute(sql: Schema.uploadRemarks) }
        migrator.registerMigration("0005 reason of results") { try $0.execute(sql: Schema.notApplicable) }
        migrator.registerMigration("0006 report papers") { try $0.execute(sql: Schema.reportPapers) }
        migrator.registerMigration("0007 matching") { try $0.execute(sql: MatchingStep.statements) }
        migrator.registerMigration("0008 validators of a request") { try $0.execute(sql: ValidatorStep.statements) }
        migrator.registerMigration("0009 match of flags") { try $0.execute(sql: FlagMatchStep.statements) }
        return migrator
    }

    /// Makes a database file with the steps up to `step` and some rows, for tests of later steps.
    static func prepare(_ path: String, upTo step: String, rows: String) throws {
        let queue = try DatabaseQueue(path: path)
        try all.migrate(queue, upTo: step)
        try queue.write { try $0.execute(sql: rows) }
        try queue.close()
    }
}

/// The tables, one file per subject. Times are milliseconds UTC; days are `YYYY-MM-DD`; money is in fen.
enum Schema {
    static let statements = [
        access, audit, queue, pulls, listings, flagging, sampling,
        evidence, laboratory, intake, reports, judging, cases, takedown,
    ].joined(separator: "\n")
}
