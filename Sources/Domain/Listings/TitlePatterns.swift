/// Searches a title for many words in one pass.
///
/// Each word is found by its anchor, the part of it that the fewest other words have: `儿童袜子` by `童袜子` where many
/// begin with `儿童`. Three steps find it, each over fewer places than the step before:
///
/// 1. The places where characters begin are found, eight bytes at a time.
/// 2. The six bytes at each place (two Chinese characters) are looked up in a filter that stays in the first-level cache,
///    then nine bytes in a second one. Both keep places without a branch, so that their cost follows the length of the
///    title, and neither the number of words nor how many of them share a beginning with it.
/// 3. The remaining places are looked up among the anchors, and the words of the anchor are compared.
///
/// Words shorter than six or three bytes have filters of their own, which are used only if there are such words.
package struct TitlePatterns: Sendable {
    /// A text with one or more identifiers.
    struct Word: Sendable {
        /// The last eight bytes; those of a shorter word stand at the top.
        let last: UInt64
        /// The bytes, in `bytes`.
        let start: Int32
        let length: Int32
        /// How many bytes stand before the anchor.
        let anchor: Int32
        /// The identifiers, in `identifiers`.
        let first: Int32
        let count: Int32

        /// How many bits of eight bytes do not belong to a word so long.
        @inline(__always)
        static func unread(_ length: Int) -> UInt64 {
            UInt64(truncatingIfNeeded: (8 &- min(8, length)) &* 8)
        }
    }

    /// Of the anchors of all words of six bytes and more.
    let pairs: KeyFilter
    let nine: WordGroup
    let six: WordGroup
    let three: WordGroup
    let one: WordGroup
    /// Those of one anchor stand together.
    private(set) var words: [Word] = []
    private(set) var identifiers: [Int32] = []
    /// Of all words, and eight more to read.
    private(set) var bytes: [UInt8] = []

    /// - Parameter patterns: words with the identifier that a match reports. ASCII case is ignored, and empty words are
    ///   left out. The same word may have several identifiers.
    package init(_ patterns: [(word: String, identifier: Int32)]) {
        let texts = Dictionary(grouping: patterns) { foldedASCII($0.word.utf8) }.filter { !$0.key.isEmpty }
        let anchored = AnchoredWord.all(texts.keys)
        for word in anchored {
            let named = (texts[word.bytes] ?? []).map(\.identifier)
            words.append(
                Word(
                    last: word.last, start: Int32(bytes.count), length: Int32(word.bytes.count),
                    anchor: Int32(word.anchor), first: Int32(identifiers.count), count: Int32(named.count)))
            bytes += word.bytes
            identifiers += named
        }
        bytes += Array(repeating: 0, count: TitleScratch.padding)
        let slots = Self.slots(of: anchored)
        func group(_ width: Int) -> WordGroup { WordGroup(slots[width] ?? []) }
        (nine, six, three, one) = (group(9), group(6), group(3), group(1))
        pairs = KeyFilter(Set(anchored.filter { $0.width >= 6 }.map(\.pair)), most: WordGroup.filterSize)
    }

    /// Width → where the words of each anchor stand.
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
