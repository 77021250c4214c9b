/// Counts the prices of listings. A range is no price; only the number of ranges is stored. Its memory grows with the
/// number of different prices, not with the number of listings.
///
/// Cells are indexes into `ListingPrefilter.cells`.
package struct PriceTally: Sendable {
    private struct PriceSlot {
        /// The cell in the upper half, the price in fen in the lower half. 0 for an empty slot; prices are above zero.
        var key: UInt64
        var units: UInt32
        var count: UInt32
    }

    private var slots: [PriceSlot]
    private var used = 0
    /// The number of listings whose price is a range, by cell.
    package private(set) var ranges: [UInt32: Int] = [:]

    package init() {
        slots = Array(repeating: PriceSlot(key: 0, units: 0, count: 0), count: 1 << 12)
    }

    /// Counts one listing. `price` is in fen and fits 32 bits (`ListingLimits.price`).
    package mutating func add(cell: UInt32, price: Int64, units: Int64, count: UInt32 = 1) {
        let key = UInt64(cell) << 32 | UInt64(UInt32(truncatingIfNeeded: price))
        let units = UInt32(truncatingIfNeeded: units)
        let mask = slots.count - 1
        var index = Self.start(key, units) & mask
        let isKnown = slots.withUnsafeMutableBufferPointer { slots in
            while slots[index].key != 0 {
                if slots[index].key == key, slots[index].units == units {
                    slots[index].count += count
                    return true
                }
                index = (index + 1) & mask
            }
            slots[index] = PriceSlot(key: key, units: units, count: count)
            return false
        }
        guard !isKnown else { return }
        used += 1
        if used * 4 > slots.count * 3 { grow() }
    }

    /// Counts listings. The table is larger than the processor's caches, so the slots of sixteen listings are loaded
    /// together.
    package mutating func add(_ listings: [PrefilteredListing]) {
        var start = 0
        while start < listings.count {
            let group = listings[start..<min(start + 16, listings.count)]
            var touched: UInt64 = 0
            slots.withUnsafeBufferPointer { slots in
                for listing in group {
                    let key = UInt64(listing.cell) << 32 | UInt64(listing.price)
                    touched |= slots[Self.start(key, listing.units) & (slots.count - 1)].key
                }
            }
            // No key has all bits set. The test prevents the compiler from removing the loads.
            guard touched != .max || !group.isEmpty else { return }
            for listing in group where listing.isCompared {
                if listing.isExact {
                    add(cell: listing.cell, price: Int64(listing.price), units: Int64(listing.units))
                } else {
                    ranges[listing.cell, default: 0] += 1
                }
            }
            start = group.endIndex
        }
    }

    /// Removes one listing that was counted before.
    package mutating func remove(cell: UInt32, price: Int64, units: Int64, isExact: Bool = true) {
        guard isExact else {
            ranges[cell] = ranges[cell].flatMap { $0 > 1 ? $0 - 1 : nil }
            return
        }
        let key = UInt64(cell) << 32 | UInt64(UInt32(truncatingIfNeeded: price))
        let units = UInt32(truncatingIfNeeded: units)
        let mask = slots.count - 1
        var index = Self.start(key, units) & mask
        while slots[index].key != 0 {
            if slots[index].key == key, slots[index].units == units {
                // The slot stays, because later entries may be found through it.
                slots[index].count = max(1, slots[index].count) - 1
                return
            }
            index = (index + 1) & mask
        }
    }

    package mutating func merge(_ other: PriceTally) {
        for entry in other.slots where entry.count != 0 {
            add(
                cell: UInt32(entry.key >> 32), price: Int64(entry.key & 0xFFFF_FFFF), units: Int64(entry.units),
                count: entry.count)
        }
        ranges.merge(other.ranges) { $0 + $1 }
    }

    /// The counted prices, by cell number. The tally is empty afterwards, because the result needs its memory.
    package mutating func takeCells() -> [UInt32: [PriceCount]] {
        let cells = cells()
        self = PriceTally()
        return cells
    }

    /// The counted prices, by cell number.
    package func cells() -> [UInt32: [PriceCount]] {
        var counts: [UInt32: Int] = [:]
        for entry in slots where entry.count != 0 { counts[UInt32(entry.key >> 32), default: 0] += 1 }
        // Arrays that grow would need up to twice the memory.
        var result = counts.mapValues { count in
            var prices: [PriceCount] = []
            prices.reserveCapacity(count)
            return prices
        }
        for entry in slots where entry.count != 0 {
            result[UInt32(entry.key >> 32), default: []].append(
                PriceCount(
                    UnitPrice(Fen(Int64(entry.key & 0xFFFF_FFFF)), units: Int64(entry.units)), count: Int(entry.count)))
        }
        return result
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: PriceSlot(key: 0, units: 0, count: 0), count: old.count * 2)
        let mask = slots.count - 1
        for entry in old where entry.key != 0 {
            var index = Self.start(entry.key, entry.units) & mask
            while slots[index].key != 0 { index = (index + 1) & mask }
            slots[index] = entry
        }
    }

    private static func start(_ key: UInt64, _ units: UInt32) -> Int {
        let mixed = (key ^ UInt64(units) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: mixed >> 24)
    }
}
