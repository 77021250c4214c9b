package import Domain
internal import GRDB

/// One page of a feed as it was read.
package struct PageContent: Sendable {
    package let query: String
    package let page: Int
    /// SHA-256 of the bytes as they arrived.
    package let contentHash: String
    /// Each listing with its product, where one was matched.
    package let listings: [(listing: Listing, product: String?)]
    package let quarantined: [QuarantinedRecord]
    package let statedTotal: Int64?
    package let isLast: Bool

    package init(
        query: String, page: Int, contentHash: String, listings: [(listing: Listing, product: String?)],
        quarantined: [QuarantinedRecord], statedTotal: Int64?, isLast: Bool
    ) {
        self.query = query
        self.page = page
        self.contentHash = contentHash
        self.listings = listings
        self.quarantined = quarantined
        self.statedTotal = statedTotal
        self.isLast = isLast
    }
}

/// What became of the records of a page. The three add up to the records read.
package struct PageSummary: Hashable, Sendable {
    package let listings: Int
    /// Seen before in the same pull, with the same content.
    package let repeated: Int
    package let quarantined: Int
}

extension Store {
    /// Keeps one page whole: its listings, its quarantined records and the check-point. A page kept before is left alone.
    package func recordPage(_ content: PageContent, pull: Int64) async throws -> PageSummary {
        try await write { database, now in
            if let kept = try database.first(
                "SELECT listings, repeated, quarantined FROM pullPage WHERE pullId = $1 AND query = $2 AND page = $3",
                pull, content.query, content.page)
            {
                return PageSummary(
                    listings: kept["listings"], repeated: kept["repeated"], quarantined: kept["quarantined"])
            }
            var quarantined = content.quarantined
            var kept = 0
            var repeated = 0
            for (index, entry) in content.listings.enumerated() {
                switch try database.insert(entry.listing, product: entry.product, pull: pull, at: now) {
                case .new: kept += 1
                case .same: repeated += 1
                case .conflicting:
                    let fault = RecordFault(
                        .conflictingRepeat, field: "item",
                        "\(entry.listing.key.text) was seen before in this pull with other content")
                    quarantined.append(
                        QuarantinedRecord(
                            fault: fault, place: "listing \(index)", bytes: Array(entry.listing.summary.utf8)))
                }
            }
            for record in quarantined {
                try database.quarantine(record, pull: pull, query: content.query, page: content.page, at: now)
            }
            let summary = PageSummary(listings: kept, repeated: repeated, quarantined: quarantined.count)
            try database.close(content, summary, pull: pull, at: now)
            return summary
        }
    }

    /// Keeps the bytes of a page that could not be read. The page stays open, so the pull stays incomplete and visible.
    package func recordUnreadablePage(
        _ record: QuarantinedRecord, pull: Int64, query: String, page: Int
    ) async throws {
        try await write { database, now in
            try database.quarantine(record, pull: pull, query: query, page: page, at: now)
            try database.append(
                "page.unreadable", by: .worker("pull"), on: "pull:\(pull)",
                [
                    "query": query, "page": String(page), "detail": record.fault.detail,
                    "bytes": Digest.sha256(record.bytes),
                ], at: now)
        }
    }
}

private enum Insertion {
    case new, same, conflicting
}

extension Listing {
    /// The listing as text, for the quarantine of a repeat.
    fileprivate var summary: String {
        JSONText.object([
            ("platform", JSONText.quoted(key.platform)), ("item", JSONText.quoted(key.item)),
            ("title", JSONText.quoted(title)), ("priceFen", String(price.rawValue)),
            ("sales", JSONText.quoted(sales?.raw ?? "")),
        ])
    }
}

extension Database {
    fileprivate func insert(_ listing: Listing, product: String?, pull: Int64, at now: Timestamp) throws -> Insertion {
        let key = listing.key
        try run(
            "INSERT INTO listing (platform, item, firstSeenAt) VALUES ($1, $2, $3) ON CONFLICT (platform, item) DO NOTHING",
            key.platform, key.item, now.milliseconds)
        let id = try value("SELECT id FROM listing WHERE platform = $1 AND item = $2", key.platform, key.item)
        let inserted = try change(
            """
            INSERT INTO listingSnapshot (listingId, pullId, seenAt, contentHash, product, title, priceFen, salesLower,
                salesUpper, salesWindowDays, salesText, shopName, shopIdentifier, category, link, liveRoom, streamer)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            ON CONFLICT (listingId, pullId) DO NOTHING
            """,
            id, pull, now.milliseconds, listing.contentHash, product, listing.title, listing.price.rawValue,
            listing.sales?.lower, listing.sales?.upper, listing.sales?.window.storedDays, listing.sales?.raw,
            listing.shopName, listing.shopIdentifier, listing.category, listing.link, listing.liveRoom?.room,
            listing.liveRoom?.streamer)
        if inserted == 1 { return .new }
        let same = try value(
            "SELECT COUNT(*) FROM listingSnapshot WHERE listingId = $1 AND pullId = $2 AND contentHash = $3", id, pull,
            listing.contentHash)
        return same == 1 ? .same : .conflicting
    }

    fileprivate func quarantine(
        _ record: QuarantinedRecord, pull: Int64, query: String, page: Int, at now: Timestamp
    ) throws {
        try run(
            """
            INSERT INTO quarantine (pullId, query, page, place, code, field, detail, bytes, bytesHash, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (pullId, query, page, place, bytesHash) DO NOTHING
            """,
            pull, query, page, record.place, record.fault.code.rawValue, record.fault.field, record.fault.detail,
            Blob(record.bytes), Digest.sha256(record.bytes), now.milliseconds)
    }

    fileprivate func close(_ content: PageContent, _ summary: PageSummary, pull: Int64, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO pullPage (pullId, query, page, contentHash, records, listings, repeated, quarantined,
                statedTotal, isLast, fetchedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            pull, content.query, content.page, content.contentHash,
            summary.listings + summary.repeated + summary.quarantined, summary.listings, summary.repeated,
            summary.quarantined, content.statedTotal, content.isLast ? 1 : 0, now.milliseconds)
        try append(
            "page.closed", by: .worker("pull"), on: "pull:\(pull)",
            [
                "query": content.query, "page": String(content.page), "content": content.contentHash,
                "listings": String(summary.listings), "repeated": String(summary.repeated),
                "quarantined": String(summary.quarantined),
            ], at: now)
    }
}
