internal import FoundationEssentials

/// A text with `${…}` placeholders.
enum Template {
    /// The text of `value`. An unknown placeholder, or one that is never closed, is a mistake.
    static func read(_ value: Value, known: Set<String>) -> String? {
        guard let text = value.text else { return nil }
        check(text, known: known, at: value)
        return text
    }

    static func check(_ text: String, known: Set<String>, at value: Value) {
        if parts(text).contains(where: { !$0.contains("}") }) { value.report("a ${ is never closed") }
        for placeholder in placeholders(text) where !known.contains(placeholder) {
            let names = known.sorted().joined(separator: ", ")
            value.report("nothing fills ${\(placeholder)}; known are \(names)")
        }
    }

    /// The names of the placeholders, in the order written.
    static func placeholders(_ text: String) -> [String] {
        parts(text).compactMap { part in part.firstIndex(of: "}").map { String(part[..<$0]) } }
    }

    private static func parts(_ text: String) -> ArraySlice<Substring> {
        text.split(separator: "${", omittingEmptySubsequences: false).dropFirst()
    }

    /// Whether the text is JSON after its placeholders are filled, both inside quotes and as numbers.
    static func isJSON(_ text: String) -> Bool {
        let filled = placeholders(text).reduce(text) { $0.replacing("${\($1)}", with: "0") }
        return (try? JSONDecoder().decode(Anything.self, from: Data(filled.utf8))) != nil
    }

    /// Any JSON value: the decoder parses the whole text before it requests a member.
    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }
}

extension Value {
    /// The name of an environment variable. The mistake does not repeat the written text, because it may be the secret
    /// itself.
    var variable: String? {
        guard let text else { return nil }
        let isName =
            text.utf8.first.map { (0x41...0x5A).contains($0) } == true
            && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        guard isName else {
            report(
                "expected the name of an environment variable, such as SUSHAI_SECRET (A–Z, 0–9 and _); a secret itself "
                    + "never stands in a rule file")
            return nil
        }
        return text
    }
}
