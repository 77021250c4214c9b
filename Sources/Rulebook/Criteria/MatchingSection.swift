internal import Domain

/// The section `matching` of a criteria file: how listings of the product are found.
enum MatchingSection {
    static func read(_ value: Value) -> MatchingRule? {
        guard let mapping = value.mapping else { return nil }
        var categories: [String: Set<String>] = [:]
        for (platform, list) in mapping.optional("categories")?.mapping?.members() ?? [] {
            categories[platform] = Set(list.list?.compactMap(\.text) ?? [])
        }
        let words = mapping.required("titleWords")?.list?.compactMap(\.word)
        let exceptions = mapping.optional("exceptWords")?.list?.compactMap(\.word) ?? []
        let specifications = SpecificationSection.readAll(mapping.optional("specifications"))
        let unit = mapping.field("unit") { $0.word(UnitBasis.self) }.or(.piece)
        let name = mapping.optional("unitName")
        let unitName = name.flatMap(counting)
        if let name, let unit, unit != .piece {
            name.report("unitName is the word that counts pieces; it goes with unit: piece")
        }
        mapping.finish()
        guard let words, !words.isEmpty || !categories.isEmpty else {
            mapping.report("a product needs title words or categories to be found by")
            return nil
        }
        return MatchingRule(
            categories: categories, titleWords: words, exceptWords: exceptions, specifications: specifications,
            unit: unit ?? .piece, unitName: unitName)
    }

    /// `包`.
    private static func counting(_ value: Value) -> PackWord? {
        guard let text = value.word else { return nil }
        guard let word = PackWord(text) else {
            value.report(
                "“\(text)” is no counting word; write one of " + PackWord.all.map(\.text).joined(separator: "、"))
            return nil
        }
        return word
    }
}
