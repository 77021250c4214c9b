internal import Domain

/// The field for a reason, with the rule of the API.
enum ReasonField {
    static let name = "reason"
    static let longest = 500

    static func field(_ hint: String, typed: String = "", error: String? = nil) -> FormField {
        var field = FormField(name, "理由")
        field.isLong = true
        field.longest = longest
        field.hint = hint
        return field.filled(typed, error: error)
    }

    /// The reason without white space at its ends, or what is wrong with it.
    static func checked(_ typed: String) -> (reason: String, error: String?) {
        let reason = typed.withoutOuterSpaces
        if reason.isEmpty { return (reason, "须写明理由") }
        return (reason, reason.unicodeScalars.count > longest ? "理由最多 \(longest) 字" : nil)
    }
}
