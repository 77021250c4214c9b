package import Domain

/// Reads `Criteria/shared/matching.yaml`: the words that have a meaning in the titles of all products. Every key is
/// required; a list may be empty.
package enum SharedMatchingFile {
    /// The path of the file within the folder of criteria.
    package static let name = "shared/matching.yaml"

    /// The words of `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> SharedMatching {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let read = document.root(bytes).map { matching($0, rule) }
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func matching(_ root: Mapping, _ rule: RuleReference) -> SharedMatching {
        var matching = SharedMatching(rule: rule)
        matching.gifts = reach(root.required("gifts"))
        matching.features = reach(root.required("features"))
        matching.packMarks = words(root.required("packMarks"))
        matching.plainWords = words(root.required("plainWords"))
        matching.accessories = reach(root.required("accessoryWords"))
        matching.attachedWords = words(root.required("attachedWords"))
        matching.notGoods = words(root.required("notGoods"))
        root.finish()
        return matching
    }

    /// `{words: [送, 赠], reach: 8}`.
    private static func reach(_ value: Value?) -> SharedMatching.Reach {
        guard let mapping = value?.mapping else { return SharedMatching.Reach() }
        let list = words(mapping.required("words"))
        let reach = mapping.required("reach")?.number(0...100) ?? 0
        mapping.finish()
        return SharedMatching.Reach(words: list, reach: reach)
    }

    /// A word that is written twice was perhaps meant to be another one.
    private static func words(_ value: Value?) -> [String] {
        var seen: Set<[UInt8]> = []
        return (value?.list ?? []).compactMap { value in
            guard let word = value.word else { return nil }
            if !seen.insert(TitleForm.folded(word)).inserted {
                value.report("“\(word)” stands twice; keep one of them")
            }
            return word
        }
    }
}
