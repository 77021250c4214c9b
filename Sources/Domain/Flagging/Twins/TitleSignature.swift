/// The MinHash signature of a title, in bands. Two titles with similarity s agree in at least one of b bands of r
/// values with the probability 1 − (1 − sʳ)ᵇ.
///
/// With 16 bands of 4 values, one in 4,600 pairs with similarity 0.8 is missed, and one in 8 pairs with similarity 0.3
/// is compared.
package struct TitleSignature: Sendable {
    package static let bands = 16
    package static let rows = 4

    /// One number for each band.
    package let keys: [UInt64]

    package init(_ shingles: Shingles) {
        var least = [UInt64](repeating: .max, count: Self.bands * Self.rows)
        for shingle in shingles.values {
            for index in least.indices {
                least[index] = min(least[index], Self.mixed(shingle &+ Self.seeds[index]))
            }
        }
        keys = (0..<Self.bands).map { band in
            least[band * Self.rows..<(band + 1) * Self.rows].reduce(UInt64(band)) { Self.mixed($0 ^ $1) }
        }
    }

    /// Constant on every machine and in every version, so that a search can be repeated.
    private static let seeds: [UInt64] = (1...UInt64(bands * rows)).map { mixed($0 &* 0x9E37_79B9_7F4A_7C15) }

    /// The finaliser of SplitMix64: every bit of the input affects every bit of the output.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
