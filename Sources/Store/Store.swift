package import Domain
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite
package import Logging

/// The one place where state is kept. Its methods are the transactions of the program, one file each: every one leaves
/// the invariants whole, and writes its event row in the same transaction.
package struct Store: Sendable {
    let writer: any DatabaseWriter
    package let clock: Clock
    package let random: RandomSource
    package let evidence: EvidenceVault

    /// How and where to open a store.
    package struct Options: Sendable {
        package var path: String
        package var evidenceFolder: String
        /// The largest the database file may grow; nil for no limit but the disk's.
        package var maximumMegabytes: Int?
        /// Whether the clock is set by hand: allowed only on a rehearsal store.
        package var rehearsal: Bool
        /// Statements that take this long are logged.
        package var slowStatementMilliseconds: Int64 = 500
        package var logger: Logger

        package init(
            path: String, evidenceFolder: String, maximumMegabytes: Int? = nil, rehearsal: Bool = false,
            logger: Logger = Logger(label: "sushai")
        ) {
            self.path = path
            self.evidenceFolder = evidenceFolder
            self.maximumMegabytes = maximumMegabytes
            self.rehearsal = rehearsal
            self.logger = logger
        }
    }

    /// The version of the SQLite library in use.
    package static var engineVersion: String { String(cString: sqlite3_libversion()) }

    /// Opens the file, made where it is missing, and brings its schema up to date.
    package static func open(_ options: Options, clock: Clock, random: RandomSource) throws -> Store {
        let folder = options.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        do {
            if !folder.isEmpty, folder != [""] { try make(folder: folder.joined(separator: "/")) }
            return try OpeningLock.holding(options.path) {
                let pool = try DatabasePool(path: options.path, configuration: configuration(options))
                return try Store(writer: pool, options: options, clock: clock, random: random)
            }
        } catch let error as DatabaseError {
            throw translated(error, path: options.path)
        }
    }

    private static func make(folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError.wrongInstallation("the folder \(folder) of the database cannot be made: \(error)")
        }
    }

    /// A store in memory, for tests: the same schema, gone with the process. Evidence goes to `evidenceFolder`.
    package static func inMemory(evidenceFolder: String, clock: Clock, random: RandomSource) throws -> Store {
        let options = Options(path: "", evidenceFolder: evidenceFolder, rehearsal: true)
        let queue = try DatabaseQueue(configuration: configuration(options))
        return try Store(writer: queue, options: options, clock: clock, random: random)
    }

    private init(writer: any DatabaseWriter, options: Options, clock: Clock, random: RandomSource) throws {
        self.writer = writer
        self.clock = clock
        self.random = random
        evidence = EvidenceVault(folder: options.evidenceFolder)
        guard try !writer.read(Migrations.all.hasBeenSuperseded) else {
            throw StoreError.wrongInstallation(
                "this database was made by a newer version of the program; use that version, or another database")
        }
        try Migrations.all.migrate(writer)
        try claimInstallation(rehearsal: options.rehearsal)
    }

    private static func configuration(_ options: Options) -> Configuration {
        var configuration = Configuration()
        // Command and server are separate processes on one file: a writer waits for the other instead of failing.
        configuration.busyMode = .timeout(30)
        let pages = options.maximumMegabytes.map { $0 * 256 }
        let slowStatements = SlowStatements(
            milliseconds: options.slowStatementMilliseconds, logger: options.logger)
        configuration.prepareDatabase { database in
            slowStatements.watch(database)
            // A committed transaction survives power loss.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // New listings land all over the index of identities: with its pages at hand (64 MiB), and many changes of a
            // page written back as one (256 MiB of log), millions of rows are stored twice as fast.
            try database.execute(sql: "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 65536")
            if let pages { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
        }
        return configuration
    }
}

extension Store {
    /// One write transaction; the moment it is given is the moment of every row it writes.
    func write<Value: Sendable>(
        _ body: @Sendable @escaping (Database, Timestamp) throws -> Value
    ) async throws -> Value {
        let clock = clock
        do {
            return try await writer.write { try body($0, clock.now()) }
        } catch let error as DatabaseError {
            throw Self.translated(error, path: nil)
        }
    }

    func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        do {
            return try await writer.read(body)
        } catch let error as DatabaseError {
            throw Self.translated(error, path: nil)
        }
    }

    /// Whether the store answers at all; for readiness.
    package func ping() async throws {
        _ = try await read { try $0.value("SELECT COUNT(*) FROM installation") }
    }

    static func translated(_ error: DatabaseError, path: String?) -> any Error {
        switch error.resultCode {
        case .SQLITE_FULL:
            return StoreError.full(
                "the disk, or the configured size of the database, is full; nothing was half written. "
                    + "Make room and run the same command again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StoreError.unavailable("another process holds the database for too long; run the same again")
        case .SQLITE_IOERR:
            return StoreError.unavailable("the disk of the database does not answer: \(error.message ?? "I/O error")")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            return StoreError.wrongInstallation(
                "the database \(path ?? "file") cannot be opened for writing; check that its folder exists and is "
                    + "writable for this user")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            return StoreError.wrongInstallation("\(path ?? "the file") is no intact SQLite database")
        default:
            return error
        }
    }

    private func claimInstallation(rehearsal: Bool) throws {
        let wanted = rehearsal ? "rehearsal" : "live"
        let now = clock.now()
        let found = try writer.write { database -> String in
            try database.run(
                "INSERT INTO installation (id, mode, createdAt) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING",
                wanted, now.milliseconds)
            return try database.first("SELECT mode FROM installation WHERE id = 1")?["mode"] ?? ""
        }
        // A clock set by hand must never date the records of a real installation.
        guard !rehearsal || found == "rehearsal" else {
            throw StoreError.wrongInstallation(
                "this database is a live one; a clock set by hand (SUSHAI_CLOCK_START) is for rehearsals, which need "
                    + "a database of their own (SUSHAI_DATABASE)")
        }
    }
}
