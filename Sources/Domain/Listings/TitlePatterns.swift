/// Many words looked for in one pass over a title.
///
/// At each character the next six bytes (two Chinese characters) are looked up in a bitmap that fits the second-level
/// cache. Only where a bit is set is the text hashed, once for each length that a word with this beginning has, and the
/// hash looked up among the words. So the cost follows the length of the title and not the number of words. Words shorter
/// than six or three bytes have bitmaps of their own.
package struct TitlePatterns: Sendable {
    /// Words whose first bytes decide, as many as `mask` covers.
    private struct Anchors: Sendable {
        let mask: UInt64
        var bitmap: [UInt64]
        let shift: UInt64
        /// Open addressing: first bytes → the lengths of the words that begin so, in `lengths`. Empty slots have none.
        var table: [(anchor: UInt64, first: Int32, count: Int32)]
    }

    /// A text that one or more identifiers stand for.
    private struct Entry: Sendable {
        let hash: UInt64
        /// The bytes, in `bytes`.
        let start: Int32
        let length: Int32
        /// The identifiers, in `identifiers`. None in an empty slot.
        let first: Int32
        let count: Int32
    }

    private var anchors: [Anchors] = []
    private var lengths: [Int32] = []
    private var entries: [Entry] = []
    private var identifiers: [Int32] = []
    private var bytes: [UInt8] = []

    private static let widths = [6, 3, 1]

    /// `patterns`: words with the identifier that a hit reports. Compared without regard to ASCII case; empty ones are
    /// left out. The same word may stand for several identifiers.
    package init(_ patterns: [(word: String, identifier: Int32)]) {
        let words = Dictionary(grouping: patterns) { foldedASCII($0.word.utf8) }
            .filter { !$0.key.isEmpty }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        addEntries(words.map { ($0.key, $0.value.map(\.identifier)) })
        for (index, width) in Self.widths.enumerated() {
            let wider = index == 0 ? Int.max : Self.widths[index - 1]
            let mine = words.map(\.key).filter { $0.count >= width && $0.count < wider }
            if !mine.isEmpty { anchors.append(anchored(mine, width: width)) }
        }
    }

    private mutating func addEntries(_ words: [(bytes: [UInt8], identifiers: [Int32])]) {
        var slots = 16
        while slots < words.count * 2 { slots *= 2 }
        entries = Array(repeating: Entry(hash: 0, start: 0, length: 0, first: 0, count: 0), count: slots)
        for word in words {
            let padded = word.bytes + Array(repeating: 0, count: 8)
            let hash = padded.withUnsafeBytes { Self.hash($0, at: 0, count: word.bytes.count) }
            var slot = Int(truncatingIfNeeded: hash) & (slots - 1)
            while entries[slot].count > 0 { slot = (slot + 1) & (slots - 1) }
            entries[slot] = Entry(
                hash: hash, start: Int32(bytes.count), length: Int32(word.bytes.count), first: Int32(identifiers.count),
                count: Int32(word.identifiers.count))
            bytes += word.bytes
            identifiers += word.identifiers
        }
    }

    private mutating func anchored(_ words: [[UInt8]], width: Int) -> Anchors {
        let mask: UInt64 = (1 << UInt64(width * 8)) - 1
        let groups = Dictionary(grouping: words) { Self.load($0) & mask }
        // Thirty-two bits a beginning keep false alarms rare; 128 KiB are the most.
        var bits: UInt64 = 12
        while bits < 20, 1 << bits < groups.count * 32 { bits += 1 }
        var slots = 16
        while slots < groups.count * 2 { slots *= 2 }
        var result = Anchors(
            mask: mask, bitmap: Array(repeating: 0, count: 1 << (bits - 6)), shift: 64 - bits,
            table: Array(repeating: (0, 0, 0), count: slots))
        for (anchor, group) in groups.sorted(by: { $0.key < $1.key }) {
            let hash = Self.mixed(anchor)
            let bit = hash >> result.shift
            result.bitmap[Int(bit >> 6)] |= 1 << (bit & 63)
            var slot = Int(truncatingIfNeeded: hash) & (slots - 1)
            while result.table[slot].count > 0 { slot = (slot + 1) & (slots - 1) }
            let found = Set(group.map { Int32($0.count) }).sorted()
            result.table[slot] = (anchor, Int32(lengths.count), Int32(found.count))
            lengths += found
        }
        return result
    }
}

