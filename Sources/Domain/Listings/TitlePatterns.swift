/// Many words looked for in one pass over a title.
///
/// At each character the next six bytes (two Chinese characters) are looked up in a bitmap that fits the second-level
/// cache; only where a bit is set are the words that start with these bytes compared. So the cost follows the length of
/// the title, not the number of words. Words shorter than six or three bytes have bitmaps of their own.
package struct TitlePatterns: Sendable {
    /// Words whose first `width` bytes decide.
    private struct Anchors: Sendable {
        let mask: UInt64
        var bitmap: [UInt64]
        /// Open addressing: hash of the anchor → first and count in `words`. Empty slots have count 0.
        var table: [(anchor: UInt64, first: Int32, count: Int32)]
        var shift: UInt64

        var isEmpty: Bool {
            table.isEmpty
        }
    }

    private struct Word: Sendable {
        let bytes: [UInt8]
        let identifier: Int32
    }

    private var anchors: [Anchors] = []
    private var words: [Word] = []

    private static let widths = [6, 3, 1]

    /// `patterns`: words with the identifier that a hit reports. Compared without regard to ASCII case; empty ones are
    /// left out. The same word may stand for several identifiers.
    package init(_ patterns: [(word: String, identifier: Int32)]) {
        let folded = patterns.map { Word(bytes: foldedASCII($0.word.utf8), identifier: $0.identifier) }
            .filter { !$0.bytes.isEmpty }
        for (index, width) in Self.widths.enumerated() {
            let wider = index == 0 ? Int.max : Self.widths[index - 1]
            let mine = folded.filter { $0.bytes.count >= width && $0.bytes.count < wider }
            guard !mine.isEmpty else { continue }
            anchors.append(add(mine, width: width))
        }
    }

    private mutating func add(_ mine: [Word], width: Int) -> Anchors {
        let mask = width == 8 ? UInt64.max : (1 << UInt64(width * 8)) - 1
        let groups = Dictionary(grouping: mine) { Self.load($0.bytes) & mask }
        // Sixteen bits a word keep false alarms below one in ten characters; 128 KiB are the most.
        var bits: UInt64 = 12
        while bits < 20, 1 << bits < groups.count * 32 { bits += 1 }
        var slots = 16
        while slots < groups.count * 2 { slots *= 2 }
        var result = Anchors(
            mask: mask, bitmap: Array(repeating: 0, count: 1 << (bits - 6)),
            table: Array(repeating: (0, 0, 0), count: slots), shift: 64 - bits)
        for (anchor, group) in groups.sorted(by: { $0.key < $1.key }) {
            let hash = Self.hash(anchor)
            let bit = hash >> result.shift
            result.bitmap[Int(bit >> 6)] |= 1 << (bit & 63)
            var slot = Int(truncatingIfNeeded: hash) & (slots - 1)
            while result.table[slot].count > 0 { slot = (slot + 1) & (slots - 1) }
            result.table[slot] = (anchor, Int32(words.count), Int32(group.count))
            words += group
        }
        return result
    }

    /// Calls `hit` with the identifier and the length in bytes of every word found, as often as it is found.
    ///
    /// - Parameter title: folded to lower case in ASCII, with at least eight more readable bytes behind its end.
    package func scan(_ title: UnsafeRawBufferPointer, count: Int, _ hit: (_ identifier: Int32, _ length: Int) -> Void)
    {
        for anchor in anchors {
            let mask = anchor.mask
            let shift = anchor.shift
            anchor.bitmap.withUnsafeBufferPointer { bitmap in
                var index = 0
                while index < count {
                    let word = title.loadUnaligned(fromByteOffset: index, as: UInt64.self) & mask
                    let hash = Self.hash(word)
                    let bit = hash >> shift
                    if bitmap[Int(bit >> 6)] >> (bit & 63) & 1 != 0 {
                        compare(anchor, word, hash, title, index, count, hit)
                    }
                    // On to the next character.
                    index += 1
                    while index < count, title[index] & 0xC0 == 0x80 { index += 1 }
                }
            }
        }
    }

    private func compare(
        _ anchor: Anchors, _ word: UInt64, _ hash: UInt64, _ title: UnsafeRawBufferPointer, _ index: Int, _ count: Int,
        _ hit: (_ identifier: Int32, _ length: Int) -> Void
    ) {
        var slot = Int(truncatingIfNeeded: hash) & (anchor.table.count - 1)
        while anchor.table[slot].count > 0 {
            let entry = anchor.table[slot]
            if entry.anchor == word {
                for candidate in words[Int(entry.first)..<Int(entry.first + entry.count)]
                where candidate.bytes.count <= count - index
                    && candidate.bytes.elementsEqual(title[index..<(index + candidate.bytes.count)])
                {
                    hit(candidate.identifier, candidate.bytes.count)
                }
                return
            }
            slot = (slot + 1) & (anchor.table.count - 1)
        }
    }

    private static func load(_ bytes: [UInt8]) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<min(8, bytes.count) { value |= UInt64(bytes[index]) << UInt64(index * 8) }
        return value
    }

    private static func hash(_ word: UInt64) -> UInt64 {
        let mixed = word &* 0x9E37_79B9_7F4A_7C15
        return (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
}

func foldedASCII(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
}
