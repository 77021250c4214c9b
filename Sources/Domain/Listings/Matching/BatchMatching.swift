extension ProductMatcher {
    /// Matches every row of `batch`, in order. The results are those of `match(title:readable:category:of:_:)`.
    package func matches(_ batch: ListingBatch) -> [TitleMatch] {
        let listings = batch.rows.map {
            PartialListing(
                item: $0.item, title: $0.title, category: $0.category, source: $0.source, price: 0, present: [],
                vague: [])
        }
        return batch.bytes.withUnsafeBytes { matches(listings, in: $0, of: batch.platform) }
    }

    /// Matches listings of `platform`, in order. Their slices refer to `bytes`.
    package func matches(
        _ listings: [PartialListing], in bytes: UnsafeRawBufferPointer, of platform: String
    ) -> [TitleMatch] {
        let categories = self.categories(of: platform)
        var scratch = TitleScratch()
        return listings.withUnsafeBufferPointer { listings in
            [TitleMatch](unsafeUninitializedCapacity: listings.count) { matches, count in
                for (index, listing) in listings.enumerated() {
                    if index % Self.ahead == 0 {
                        Self.touch(
                            listings[index...].prefix(Self.ahead), bytes, categories: categories.table != nil, &scratch)
                    }
                    let category = listing.category.isNone ? nil : bytes[listing.category.range]
                    matches.initializeElement(
                        at: index,
                        to: match(
                            title: UnsafeRawBufferPointer(rebasing: bytes[listing.title.range]),
                            readable: bytes.count - listing.title.range.upperBound,
                            category: category.map(UnsafeRawBufferPointer.init(rebasing:)), of: categories,
                            &scratch))
                }
                count = listings.count
            }
        }
    }

    /// The product code of every row of `batch`, in order; nil for no product.
    package func products(of batch: ListingBatch) -> [String?] {
        matches(batch).map { $0.product < 0 ? nil : products[Int($0.product)] }
    }

    /// The product of `listing`, or nil.
    package func product(of listing: Listing) -> String? {
        products(of: ListingBatch([listing]))[0]
    }

    /// The number of listings whose texts are loaded from memory together.
    private static let ahead = 16

    /// Reads two bytes of every title, and one byte of every category if categories are looked up. The processor then
    /// loads these texts from memory at the same time.
    @inline(__always)
    private static func touch(
        _ listings: Slice<UnsafeBufferPointer<PartialListing>>, _ bytes: UnsafeRawBufferPointer, categories: Bool,
        _ scratch: inout TitleScratch
    ) {
        var touched: UInt8 = 0
        for listing in listings {
            let title = listing.title.range
            if !title.isEmpty { touched ^= bytes[title.lowerBound] ^ bytes[title.upperBound - 1] }
            if categories, listing.category.count > 0 { touched ^= bytes[listing.category.range.lowerBound] }
        }
        scratch.note(touched)
    }
}
