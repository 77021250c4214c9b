internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Logging
internal import Rulebook
internal import Store
internal import Terminal
internal import Transport
internal import Workers

/// The context of a command: settings, clock and log, and on demand the store and the rules.
struct Session: Sendable {
    let settings: Settings
    let clock: Clock
    let logger: Logger

    /// - Parameter level: the level of the log if none is set.
    init(logLevel level: Logger.Level) throws {
        settings = try Settings.fromEnvironment()
        clock = Self.clock(startingAt: settings.clockStart)
        Bootstrap.logging(settings.logLevel ?? level, settings.logFormat)
        logger = Logger(label: "sushai")
    }

    static let random = RandomSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// - Parameter existing: whether the database must exist. Commands that only read must not create a database from a
    ///   mistyped path.
    func openStore(existing: Bool = false) throws -> Store {
        guard !existing || FileManager.default.fileExists(atPath: settings.database) else {
            throw StartFailure.noDatabase(path: settings.database)
        }
        return try openStore(at: settings.database)
    }

    private func openStore(at path: String) throws -> Store {
        try Store.open(
            .init(
                path: path, evidenceFolder: settings.evidence,
                maximumMegabytes: settings.maximumMegabytes, rehearsal: settings.clockStart != nil, logger: logger),
            clock: clock, random: Self.random)
    }

    func loadRules() throws -> Rulebook {
        try Rulebook.load(crawlers: settings.crawlers, criteria: settings.criteria)
    }

    /// The names of the products, for tables. Files with mistakes are left out; `criteria check` reports them.
    func productNames() -> ProductNames {
        var mistakes: [Diagnostic] = []
        return ProductNames(Rulebook.read(settings.criteria, &mistakes, CriteriaFile.read))
    }

    func openContext() throws -> AppContext {
        AppContext(
            store: try openStore(), rulebook: try loadRules(), environment: environment,
            authority: settings.authority, contact: settings.contact, home: settings.home,
            heldReportDays: settings.heldReportDays,
            access: AccessSettings(keyFile: SecretKeyFile(path: settings.keyFile)), origin: settings.origin)
    }

    var environment: Environment {
        let environment = ProcessInfo.processInfo.environment
        return Environment(
            clock: clock, random: Self.random, variable: { environment[$0] },
            sleep: { try await Task.sleep(for: .milliseconds($0)) }, logger: logger)
    }

    /// Records the end of confirmations of figures that were interrupted.
    func settleConfirmations(_ store: Store) async throws {
        try await ConfirmFigure(store, folder: settings.criteria, environment: environment).settle()
    }

    /// Logs the versions and the settings at the start.
    func logStart(_ command: String) {
        let variables = ProcessInfo.processInfo.environment
        let versions: Logger.Metadata = [
            "command": "\(command)", "version": "\(Sushai.configuration.version)", "sqlite": "\(Store.engineVersion)",
            "libcurl": "\(HTTPClient.libraryVersion)",
        ]
        logger.notice("started", metadata: versions.merging(Settings.logged { variables[$0] }) { old, _ in old })
    }

    @Sendable static func systemTime() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    private static func clock(startingAt start: Timestamp?) -> Clock {
        guard let start else {
            return Clock(now: systemTime)
        }
        let begun = ContinuousClock.now
        return Clock {
            let elapsed = begun.duration(to: .now)
            return Timestamp(milliseconds: start.milliseconds + Int64(elapsed / .milliseconds(1)))
        }
    }
}

/// Set-up that is done once per process.
enum Bootstrap {
    /// Sends logs to standard error, because standard output is for the results of commands.
    static func logging(_ level: Logger.Level, _ format: LogFormat) {
        LoggingSystem.bootstrap { label in
            var handler: any LogHandler =
                switch format {
                case .text: StreamLogHandler.standardError(label: label)
                case .json: JSONLogHandler(label: label, now: Session.systemTime) { Output.log($0) }
                }
            handler.logLevel = level
            return handler
        }
    }
}
