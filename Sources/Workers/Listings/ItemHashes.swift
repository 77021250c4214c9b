/// The hashes of the items that a trial has found, in a table with open addressing. It is several times as fast as a
/// `Set`, which would hash its elements again.
struct ItemHashes: Sendable {
    /// The size is a power of two. At most half of the places are used. 0 marks an unused place.
    private var places: [Int] = []
    private(set) var count = 0

    /// Inserts `hash`. Returns whether it is new.
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
