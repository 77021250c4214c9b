/// Text with `${…}` placeholders.
enum Template {
    /// `template` with each placeholder replaced by what `value` gives for its name. What comes in with a value is not
    /// looked at again; a placeholder for which there is no value stays as it is.
    static func fill(_ template: String, _ value: (Substring) -> String?) -> String {
        guard template.utf8.contains(UInt8(ascii: "$")) else { return template }
        let text = template.utf8
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += Substring(rest[..<dollar])
            let open = text.index(after: dollar)
            guard open < text.endIndex, text[open] == UInt8(ascii: "{"),
                let close = rest[open...].firstIndex(of: UInt8(ascii: "}")),
                let filled = value(Substring(text[text.index(after: open)..<close]))
            else {
                result += "$"
                rest = rest[open...]
                continue
            }
            result += filled
            rest = rest[text.index(after: close)...]
        }
        return result + Substring(rest)
    }

    static func fill(_ template: String, _ values: [String: String]) -> String {
        fill(template) { values[String($0)] }
    }
}
