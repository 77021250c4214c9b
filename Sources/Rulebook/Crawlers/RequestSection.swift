internal import Domain

/// The `request` section of a crawler file.
enum RequestSection {
    static func read(_ value: Value) -> FeedRequest? {
        guard let mapping = value.mapping else { return nil }
        let method = mapping.field("method") { $0.word(FeedRequest.Method.self) }.or(.get)
        let credentials = mapping.optional("credentials").map(credentials) ?? [:]
        let known = FeedRequest.knownPlaceholders.union(credentials.keys)
        let parameters = mapping.optional("parameters").map { self.parameters($0, known: known) } ?? []
        let body = mapping.field("json") { json($0, method, known: known) }
        let isAuthorized = mapping.optional("authorization") != nil
        let authorization = mapping.field("authorization", AuthorizationSection.read)
        let headers = mapping.optional("headers").map { HeaderSection.read($0, known: known) } ?? []
        let signing = mapping.field("sign") {
            SigningSection.read($0, parameters: Set(parameters.map(\.name)), hasBody: method == .post)
        }
        let pace = pace(mapping)
        let timeouts = TimeoutSection.read(mapping)
        let attempts = mapping.field("attempts") { $0.number(1...10) }.or(4)
        let megabytes = mapping.field("maximumMegabytes") { $0.number(1...1024) }.or(16)
        mapping.finish()
        if isAuthorized, headers.contains(where: { $0.name.lowercased() == "authorization" }) {
            value.report("authorization and a header Authorization contradict each other; leave one out")
        }
        guard let method, let pace, let timeouts, let attempts, let megabytes, !signing.isFaulty,
            !authorization.isFaulty, !body.isFaulty
        else { return nil }
        return FeedRequest(
            method: method, parameters: parameters, body: body.value, headers: headers, credentials: credentials,
            authorization: authorization.value, signing: signing.value, pace: pace, timeouts: timeouts,
            attempts: attempts, maximumBytes: megabytes << 20)
    }

    /// Name → template.
    static func parameters(_ value: Value, known: Set<String>) -> [FeedRequest.Parameter] {
        (value.mapping?.members() ?? []).compactMap { name, value in
            Template.read(value, known: known).map { FeedRequest.Parameter(name: name, template: $0) }
        }
    }

    private static func credentials(_ value: Value) -> [String: String] {
        var credentials: [String: String] = [:]
        for (name, variable) in value.mapping?.members() ?? [] {
            credentials[name] = variable.variable ?? ""
            if FeedRequest.knownPlaceholders.contains(name) {
                variable.report("“\(name)” is a placeholder of its own; give the credential another name")
            }
        }
        return credentials
    }

    private static func json(_ value: Value, _ method: FeedRequest.Method?, known: Set<String>) -> FeedRequest.Body? {
        guard let text = Template.read(value, known: known) else { return nil }
        if method == .get { value.report("a GET carries no body; write method: POST") }
        if !Template.isJSON(text) {
            value.report("this is no JSON once its placeholders are filled; write it in single quotes, or after “|”")
        }
        return .json(text)
    }

    private static func pace(_ mapping: Mapping) -> Pace? {
        let usual = Pace()
        let rate = mapping.field("requestsPerSecond") { $0.number(1...1_000_000) }.or(usual.requestsPerSecond)
        let concurrency = mapping.field("concurrency") { $0.number(1...64) }.or(usual.concurrency)
        guard let rate, let concurrency else { return nil }
        return Pace(requestsPerSecond: rate, concurrency: concurrency)
    }
}

/// The time limits of a request: `timeoutSeconds` for the whole request, or `timeouts` for each phase.
enum TimeoutSection {
    static func read(_ request: Mapping) -> Timeouts? {
        let usual = Timeouts()
        let whole = request.optional("timeoutSeconds")
        guard let phases = request.optional("timeouts") else {
            return Field(whole) { $0.number(1...600) }.or(usual.total).map { Timeouts(total: $0) }
        }
        whole?.report("timeoutSeconds and timeouts.total are the same; leave timeoutSeconds out")
        guard let mapping = phases.mapping else { return nil }
        let connect = mapping.field("connect") { $0.number(1...600) }.or(usual.connect)
        let silence = mapping.field("silence") { $0.number(1...600) }.or(usual.silence)
        let total = mapping.field("total") { $0.number(1...3600) }.or(usual.total)
        mapping.finish()
        guard let connect, let silence, let total else { return nil }
        return Timeouts(connect: connect, silence: silence, total: total)
    }
}

/// The `headers` of a request.
enum HeaderSection {
    /// Headers that the transport writes itself.
    private static let reserved: Set<String> = ["host", "content-length", "connection", "transfer-encoding"]

    static func read(_ value: Value, known: Set<String>) -> [FeedRequest.Parameter] {
        var seen: Set<String> = []
        return (value.mapping?.members() ?? []).compactMap { name, value in
            let lower = name.lowercased()
            guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
                value.report("“\(name)” is no name of a header: letters, digits and hyphens")
                return nil
            }
            if reserved.contains(lower) { value.report("the header “\(name)” is written by the program itself") }
            if !seen.insert(lower).inserted { value.report("the header “\(name)” stands twice") }
            guard let text = Template.read(value, known: known) else { return nil }
            if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
                value.report("a header is one line without control characters")
            }
            if lower == "authorization", Template.placeholders(text).isEmpty {
                value.report("a credential never stands in a rule file; use authorization, or a placeholder")
            }
            return FeedRequest.Parameter(name: name, template: text)
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
