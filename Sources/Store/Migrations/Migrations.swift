internal import GRDB

/// The schema, step by step. A step that has landed is never changed.
///
/// The statements of this folder are SQLite's own (STRICT, INTEGER of 64 bits); a second engine brings its own folder.
/// Everything else in the store is portable.
enum Migrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001 foundation") { try $0.execute(sql: Schema0001.foundation) }
        migrator.registerMigration("0002 listings") { try $0.execute(sql: Schema0001.listings) }
        migrator.registerMigration("0003 sampling") { try $0.execute(sql: Schema0001.sampling) }
        migrator.registerMigration("0004 laboratory") { try $0.execute(sql: Schema0001.laboratory) }
        migrator.registerMigration("0005 disposition") { try $0.execute(sql: Schema0001.disposition) }
        migrator.registerMigration("0006 feeds", migrate: Schema0006.migrate)
        migrator.registerMigration("0007 flagging") { try $0.execute(sql: Schema0007.flagging) }
        migrator.registerMigration("0008 intake") { try $0.execute(sql: Schema0008.intake) }
        migrator.registerMigration("0009 criteria") { try $0.execute(sql: Schema0009.criteria) }
        migrator.registerMigration("0010 evidence") { try $0.execute(sql: Schema0010.evidence) }
        migrator.registerMigration("0011 dismissal") { try $0.execute(sql: Schema0011.dismissal) }
        migrator.registerMigration("0013 undecided") { try $0.execute(sql: Schema0013.undecided) }
        migrator.registerMigration("0014 indexes") { try $0.execute(sql: Schema0014.indexes) }
        return migrator
    }

    /// Makes a database as an earlier version left it, with rows of its time: for proving the steps that came after.
    static func makeDatabase(at path: String, upTo step: String, running sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try all.migrate(queue, upTo: step)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}

/// The first edition of the tables. Times are milliseconds UTC; days are `YYYY-MM-DD`; money is fen.
enum Schema0001 {}
