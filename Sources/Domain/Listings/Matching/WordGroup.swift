/// Words whose anchors have the same width.
struct WordGroup: Sendable {
    /// The words with the same anchor.
    struct Slot: Sendable {
        var key: UInt64 = 0
        /// The index of the first word in `TitlePatterns.words`.
        var first: Int32 = 0
        /// 0 for an empty slot.
        var count: Int32 = 0
    }

    let filter: KeyFilter
    /// A hash table with open addressing, at most half full.
    private(set) var slots: [Slot]
    private let shift: UInt64
    var isEmpty: Bool { slots.isEmpty }

    /// 2¹⁶ bits are 8 KiB, a quarter of the first-level cache. A filter that is used for fewer places may have four
    /// times as many bits.
    static let filterSize: UInt64 = 16

    init(_ entries: [Slot]) {
        filter = KeyFilter(entries.map(\.key), maximumBits: Self.filterSize + 2)
        var size: UInt64 = 4
        while 1 << size < entries.count * 2 { size += 1 }
        shift = 64 - size
        slots = entries.isEmpty ? [] : Array(repeating: Slot(), count: 1 << size)
        for entry in entries {
            var index = Int(KeyFilter.mixed(entry.key) >> shift)
            while slots[index].count != 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = entry
        }
    }

    /// The words of `key`; an empty slot if there are none.
    @inline(__always)
    func slot(_ key: UInt64) -> Slot {
        slots.withUnsafeBufferPointer { slots in
            var index = Int(truncatingIfNeeded: KeyFilter.mixed(key) &>> shift)
            while true {
                let slot = slots[index]
                if slot.key == key || slot.count == 0 { return slot }
                index = (index &+ 1) & (slots.count - 1)
            }
        }
    }

    /// The key of the `width` bytes at `place`; nine bytes must be readable there. Keys of up to eight bytes are
    /// unique; nine bytes may rarely share a key with others.
    @inline(__always)
    static func key(_ title: UnsafeRawPointer, _ place: Int, width: Int) -> UInt64 {
        let eight = title.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        guard width > 8 else { return eight &<< UInt64(64 - width * 8) }
        let next = title.loadUnaligned(fromByteOffset: place + 1, as: UInt64.self)
        return (eight &* 0xBF58_476D_1CE4_E5B9) ^ ((next &* 0x94D0_49BB_1331_11EB) &>> 1)
    }
}
