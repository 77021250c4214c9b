internal import Domain
internal import Store

/// The hashes of the items that a query has given, in a table with open addressing. It is several times as fast as a
/// `Set`, which would hash its elements again. Two items with the same hash count as one item, so the number of distinct
/// items is never too high.
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

    /// Inserts hashes. Returns how many of them are new.
    mutating func insert(_ hashes: [Int]) -> Int {
        let before = count
        for hash in hashes { _ = insert(hash) }
        return count - before
    }

    private mutating func grow() {
        let known = places
        places = Array(repeating: 0, count: max(known.count * 2, 1 << 12))
        count = 0
        for hash in known where hash != 0 { _ = insert(hash) }
    }
}

extension ItemHashes {
    /// The items of stored pages.
    init(_ stored: PulledItems) {
        for item in stored.items {
            var item = item
            _ = insert(item.withUTF8 { Self.hash(UnsafeRawBufferPointer($0), isItem: true) })
        }
        for record in stored.records { _ = insert(record.withUnsafeBytes { Self.hash($0, isItem: false) }) }
    }

    static func hash(_ bytes: UnsafeRawBufferPointer, isItem: Bool) -> Int {
        var hasher = Hasher()
        hasher.combine(isItem)
        hasher.combine(bytes: bytes)
        return hasher.finalize()
    }
}

extension ListingBatch {
    /// A hash of each listing's item number, then of the bytes of each quarantined record, which has no identity.
    func itemHashes(_ quarantined: [QuarantinedRecord]) -> [Int] {
        bytes.withUnsafeBytes { bytes in
            rows.map { ItemHashes.hash(UnsafeRawBufferPointer(rebasing: bytes[$0.item.range]), isItem: true) }
        } + quarantined.map { $0.bytes.withUnsafeBytes { ItemHashes.hash($0, isItem: false) } }
    }
}
