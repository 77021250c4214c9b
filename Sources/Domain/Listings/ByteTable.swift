/// Numbers kept under byte strings, found without making a text.
struct ByteTable: Sendable {
    private var slots: [(hash: UInt64, start: UInt32, count: UInt32, value: Int32)]
    private var bytes: [UInt8] = []
    private var used = 0

    init(capacity: Int = 16) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: (0, 0, 0, -1), count: size)
    }

    /// The number under `key`; nil where there is none.
    func value(_ key: UnsafeRawBufferPointer) -> Int32? {
        let hash = Self.hash(key)
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index].value >= 0 {
            if slots[index].hash == hash, matches(slots[index].start, slots[index].count, key) {
                return slots[index].value
            }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Keeps `value` (0 or more) under `key` unless another one is kept there already.
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
        for index in 0..<key.count where bytes[Int(start) + index] != key[index] { return false }
        return true
    }

    static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(key.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index + 8 <= key.count {
            hash = (hash ^ key.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            index += 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while index < key.count {
            tail |= UInt64(key[index]) << shift
            shift += 8
            index += 1
        }
        hash = (hash ^ tail) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 29)
    }
}
