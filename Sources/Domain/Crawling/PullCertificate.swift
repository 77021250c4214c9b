/// Proves how complete one pull is. Anybody can recompute every figure from the database, and the content root from the
/// hashes of the pages.
package struct PullCertificate: Hashable, Sendable {
    package enum Verdict: String, CaseIterable, Sendable {
        case complete
        /// All pages arrived, but clearly fewer records than the platform stated.
        case short
        /// All pages arrived, but very few listings of the last complete pull were found again.
        case overlapCollapsed = "overlap-collapsed"
        /// Pages are missing.
        case incomplete
    }

    /// Compares the listings of this pull with those of the last complete pull of the same crawler.
    package struct Overlap: Hashable, Sendable {
        package let previousPull: Int64
        package let inBoth: Int64
        package let new: Int64
        package let gone: Int64

        package init(previousPull: Int64, inBoth: Int64, new: Int64, gone: Int64) {
            self.previousPull = previousPull
            self.inBoth = inBoth
            self.new = new
            self.gone = gone
        }
    }

    package let pages: Int64
    /// The pages that the platform reported as unchanged. Their listings were copied from an earlier pull.
    package let unchangedPages: Int64
    /// The number of records that the platform stated, over all queries; 0 if it stated none.
    package let stated: Int64
    package let records: Int64
    package let listings: Int64
    package let repeated: Int64
    package let quarantined: Int64
    /// The number of stated records that did not arrive, over all queries.
    package let short: Int64
    package let overlap: Overlap?
    /// Missing pages, one text each: `query 13661: 3-5`.
    package let holes: [String]
    /// See `root(of:)`.
    package let contentRoot: String

    package init(
        pages: Int64, unchangedPages: Int64, stated: Int64, records: Int64, listings: Int64, repeated: Int64,
        quarantined: Int64, short: Int64, overlap: Overlap?, holes: [String], contentRoot: String
    ) {
        self.pages = pages
        self.unchangedPages = unchangedPages
        self.stated = stated
        self.records = records
        self.listings = listings
        self.repeated = repeated
        self.quarantined = quarantined
        self.short = short
        self.overlap = overlap
        self.holes = holes
        self.contentRoot = contentRoot
    }

    /// SHA-256 over the pages, ordered by query (by its bytes) and page number. Each page contributes three fields: its
    /// query, its number in decimal, and the SHA-256 of its bytes in lower-case hexadecimal. Each field is written as
    /// its length in bytes in decimal, a colon, and the field. Example without a library, for page 1 of the query `a`:
    /// `printf '1:a1:164:<hash>' | sha256sum`.
    package static func root(of pages: [(query: String, page: Int64, hash: String)]) -> String {
        Digest.sha256(
            fields: pages.sorted { ($0.query.utf8.map(\.self), $0.page) < ($1.query.utf8.map(\.self), $1.page) }
                .flatMap { [$0.query, String($0.page), $0.hash] })
    }
}

/// The limits within which a pull is complete.
package struct CompletenessRule: Hashable, Sendable {
    /// The share of the stated total that may be missing, per mille: listings disappear while a feed is read.
    package var shortTolerancePerMille: Int64 = 20
    /// The percentage of the last complete pull's listings that must be found again if the pulls are at most one day
    /// apart.
    package var leastOverlapPercent: Int64 = 50

    package init() {}

    /// - Parameter every: seconds between two snapshots of the crawler.
    package func verdict(of certificate: PullCertificate, every: Int64) -> PullCertificate.Verdict {
        if !certificate.holes.isEmpty { return .incomplete }
        if let overlap = certificate.overlap, every <= 86_400 {
            let before = overlap.inBoth + overlap.gone
            if before > 0, overlap.inBoth * 100 < before * leastOverlapPercent { return .overlapCollapsed }
        }
        let (tolerated, overflow) = certificate.stated.multipliedReportingOverflow(by: shortTolerancePerMille)
        return !overflow && certificate.short * 1000 > tolerated ? .short : .complete
    }
}

private func < (left: ([UInt8], Int64), right: ([UInt8], Int64)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
}
