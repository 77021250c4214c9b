/// A word with its anchor, the part by which it is found.
struct AnchoredWord {
    let bytes: [UInt8]
    /// The number of bytes of the anchor.
    let width: Int
    /// The number of bytes before the anchor.
    let anchor: Int
    let key: UInt64
    /// The key of the first six bytes of the anchor; not used if the anchor is shorter.
    let pair: UInt64

    /// The last eight bytes of the word. The bytes of a shorter word are the highest ones.
    var last: UInt64 {
        bytes.suffix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
            << TitlePatterns.Word.unread(bytes.count)
    }

    /// Chooses an anchor for each of `words`: the part that the fewest words contain, because a part that many words
    /// contain is also frequent in titles. If several parts are equally rare, the last one is chosen, because the main
    /// noun is at the end of a Chinese name.
    static func all(_ words: some Collection<[UInt8]>) -> [AnchoredWord] {
        let candidates = words.map(Self.candidates)
        var counts: [UInt64: Int] = [:]
        for choice in candidates { for key in Set(choice.map(\.key)) { counts[key, default: 0] += 1 } }
        return candidates.compactMap { choice in
            choice.reversed().min { (counts[$0.key] ?? 0) < (counts[$1.key] ?? 0) }
        }.sorted {
            ($0.width, $0.key) != ($1.width, $1.key)
                ? ($0.width, $0.key) < ($1.width, $1.key) : $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
    }

    /// The parts of a word that may be its anchor. Each begins where a character begins.
    private static func candidates(_ word: [UInt8]) -> [AnchoredWord] {
        let width = [9, 6, 3].first { word.count >= $0 } ?? 1
        let padded = word + Array(repeating: 0, count: TitleScratch.padding)
        return padded.withUnsafeBytes { padded in
            guard word.count >= width, let base = padded.baseAddress else { return [] }
            return (0...word.count - width).filter { $0 == 0 || word[$0] & 0xC0 != 0x80 }.map { anchor in
                AnchoredWord(
                    bytes: word, width: width, anchor: anchor, key: WordGroup.key(base, anchor, width: width),
                    pair: WordGroup.key(base, anchor, width: 6))
            }
        }
    }
}
