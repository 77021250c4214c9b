/// Proves how complete one pull is. Anybody can recompute every figure from the database, and the content root from the
/// hashes of the pages.
package struct PullCertificate: Hashable, Sendable {
    package enum Verdict: String, CaseIterable, Sendable {
        case complete
        /// All requested pages arrived, but nothing proves that the last of them is the end of the feed.
        case unproven
        /// All pages arrived, but clearly fewer distinct listings than the platform stated.
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

    /// The pages of one query. It is computed from the stored pages, and so is the verdict.
    package struct Query: Hashable, Sendable {
        package let query: String
        package let lastPage: Int
        /// What ended the pages; nil if it is not recorded, as in pulls of earlier versions.
        package let end: FeedEnd?
        /// The largest number of records that the platform stated; nil if it stated none that can be read.
        package let stated: Int64?
        /// The distinct items. A quarantined record counts as one item, by its bytes.
        package let distinct: Int64

        package init(query: String, lastPage: Int, end: FeedEnd?, stated: Int64?, distinct: Int64) {
            self.query = query
            self.lastPage = lastPage
            self.end = end
            self.stated = stated
            self.distinct = distinct
        }

        /// The number of stated records that did not arrive.
        package var missing: Int64 {
            max(0, (stated ?? 0) - distinct)
        }

        package var isProven: Bool {
            end?.isProven ?? false
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
    /// The number of stated records that did not arrive as distinct items, over all queries.
    package let short: Int64
    package let queries: [Query]
    package let overlap: Overlap?
    /// Missing pages, one text each: `query 13661: 3-5`.
    package let holes: [String]
    /// See `root(of:)`.
    package let contentRoot: String

    package init(
        pages: Int64, unchangedPages: Int64, stated: Int64, records: Int64, listings: Int64, repeated: Int64,
        quarantined: Int64, short: Int64, queries: [Query] = [], overlap: Overlap?, holes: [String],
        contentRoot: String
    ) {
        self.pages = pages
        self.unchangedPages = unchangedPages
        self.stated = stated
        self.records = records
        self.listings = listings
        self.repeated = repeated
        self.quarantined = quarantined
        self.short = short
        self.queries = queries
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
    /// The share of the stated total that may be missing, per mille; see `isShort`.
    package var shortTolerancePerMille: Int64 = 20
    /// The percentage of the last complete pull's listings that must be found again if the pulls are at most one day
    /// apart.
    package var leastOverlapPercent: Int64 = 50

    package init() {}

    /// The most serious finding; `complete` if there is none.
    ///
    /// - Parameter every: seconds between two snapshots of the crawler.
    package func verdict(of certificate: PullCertificate, every: Int64) -> PullCertificate.Verdict {
        findings(in: certificate, every: every).first ?? .complete
    }

    /// Everything that keeps a pull from being complete, the most serious first.
    package func findings(in certificate: PullCertificate, every: Int64) -> [PullCertificate.Verdict] {
        var findings: [PullCertificate.Verdict] = []
        if !certificate.holes.isEmpty { findings.append(.incomplete) }
        if certificate.queries.contains(where: { !$0.isProven }) { findings.append(.unproven) }
        if let overlap = certificate.overlap, every <= 86_400 {
            let before = overlap.inBoth + overlap.gone
            if before > 0, overlap.inBoth * 100 < before * leastOverlapPercent { findings.append(.overlapCollapsed) }
        }
        // The total of each query counts, so that a small query is not hidden by large ones.
        if isShort(stated: certificate.stated, missing: certificate.short)
            || certificate.queries.contains(where: { isShort(stated: $0.stated ?? 0, missing: $0.missing) })
        {
            findings.append(.short)
        }
        return findings
    }

    /// Whether more records are missing than listings disappear while a feed is read. From 20 records on, the tolerated
    /// number is rounded up to a whole record, because some platforms count a listing twice that two pages contain.
    package func isShort(stated: Int64, missing: Int64) -> Bool {
        let tolerated = (Int128(stated) * Int128(shortTolerancePerMille) + 999) / 1000
        return missing > 0 && (stated < 20 || Int128(missing) > tolerated)
    }
}

private func < (left: ([UInt8], Int64), right: ([UInt8], Int64)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
}
