package import Domain
internal import GRDB

/// The validators of a page, from an earlier pull.
package struct EarlierPage: Hashable, Sendable {
    package let pageId: Int64
    package let validator: PageValidator
}

/// A page as an earlier pull stored it.
package struct StoredPage: Sendable {
    package let contentHash: String
    package let batch: ListingBatch
    package let statedTotal: Int64?
    package let saysMore: Bool?
    package let nextToken: String?
}

extension Store {
    /// The pages of `query` that can be requested conditionally, by number. If a page was read under another crawler
    /// file, it is requested in full, because it would be read differently now.
    package func earlierPages(of query: String, crawler: Crawler) async throws -> [Int: EarlierPage] {
        try await read { database in
            let rows = try database.all(
                """
                SELECT v.page, v.pageId, v.etag, v.lastModified, v.request FROM pageValidator v
                JOIN pullPage g ON g.id = v.pageId JOIN pull p ON p.id = g.pullId
                WHERE v.crawler = $1 AND v.query = $2 AND p.ruleHash = $3 AND p.sightingsRemovedAt IS NULL
                """, crawler.identifier, query, crawler.rule.hash)
            return Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    (
                        row["page"] as Int,
                        EarlierPage(
                            pageId: row["pageId"],
                            validator: PageValidator(
                                etag: row["etag"], lastModified: row["lastModified"], request: row["request"]))
                    )
                })
        }
    }

    /// The listings of a page that the platform reports as unchanged, in the order of their numbers.
    ///
    /// - Parameter salesWindow: the sales window of the crawler.
    package func storedPage(_ id: Int64, salesWindow: SalesFigure.Window) async throws -> StoredPage {
        try await read { database in
            guard
                let page = try database.first(
                    """
                    SELECT g.*, p.platform, p.sightingsRemovedAt, s.seen FROM pullPage g JOIN pull p ON p.id = g.pullId
                    LEFT JOIN pageSighting s ON s.pageId = g.id WHERE g.id = $1
                    """, id)
            else { throw StoreError.notFound("page \(id)") }
            guard page.optionalMoment("sightingsRemovedAt") == nil else {
                throw StoreError.conflict(.sightingsRemoved(pull: page["pullId"]))
            }
            let listings = try ListingSet.listings((page["seen"] as Blob).bytes)
            guard listings.count == page["listings"] as Int else {
                throw StoreError.inconsistent(
                    "page \(id) has \(listings.count) of its \(page["listings"] as Int) listings")
            }
            var batch = ListingBatch(platform: page["platform"], salesWindow: salesWindow)
            for listing in listings {
                guard let state = try database.state(of: listing, try database.state(of: listing), after: id) else {
                    throw StoreError.inconsistent("page \(id) has a listing without a state")
                }
                batch.append(try database.listing(listing, in: state))
            }
            return StoredPage(
                contentHash: Digest.text((page["contentHash"] as Blob).bytes), batch: batch,
                statedTotal: page["statedTotal"],
                saysMore: (page["saysMore"] as Int?).map { $0 == 1 }, nextToken: page["nextToken"])
        }
    }
}
