/// A part of a title that is a gift (`送收纳袋`) or names a feature (`带反光条`), with its places in bytes.
struct TitlePhrase: Sendable {
    let start: Int32
    let end: Int32
    let isGift: Bool
}

// Step 1 and 2 of `docs/reference/matching.md`: which words of a title count.
extension TitleScratch {
    /// Finds the phrases of the title, and notes which words are void.
    mutating func noteVoidWords(_ title: Prepared, _ shared: SharedMatching) {
        phrases.removeAll(keepingCapacity: true)
        for mark in found where !mark.traits.isDisjoint(with: [.gift, .feature]) && !isCovered(mark) {
            if mark.traits.contains(.gift) { add(mark, title, reach: shared.gifts.reach, isGift: true) }
            if mark.traits.contains(.feature) { add(mark, title, reach: shared.features.reach, isGift: false) }
        }
        let hasPacks = found.contains { $0.traits.contains(.pack) }
        for index in found.indices {
            let word = found[index]
            found[index].isGift = isInPhrase(word, isGift: true)
            found[index].isPart = liesInside(word, .plain)
            found[index].isFeature = isInPhrase(word, isGift: false)
            found[index].isPacked = hasPacks && isPacked(word)
        }
    }

    private mutating func add(_ mark: FoundWord, _ title: Prepared, reach: Int, isGift: Bool) {
        let end = min(nextBreak(from: mark.end, of: title), title.place(reach, after: mark.end))
        phrases.append(TitlePhrase(start: mark.start, end: end, isGift: isGift))
    }

    /// The place of the first break at or behind `place`; the end of the title if there is none.
    func nextBreak(from place: Int32, of title: Prepared) -> Int32 {
        breaks.first { $0 >= place } ?? Int32(title.count)
    }

    /// Whether the word begins in a gift phrase, or in a feature phrase.
    private func isInPhrase(_ word: FoundWord, isGift: Bool) -> Bool {
        phrases.contains { $0.isGift == isGift && $0.start <= word.start && word.start < $0.end }
    }

    private func liesInside(_ word: FoundWord, _ traits: WordTraits) -> Bool {
        found.contains { !$0.traits.isDisjoint(with: traits) && word.isInside($0.start, $0.end) }
    }

    /// Whether the mark of a phrase is only a part of another word.
    private func isCovered(_ mark: FoundWord) -> Bool {
        liesInside(mark, .coversMarks)
    }

    private func isPacked(_ word: FoundWord) -> Bool {
        found.contains { $0.start == word.end && $0.traits.contains(.pack) && !liesInside($0, .plain) }
    }
}

extension TitleScratch.Prepared {
    /// The place `count` characters behind `place`, or the end of the title.
    func place(_ count: Int, after place: Int32) -> Int32 {
        var (place, rest) = (Int(place), count)
        while place < self.count {
            if bytes.load(fromByteOffset: place, as: UInt8.self) & 0xC0 != 0x80 {
                if rest == 0 { break }
                rest &-= 1
            }
            place &+= 1
        }
        return Int32(place)
    }

    /// Whether at most `count` characters are between two places.
    func hasAtMost(_ count: Int, from start: Int32, to end: Int32) -> Bool {
        end <= start || place(count, after: start) >= end
    }
}
