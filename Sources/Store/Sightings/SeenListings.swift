internal import Synchronization

/// The listings that a pull has seen, one bit for each number, in memory.
struct SeenListings: Sendable {
    private static let bits: Int64 = 8_192
    private var chunks: [Int64: [UInt64]] = [:]
    private(set) var count: Int64 = 0

    /// Returns false if the listing was already there.
    mutating func insert(_ listing: Int64) -> Bool {
        let (chunk, bit) = listing.quotientAndRemainder(dividingBy: Self.bits)
        let (word, mask) = (Int(bit >> 6), UInt64(1) << UInt64(bit & 63))
        let isNew =
            {
                let isNew = $0[word] & mask == 0
                $0[word] |= mask
                return isNew
            }(&chunks[chunk, default: Array(repeating: 0, count: Int(Self.bits / 64))])
        if isNew { count += 1 }
        return isNew
    }

    /// Returns false if the listing was not there.
    mutating func remove(_ listing: Int64) -> Bool {
        let (chunk, bit) = listing.quotientAndRemainder(dividingBy: Self.bits)
        let (word, mask) = (Int(bit >> 6), UInt64(1) << UInt64(bit & 63))
        guard contains(listing) else { return false }
        chunks[chunk]?[word] &= ~mask
        count -= 1
        return true
    }

    func contains(_ listing: Int64) -> Bool {
        let (chunk, bit) = listing.quotientAndRemainder(dividingBy: Self.bits)
        return chunks[chunk].map { $0[Int(bit >> 6)] & UInt64(1) << UInt64(bit & 63) != 0 } ?? false
    }

    /// The number of listings in both.
    func common(_ other: SeenListings) -> Int64 {
        chunks.reduce(0) { sum, chunk in
            guard let others = other.chunks[chunk.key] else { return sum }
            return sum + zip(chunk.value, others).reduce(0) { $0 + Int64(($1.0 & $1.1).nonzeroBitCount) }
        }
    }
}

/// Keeps the seen listings of the last written pull between two transactions.
///
/// The set of a pull only grows, so it is the stored one exactly if the counts are equal; another process may have
/// written in between. Only a committed transaction puts its set back.
final class SeenListingsCache: Sendable {
    private let kept = Mutex<(pull: Int64, seen: SeenListings)?>(nil)

    /// Removes and returns the set of `pull` if it has `count` listings.
    func take(pull: Int64, count: Int64) -> SeenListings? {
        kept.withLock { kept in
            defer { kept = nil }
            return kept.flatMap { $0.pull == pull && $0.seen.count == count ? $0.seen : nil }
        }
    }

    func put(_ seen: SeenListings, pull: Int64) {
        kept.withLock { $0 = (pull, seen) }
    }
}
