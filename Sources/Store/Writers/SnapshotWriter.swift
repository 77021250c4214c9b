internal import Domain
internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Writes the listings of pages as bytes. One writer serves one transaction; its statements are prepared once.
struct SnapshotWriter {
    enum Insertion {
        case new(snapshot: Int64)
        case same, conflicting
    }

    private let pull: Int64
    private let now: Int64
    private let findListing: ByteStatement
    private let insertListing: ByteStatement
    private let insertSnapshot: ByteStatement
    private let compare: ByteStatement
    private let contradict: ByteStatement

    init(_ database: Database, pull: Int64, at now: Timestamp) throws {
        self.pull = pull
        self.now = now.milliseconds
        findListing = try ByteStatement(database, "SELECT id FROM listing WHERE platform = $1 AND item = $2")
        insertListing = try ByteStatement(
            database,
            """
            INSERT INTO listing (platform, item, firstSeenAt) VALUES ($1, $2, $3)
            ON CONFLICT (platform, item) DO NOTHING
            """)
        insertSnapshot = try ByteStatement(
            database,
            """
            INSERT INTO listingSnapshot (listingId, pullId, pageId, seenAt, contentHash, product, title, priceFen,
                priceAfterCouponFen, salesLower, salesUpper, salesWindowDays, salesText, shopName, shopIdentifier,
                category, link, image, changedAt, liveRoom, streamer, maker, makerAddress, certificate, licence,
                creditCode, priceUpperFen, priceAfterCouponUpperFen)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, $27, $28)
            ON CONFLICT (pullId, listingId) DO NOTHING
            """)
        compare = try ByteStatement(
            database,
            "SELECT COUNT(*) FROM listingSnapshot WHERE pullId = $1 AND listingId = $2 AND contentHash = $3")
        contradict = try ByteStatement(
            database,
            """
            UPDATE listingSnapshot SET isContradicted = 1
            WHERE pullId = $1 AND listingId = $2 AND isContradicted = 0
                AND (title <> $3 OR priceFen <> $4 OR COALESCE(priceUpperFen, -1) <> $5
                    OR COALESCE(priceAfterCouponFen, 0) <> $6 OR COALESCE(priceAfterCouponUpperFen, -1) <> $7
                    OR COALESCE(salesLower, -1) <> $8 OR COALESCE(salesUpper, -1) <> $9)
            RETURNING id
            """)
    }

    /// The listing of each row of `batch`; unknown listings are inserted. Rows are processed in the order of their
    /// keys, so that reads and writes are close together.
    func listings(of batch: ListingBatch) throws -> [Int64] {
        var identities = [Int64](repeating: 0, count: batch.rows.count)
        try batch.bytes.withUnsafeBytes { bytes in
            let items = batch.rows.map { UnsafeRawBufferPointer(rebasing: bytes[$0.item.range]) }
            var platform = batch.platform
            try platform.withUTF8 { platform in
                let platform = UnsafeRawBufferPointer(platform)
                // New listings are often adjacent: after a new one, an insert is tried before a search.
                var isNew = false
                for index in items.indices.sorted(by: { items[$0].precedes(items[$1]) }) {
                    let item = items[index]
                    if !isNew, let known = try find(platform, item) {
                        identities[index] = known
                    } else if let made = try make(platform, item) {
                        isNew = true
                        identities[index] = made
                    } else if let known = try find(platform, item) {
                        isNew = false
                        identities[index] = known
                    } else {
                        throw StoreError.inconsistent("a listing can be neither found nor created")
                    }
                }
            }
        }
        return identities
    }

    private func find(_ platform: UnsafeRawBufferPointer, _ item: UnsafeRawBufferPointer) throws -> Int64? {
        try findListing.bind(text: platform, at: 1)
        try findListing.bind(text: item, at: 2)
        return try findListing.first()
    }

    /// Inserts a listing. Returns nil if the listing exists.
    private func make(_ platform: UnsafeRawBufferPointer, _ item: UnsafeRawBufferPointer) throws -> Int64? {
        try insertListing.bind(text: platform, at: 1)
        try insertListing.bind(text: item, at: 2)
        insertListing.bind(now, at: 3)
        return try insertListing.insert()
    }

