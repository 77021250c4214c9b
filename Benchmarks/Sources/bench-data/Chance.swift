/// SplitMix64: the same numbers from the same seed, on every machine and in every version of Swift.
struct Chance {
    private var state: UInt64

    /// The numbers of a listing depend only on its index, so that any part of the data can be made separately.
    init(seed: UInt64, index: Int) {
        state = seed ^ (UInt64(truncatingIfNeeded: index) &* 0xD134_2543_DE82_EF95)
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// 0..<bound, by multiplication; the bias is below 2⁻³² for the small bounds used here.
    mutating func below(_ bound: Int) -> Int {
        Int(((next() >> 32) &* UInt64(bound)) >> 32)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// Nearly standard normal: the sum of twelve uniform numbers, minus six. Integer arithmetic until the last step.
    mutating func normal() -> Double {
        var sum: UInt64 = 0
        for _ in 0..<3 {
            var word = next()
            for _ in 0..<4 {
                sum += word & 0xFFFF
                word >>= 16
            }
        }
        return Double(sum) / 65536 - 6
    }
}
