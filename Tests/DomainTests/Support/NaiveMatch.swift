import Domain

/// A simple and slow matcher, for comparison.
enum NaiveMatch {
    static func folded(_ text: String) -> [UInt8] {
        TitleForm.folded(text)
    }

    /// The number of occurrences of `word` in `title`, including overlapping ones.
    static func count(of word: [UInt8], in title: [UInt8]) -> Int {
        guard let first = word.first, word.count <= title.count else { return 0 }
        return (0...title.count - word.count).count {
            title[$0] == first && title[$0..<$0 + word.count].elementsEqual(word)
        }
    }

    /// The match of `title`. `rules` are in the order of their codes.
    static func match(
        _ title: String, category: String?, platform: String, _ rules: [(product: String, rule: MatchingRule)],
        watched: [String]
    ) -> TitleMatch {
        let title = folded(title)
        func longest(_ words: [String]) -> Int {
            words.map(folded).filter { count(of: $0, in: title) > 0 }.map(\.count).max() ?? 0
        }
        var match = TitleMatch(product: -1, specification: -1, isWatched: longest(watched) > 0)
        var best = 0
        for (number, entry) in rules.enumerated() where longest(entry.rule.exceptWords) == 0 {
            let length = longest(entry.rule.titleWords)
            if length > best { (best, match.product) = (length, Int32(number)) }
        }
        if match.product < 0, let category,
            let number = rules.firstIndex(where: { $0.rule.categories[platform]?.contains(category) ?? false }),
            longest(rules[number].rule.exceptWords) == 0
        {
            match.product = Int32(number)
        }
        if match.product >= 0 {
            let specifications = rules[Int(match.product)].rule.specifications
            match.specification = Int32(specifications.firstIndex { longest($0.words) > 0 } ?? -1)
        }
        return match
    }
}
