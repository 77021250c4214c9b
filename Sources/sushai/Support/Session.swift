internal import Domain
internal import Foundation
internal import Logging
internal import Rulebook
internal import Store
internal import Transport
internal import Workers

/// What a command works with: settings, the clock, and on demand the store and the rules.
struct Session: Sendable {
    let settings: Settings
    let clock: Clock

    init() throws {
        settings = try Settings.fromEnvironment()
        clock = Self.clock(startingAt: settings.clockStart)
        let level = Logger.Level(rawValue: settings.logLevel)
        guard let level else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Settings.Mistake(description: "SUSHAI_LOG_LEVEL is “\(settings.logLevel)”; write one of \(known)")
        }
        Bootstrap.logging(level)
    }

    static let random = RandomSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// - Parameter existing: for commands that only read: a mistyped path must not become a new, empty database.
    func openStore(existing: Bool = false) throws -> Store {
        guard !existing || FileManager.default.fileExists(atPath: settings.database) else {
            throw StoreError.wrongInstallation(
                "there is no database at \(settings.database); set SUSHAI_DATABASE, or begin with `sushai pull`")
        }
        return try openStore(at: settings.database)
    }

    private func openStore(at path: String) throws -> Store {
        try Store.open(
            .init(
                path: path, evidenceFolder: settings.evidence,
                maximumMegabytes: settings.maximumMegabytes, rehearsal: settings.clockStart != nil),
            clock: clock, random: Self.random)
    }

    func loadRules() throws -> Rulebook {
        try Rulebook.load(crawlers: settings.crawlers, criteria: settings.criteria)
    }

    func openContext() throws -> AppContext {
        AppContext(
            store: try openStore(), rulebook: try loadRules(), environment: environment,
            authority: settings.authority, home: settings.home)
    }

    var environment: Environment {
        let environment = ProcessInfo.processInfo.environment
        return Environment(
            clock: clock, random: Self.random, variable: { environment[$0] },
            sleep: { try await Task.sleep(for: .milliseconds($0)) })
    }

    private static func clock(startingAt start: Timestamp?) -> Clock {
        guard let start else {
            return Clock { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        }
        let begun = ContinuousClock.now
        return Clock {
            let elapsed = begun.duration(to: .now)
            return Timestamp(milliseconds: start.milliseconds + Int64(elapsed / .milliseconds(1)))
        }
    }
}

/// What is set up once a process.
enum Bootstrap {
    /// Logs go to standard error: standard output belongs to what a command prints.
    static func logging(_ level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
