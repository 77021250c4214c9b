internal import Domain
internal import Transport

/// The platform's own error in the body of an answer.
struct PlatformError {
    let meaning: ErrorRules.Meaning?
    /// The codes and the message of the platform.
    let text: String
    let waitSeconds: Int64?

    /// A longer body is not an error.
    private static let longestBody = 1 << 20
    private static let longestText = 200
    /// The usual names, for crawler files without `errors`.
    private static let containers = ["error", "error_response", "errors"]
    private static let codes = ["code", "error_code", "errcode", "errno", "sub_code", "error"]
    private static let messages = [
        "message", "msg", "error_msg", "error_message", "errmsg", "error_description", "sub_msg", "detail", "title",
    ]

    /// Nil if the body contains no error.
    init?(_ body: [UInt8], crawler: Crawler) {
        guard body.count <= Self.longestBody, let page = Self.page(body, crawler.format) else { return nil }
        if let rules = crawler.errors, let error = PlatformError(page, rules) {
            self = error
        } else {
            let parts =
                [Self.errorPath(crawler.format).flatMap { Self.value(at: $0, page) }, page]
                + Self.containers.map { page.member($0)?.elements.first }
            guard let text = parts.compactMap({ $0.flatMap(Self.usualText) }).first else { return nil }
            self.init(meaning: nil, text: text, waitSeconds: nil)
        }
    }

    private init(meaning: ErrorRules.Meaning?, text: String, waitSeconds: Int64?) {
        self.meaning = meaning
        self.text = String(text.prefix(Self.longestText))
        self.waitSeconds = waitSeconds
    }

    private init?(_ page: JSONCursor, _ rules: ErrorRules) {
        let codes = rules.codes.compactMap { Self.text(at: $0, page) }
        guard !codes.isEmpty else { return nil }
        let message = rules.messages.lazy.compactMap { Self.text(at: $0, page) }.first { !$0.isEmpty }
        self.init(
            meaning: rules.meaning(of: codes), text: Self.joined(codes, message),
            waitSeconds: rules.wait.flatMap { wait in
                Self.text(at: wait.path, page).flatMap { wait.seconds(in: $0) }
            })
    }

    /// The error for the caller if its meaning is known.
    ///
    /// - Parameter headerSeconds: `Retry-After` of the answer.
    func fetchError(hiding secrets: SecretTexts, headerSeconds: Int64?) -> FetchError? {
        let text = secrets.hidden(in: text)
        return switch meaning {
        case .throttled: .throttled(retryAfterSeconds: waitSeconds ?? headerSeconds, why: text)
        case .credentials: .credentials(text)
        case .gone: .gone(text)
        case nil: nil
        }
    }

    // MARK: Values

    private static func page(_ body: [UInt8], _ format: FeedFormat) -> JSONCursor? {
        if case .xml(let format) = format, let page = try? XMLRecords.json(from: body, format: format) {
            return try? JSONCursor(parsing: page.json)
        }
        guard let text = try? PageReader.text(body, format.encoding) else { return nil }
        return try? JSONCursor(parsing: text.utf8)
    }

    private static func errorPath(_ format: FeedFormat) -> FieldPath? {
        switch format {
        case .json(let format): format.error
        case .xml(let format): format.error
        case .ndjson, .csv, .jsonLD: nil
        }
    }

    private static func value(at path: FieldPath, _ page: JSONCursor) -> JSONCursor? {
        (try? page.follow(path.steps, firstOfLists: true)) ?? nil
    }

    private static func text(at path: FieldPath, _ page: JSONCursor) -> String? {
        value(at: path, page).flatMap(text)
    }

    private static func text(_ value: JSONCursor) -> String? {
        (try? value.text()) ?? nil
    }

    private static func usualText(_ part: JSONCursor) -> String? {
        func texts(_ names: [String]) -> [String] {
            names.compactMap { part.member($0).flatMap(text) }.filter { !$0.isEmpty }
        }
        let codes = texts(codes)
        let message = texts(messages).first
        guard !codes.isEmpty || message != nil else { return nil }
        return joined(codes, message)
    }

    private static func joined(_ codes: [String], _ message: String?) -> String {
        let code = codes.filter { !$0.isEmpty }.joined(separator: " ")
        return [code, message ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
