internal import Domain
internal import Feeds

/// The listings of a file that repeat an item. They are known when the whole file is read; only suspects are compared.
struct RepeatedListings: Sendable {
    private struct Item {
        let first: PrefilteredRow
        var isContradicted = false
    }

    /// The positions of the copies after the first of each item.
    private var copies: Set<Int64> = []
    /// The positions of the first copies of items whose copies contradict each other.
    private var contradicted: Set<Int64> = []
    private(set) var report = Repeats()
    /// The number of copies whose titles do not make clear how many units they contain.
    private(set) var uncomparedCopies = 0

    init() {}

    /// Finds the copies, and removes from `tally` all prices that must not count.
    init(
        _ first: FirstPass.Result, suspects: Set<UInt64>, _ stream: ScreenStream, _ tally: inout PriceTally
    ) throws {
        guard !suspects.isEmpty else { return }
        var items: [ItemHash: Item] = [:]
        for segment in first.segments {
            for listing in try first.found.rows(of: segment) where suspects.contains(listing.item.low) {
                guard let known = items[listing.item] else {
                    items[listing.item] = Item(first: listing)
                    continue
                }
                copies.insert(listing.position)
                if !listing.isCompared { uncomparedCopies += 1 }
                report.copies += 1
                listing.remove(from: &tally)
                guard !known.isContradicted, !known.first.agrees(with: listing) else { continue }
                items[listing.item]?.isContradicted = true
                contradicted.insert(known.first.position)
                report.contradicted += 1
                known.first.remove(from: &tally)
            }
        }
        guard report.copies > 0 else { return }
        try nameExamples(first, StoredRecords(stream, first))
    }

    /// Reads the numbers of a few items, which are not kept in memory.
    private mutating func nameExamples(_ first: FirstPass.Result, _ records: StoredRecords) throws {
        for segment in first.segments where report.wantsExamples {
            let some = try first.found.rows(of: segment).filter(isCopy).prefix(10)
            guard !some.isEmpty else { continue }
            let batch = try records.batch(of: Array(some))
            for row in batch.rows { report.addExample(batch.text(row.item) ?? "") }
        }
    }

    func isCopy(_ listing: PrefilteredRow) -> Bool {
        copies.contains(listing.position)
    }

    func isContradicted(_ listing: PrefilteredRow) -> Bool {
        contradicted.contains(listing.position)
    }
}

extension PrefilteredRow {
    fileprivate func agrees(with other: Self) -> Bool {
        content == other.content && growth == other.growth
    }

    fileprivate func remove(from tally: inout PriceTally) {
        guard isCompared else { return }
        tally.remove(cell: cell, price: Int64(price), units: Int64(units), isExact: isExact)
    }
}
