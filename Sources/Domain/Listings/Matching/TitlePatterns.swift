/// Searches a title for many words in one pass, and reports their places.
///
/// Each word is found by its anchor, the part of it that the fewest other words contain. Example: `童袜子` for `儿童袜子`, if
/// many words begin with `儿童`. The search has three steps; each step tests fewer places than the one before:
///
/// 1. The places where characters begin are found, eight bytes at a time.
/// 2. The six bytes at each place (two Chinese characters) are looked up in a filter that fits the first-level cache,
///    then nine bytes in a second filter. Both select places without a branch. The time therefore depends on the length
///    of the title, and not on the number of words or on their common beginnings.
/// 3. The remaining places are looked up among the anchors, and the words with the anchor are compared.
///
/// Words shorter than six bytes, and shorter than three bytes, have their own filters. These are used only if there are
/// such words. Words of one character that matter only beside others are not searched (`TitleCharacters`).
package struct TitlePatterns: Sendable {
    /// A text with one or more identifiers.
    struct Word: Sendable {
        /// The last eight bytes. The bytes of a shorter word are the highest ones.
        let last: UInt64
        /// The index of its first byte in `bytes`.
        let start: Int32
        let length: Int32
        /// The number of bytes before the anchor.
        let anchor: Int32
        /// The index of its first identifier in `identifiers`.
        let first: Int32
        let count: Int32
        /// Those of all its identifiers.
        let traits: WordTraits

        /// The number of bits, of eight bytes, that do not belong to a word of this length.
        @inline(__always)
        static func unread(_ length: Int) -> UInt64 {
            UInt64(truncatingIfNeeded: (8 &- min(8, length)) &* 8)
        }
    }

    /// The anchors of all words of at least six bytes.
    let pairs: KeyFilter
    let nine: WordGroup
    let six: WordGroup
    let three: WordGroup
    let one: WordGroup
    /// Words with the same anchor are neighbours.
    private(set) var words: [Word] = []
    private(set) var identifiers: [Int32] = []
    /// The bytes of all words, followed by eight readable bytes.
    private(set) var bytes: [UInt8] = []
    /// Breaks, and the words of one character that are not searched.
    let characters: TitleCharacters
    /// The traits of the words that are not searched.
    let unsearched: WordTraits

    /// - Parameter patterns: words with the identifiers that a match reports. They are folded like titles
    ///   (`TitleForm`); ASCII case is ignored, and empty words are skipped. A word may have several identifiers.
    package init(_ patterns: [(word: String, identifier: Int32)]) {
        self.init(patterns.map { ($0.word, $0.identifier, .name) })
    }

    init(_ patterns: [(word: String, identifier: Int32, traits: WordTraits)]) {
        let texts = Dictionary(grouping: patterns) { TitleForm.folded($0.word) }.filter { !$0.key.isEmpty }
        func traits(_ text: [UInt8]) -> WordTraits {
            (texts[text] ?? []).reduce(into: WordTraits()) { $0.formUnion($1.traits) }
        }
        func isSearched(_ text: [UInt8]) -> Bool {
            text.count { $0 & 0xC0 != 0x80 } > 1 || !traits(text).isDisjoint(with: .sought)
        }
        let anchored = AnchoredWord.all(texts.keys.filter(isSearched))
        let others = texts.keys.filter { !isSearched($0) }.sorted { $0.lexicographicallyPrecedes($1) }
        for (text, word) in anchored.map({ ($0.bytes, $0 as AnchoredWord?) })
            + others.map({ ($0, nil as AnchoredWord?) })
        {
            let named = (texts[text] ?? []).map(\.identifier)
            words.append(
                Word(
                    last: word?.last ?? 0, start: Int32(bytes.count), length: Int32(text.count),
                    anchor: Int32(word?.anchor ?? 0), first: Int32(identifiers.count), count: Int32(named.count),
                    traits: traits(text)))
            bytes += text
            identifiers += named
        }
        bytes += Array(repeating: 0, count: TitleScratch.padding)
        characters = TitleCharacters(others.enumerated().map { ($1, Int32(anchored.count + $0)) })
        unsearched = others.reduce(into: WordTraits()) { $0.formUnion(traits($1)) }
        let slots = Self.slots(of: anchored)
        func group(_ width: Int) -> WordGroup { WordGroup(slots[width] ?? []) }
        (nine, six, three, one) = (group(9), group(6), group(3), group(1))
        pairs = KeyFilter(Set(anchored.filter { $0.width >= 6 }.map(\.pair)), maximumBits: WordGroup.filterSize)
    }

    /// Width → the slot of each anchor, with the indices of its words.
    private static func slots(of anchored: [AnchoredWord]) -> [Int: [WordGroup.Slot]] {
        var slots: [Int: [WordGroup.Slot]] = [:]
        var first = 0
        while first < anchored.count {
            let (width, key) = (anchored[first].width, anchored[first].key)
            let end = anchored[first...].firstIndex { $0.width != width || $0.key != key } ?? anchored.count
            slots[width, default: []].append(WordGroup.Slot(key: key, first: Int32(first), count: Int32(end - first)))
            first = end
        }
        return slots
    }
}

func foldedASCII(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
}