extension TitlePatterns {
    /// Calls `hit` with the identifier and the length in bytes of every word found, as often as it is found.
    ///
    /// - Parameter title: valid UTF-8, folded to lower case in ASCII, with at least eight more readable bytes behind
    ///   `count`.
    package func scan(_ title: UnsafeRawBufferPointer, count: Int, _ hit: (_ identifier: Int32, _ length: Int) -> Void)
    {
        for anchor in anchors {
            let mask = anchor.mask
            let shift = anchor.shift
            anchor.bitmap.withUnsafeBufferPointer { bitmap in
                var index = 0
                while index < count {
                    let word = Self.word(title, index) & mask
                    let hash = Self.mixed(word)
                    let bit = hash >> shift
                    if bitmap[Int(bit >> 6)] >> (bit & 63) & 1 != 0 {
                        look(anchor, word, hash, title, index, count, hit)
                    }
                    let lead = title[index]
                    index += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
                }
            }
        }
    }

    private func look(
        _ anchor: Anchors, _ word: UInt64, _ hash: UInt64, _ title: UnsafeRawBufferPointer, _ index: Int, _ count: Int,
        _ hit: (_ identifier: Int32, _ length: Int) -> Void
    ) {
        var slot = Int(truncatingIfNeeded: hash) & (anchor.table.count - 1)
        while anchor.table[slot].count > 0 {
            let entry = anchor.table[slot]
            if entry.anchor == word {
                for number in Int(entry.first)..<Int(entry.first + entry.count) {
                    let length = Int(lengths[number])
                    if length <= count - index { compare(title, index, length, hit) }
                }
                return
            }
            slot = (slot + 1) & (anchor.table.count - 1)
        }
    }

    private func compare(
        _ title: UnsafeRawBufferPointer, _ index: Int, _ length: Int,
        _ hit: (_ identifier: Int32, _ length: Int) -> Void
    ) {
        let hash = Self.hash(title, at: index, count: length)
        var slot = Int(truncatingIfNeeded: hash) & (entries.count - 1)
        while entries[slot].count > 0 {
            let entry = entries[slot]
            if entry.hash == hash, Int(entry.length) == length, matches(title, index, entry) {
                for number in Int(entry.first)..<Int(entry.first + entry.count) { hit(identifiers[number], length) }
                return
            }
            slot = (slot + 1) & (entries.count - 1)
        }
    }

    private func matches(_ title: UnsafeRawBufferPointer, _ index: Int, _ entry: Entry) -> Bool {
        for offset in 0..<Int(entry.length) where bytes[Int(entry.start) + offset] != title[index + offset] {
            return false
        }
        return true
    }

    /// Eight bytes at `index`, which may reach past the end of the title into what is readable behind it.
    @inline(__always)
    private static func word(_ text: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        text.baseAddress?.loadUnaligned(fromByteOffset: index, as: UInt64.self) ?? 0
    }

    private static func load(_ bytes: [UInt8]) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<min(8, bytes.count) { value |= UInt64(bytes[index]) << UInt64(index * 8) }
        return value
    }

    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        let mixed = word &* 0x9E37_79B9_7F4A_7C15
        return (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }

    /// Of `count` bytes at `start`; eight more must be readable behind them.
    @inline(__always)
    private static func hash(_ text: UnsafeRawBufferPointer, at start: Int, count: Int) -> UInt64 {
        var hash = UInt64(count)
        var index = 0
        while index < count {
            let rest = count - index
            let mask: UInt64 = rest >= 8 ? .max : (1 << UInt64(rest * 8)) - 1
            hash = mixed(hash ^ (word(text, start + index) & mask))
            index += 8
        }
        return hash ^ (hash >> 31)
    }
}

func foldedASCII(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
}
