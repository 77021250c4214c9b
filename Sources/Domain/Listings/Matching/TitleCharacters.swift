/// What single characters of a title are: a break between two parts of it, or a word of one character that matters only
/// beside the name of a product (`送`, `带`, `套`). Nearly every title has such a word, so the search for words leaves
/// them out.
struct TitleCharacters: Sendable {
    enum Break: UInt8 { case none, always, notInWords }

    struct Entry: Sendable {
        /// The number of the word in `TitlePatterns.words`; −1 for none.
        var word: Int32 = -1
        var separates = Break.none
    }

    /// A break everywhere.
    static let breaks = " ,，。;；:：/、|+&~～!！?？\"“”'<>《》【】（）()[]「」{}"
    /// A break unless it is between two ASCII letters or digits: `3-6岁`, `USB-C`.
    static let dashes = "-—–"

    private var ascii = [Entry](repeating: Entry(), count: 128)
    /// A hash table with open addressing, at most half full. The key is zero in empty slots.
    private var slots: [(key: UInt32, entry: Entry)] = []
    private var shift: UInt32 = 32

    /// - Parameter words: the bytes of one character each, with the number of the word.
    init(_ words: [(bytes: [UInt8], number: Int32)]) {
        var entries: [UInt32: Entry] = [:]
        for character in Self.breaks.unicodeScalars {
            entries[Self.key(character), default: Entry()].separates = .always
        }
        for character in Self.dashes.unicodeScalars {
            entries[Self.key(character), default: Entry()].separates = .notInWords
        }
        for word in words {
            entries[word.bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }, default: Entry()].word = word.number
        }
        var size: UInt32 = 4
        while 1 << size < entries.count * 2 { size += 1 }
        shift = 32 - size
        slots = Array(repeating: (0, Entry()), count: 1 << size)
        for (key, entry) in entries {
            if key < 128 {
                ascii[Int(key)] = entry
                continue
            }
            var index = Self.index(key, shift)
            while slots[index].key != 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = (key, entry)
        }
    }

    /// The entry of the character at `place`. Four bytes must be readable there.
    @inline(__always)
    func entry(_ title: UnsafeRawPointer, _ place: Int) -> Entry {
        let four = title.loadUnaligned(fromByteOffset: place, as: UInt32.self)
        let first = four & 0xFF
        guard first >= 0x80 else { return ascii[Int(first)] }
        let key = first >= 0xF0 ? four : first >= 0xE0 ? four & 0xFF_FFFF : four & 0xFFFF
        return slots.withUnsafeBufferPointer { slots in
            var index = Self.index(key, shift)
            while true {
                if slots[index].key == key { return slots[index].entry }
                if slots[index].key == 0 { return Entry() }
                index = (index &+ 1) & (slots.count &- 1)
            }
        }
    }

    private static func key(_ character: Unicode.Scalar) -> UInt32 {
        Array(String(character).utf8).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    @inline(__always)
    private static func index(_ key: UInt32, _ shift: UInt32) -> Int {
        Int((key &* 0x9E37_79B1) &>> shift)
    }
}
