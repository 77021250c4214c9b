internal import Domain

/// The `errors` section of a crawler file: the meaning of the platform's own error codes.
enum ErrorsSection {
    static func read(_ value: Value) -> ErrorRules? {
        guard let mapping = value.mapping else { return nil }
        let codes = mapping.required("code").flatMap(FieldSection.paths)
        let messages = mapping.field("message", FieldSection.paths).or([])
        var lists: [ErrorRules.Meaning: [String]] = [:]
        for meaning in ErrorRules.Meaning.allCases {
            guard let list = mapping.optional(meaning.rawValue) else { continue }
            lists[meaning] = self.codes(list, known: lists)
        }
        let wait = mapping.field("wait", wait)
        mapping.finish()
        if lists.isEmpty {
            value.report(
                "no code has a meaning; write at least one of throttled, credentials, gone with a list of codes")
        }
        guard let codes, let messages, !wait.isFaulty else { return nil }
        if wait.value != nil, lists[.throttled] == nil {
            value.report("wait is read from a throttled answer; write the list “throttled”")
        }
        return ErrorRules(codes: codes, messages: messages, lists: lists, wait: wait.value)
    }

    /// - Parameter known: the lists before this one. A code has one meaning.
    private static func codes(_ value: Value, known: [ErrorRules.Meaning: [String]]) -> [String] {
        var codes: [String] = []
        guard let list = value.list else { return codes }
        if list.isEmpty { value.report("the list must not be empty") }
        for item in list {
            guard let code = item.word else { continue }
            if code == "*" {
                item.report("“*” alone would give every error this meaning; write the beginning of the codes")
            }
            if codes.contains(code) || known.values.joined().contains(code) {
                item.report("the code “\(code)” stands twice")
            }
            codes.append(code)
        }
        return codes
    }

    private static func wait(_ value: Value) -> ErrorRules.Wait? {
        guard let mapping = value.mapping else { return nil }
        let path = mapping.required("path").flatMap(FieldSection.path)
        let unit = mapping.required("unit")?.word(ErrorRules.Wait.Unit.self)
        let after = mapping.field("after", \.word)
        mapping.finish()
        guard let path, let unit, !after.isFaulty else { return nil }
        return ErrorRules.Wait(path: path, unit: unit, after: after.value)
    }
}
