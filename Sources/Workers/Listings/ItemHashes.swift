/// The hashes of the items that a trial has met: a table with open addressing, several times as fast as a `Set`, whose
/// elements would be hashed once more.
struct ItemHashes: Sendable {
    /// A power of two; at most half of the places are taken. 0 is a free place.
    private var places: [Int] = []
    private(set) var count = 0

    /// Whether `hash` was not there before.
    mutating func insert(_ hash: Int) -> Bool {
        if count * 2 >= places.count { grow() }
        let hash = hash == 0 ? 1 : hash
        let mask = places.count - 1
        var place = hash & mask
        while places[place] != 0 {
            if places[place] == hash { return false }
            place = (place + 1) & mask
        }
        places[place] = hash
        count += 1
        return true
    }

    private mutating func grow() {
        let known = places
        places = Array(repeating: 0, count: max(known.count * 2, 1 << 12))
        count = 0
        for hash in known where hash != 0 { _ = insert(hash) }
    }
}
