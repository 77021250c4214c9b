/// Words that the title of an offer must not contain, with the provision that forbids them.
package struct ClaimList: Hashable, Sendable {
    /// The kind of these claims, in Chinese: `绝对化用语`.
    package let name: String
    package let words: [String]
    /// Longer texts in which a word is harmless: `第一次` for `第一`.
    package let exceptWords: [String]
    package let basis: String
    package let source: FigureSource
    /// Whether the list is used. A list that was not checked against its source is switched off by default.
    package let isEnabled: Bool
    /// The words as they are searched for, prepared once for all titles.
    private let patterns: [[UInt8]]
    private let exceptions: [[UInt8]]

    package init(
        name: String, words: [String], exceptWords: [String] = [], basis: String, source: FigureSource, isEnabled: Bool
    ) {
        self.name = name
        self.words = words
        self.exceptWords = exceptWords
        self.basis = basis
        self.source = source
        self.isEnabled = isEnabled
        patterns = words.map(TitleForm.folded)
        exceptions = exceptWords.map(TitleForm.folded)
    }

    /// The words of the list that occur in the normal form of `title` outside the exceptions. ASCII case is ignored.
    package func words(in title: String) -> [String] {
        var bytes = TitleForm.folded(title)
        for exception in exceptions { bytes = blanked(bytes, exception) }
        return patterns.indices.filter { position(of: patterns[$0], in: bytes, from: 0) != nil }.map { words[$0] }
    }
}

/// 标题含禁用语: the title contains a forbidden claim.
package enum ForbiddenClaimRule {
    static func flag(_ input: FlagInput) -> Flag? {
        var found: [(list: ClaimList, words: [String])] = []
        for list in input.context.shared.forbiddenClaims where list.isEnabled {
            let words = list.words(in: input.listing.title)
            if !words.isEmpty { found.append((list, words)) }
        }
        guard !found.isEmpty else { return nil }
        return Flag(
            kind: .forbiddenClaim,
            figures: found.flatMap { list, words -> [Flag.Figure] in
                [
                    .init(list.name, words.joined(separator: " ")), .init("basis", list.basis),
                    .init("confidence", list.source.confidence.rawValue),
                ]
            },
            reason: found.map { FlagWording.forbiddenClaim($0.list, words: $0.words) }.joined(separator: "；"),
            counterfactual: FlagWording.forbiddenClaimCounterfactual(found.flatMap(\.words)))
    }
}

extension FlagRule {
    static let forbiddenClaim = FlagRule(
        .forbiddenClaim, titleWords: { $0.forbiddenClaims.filter(\.isEnabled).flatMap(\.words) },
        mayApply: { _, context in
            context.shared.forbiddenClaims.contains { $0.isEnabled && !$0.words.isEmpty } ? .titleHoldsWord : .never
        }, decide: ForbiddenClaimRule.flag)
}

/// Overwrites every occurrence of `word` in `text`, so that no other word is found in or across it.
private func blanked(_ text: [UInt8], _ word: [UInt8]) -> [UInt8] {
    var text = text
    var start = 0
    while let place = position(of: word, in: text, from: start) {
        for index in place..<(place + word.count) { text[index] = 0 }
        start = place + word.count
    }
    return text
}

private func position(of word: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard let first = word.first, text.count >= word.count else { return nil }
    var start = start
    while start <= text.count - word.count {
        if text[start] == first, text[start..<(start + word.count)].elementsEqual(word) { return start }
        start += 1
    }
    return nil
}
