/// Fills a form of a page with what was typed before. The page is one of this program, so every attribute is in double
/// quotes and every `<`, `>` and `"` in a text is escaped.
struct FormFilling {
    private let action: String
    private var values: [String: [String]] = [:]
    /// The name of the selection whose choices follow.
    private var selection: String?

    init(_ form: KeptForm) {
        action = form.action
        for field in form.fields { values[field.name, default: []].append(Self.escaped(field.value)) }
    }

    /// The page with the filled form. If it no longer has the form, the page with what was typed.
    func fill(_ page: String) -> String {
        guard let start = page.firstRange(of: "action=\"\(Self.escaped(action))\" method=\"post\""),
            let end = page[start.upperBound...].firstRange(of: "</form>")
        else { return page.replacing("</main>", with: list + "</main>", maxReplacements: 1) }
        var rest = self
        let form = page[start.upperBound..<end.lowerBound].split(separator: "<", omittingEmptySubsequences: false)
        let filled = form.map { rest.piece($0) }.joined(separator: "<")
        return page[..<start.upperBound] + filled + page[end.lowerBound...]
    }

    private var list: String {
        let items = values.sorted { $0.key < $1.key }.flatMap(\.value).map { "<li>\($0)</li>" }.joined()
        return "<section><h2>\(KeptFormWording.gone)</h2><p class=\"sub\">\(KeptFormWording.noForm)</p>"
            + "<ul class=\"list\">\(items)</ul></section>"
    }

    private static func escaped(_ text: String) -> String {
        ConsoleText().escapeText(text)
    }

    // MARK: One tag with the text after it

    private mutating func piece(_ piece: Substring) -> String {
        guard let end = piece.firstIndex(of: ">") else { return String(piece) }
        let (tag, text) = (String(piece[..<end]), piece[end...])
        switch tag.prefix(while: { $0 != " " }) {
        case "input": return input(tag) + text
        case "textarea":
            guard let name = Self.attribute("name", of: tag), let value = next(name) else { return String(piece) }
            return tag + ">\n" + value
        case "select":
            selection = Self.attribute("name", of: tag)
            return String(piece)
        case "option":
            guard let selection, let wanted = values[selection]?.first else { return String(piece) }
            return Self.marked(tag, "selected", Self.attribute("value", of: tag) == wanted) + text
        default: return String(piece)
        }
    }

    private mutating func input(_ tag: String) -> String {
        guard let name = Self.attribute("name", of: tag) else { return tag }
        switch Self.attribute("type", of: tag) ?? "text" {
        case "hidden", "password", "file": return tag
        case "checkbox", "radio":
            return Self.marked(tag, "checked", values[name]?.contains(Self.attribute("value", of: tag) ?? "on") == true)
        default:
            guard let value = next(name) else { return tag }
            guard let old = Self.attribute("value", of: tag) else { return tag + " value=\"\(value)\"" }
            return tag.replacing(" value=\"\(old)\"", with: " value=\"\(value)\"", maxReplacements: 1)
        }
    }

    /// The next value of a field that is in the form several times.
    private mutating func next(_ name: String) -> String? {
        guard let value = values[name]?.first else { return nil }
        values[name]?.removeFirst()
        return value
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        tag.firstRange(of: " \(name)=\"").map { String(tag[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    private static func marked(_ tag: String, _ mark: String, _ isMarked: Bool) -> String {
        tag.replacing(" " + mark, with: "") + (isMarked ? " " + mark : "")
    }
}
