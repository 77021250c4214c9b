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
        matching.otherGoods = words(root.required("otherGoods"))
        if let uses = root.required("uses")?.mapping {
            matching.usesBefore = words(uses.required("before"))
            matching.usesBehind = words(uses.required("behind"))
            uses.finish()
        }
        matching.qualifierReach = root.required("qualifierReach")?.number(0...100) ?? 0
        matching.notGoods = words(root.required("notGoods"))
        matching.traditional = pairs(root.required("traditional"))
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

    /// `[電电, 寶宝]`: each first character is read as the second.
    private static func pairs(_ value: Value?) -> [Unicode.Scalar: Unicode.Scalar] {
        var pairs: [Unicode.Scalar: Unicode.Scalar] = [:]
        let list = value?.list ?? []
        let firsts = Set(list.compactMap { $0.plainText?.unicodeScalars.first })
        for value in list {
            guard let text = value.word else { continue }
            let characters = Array(text.unicodeScalars)
            guard characters.count == 2, characters[0] != characters[1], TitleForm.normal(text) == text else {
                value.report("“\(text)” is no pair; write a traditional character and the simplified one, such as 電电")
                continue
            }
            if firsts.contains(characters[1]) {
                value.report("“\(characters[1])” is replaced by another pair; write the last form here")
            } else if pairs.updateValue(characters[1], forKey: characters[0]) != nil {
                value.report("“\(characters[0])” stands twice; keep one of them")
            }
        }
        return pairs
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
