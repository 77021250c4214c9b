internal import Domain
internal import Foundation
internal import Logging
internal import Rulebook
internal import Store
internal import Transport
internal import Workers

/// The settings and the clock of a command; the store and the rules on demand.
struct Session: Sendable {
    let settings: Settings
    let clock: Clock

    init() throws {
        settings = try Settings.fromEnvironment()
        clock = Self.clock(startingAt: settings.clockStart)
        let level = Logger.Level(rawValue: settings.logLevel)
        guard let level else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: "、")
            throw Settings.Mistake(description: "SUSHAI_LOG_LEVEL 的值“\(settings.logLevel)”不可用，可用：\(known)")
        }
        Bootstrap.logging(level)
    }

    static let random = RandomSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// - Parameter existing: whether the database must exist. Commands that only read must not create one from a
    ///   mistyped path.
    func openStore(existing: Bool = false) throws -> Store {
        guard !existing || FileManager.default.fileExists(atPath: settings.database) else {
            throw Obstacle.noDatabase(path: settings.database)
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

    /// The names of the products, for tables. Files with mistakes are left out, and `criteria check` reports them.
    func productNames() -> ProductNames {
        var mistakes: [Diagnostic] = []
        return ProductNames(Rulebook.read(settings.criteria, &mistakes, CriteriaFile.read))
    }

    func openContext() throws -> AppContext {
        AppContext(
            store: try openStore(), rulebook: try loadRules(), environment: environment,
            authority: settings.authority, home: settings.home, heldReportDays: settings.heldReportDays)
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

/// Set-up that happens once a process.
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
