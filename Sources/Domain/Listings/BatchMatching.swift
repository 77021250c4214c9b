extension ProductMatcher {
    /// Matches every row of `batch`, in order, as `match(title:readable:category:of:_:)` does.
    package func matches(_ batch: ListingBatch) -> [TitleMatch] {
        batch.bytes.withUnsafeBytes { matches(batch.rows.map(PartialListing.init), in: $0, of: batch.platform) }
    }

    /// Matches listings of `platform` whose texts stand in `bytes`, in order.
    package func matches(
        _ partials: [PartialListing], in bytes: UnsafeRawBufferPointer, of platform: String
    ) -> [TitleMatch] {
        let categories = self.categories(of: platform)
        var scratch = TitleScratch()
        return partials.withUnsafeBufferPointer { partials in
            [TitleMatch](unsafeUninitializedCapacity: partials.count) { matches, count in
                for (index, partial) in partials.enumerated() {
                    if index % Self.ahead == 0 {
                        Self.touch(
                            partials[index...].prefix(Self.ahead), bytes, categories: categories.table != nil, &scratch)
                    }
                    let category = partial.category.isNone ? nil : bytes[partial.category.range]
                    matches.initializeElement(
                        at: index,
                        to: match(
                            title: UnsafeRawBufferPointer(rebasing: bytes[partial.title.range]),
                            readable: bytes.count - partial.title.range.upperBound,
                            category: category.map(UnsafeRawBufferPointer.init(rebasing:)), of: categories,
                            &scratch))
                }
                count = partials.count
            }
        }
    }

    /// The product code of every row of `batch`, in order; nil where there is none.
    package func products(of batch: ListingBatch) -> [String?] {
        matches(batch).map { $0.product < 0 ? nil : products[Int($0.product)] }
    }

    /// The product of `listing`, or nil.
    package func product(of listing: Listing) -> String? {
        products(of: ListingBatch([listing]))[0]
    }

    /// Listings whose texts are fetched from memory together.
    private static let ahead = 16

    /// Reads a byte or two of every title, and one of every category if they are looked up, so that the waits for memory
    /// run side by side and not one by one.
    @inline(__always)
    private static func touch(
        _ partials: Slice<UnsafeBufferPointer<PartialListing>>, _ bytes: UnsafeRawBufferPointer, categories: Bool,
        _ scratch: inout TitleScratch
    ) {
        var touched: UInt8 = 0
        for partial in partials {
            let title = partial.title.range
            if !title.isEmpty { touched ^= bytes[title.lowerBound] ^ bytes[title.upperBound - 1] }
            if categories, partial.category.count > 0 { touched ^= bytes[partial.category.range.lowerBound] }
        }
        scratch.note(touched)
    }
}
