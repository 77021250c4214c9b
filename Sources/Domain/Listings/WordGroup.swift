/// Words that are found by their first bytes, all by the same number of them.
struct WordGroup: Sendable {
    /// The words that begin alike.
    struct Slot: Sendable {
        var key: UInt64 = 0
        /// Into `TitlePatterns.words`.
        var first: Int32 = 0
        /// 0 in an empty slot.
        var count: Int32 = 0
    }

    /// How many first bytes decide: 9, 6, 3 or 1.
    let width: Int
    let filter: KeyFilter
    /// Open addressing, at most half full.
    private(set) var slots: [Slot]
    private let shift: UInt64
    var isEmpty: Bool { slots.isEmpty }

    /// More words than this that begin alike are not looked at one by one.
    static let crowd: Int32 = 16
    /// 2¹⁷ bits are 16 KiB: half of the first-level cache.
    static let filterSize: UInt64 = 17

    init(width: Int, _ entries: [Slot]) {
        self.width = width
        filter = KeyFilter(entries.map(\.key), most: Self.filterSize + 2)
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

    /// The words under `key`; an empty slot where there are none.
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

    /// What stands for the first `width` bytes at `place`, with nine readable. Up to eight different bytes have different
    /// keys; longer beginnings may now and then share one.
    @inline(__always)
    static func key(_ title: UnsafeRawPointer, _ place: Int, width: Int) -> UInt64 {
        let eight = title.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        guard width > 8 else { return eight &<< UInt64(64 - width * 8) }
        let next = title.loadUnaligned(fromByteOffset: place + 1, as: UInt64.self)
        return (eight &* 0xBF58_476D_1CE4_E5B9) ^ ((next &* 0x94D0_49BB_1331_11EB) &>> 1)
    }
}
