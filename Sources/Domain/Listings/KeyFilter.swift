/// A set of keys with one hash (Bloom filter). It finds every member, and rarely accepts a key that is no member.
///
/// Each value of the hash has one bit, so a test needs one memory load. Tests stay fast while all bits fit the
/// first-level cache, whatever the number of keys.
struct KeyFilter: Sendable {
    private let bits: [UInt64]
    private let shift: UInt64

    /// - Parameter maximumBits: the maximum number of bits, as a power of two. If more are needed, false matches become
    ///   more frequent.
    init(_ keys: some Collection<UInt64>, maximumBits: UInt64) {
        // With 32 bits for each key, false matches are rare.
        var size: UInt64 = 9
        while size < maximumBits, 1 << size < keys.count * 32 { size += 1 }
        shift = 64 - size
        var bits = [UInt64](repeating: 0, count: 1 << (size - 6))
        for key in keys {
            let bit = Self.mixed(key) >> shift
            bits[Int(bit >> 6)] |= 1 << (bit & 63)
        }
        self.bits = bits
    }

    /// Mixes the key so that its top bits depend on all of its bits.
    @inline(__always)
    static func mixed(_ key: UInt64) -> UInt64 {
        key &* 0x9E37_79B9_7F4A_7C15
    }

    @inline(__always)
    func mayContain(_ key: UInt64) -> Bool {
        let bit = Self.mixed(key) &>> shift
        return (bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63)) & 1 != 0
    }

    /// Copies to `kept` those of `places` whose key may be a member, and returns their number.
    ///
    /// It has no branch, because the processor could not predict it.
    @inline(__always)
    func narrow(
        _ places: UnsafeMutablePointer<UInt32>, _ count: Int, into kept: UnsafeMutablePointer<UInt32>,
        _ key: (_ place: Int) -> UInt64
    ) -> Int {
        bits.withUnsafeBufferPointer { bits in
            guard let bits = bits.baseAddress else { return 0 }
            var found = 0
            for number in 0..<count {
                let place = places[number]
                let bit = Self.mixed(key(Int(place))) &>> shift
                kept[found] = place
                found &+= Int(truncatingIfNeeded: (bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63)) & 1)
            }
            return found
        }
    }
}