    /// Writes the snapshot in row `index` of `page`.
    func insert(_ index: Int, of page: PageContent, listing: Int64, pageId: Int64) throws -> Insertion {
        let batch = page.batch
        let row = batch.rows[index]
        return try page.rowHashes.withUnsafeBytes { hashes in
            let hash = UnsafeRawBufferPointer(rebasing: hashes[(index * 32)..<(index * 32 + 32)])
            insertSnapshot.bind(listing, at: 1)
            insertSnapshot.bind(pull, at: 2)
            insertSnapshot.bind(pageId, at: 3)
            insertSnapshot.bind(now, at: 4)
            insertSnapshot.bind(blob: hash, at: 5)
            let inserted = try batch.bytes.withUnsafeBytes { bytes in
                bindNumbers(row, batch.salesWindow)
                try bindTexts(row, bytes)
                return try withBytes(page.products[index]) { product in
                    try insertSnapshot.bind(text: product, at: 6)
                    return try withBytes(batch.completedLink(row)) { link in
                        if let link { try insertSnapshot.bind(text: link, at: 17) }
                        return try insertSnapshot.insert()
                    }
                }
            }
            if let inserted { return .new(snapshot: inserted) }
            compare.bind(pull, at: 1)
            compare.bind(listing, at: 2)
            compare.bind(blob: hash, at: 3)
            if try compare.first() == 1 { return .same }
            try noteContradiction(row, of: batch, listing: listing)
            return .conflicting
        }
    }

    /// Marks the snapshot of `listing` if `row` states another title, price or sales figure. Other fields, such as a
    /// link with another tracking code, do not matter.
    private func noteContradiction(_ row: ListingBatch.Row, of batch: ListingBatch, listing: Int64) throws {
        contradict.bind(pull, at: 1)
        contradict.bind(listing, at: 2)
        try batch.bytes.withUnsafeBytes { bytes in
            try contradict.bind(text: UnsafeRawBufferPointer(rebasing: bytes[row.title.range]), at: 3)
            let hasCoupon = row.priceAfterCoupon > 0
            contradict.bind(row.price, at: 4)
            contradict.bind(row.priceUpper, at: 5)
            contradict.bind(hasCoupon ? row.priceAfterCoupon : 0, at: 6)
            contradict.bind(hasCoupon ? row.priceAfterCouponUpper : -1, at: 7)
            contradict.bind(row.salesLower, at: 8)
            contradict.bind(row.salesLower < 0 ? -1 : row.salesUpper, at: 9)
            _ = try contradict.first()
        }
    }

    private func bindNumbers(_ row: ListingBatch.Row, _ window: SalesFigure.Window) {
        let hasSales = row.salesLower >= 0
        insertSnapshot.bind(row.price, at: 8)
        insertSnapshot.bind(row.priceAfterCoupon > 0 ? row.priceAfterCoupon : nil, at: 9)
        insertSnapshot.bind(hasSales ? row.salesLower : nil, at: 10)
        insertSnapshot.bind(hasSales && row.salesUpper >= 0 ? row.salesUpper : nil, at: 11)
        insertSnapshot.bind(hasSales ? window.storedDays : nil, at: 12)
        insertSnapshot.bind(row.changedAt == .min ? nil : row.changedAt, at: 19)
        insertSnapshot.bind(row.priceUpper >= 0 ? row.priceUpper : nil, at: 27)
        insertSnapshot.bind(
            row.priceAfterCoupon > 0 && row.priceAfterCouponUpper >= 0 ? row.priceAfterCouponUpper : nil, at: 28)
    }

    private func bindTexts(_ row: ListingBatch.Row, _ bytes: UnsafeRawBufferPointer) throws {
        try bind(row.title, bytes, at: 7)
        try bind(row.salesLower >= 0 ? row.salesText : .none, bytes, at: 13)
        try bind(row.shopName, bytes, at: 14)
        try bind(row.shopIdentifier, bytes, at: 15)
        try bind(row.category, bytes, at: 16)
        try bind(row.link, bytes, at: 17)
        try bind(row.image, bytes, at: 18)
        try bind(row.room, bytes, at: 20)
        try bind(row.room.isNone ? .none : row.streamer, bytes, at: 21)
        try bind(row.maker, bytes, at: 22)
        try bind(row.makerAddress, bytes, at: 23)
        try bind(row.certificate, bytes, at: 24)
        try bind(row.licence, bytes, at: 25)
        try bind(row.creditCode, bytes, at: 26)
    }

    private func bind(_ slice: TextSlice, _ bytes: UnsafeRawBufferPointer, at index: Int32) throws {
        try insertSnapshot.bind(
            text: slice.isNone ? nil : UnsafeRawBufferPointer(rebasing: bytes[slice.range]), at: index)
    }
}

/// Calls `body` with the bytes of a text outside the batch.
private func withBytes<Value>(
    _ text: String?, _ body: (UnsafeRawBufferPointer?) throws -> Value
) rethrows -> Value {
    guard var text else { return try body(nil) }
    return try text.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
}

extension ListingBatch {
    /// The link with its scheme, if the feed omitted the scheme; nil if the bytes of the batch are the complete link.
    fileprivate func completedLink(_ row: Row) -> String? {
        guard !row.link.isNone, missingScheme(row.link) != .none else { return nil }
        return link(row)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether this text precedes `other` in SQLite's order of texts.
    fileprivate func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let own = baseAddress, let others = other.baseAddress else { return count < other.count }
        let order = memcmp(own, others, Swift.min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }
}
