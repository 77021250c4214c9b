/// Many words looked for in one pass over a title.
///
/// Three steps, each over fewer places than the one before:
///
/// 1. The places where characters begin are noted, eight bytes at a time.
/// 2. The first six bytes at each place (two Chinese characters) are looked up in a filter that stays in the first-level
///    cache, then nine bytes in a second one. Both keep places without a branch, so that their cost follows the length of
///    the title, and neither the number of words nor how many of them begin as it does.
/// 3. What is left is looked up among the words and compared.
///
/// Words shorter than six or three bytes have filters of their own, which are asked only if there are such words.
package struct TitlePatterns: Sendable {
    /// A text that one or more identifiers stand for.
    struct Word: Sendable {
        /// The last eight bytes; those of a shorter word stand at the top.
        let last: UInt64
        /// The bytes, in `bytes`.
        let start: Int32
        let length: Int32
        /// The identifiers, in `identifiers`.
        let first: Int32
        let count: Int32
        /// The longest other word that begins this one and is found by the same first bytes; −1 where there is none.
        var beginning: Int32 = -1

        /// How many bits of eight bytes do not belong to a word so long.
        @inline(__always)
        static func unread(_ length: Int) -> UInt64 {
            UInt64(truncatingIfNeeded: (8 &- min(8, length)) &* 8)
        }
    }

    /// Of all words of six bytes and more.
    let pairs: KeyFilter
    let nine: WordGroup
    let six: WordGroup
    let three: WordGroup
    let one: WordGroup
    /// Those that are found by the same first bytes stand together, in the order of their bytes.
    let words: [Word]
    private(set) var identifiers: [Int32] = []
    /// Of all words, and eight more to read.
    let bytes: [UInt8]

    /// `patterns`: words with the identifier that a hit reports. Compared without regard to ASCII case; empty ones are
    /// left out. The same word may stand for several identifiers.
    package init(_ patterns: [(word: String, identifier: Int32)]) {
        let texts = Dictionary(grouping: patterns) { foldedASCII($0.word.utf8) }.filter { !$0.key.isEmpty }
        let sorted = texts.keys.map(SortedWord.init).sorted()
        var bytes: [UInt8] = []
        var words: [Word] = []
        for word in sorted {
            let named = (texts[word.bytes] ?? []).map(\.identifier)
            words.append(
                Word(
                    last: word.last, start: Int32(bytes.count), length: Int32(word.bytes.count), first: Int32(identifiers.count),
                    count: Int32(named.count)))
            bytes += word.bytes
            identifiers += named
        }
        let slots = Self.slots(of: sorted)
        for slot in slots.values.joined() { Self.chain(&words, slot, sorted) }
        func group(_ width: Int) -> WordGroup { WordGroup(width: width, slots[width] ?? []) }
        (nine, six, three, one) = (group(9), group(6), group(3), group(1))
        pairs = KeyFilter(Set(sorted.filter { $0.width >= 6 }.map { $0.key(width: 6) }), most: WordGroup.filterSize)
        self.words = words
        self.bytes = bytes + Array(repeating: 0, count: TitleScratch.padding)
    }

    /// Width → where the words of each key stand.
    private static func slots(of sorted: [SortedWord]) -> [Int: [WordGroup.Slot]] {
        var slots: [Int: [WordGroup.Slot]] = [:]
        var first = 0
        while first < sorted.count {
            let (width, key) = (sorted[first].width, sorted[first].key)
            let end = sorted[first...].firstIndex { $0.width != width || $0.key != key } ?? sorted.count
            slots[width, default: []].append(
                WordGroup.Slot(key: key, first: Int32(first), count: Int32(end - first)))
            first = end
        }
        return slots
    }

    /// Joins each word of `slot` to the longest one that begins it: the words before it of which it is no longer part
    /// will begin none of those behind it either.
    private static func chain(_ words: inout [Word], _ slot: WordGroup.Slot, _ sorted: [SortedWord]) {
        var open: [Int] = []
        for number in Int(slot.first)..<Int(slot.first + slot.count) {
            while let last = open.last, !sorted[number].bytes.starts(with: sorted[last].bytes) { open.removeLast() }
            words[number].beginning = Int32(open.last ?? -1)
            open.append(number)
        }
    }
}

/// A word with the first bytes by which it is found.
private struct SortedWord: Comparable {
    let bytes: [UInt8]
    let width: Int
    let key: UInt64

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        width = [9, 6, 3].first { bytes.count >= $0 } ?? 1
        key = Self.key(bytes, width: width)
    }

    var last: UInt64 {
        bytes.suffix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
            << TitlePatterns.Word.unread(bytes.count)
    }

    func key(width: Int) -> UInt64 {
        Self.key(bytes, width: width)
    }

    private static func key(_ bytes: [UInt8], width: Int) -> UInt64 {
        (bytes + Array(repeating: 0, count: TitleScratch.padding)).withUnsafeBytes { padded in
            padded.baseAddress.map { WordGroup.key($0, 0, width: width) } ?? 0
        }
    }

    static func < (left: SortedWord, right: SortedWord) -> Bool {
        if (left.width, left.key) != (right.width, right.key) {
            return (left.width, left.key) < (right.width, right.key)
        }
        return left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

func foldedASCII(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
}
