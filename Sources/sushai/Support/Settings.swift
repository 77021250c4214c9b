internal import Configuration
internal import Domain
internal import Foundation
internal import Logging
internal import Terminal

/// The settings of the program, read once at the entry point from the environment.
struct Settings: Sendable {
    /// The name of each setting, its default, and what it is for.
    static let descriptions: [(variable: String, fallback: String, meaning: String)] = [
        ("SUSHAI_DATABASE", "sushai.sqlite", "the SQLite file"),
        ("SUSHAI_EVIDENCE", "<database>.evidence", "the folder of evidence files"),
        ("SUSHAI_DATABASE_MAX_MEGABYTES", "no limit", "the largest the SQLite file may grow"),
        ("SUSHAI_CRAWLERS", "Crawlers", "the folder of crawler files"),
        ("SUSHAI_CRITERIA", "Criteria", "the folder of criteria files"),
        ("SUSHAI_AUTHORITY", DispositionWording.defaultAuthority, "the authority in whose name notices go out"),
        ("SUSHAI_REGION", "330000", "the authority's region; its officers also see sellers from outside"),
        ("SUSHAI_HOST", "127.0.0.1", "the address that `serve` listens on"),
        ("SUSHAI_PORT", "8080", "the port that `serve` listens on; 0 takes a free one"),
        (
            "SUSHAI_LOG_LEVEL", "info for `serve` and `work`, else critical",
            "trace, debug, info, notice, warning, error or critical"
        ),
        ("SUSHAI_LOG_FORMAT", "text", "text, or json: one JSON object a line"),
        ("SUSHAI_TOKEN", "none", "the token of who acts: an officer, or a person of a laboratory"),
        (
            "SUSHAI_CLOCK_START", "the system's clock",
            "a moment (2026-11-02T08:00:00+08:00) at which the clock starts; rehearsals only, refused on a live database"
        ),
    ]

    let database: String
    let evidence: String
    let maximumMegabytes: Int?
    let crawlers: String
    let criteria: String
    let authority: String
    let home: RegionCode
    let host: String
    let port: Int
    /// Nil means the level of the command.
    let logLevel: Logger.Level?
    let logFormat: LogFormat
    let token: String?
    /// Set in a rehearsal: the moment at which the clock of this process starts.
    let clockStart: Timestamp?

    /// A setting that cannot be used.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    init(_ config: ConfigReader) throws {
        database = try Self.text(config, "database", "SUSHAI_DATABASE") ?? "sushai.sqlite"
        guard !database.hasPrefix(":") else {
            throw Mistake(description: "SUSHAI_DATABASE is “\(database)”; write the path of a file")
        }
        evidence = try Self.text(config, "evidence", "SUSHAI_EVIDENCE") ?? database + ".evidence"
        maximumMegabytes = try Self.number(
            config, "databaseMaxMegabytes", "SUSHAI_DATABASE_MAX_MEGABYTES", 1...1_000_000)
        crawlers = try Self.text(config, "crawlers", "SUSHAI_CRAWLERS") ?? "Crawlers"
        criteria = try Self.text(config, "criteria", "SUSHAI_CRITERIA") ?? "Criteria"
        authority = try Self.text(config, "authority", "SUSHAI_AUTHORITY") ?? DispositionWording.defaultAuthority
        let region = try Self.text(config, "region", "SUSHAI_REGION") ?? RegionCode.zhejiang.text
        guard let home = RegionCode(region) else {
            throw Mistake(description: "SUSHAI_REGION is “\(region)”; write six digits of GB/T 2260 such as 330000")
        }
        self.home = home
        host = try Self.text(config, "host", "SUSHAI_HOST") ?? "127.0.0.1"
        port = try Self.number(config, "port", "SUSHAI_PORT", 0...65_535) ?? 8080
        logLevel = try Self.choice(config, "logLevel", "SUSHAI_LOG_LEVEL")
        logFormat = try Self.choice(config, "logFormat", "SUSHAI_LOG_FORMAT") ?? .text
        token = config.string(forKey: "token", isSecret: true)
        clockStart = try config.string(forKey: "clockStart").map { text in
            guard let start = Timestamp(rfc3339: text) else {
                throw Mistake(
                    description: "SUSHAI_CLOCK_START is “\(text)”; write a moment such as 2026-11-02T08:00:00+08:00")
            }
            return start
        }
    }

    /// The variables that are set, for the log; the token is not among them.
    static func logged(_ variable: (String) -> String?) -> Logger.Metadata {
        var metadata = Logger.Metadata()
        for name in descriptions.map(\.variable) where name != "SUSHAI_TOKEN" {
            if let value = variable(name) { metadata[name] = "\(value)" }
        }
        return metadata
    }

    /// The settings of this process.
    static func fromEnvironment() throws -> Settings {
        try Settings(ConfigReader(provider: EnvironmentVariablesProvider()).scoped(to: "sushai"))
    }

    /// A text that is not set to nothing: an empty folder would be the root of the file system.
    private static func text(_ config: ConfigReader, _ key: ConfigKey, _ variable: String) throws -> String? {
        guard let text = config.string(forKey: key) else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Mistake(description: "\(variable) is empty; set it or leave it out")
        }
        return text
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ config: ConfigReader, _ key: ConfigKey, _ variable: String
    ) throws -> Choice? {
        guard let text = config.string(forKey: key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Mistake(description: "\(variable) is “\(text)”; write one of \(known)")
        }
        return choice
    }

    private static func number(
        _ config: ConfigReader, _ key: ConfigKey, _ variable: String, _ range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text = config.string(forKey: key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Mistake(
                description: "\(variable) is “\(text)”; write a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)")
        }
        return number
    }
}
