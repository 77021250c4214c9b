package import Domain

/// Reads one file of `Criteria/`.
package enum CriteriaFile {
    /// The criteria of `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> ProductCriteria {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let read = document.root(bytes).flatMap { criteria($0, rule) }
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func criteria(_ root: Mapping, _ rule: RuleReference) -> ProductCriteria? {
        let product = root.required("product")
        if let product, let text = product.text, let last = rule.file.split(separator: "/").last, last != text + ".yaml"
        {
            product.report("the product “\(text)” must stand in a file \(text).yaml")
        }
        let name = root.required("name")?.text
        let matching = root.required("matching").flatMap(matching)
        let flagging = root.required("flagging").flatMap(FlaggingSection.read)
        let editions = root.required("editions").flatMap(editions)
        root.finish()
        guard let code = product?.text, let name, let matching, let flagging, let editions else { return nil }
        return ProductCriteria(
            product: code, name: name, matching: matching, flagging: flagging, editions: editions, rule: rule)
    }

    private static func matching(_ value: Value) -> MatchingRule? {
        guard let mapping = value.mapping else { return nil }
        var categories: [String: Set<String>] = [:]
        for (platform, list) in mapping.optional("categories")?.mapping?.members() ?? [] {
            categories[platform] = Set(list.list?.compactMap(\.text) ?? [])
        }
        let words = mapping.required("titleWords")?.list?.compactMap(\.word)
        let exceptions = mapping.optional("exceptWords")?.list?.compactMap(\.word) ?? []
        let specifications = mapping.optional("specifications")?.list?.compactMap(specification) ?? []
        let unit = mapping.optional("unit").map { $0.word(UnitBasis.self) } ?? .piece
        mapping.finish()
        guard let words, !words.isEmpty || !categories.isEmpty else {
            mapping.report("a product needs title words or categories to be found by")
            return nil
        }
        return MatchingRule(
            categories: categories, titleWords: words, exceptWords: exceptions, specifications: specifications,
            unit: unit ?? .piece)
    }

    /// `{name: 10000mAh, words: [10000mAh, 10000毫安]}`.
    private static func specification(_ value: Value) -> MatchingRule.Specification? {
        guard let mapping = value.mapping else { return nil }
        let name = mapping.required("name")?.word
        let words = mapping.required("words")?.list?.compactMap(\.word) ?? []
        mapping.finish()
        guard let name else { return nil }
        if words.isEmpty { mapping.report("a specification needs words to be found by") }
        return MatchingRule.Specification(name: name, words: words)
    }

    private static func editions(_ value: Value) -> [CriteriaEdition]? {
        guard let list = value.list else { return nil }
        let editions = list.compactMap { EditionSection.read($0) }
        guard editions.count == list.count, !editions.isEmpty else {
            if list.isEmpty { value.report("at least one edition is needed") }
            return nil
        }
        for (index, edition) in editions.enumerated() {
            for other in editions[..<index]
            where edition.produced.overlaps(other.produced) && edition.sold.overlaps(other.sold) {
                list[index].report("overlaps edition “\(other.identifier)” in production and sale dates")
            }
        }
        return editions
    }
}
