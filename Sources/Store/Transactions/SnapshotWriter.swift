internal import Domain
internal import GRDB

/// Writes the listings of pages, as bytes. One a transaction: its statements are prepared once and used for every row.
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

    init(_ database: Database, pull: Int64, at now: Timestamp) throws {
        self.pull = pull
        self.now = now.milliseconds
        findListing = try ByteStatement(database, "SELECT id FROM listing WHERE platform = $1 AND item = $2")
        insertListing = try ByteStatement(
            database, "INSERT INTO listing (platform, item, firstSeenAt) VALUES ($1, $2, $3) RETURNING id")
        insertSnapshot = try ByteStatement(
            database,
            """
            INSERT INTO listingSnapshot (listingId, pullId, pageId, seenAt, contentHash, product, title, priceFen,
                priceAfterCouponFen, salesLower, salesUpper, salesWindowDays, salesText, shopName, shopIdentifier,
                category, link, image, changedAt, liveRoom, streamer, maker, makerAddress, certificate, licence,
                creditCode)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26)
            ON CONFLICT (pullId, listingId) DO NOTHING RETURNING id
            """)
        compare = try ByteStatement(
            database,
            "SELECT COUNT(*) FROM listingSnapshot WHERE pullId = $1 AND listingId = $2 AND contentHash = $3")
    }

    /// The listing of each row of `batch`, made where it is not known yet. Rows are looked up in the order of their
    /// keys, so that what is found and what is made lies together.
    func listings(of batch: ListingBatch) throws -> [Int64] {
        var identities = [Int64](repeating: 0, count: batch.rows.count)
        try batch.bytes.withUnsafeBytes { bytes in
            guard !bytes.contains(0) || batch.rows.allSatisfy({ !$0.holdsNUL(bytes) }) else {
                throw StoreError.inconsistent("a text with a NUL character cannot be stored")
            }
            func item(_ index: Int) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: bytes[batch.rows[index].item.range])
            }
            let ordered = batch.rows.indices.sorted { item($0).lexicographicallyPrecedes(item($1)) }
            var platform = batch.platform
            try platform.withUTF8 { platform in
                for index in ordered {
                    identities[index] = try listing(UnsafeRawBufferPointer(platform), item(index))
                }
            }
        }
        return identities
    }

    private func listing(_ platform: UnsafeRawBufferPointer, _ item: UnsafeRawBufferPointer) throws -> Int64 {
        findListing.bind(text: platform, at: 1)
        findListing.bind(text: item, at: 2)
        if let known = try findListing.first() { return known }
        insertListing.bind(text: platform, at: 1)
        insertListing.bind(text: item, at: 2)
        insertListing.bind(now, at: 3)
        guard let made = try insertListing.first() else {
            throw StoreError.inconsistent("a listing just made has no number")
        }
        return made
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
                bindTexts(row, bytes)
                return try withBytes(page.products[index]) { product in
                    insertSnapshot.bind(text: product, at: 6)
                    return try withBytes(batch.completedLink(row)) { link in
                        if let link { insertSnapshot.bind(text: link, at: 17) }
                        return try insertSnapshot.first()
                    }
                }
            }
            if let inserted { return .new(snapshot: inserted) }
            compare.bind(pull, at: 1)
            compare.bind(listing, at: 2)
            compare.bind(blob: hash, at: 3)
            return try compare.first() == 1 ? .same : .conflicting
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
    }

    private func bindTexts(_ row: ListingBatch.Row, _ bytes: UnsafeRawBufferPointer) {
        bind(row.title, bytes, at: 7)
        bind(row.salesLower >= 0 ? row.salesText : .none, bytes, at: 13)
        bind(row.shopName, bytes, at: 14)
        bind(row.shopIdentifier, bytes, at: 15)
        bind(row.category, bytes, at: 16)
        bind(row.link, bytes, at: 17)
        bind(row.image, bytes, at: 18)
        bind(row.room, bytes, at: 20)
        bind(row.room.isNone ? .none : row.streamer, bytes, at: 21)
        bind(row.maker, bytes, at: 22)
        bind(row.makerAddress, bytes, at: 23)
        bind(row.certificate, bytes, at: 24)
        bind(row.licence, bytes, at: 25)
        bind(row.creditCode, bytes, at: 26)
    }

    private func bind(_ slice: TextSlice, _ bytes: UnsafeRawBufferPointer, at index: Int32) {
        insertSnapshot.bind(text: slice.isNone ? nil : UnsafeRawBufferPointer(rebasing: bytes[slice.range]), at: index)
    }
}

/// Does `body` with the bytes of a text that stands outside of the batch.
private func withBytes<Value>(
    _ text: String?, _ body: (UnsafeRawBufferPointer?) throws -> Value
) rethrows -> Value {
    guard var text else { return try body(nil) }
    return try text.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
}

extension ListingBatch {
    /// The link with its scheme, where the feed left it out; nil where the batch's own bytes are the link.
    fileprivate func completedLink(_ row: Row) -> String? {
        guard !row.link.isNone, missingScheme(row.link) != .none else { return nil }
        return link(row)
    }
}

extension ListingBatch.Row {
    /// SQLite ends a text at NUL; readers refuse such text with its place, and nothing gets past here.
    fileprivate func holdsNUL(_ bytes: UnsafeRawBufferPointer) -> Bool {
        [
            item, title, shopName, shopIdentifier, category, link, image, room, streamer, maker, makerAddress,
            certificate, licence, creditCode, salesText,
        ].contains { bytes[$0.range].contains(0) }
    }
}
