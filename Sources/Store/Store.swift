package import Domain
internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite
package import Logging

/// The database and the evidence vault. Its methods are the program's transactions, one file each. Every transaction
/// keeps the invariants and writes its own event.
package struct Store: Sendable {
    let writer: any DatabaseWriter
    package let clock: Clock
    package let random: RandomSource
    package let evidence: EvidenceVault
    let seenListings = SeenListingsCache()

    /// The options for opening a store.
    package struct Options: Sendable {
        package var path: String
        package var evidenceFolder: String
        /// The maximum size of the database file; nil for no limit except the disk.
        package var maximumMegabytes: Int?
        /// Whether the clock is set by hand. This is allowed only for a rehearsal store.
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

    /// Opens the database file. Creates the file and the schema if they are missing.
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
            throw StoreError.wrongInstallation("the folder \(folder) of the database cannot be created: \(error)")
        }
    }

    /// A store in memory with the same schema, for tests. Evidence goes to `evidenceFolder`.
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
        guard try !writer.read(Migrations.isOldForm) else {
            throw StoreError.wrongInstallation(
                "this database was made by an older version of the program, which stored every listing again in each "
                    + "pull; it is not converted: use another database (SUSHAI_DATABASE)")
        }
        guard try !writer.read(Migrations.all.hasBeenSuperseded) else {
            throw StoreError.wrongInstallation(
                "this database was made by a newer version of the program; use that version, or another database")
        }
        try Migrations.all.migrate(writer)
        try claimInstallation(rehearsal: options.rehearsal)
    }

    private static func configuration(_ options: Options) -> Configuration {
        var configuration = Configuration()
        // Commands and the server are separate processes on one file: a writer waits for another writer instead of
        // failing.
        configuration.busyMode = .timeout(30)
        let pages = options.maximumMegabytes.map { $0 * 256 }
        let slowStatements = SlowStatements(
            milliseconds: options.slowStatementMilliseconds, logger: options.logger)
        configuration.prepareDatabase { database in
            slowStatements.watch(database)
            try DatabaseFile.prepare(database)
            // A committed transaction survives a power cut.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // New listings are spread over the whole index of identities. With its pages in the memory of the writer
            // (64 MiB) and fewer checkpoints of the log (every 256 MiB), millions of rows are stored twice as fast.
            let cache = database.configuration.readonly ? 8_192 : 65_536
            try database.execute(sql: "PRAGMA cache_size = -\(cache); PRAGMA wal_autocheckpoint = 65536")
            if let pages { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
        }
        return configuration
    }
}

extension Store {
    /// Executes one write transaction. All its rows get the time that is passed to `body`.
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

    /// Throws if the store does not respond; for the readiness check.
    package func ping() async throws {
        _ = try await read { try $0.value("SELECT COUNT(*) FROM installation") }
    }

    static func translated(_ error: DatabaseError, path: String?) -> any Error {
        switch error.resultCode {
        case .SQLITE_FULL:
            return StoreError.full(
                "the disk, or the configured size of the database, is full; nothing was written. "
                    + "Free some space and run the same command again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StoreError.unavailable("another process locks the database for too long; run the same command again")
        case .SQLITE_IOERR:
            return StoreError.unavailable("the disk of the database does not respond: \(error.message ?? "I/O error")")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            return StoreError.wrongInstallation(
                "the database \(path ?? "file") cannot be opened for writing; check that its folder exists and is "
                    + "writable for this user")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            return StoreError.wrongInstallation("\(path ?? "the file") is not an intact SQLite database")
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
        // A clock set by hand must not date the records of a real installation.
        guard !rehearsal || found == "rehearsal" else {
            throw StoreError.wrongInstallation(
                "this database is a live one; a clock set by hand (SUSHAI_CLOCK_START) is for rehearsals only, which need "
                    + "their own database (SUSHAI_DATABASE)")
        }
    }
}
