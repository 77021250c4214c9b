/// The stored form of a set of listings: their numbers in ascending order, each as its distance from the one before.
/// A run of consecutive numbers takes one or two bytes.
enum ListingSet {
    /// - Parameter listings: different numbers above zero, in any order.
    static func packed(_ listings: some Sequence<Int64>) -> [UInt8] {
        var packed = PackedNumbers()
        var last: Int64 = 0
        var run: UInt64 = 0
        func close(_ packed: inout PackedNumbers) {
            if run > 0 { packed.append(run << 1 | 1) }
            run = 0
        }
        for listing in listings.sorted() {
            if listing == last + 1, last > 0 {
                run += 1
            } else {
                close(&packed)
                packed.append(UInt64(bitPattern: listing - last) << 1)
            }
            last = listing
        }
        close(&packed)
        return packed.bytes
    }

    /// The listings in ascending order.
    static func listings(_ bytes: [UInt8]) throws(StoreError) -> [Int64] {
        var listings: [Int64] = []
        listings.reserveCapacity(bytes.count)
        try forEach(bytes) { listings.append($0) }
        return listings
    }

    /// The number of listings.
    static func count(_ bytes: [UInt8]) throws(StoreError) -> Int {
        var reader = PackedReader(bytes)
        var count = 0
        while !reader.isAtEnd {
            let token = try reader.nextPositive()
            count += token & 1 == 1 ? Int(token >> 1) : 1
        }
        return count
    }

    /// Whether the set has a listing. The numbers after it are not read.
    static func contains(_ listing: Int64, _ bytes: [UInt8]) throws(StoreError) -> Bool {
        var reader = PackedReader(bytes)
        var last: Int64 = 0
        while !reader.isAtEnd, last < listing {
            let token = try reader.nextPositive()
            let (end, overflow) = last.addingReportingOverflow(token >> 1)
            guard !overflow, end > last else { throw PackedReader.damaged }
            if end == listing || (token & 1 == 1 && end > listing) { return true }
            last = end
        }
        return false
    }

    /// Calls `body` with each listing in ascending order.
    static func forEach(_ bytes: [UInt8], _ body: (Int64) -> Void) throws(StoreError) {
        var reader = PackedReader(bytes)
        var last: Int64 = 0
        while !reader.isAtEnd {
            let token = try reader.nextPositive()
            let (isRun, number) = (token & 1 == 1, token >> 1)
            let (end, overflow) = last.addingReportingOverflow(number)
            // A run that no page can hold would fill the memory.
            guard !overflow, number > 0, !isRun || (last > 0 && number < 1 << 24) else { throw PackedReader.damaged }
            if isRun {
                for listing in last + 1...end { body(listing) }
            } else {
                body(end)
            }
            last = end
        }
    }
}
