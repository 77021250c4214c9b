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
        let combinations = mapping.optional("combinations")?.list?.compactMap(combination) ?? []
        let exceptions = mapping.optional("exceptWords")?.list?.compactMap(\.word) ?? []
        let accessories = mapping.optional("accessoryWords")?.list?.compactMap(\.word) ?? []
        let qualifiers = mapping.optional("qualifierWords")?.list?.compactMap(\.word) ?? []
        let others = mapping.optional("yieldsTo")?.list?.compactMap(\.word) ?? []
        let specifications = SpecificationSection.readAll(mapping.optional("specifications"))
        let unit = mapping.field("unit") { $0.word(UnitBasis.self) }.or(.piece)
        let name = mapping.optional("unitName")
        let unitName = name.flatMap(counting)
        if let name, let unit, unit != .piece {
            name.report("unitName is the word that counts pieces; it goes with unit: piece")
        }
        mapping.finish()
        guard let words, !words.isEmpty || !combinations.isEmpty || !categories.isEmpty else {
            mapping.report("a product needs title words, combinations or categories to be found by")
            return nil
        }
        return MatchingRule(
            categories: categories, titleWords: words, combinations: combinations, exceptWords: exceptions,
            accessoryWords: accessories, qualifierWords: qualifiers, yieldsTo: others, specifications: specifications,
            unit: unit ?? .piece, unitName: unitName)
    }

    /// `{words: [儿童], with: [T恤, 裤]}`.
    private static func combination(_ value: Value) -> MatchingRule.Combination? {
        guard let mapping = value.mapping else { return nil }
        let (words, with) = (mapping.required("words"), mapping.required("with"))
        mapping.finish()
        func read(_ value: Value?, _ advice: String) -> [String] {
            let list = value?.list?.compactMap(\.word) ?? []
            if let value, value.isList, list.isEmpty { value.report(advice) }
            return list
        }
        let names = read(words, "write the words that name the product together with one of `with`")
        let partners = read(with, "write the words beside which `words` name the product; without any, use titleWords")
        return names.isEmpty || partners.isEmpty ? nil : MatchingRule.Combination(words: names, with: partners)
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
