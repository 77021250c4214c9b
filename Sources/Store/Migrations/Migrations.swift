internal import GRDB

/// The schema, step by step. A step that has been released is never changed.
///
/// The statements of this folder are SQLite's own (STRICT, INTEGER of 64 bits); another engine needs its own folder.
/// All other statements of the store are portable.
enum Migrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0010 listings by change") { try $0.execute(sql: Schema.statements) }
        migrator.registerMigration("0011 accounts") { try $0.execute(sql: Schema.accounts) }
        migrator.registerMigration("0012 review", migrate: ReviewStep.run)
        migrator.registerMigration("0014 purchase uploads") { try $0.execute(sql: PurchaseUploadStep.statements) }
        migrator.registerMigration("0015 custody") { try $0.execute(sql: Schema.custody) }
        return migrator
    }

    /// Whether the database has the form in which every pull stored every listing again. It is not converted.
    static func isOldForm(_ database: Database) throws -> Bool {
        try all.appliedIdentifiers(database).contains("0001 schema")
    }
}

/// The tables, one file per subject. Times are milliseconds UTC; days are `YYYY-MM-DD`; money is in fen.
enum Schema {
    static let statements = [
        access, audit, queue, pulls, listings, flagging, sampling,
        evidence, laboratory, intake, reports, judging, cases, takedown, storage,
    ].joined(separator: "\n")
}
