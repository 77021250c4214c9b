internal import Domain

/// The `request` section of a crawler file.
enum RequestSection {
    static func read(_ value: Value) -> FeedRequest? {
        guard let mapping = value.mapping else { return nil }
        let method = mapping.optional("method").map { $0.word(FeedRequest.Method.self) } ?? .get
        var credentials: [String: String] = [:]
        for (name, variable) in mapping.optional("credentials")?.mapping?.members() ?? [] {
            credentials[name] = variable.text
            if FeedRequest.knownPlaceholders.contains(name) {
                variable.report("“\(name)” is a placeholder of its own; give the credential another name")
            }
        }
        let known = FeedRequest.knownPlaceholders.union(credentials.keys)
        let parameters = mapping.optional("parameters").map { Self.parameters($0, known: known) } ?? []
        let signing = mapping.optional("sign").map { Self.signing($0, parameters) }
        let rate = mapping.optional("requestsPerSecond").map { CrawlerFile.number($0, 1...1000) } ?? 5
        let timeout = mapping.optional("timeoutSeconds").map { CrawlerFile.number($0, 1...600) } ?? 20
        let attempts = mapping.optional("attempts").map { CrawlerFile.number($0, 1...10) } ?? 4
        mapping.finish()
        guard let method, let rate, let timeout, let attempts, signing != .some(nil) else { return nil }
        return FeedRequest(
            method: method, parameters: parameters, credentials: credentials, signing: signing ?? nil,
            pace: Pace(requestsPerSecond: rate), timeouts: Timeouts(total: timeout), attempts: attempts)
    }

    /// Name → template; a placeholder that nothing fills is a mistake.
    static func parameters(_ value: Value, known: Set<String>) -> [FeedRequest.Parameter] {
        (value.mapping?.members() ?? []).compactMap { name, value in
            guard let text = value.text else { return nil }
            if text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().contains(where: {
                !$0.contains("}")
            }) {
                value.report("a ${ is never closed")
            }
            for placeholder in placeholders(text) where !known.contains(placeholder) {
                let names = known.sorted().joined(separator: ", ")
                value.report("nothing fills ${\(placeholder)}; known are \(names)")
            }
            return FeedRequest.Parameter(name: name, template: text)
        }
    }

    private static func placeholders(_ text: String) -> [String] {
        text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    private static func signing(_ value: Value, _ parameters: [FeedRequest.Parameter]) -> Signing? {
        guard let mapping = value.mapping else { return nil }
        let algorithm = mapping.required("algorithm")?.word(Signing.Algorithm.self)
        let secret = mapping.required("secret")?.text
        let parameter = mapping.required("parameter")?.text
        let over = mapping.optional("over")?.list?.compactMap(\.text)
        mapping.finish()
        guard let algorithm, let secret, let parameter else { return nil }
        let names = Set(parameters.map(\.name))
        if names.contains(parameter) { value.report("the signature would overwrite the parameter “\(parameter)”") }
        for name in over ?? [] where !names.contains(name) {
            value.report("“\(name)” is to be signed and is no parameter")
        }
        return Signing(
            algorithm: algorithm, secretEnvironment: secret, text: "${secret}${pairs}${secret}",
            letters: algorithm == .md5 ? .upper : .lower, parameter: parameter, over: over.map { Set($0) })
    }
}
