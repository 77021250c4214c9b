internal import Configuration
internal import Domain
internal import Foundation
internal import Logging
internal import Terminal

/// The settings of the program, read once at the entry point from the environment.
struct Settings: Sendable {
    /// The name of each setting, its default, and its purpose.
    static let descriptions: [(variable: String, fallback: String, meaning: String)] = [
        ("SUSHAI_DATABASE", "sushai.sqlite", "SQLite 数据库文件"),
        ("SUSHAI_EVIDENCE", "<数据库>.evidence", "证据文件目录"),
        ("SUSHAI_KEY_FILE", "<数据库>.key", "动态口令密钥的加密密钥；首次需要时自动生成，须与数据库分开备份"),
        ("SUSHAI_DATABASE_MAX_MEGABYTES", "不限", "数据库文件的最大兆字节数"),
        ("SUSHAI_CRAWLERS", "Crawlers", "抓取器文件目录"),
        ("SUSHAI_CRITERIA", "Criteria", "实施细则文件目录"),
        ("SUSHAI_AUTHORITY", DispositionWording.defaultAuthority, "制发问题告知书的机关"),
        ("SUSHAI_AUTHORITY_CONTACT", "空白，供手填", "问题告知书上该机关的联系人"),
        ("SUSHAI_AUTHORITY_PHONE", "空白，供手填", "问题告知书上该机关的联系电话"),
        ("SUSHAI_REGION", "330000", "机关所辖区域；其执法人员也可见区域外的销售者"),
        ("SUSHAI_HELD_REPORT_DAYS", "3", "报告暂扣超过此天数即发出告警"),
        ("SUSHAI_HOST", "127.0.0.1", "serve 监听的地址"),
        ("SUSHAI_PORT", "8080", "serve 监听的端口；0 为任一空闲端口"),
        (
            "SUSHAI_ORIGIN", "无，控制台仅供本机试用", "控制台的公开地址，例如 https://susha.example.cn；TLS 由反向代理提供"
        ),
        (
            "SUSHAI_LOG_LEVEL", "serve 和 work 为 info，其他为 critical",
            "日志级别：trace、debug、info、notice、warning、error 或 critical"
        ),
        ("SUSHAI_LOG_FORMAT", "text", "日志格式：text，或 json（每行一个 JSON 对象）"),
        ("SUSHAI_TOKEN", "无", "操作者的令牌：执法人员，或承检机构的人员"),
        (
            "SUSHAI_CLOCK_START", "系统时钟",
            "时钟的起点，例如 2026-11-02T08:00:00+08:00；仅用于演练，正式数据库拒绝使用"
        ),
    ]

    let database: String
    let evidence: String
    /// The file with the key that seals secrets in the database.
    let keyFile: String
    let maximumMegabytes: Int?
    let crawlers: String
    let criteria: String
    let authority: String
    /// The person and the telephone number of the authority, for notices.
    let contact: Contact
    let home: RegionCode
    let heldReportDays: Int
    let host: String
    let port: Int
    /// The public address of the console. Nil: the console answers only on this machine.
    let origin: WebOrigin?
    /// Nil selects the level of the command.
    let logLevel: Logger.Level?
    let logFormat: LogFormat
    let token: String?
    /// The time at which the clock of this process starts. Set only in a rehearsal.
    let clockStart: Timestamp?

    /// A setting that cannot be used.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    init(_ config: ConfigReader) throws {
        database = try Self.text(config, "database", "SUSHAI_DATABASE") ?? "sushai.sqlite"
        guard !database.hasPrefix(":") else {
            throw Mistake(description: "SUSHAI_DATABASE 的值“\(database)”不是文件路径")
        }
        evidence = try Self.text(config, "evidence", "SUSHAI_EVIDENCE") ?? database + ".evidence"
        keyFile = try Self.text(config, "keyFile", "SUSHAI_KEY_FILE") ?? database + ".key"
        maximumMegabytes = try Self.number(
            config, "databaseMaxMegabytes", "SUSHAI_DATABASE_MAX_MEGABYTES", 1...1_000_000)
        crawlers = try Self.text(config, "crawlers", "SUSHAI_CRAWLERS") ?? "Crawlers"
        criteria = try Self.text(config, "criteria", "SUSHAI_CRITERIA") ?? "Criteria"
        authority = try Self.text(config, "authority", "SUSHAI_AUTHORITY") ?? DispositionWording.defaultAuthority
        contact = Contact(
            person: try Self.text(config, "authorityContact", "SUSHAI_AUTHORITY_CONTACT"),
            phone: try Self.text(config, "authorityPhone", "SUSHAI_AUTHORITY_PHONE"))
        let region = try Self.text(config, "region", "SUSHAI_REGION") ?? RegionCode.zhejiang.text
        guard let home = RegionCode(region) else {
            throw Mistake(description: "SUSHAI_REGION 的值“\(region)”不是 GB/T 2260 六位代码，例如 330000")
        }
        self.home = home
        heldReportDays = try Self.number(config, "heldReportDays", "SUSHAI_HELD_REPORT_DAYS", 1...365) ?? 3
        host = try Self.text(config, "host", "SUSHAI_HOST") ?? "127.0.0.1"
        port = try Self.number(config, "port", "SUSHAI_PORT", 0...65_535) ?? 8080
        origin = try Self.text(config, "origin", "SUSHAI_ORIGIN").map { text in
            guard let origin = WebOrigin(text) else {
                throw Mistake(
                    description: "SUSHAI_ORIGIN 的值“\(text)”不可用，请写作 https://susha.example.cn：小写，不带路径，443 端口不写")
            }
            return origin
        }
        logLevel = try Self.choice(config, "logLevel", "SUSHAI_LOG_LEVEL")
        logFormat = try Self.choice(config, "logFormat", "SUSHAI_LOG_FORMAT") ?? .text
        token = config.string(forKey: "token", isSecret: true)
        clockStart = try config.string(forKey: "clockStart").map { text in
            guard let start = Timestamp(rfc3339: text) else {
                throw Mistake(
                    description: "SUSHAI_CLOCK_START 的值“\(text)”不是时刻，请写作 2026-11-02T08:00:00+08:00")
            }
            return start
        }
    }

    /// The variables that are set, for the log, without the token.
    static func logged(_ variable: (String) -> String?) -> Logger.Metadata {
        var metadata = Logger.Metadata()
        for name in descriptions.map(\.variable) where name != "SUSHAI_TOKEN" {
            if let value = variable(name) { metadata[name] = "\(value)" }
        }
        return metadata
    }

    static func fromEnvironment() throws -> Settings {
        try Settings(ConfigReader(provider: EnvironmentVariablesProvider()).scoped(to: "sushai"))
    }

    /// A text that is not empty. An empty folder would be the root of the file system.
    private static func text(_ config: ConfigReader, _ key: ConfigKey, _ variable: String) throws -> String? {
        guard let text = config.string(forKey: key) else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Mistake(description: "\(variable) 为空，请设置该变量或将其删除")
        }
        return text
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ config: ConfigReader, _ key: ConfigKey, _ variable: String
    ) throws -> Choice? {
        guard let text = config.string(forKey: key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: "、")
            throw Mistake(description: "\(variable) 的值“\(text)”不可用，可用：\(known)")
        }
        return choice
    }

    private static func number(
        _ config: ConfigReader, _ key: ConfigKey, _ variable: String, _ range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text = config.string(forKey: key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Mistake(
                description: "\(variable) 的值“\(text)”不可用，请写\(range.lowerBound)至\(range.upperBound)的整数")
        }
        return number
    }
}
