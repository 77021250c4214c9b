internal import Configuration
internal import Domain
internal import Foundation

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
        ("SUSHAI_HOST", "127.0.0.1", "the address that `serve` listens on"),
        ("SUSHAI_PORT", "8080", "the port that `serve` listens on; 0 takes a free one"),
        ("SUSHAI_LOG_LEVEL", "notice", "trace, debug, info, notice, warning, error or critical"),
        ("SUSHAI_TOKEN", "none", "an officer's token, for `takedown confirm` and `takedown withdraw`"),
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
    let host: String
    let port: Int
    let logLevel: String
    let token: String?
    /// Set in a rehearsal: the moment at which the clock of this process starts.
    let clockStart: Timestamp?

    /// A setting that cannot be used.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    init(_ config: ConfigReader) throws {
        database = config.string(forKey: "database", default: "sushai.sqlite")
        evidence = config.string(forKey: "evidence", default: database + ".evidence")
        maximumMegabytes = try Self.number(config, "databaseMaxMegabytes", "SUSHAI_DATABASE_MAX_MEGABYTES")
        crawlers = config.string(forKey: "crawlers", default: "Crawlers")
        criteria = config.string(forKey: "criteria", default: "Criteria")
        authority = config.string(forKey: "authority", default: DispositionWording.defaultAuthority)
        host = config.string(forKey: "host", default: "127.0.0.1")
        port = try Self.number(config, "port", "SUSHAI_PORT") ?? 8080
        logLevel = config.string(forKey: "logLevel", default: "notice")
        token = config.string(forKey: "token", isSecret: true)
        clockStart = try config.string(forKey: "clockStart").map { text in
            guard let start = Timestamp(rfc3339: text) else {
                throw Mistake(
                    description: "SUSHAI_CLOCK_START is “\(text)”; write a moment such as 2026-11-02T08:00:00+08:00")
            }
            return start
        }
    }

    /// The settings of this process.
    static func fromEnvironment() throws -> Settings {
        try Settings(ConfigReader(provider: EnvironmentVariablesProvider()).scoped(to: "sushai"))
    }

    private static func number(_ config: ConfigReader, _ key: ConfigKey, _ variable: String) throws -> Int? {
        guard let text = config.string(forKey: key) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw Mistake(description: "\(variable) is “\(text)”; write a whole number")
        }
        return number
    }
}
