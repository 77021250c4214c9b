/// A title as the explanation reads it: its characters, breaks and words with their places in characters.
///
/// It repeats steps 1 and 2 of the fast path (`TitleScratch`) in a readable form. A test compares the results.
struct TitleReading {
    /// A word of the rules at one place of the title.
    struct Word {
        let text: String
        let range: Range<Int>
        let traits: WordTraits
        let meanings: [ProductMatcher.Meaning]

        var explained: MatchExplanation.Word {
            .init(text, at: range.lowerBound)
        }

        func isInside(_ other: Word) -> Bool {
            other.range.count > range.count && other.range.lowerBound <= range.lowerBound
                && range.upperBound <= other.range.upperBound
        }

        func means(_ kind: ProductMatcher.Meaning.Kind, _ product: Int32) -> Bool {
            meanings.contains { $0.kind == kind && $0.product == product }
        }
    }

    struct Phrase {
        let mark: Word
        let range: Range<Int>
    }

    let characters: [Unicode.Scalar]
    /// In the order of their places; longer words first.
    let words: [Word]
    private(set) var gifts: [Phrase] = []
    private(set) var features: [Phrase] = []

    init(_ title: String, _ matcher: ProductMatcher) {
        let normal = TitleForm.normal(title)
        characters = Array(normal.unicodeScalars)
        words = Self.words(title, normal, matcher)
        gifts = phrases(.gift, reach: matcher.shared.gifts.reach)
        features = phrases(.feature, reach: matcher.shared.features.reach)
    }

    private static func words(_ title: String, _ normal: String, _ matcher: ProductMatcher) -> [Word] {
        let bytes = Array(normal.utf8)
        // The number of characters before each byte.
        var counts: [Int] = [0]
        for byte in bytes { counts.append(counts[counts.count - 1] + (byte & 0xC0 != 0x80 ? 1 : 0)) }
        var scratch = TitleScratch()
        Array(title.utf8).withUnsafeBytes {
            let prepared = matcher.patterns.scan($0, readable: 0, &scratch)
            matcher.patterns.lookAgain(prepared, &scratch)
        }
        return scratch.found.map { found in
            let range = Int(found.start)..<Int(found.end)
            return Word(
                text: String(decoding: bytes[range], as: UTF8.self),
                range: counts[range.lowerBound]..<counts[range.upperBound], traits: found.traits,
                meanings: Array(matcher.meanings(of: found.number)))
        }.sorted { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
    }

    private func phrases(_ traits: WordTraits, reach: Int) -> [Phrase] {
        words.filter { $0.traits.isSuperset(of: traits) && !isCovered($0) }.map { mark in
            let (start, end) = (mark.range.lowerBound, mark.range.upperBound)
            return Phrase(mark: mark, range: start..<min(nextBreak(from: end), end + reach, characters.count))
        }
    }

    /// The place of the first break at or behind `place`; the end of the title if there is none.
    func nextBreak(from place: Int) -> Int {
        (place..<max(place, characters.count)).first(where: isBreak) ?? characters.count
    }

    func isBreak(_ place: Int) -> Bool {
        let character = characters[place]
        if TitleCharacters.breaks.unicodeScalars.contains(character) { return true }
        guard TitleCharacters.dashes.unicodeScalars.contains(character) else { return false }
        func isInWord(_ place: Int) -> Bool {
            guard characters.indices.contains(place), characters[place].isASCII else { return false }
            return characters[place].properties.isAlphabetic || ("0"..."9").contains(characters[place])
        }
        return !(isInWord(place - 1) && isInWord(place + 1))
    }

    /// Whether the mark of a phrase is only a part of another word.
    private func isCovered(_ mark: Word) -> Bool {
        words.contains { !$0.traits.isDisjoint(with: .coversMarks) && mark.isInside($0) }
    }

    /// The mark of the gift phrase in which the word begins.
    func giftMark(of word: Word) -> Word? {
        gifts.first { $0.range.contains(word.range.lowerBound) }?.mark
    }

    /// The plain word of which the word is a part.
    func plainWord(around word: Word) -> Word? {
        words.first { $0.traits.contains(.plain) && word.isInside($0) }
    }

    /// Whether the word decides nothing.
    func isVoid(_ word: Word) -> Bool {
        giftMark(of: word) != nil || plainWord(around: word) != nil
    }

    /// The mark beside which a name is only a use.
    func useMark(beside name: Word) -> Word? {
        words.first {
            ($0.traits.contains(.useBefore) && $0.range.upperBound == name.range.lowerBound)
                || ($0.traits.contains(.useBehind) && $0.range.lowerBound == name.range.upperBound)
        }
    }

    /// Whether the word begins in a feature phrase.
    func isFeature(_ word: Word) -> Bool {
        features.contains { $0.range.contains(word.range.lowerBound) }
    }

    /// Whether the word can exclude a product whose names are `own`.
    func canExclude(_ word: Word, own: [Word]) -> Bool {
        let isPacked = words.contains {
            $0.traits.contains(.pack) && $0.range.lowerBound == word.range.upperBound
                && plainWord(around: $0) == nil
        }
        return !isVoid(word) && !isFeature(word) && !isPacked && !own.contains { word.isInside($0) }
    }

    /// Whether the character at `place` is a blank.
    func isBlank(_ place: Int) -> Bool {
        characters.indices.contains(place) && characters[place] == " "
    }
}
