extension ProductMatcher {
    /// Matches every row of `batch`, in order, as `match(title:readable:category:of:_:)` does.
    package func matches(_ batch: ListingBatch) -> [TitleMatch] {
        batch.bytes.withUnsafeBytes { matches(batch.rows.map(ListingGlance.init), in: $0, of: batch.platform) }
    }

    /// Matches listings of `platform` whose texts stand in `bytes`, in order.
    package func matches(
        _ glances: [ListingGlance], in bytes: UnsafeRawBufferPointer, of platform: String
    ) -> [TitleMatch] {
        let categories = self.categories(of: platform)
        var scratch = TitleScratch()
        return glances.withUnsafeBufferPointer { glances in
            [TitleMatch](unsafeUninitializedCapacity: glances.count) { matches, count in
                for (index, glance) in glances.enumerated() {
                    if index % Self.ahead == 0 {
                        Self.touch(
                            glances[index...].prefix(Self.ahead), bytes, categories: categories.table != nil, &scratch)
                    }
                    let category = glance.category.isNone ? nil : bytes[glance.category.range]
                    matches.initializeElement(
                        at: index,
                        to: match(
                            title: UnsafeRawBufferPointer(rebasing: bytes[glance.title.range]),
                            readable: bytes.count - glance.title.range.upperBound,
                            category: category.map(UnsafeRawBufferPointer.init(rebasing:)), of: categories,
                            &scratch))
                }
                count = glances.count
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
        _ glances: Slice<UnsafeBufferPointer<ListingGlance>>, _ bytes: UnsafeRawBufferPointer, categories: Bool,
        _ scratch: inout TitleScratch
    ) {
        var touched: UInt8 = 0
        for glance in glances {
            let title = glance.title.range
            if !title.isEmpty { touched ^= bytes[title.lowerBound] ^ bytes[title.upperBound - 1] }
            if categories, glance.category.count > 0 { touched ^= bytes[glance.category.range.lowerBound] }
        }
        scratch.note(touched)
    }
}
