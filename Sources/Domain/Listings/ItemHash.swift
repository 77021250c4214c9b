/// 128 bits of an item's number. Among ten million different items, two have the same hash with a probability of about
/// 10⁻²⁵, so equal hashes mean the same item.
package struct ItemHash: Hashable, Sendable, BitwiseCopyable {
    package let low: UInt64
    package let high: UInt64

    package init(_ item: UnsafeRawBufferPointer) {
        low = ByteTable.hash(item)
        high = ByteTable.hash(item, seed: 0xD6E8_FEB8_6659_FD93)
    }

    /// A hash of the title and the price of a listing, to compare the copies of one item.
    package static func content(_ title: UnsafeRawBufferPointer, price: UInt32, upper: UInt32) -> UInt64 {
        ByteTable.hash(title, seed: (UInt64(upper) << 32 | UInt64(price)) &* 0x9E37_79B9_7F4A_7C15)
    }
}

/// Finds items that may occur more than once, in constant memory: a Bloom filter with one hash in 16 MiB.
package struct RepeatFilter: Sendable {
    private static let size: UInt64 = 27
    private var bits = [UInt64](repeating: 0, count: 1 << (size - 6))
    /// The lower hashes of the items that may occur more than once. Of five million different items, about 2 % are
    /// among them.
    package private(set) var suspects: Set<UInt64> = []

    package init() {}

    package mutating func add(_ item: ItemHash) {
        let bit = item.high >> (64 - Self.size)
        let place = Int(truncatingIfNeeded: bit >> 6)
        if bits[place] >> (bit & 63) & 1 != 0 { suspects.insert(item.low) }
        bits[place] |= 1 << (bit & 63)
    }
}
