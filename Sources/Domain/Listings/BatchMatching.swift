extension ProductMatcher {
    /// Matches every row of `batch`, in order, as `match(title:readable:category:of:_:)` does.
    package func matches(_ batch: ListingBatch) -> [TitleMatch] {
        let categories = self.categories(of: batch.platform)
        var scratch = TitleScratch()
        return batch.bytes.withUnsafeBytes { bytes in
            batch.rows.withUnsafeBufferPointer { rows in
                [TitleMatch](unsafeUninitializedCapacity: rows.count) { matches, count in
                    for (index, row) in rows.enumerated() {
                        if index % Self.ahead == 0 {
                            Self.touch(
                                rows[index...].prefix(Self.ahead), bytes, categories: categories.table != nil, &scratch)
                        }
                        let category = row.category.isNone ? nil : bytes[row.category.range]
                        matches.initializeElement(
                            at: index,
                            to: match(
                                title: UnsafeRawBufferPointer(rebasing: bytes[row.title.range]),
                                readable: bytes.count - row.title.range.upperBound,
                                category: category.map(UnsafeRawBufferPointer.init(rebasing:)), of: categories,
                                &scratch))
                    }
                    count = rows.count
                }
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

    /// Rows whose texts are fetched from memory together.
    private static let ahead = 16

    /// Reads a byte or two of every title, and one of every category if they are looked up, so that the waits for memory
    /// run side by side and not one by one.
    @inline(__always)
    private static func touch(
        _ rows: Slice<UnsafeBufferPointer<ListingBatch.Row>>, _ bytes: UnsafeRawBufferPointer, categories: Bool,
        _ scratch: inout TitleScratch
    ) {
        var touched: UInt8 = 0
        for row in rows {
            let title = row.title.range
            if !title.isEmpty { touched ^= bytes[title.lowerBound] ^ bytes[title.upperBound - 1] }
            if categories, row.category.count > 0 { touched ^= bytes[row.category.range.lowerBound] }
        }
        scratch.note(touched)
    }
}
