/// A dictionary from byte strings to numbers. A look-up creates no `String`.
struct ByteTable: Sendable {
    private var slots: [(hash: UInt64, start: UInt32, count: UInt32, value: Int32)]
    private var bytes: [UInt8] = []
    private var used = 0

    init(capacity: Int = 16) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: (0, 0, 0, -1), count: size)
    }

    /// The number for `key`; nil if there is none.
    func value(_ key: UnsafeRawBufferPointer) -> Int32? {
        let hash = Self.hash(key)
        return slots.withUnsafeBufferPointer { slots in
            var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[index].value >= 0 {
                if slots[index].hash == hash, matches(slots[index].start, slots[index].count, key) {
                    return slots[index].value
                }
                index = (index &+ 1) & (slots.count - 1)
            }
            return nil
        }
    }

    /// Sets the value of `key` (0 or more) if it has none.
    mutating func insert(_ key: UnsafeRawBufferPointer, _ value: Int32) {
        guard self.value(key) == nil else { return }
        if (used + 1) * 2 > slots.count { grow() }
        place(Self.hash(key), UInt32(bytes.count), UInt32(key.count), value)
        bytes.append(contentsOf: key)
        used += 1
    }

    private mutating func place(_ hash: UInt64, _ start: UInt32, _ count: UInt32, _ value: Int32) {
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index].value >= 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = (hash, start, count, value)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: (0, 0, 0, -1), count: old.count * 2)
        for slot in old where slot.value >= 0 { place(slot.hash, slot.start, slot.count, slot.value) }
    }

    private func matches(_ start: UInt32, _ count: UInt32, _ key: UnsafeRawBufferPointer) -> Bool {
        guard Int(count) == key.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            // These bytes were copied from a key, and have the same length as `key`.
            guard let kept = bytes.baseAddress, let key = key.baseAddress else { return true }
            return Self.difference(kept + Int(start), key, Int(count)) == 0
        }
    }

    /// Zero if both are equal. If the count is no multiple of eight, the last eight bytes overlap earlier ones, so that
    /// bytes are never read one by one. Fewer than eight bytes are combined from two overlapping parts.
    @inline(__always)
    private static func difference(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count < 8 { return loadFewerThanEight(left, count) ^ loadFewerThanEight(right, count) }
        var differing: UInt64 = 0
        var index = 0
        while index + 8 < count {
            differing |= loadEight(left, index) ^ loadEight(right, index)
            index += 8
        }
        return differing | (loadEight(left, count - 8) ^ loadEight(right, count - 8))
    }

    static func hash(_ key: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var hash = (UInt64(key.count) &* 0x9E37_79B9_7F4A_7C15) ^ seed
        guard let base = key.baseAddress else { return hash }
        var index = 0
        while index + 8 < key.count {
            hash = (hash ^ loadEight(base, index)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash &>> 32
            index += 8
        }
        let last = key.count < 8 ? loadFewerThanEight(base, key.count) : loadEight(base, key.count - 8)
        hash = (hash ^ last) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash &>> 29)
    }

    @inline(__always)
    private static func loadEight(_ bytes: UnsafeRawPointer, _ index: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// Combines fewer than eight bytes into one number. Different byte strings of the same length give different
    /// numbers.
    @inline(__always)
    private static func loadFewerThanEight(_ bytes: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 4 {
            let first = bytes.loadUnaligned(as: UInt32.self)
            let last = bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            return UInt64(first) | UInt64(last) &<< 32
        }
        guard count > 0 else { return 0 }
        let (first, middle) = (bytes.load(as: UInt8.self), bytes.load(fromByteOffset: count / 2, as: UInt8.self))
        let last = bytes.load(fromByteOffset: count - 1, as: UInt8.self)
        return UInt64(first) | UInt64(middle) &<< 8 | UInt64(last) &<< 16
    }
}
