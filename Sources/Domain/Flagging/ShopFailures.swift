/// A calendar year in which goods of a shop failed.
package struct ShopFailure: Hashable, Sendable {
    package let platform: String
    /// The number or name of the shop on the platform.
    package let shop: String
    package let year: Int
    /// The source of the finding: a list of another authority, or a report of this installation.
    package let source: String

    package init(platform: String, shop: String, year: Int, source: String) {
        self.platform = platform
        self.shop = shop
        self.year = year
        self.source = source
    }
}

/// The years in which shops failed. A shop is found by its number or its name.
package struct ShopFailures: Sendable {
    /// The record of one shop.
    package struct Record: Hashable, Sendable {
        package let shop: String
        package fileprivate(set) var years: Set<Int>
        package fileprivate(set) var sources: [String]
    }

    private struct Key: Hashable {
        let platform: String
        let shop: String
    }

    private var records: [Key: Record] = [:]

    package init() {}

    package init(_ failures: [ShopFailure]) {
        for failure in failures {
            let key = Key(platform: failure.platform, shop: failure.shop)
            var record = records[key] ?? Record(shop: failure.shop, years: [], sources: [])
            record.years.insert(failure.year)
            if !record.sources.contains(failure.source) { record.sources.append(failure.source) }
            records[key] = record
        }
    }

    var isEmpty: Bool {
        records.isEmpty
    }

    /// The record of the shop that sells `listing`. The years under its number and under its name are combined.
    package subscript(listing: Listing) -> Record? {
        guard !isEmpty else { return nil }
        let found = [listing.shopIdentifier, listing.shopName].compactMap { $0 }.compactMap {
            records[Key(platform: listing.key.platform, shop: $0)]
        }
        guard var record = found.first else { return nil }
        for other in found.dropFirst() {
            record.years.formUnion(other.years)
            record.sources += other.sources.filter { !record.sources.contains($0) }
        }
        return record
    }
}
