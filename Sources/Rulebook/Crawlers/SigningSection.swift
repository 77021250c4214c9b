internal import Domain

/// The `sign` section of a request.
enum SigningSection {
    /// The path of the URL, or the path without its first 1 to 9 segments.
    private static let paths = ["path"] + (1...9).map { "path.\($0)" }

    /// `parameters` are the names that the request sends. `hasBody` is true if it sends a body.
    static func read(_ value: Value, parameters: Set<String>, hasBody: Bool) -> Signing? {
        guard let mapping = value.mapping else { return nil }
        let algorithm = mapping.required("algorithm")?.word(Signing.Algorithm.self)
        let secret = mapping.required("secret")?.variable
        let text = mapping.optional("text")
        let pair = mapping.optional("pair")
        let between = mapping.optional("between")
        let letters = mapping.field("letters") { $0.word(Signing.Letters.self) }
        let parameter = mapping.required("parameter")?.text
        let over = mapping.optional("over")
        mapping.finish()
        let known = Set(["secret", "pairs", "body"] + paths + parameters.map { "parameter." + $0 })
        let textRead = Field(text) { Template.read($0, known: known) }.or("${secret}${pairs}${secret}")
        let pairRead = Field(pair) { Template.read($0, known: ["name", "value"]) }.or("${name}${value}")
        let betweenRead = Field(between, \.possiblyEmptyText).or("")
        let overRead = Field(over) { $0.list?.compactMap(\.text) }
        guard let algorithm, let secret, let textRead, let pairRead, let betweenRead, let parameter,
            !letters.isFaulty, !overRead.isFaulty
        else { return nil }
        if parameters.contains(parameter) {
            value.report("the signature would overwrite the parameter “\(parameter)”")
        }
        for name in overRead.value ?? [] where !parameters.contains(name) {
            value.report("“\(name)” is to be signed and is no parameter")
        }
        if !pairRead.contains("${value}") { pair?.report("a pair without ${value} leaves the values unsigned") }
        check(textRead, algorithm, at: text ?? value, hasBody: hasBody)
        if !textRead.contains("${pairs}") {
            for part in [pair, between, over] {
                part?.report("this describes ${pairs}, which the signed text does not hold")
            }
        }
        return Signing(
            algorithm: algorithm, secretEnvironment: secret, text: textRead, pair: pairRead, between: betweenRead,
            letters: letters.value ?? (algorithm == .md5 ? .upper : .lower), parameter: parameter,
            over: overRead.value.map { Set($0) })
    }

    private static func check(_ text: String, _ algorithm: Signing.Algorithm, at value: Value, hasBody: Bool) {
        let used = Set(Template.placeholders(text))
        if algorithm == .md5, !used.contains("secret") {
            value.report("md5 over a text without ${secret} proves nothing; put ${secret} where the platform wants it")
        }
        if used.subtracting(["secret"] + paths).isEmpty {
            value.report("nothing of the request is signed; use ${pairs}, ${parameter.<name>} or ${body}")
        }
        if used.contains("body"), !hasBody { value.report("a GET has no ${body}; sign ${pairs}") }
    }
}
