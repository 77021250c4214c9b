/// A number above zero for each of many listings, in memory: four bytes for each, in chunks of neighbouring listings.
struct NumberTable: Sendable {
    private static let size: Int64 = 8_192
    private var chunks: [Int64: [UInt32]] = [:]

    /// Zero for a listing without a number.
    subscript(listing: Int64) -> UInt32 {
        get {
            let (chunk, place) = listing.quotientAndRemainder(dividingBy: Self.size)
            return chunks[chunk]?[Int(place)] ?? 0
        }
        set {
            let (chunk, place) = listing.quotientAndRemainder(dividingBy: Self.size)
            chunks[chunk, default: Array(repeating: 0, count: Int(Self.size))][Int(place)] = newValue
        }
    }
}
