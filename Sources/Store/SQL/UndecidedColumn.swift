internal import Domain
internal import FoundationEssentials

extension UndecidedItems {
    /// As the column holds it; nil where nothing is open.
    var json: String? {
        guard !isEmpty else { return nil }
        let words = items.sorted() + (hasOthers ? [""] : [])
        return "[" + words.map(JSONText.quoted).joined(separator: ",") + "]"
    }

    /// What `json` gave.
    init(json: String?) throws {
        guard let json else {
            self.init()
            return
        }
        let words = try JSONDecoder().decode([String].self, from: Data(json.utf8))
        self.init(items: Set(words.filter { !$0.isEmpty }), hasOthers: words.contains(""))
    }
}
