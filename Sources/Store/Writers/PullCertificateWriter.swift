internal import Domain
internal import GRDB

extension Database {
    /// The certificate of the pages stored so far.
    func certificate(of pull: Int64, _ head: PullHead, holes: [String] = []) throws -> PullCertificate {
        let pages = try all("SELECT query, page, contentHash FROM pullPage WHERE pullId = $1", pull)
        guard
            let sums = try first(
                """
                SELECT COALESCE(SUM(records), 0) AS records, COALESCE(SUM(listings), 0) AS listings,
                    COALESCE(SUM(repeated), 0) AS repeated, COALESCE(SUM(quarantined), 0) AS quarantined,
                    COUNT(unchangedFrom) AS unchanged
                FROM pullPage WHERE pullId = $1
                """, pull)
        else { throw StoreError.inconsistent("an aggregate returned no row") }
        let queries = try queryCounts(of: pull)
        return PullCertificate(
            pages: Int64(pages.count), unchangedPages: sums["unchanged"],
            stated: queries.reduce(0) { $0.addingOrMost($1.stated ?? 0) },
            records: sums["records"], listings: sums["listings"], repeated: sums["repeated"],
            quarantined: sums["quarantined"], short: queries.reduce(0) { $0.addingOrMost($1.missing) },
            queries: queries,
            overlap: try overlap(of: pull, head), holes: holes,
            contentRoot: PullCertificate.root(
                of: pages.map { ($0["query"], $0["page"], Digest.text(($0["contentHash"] as Blob).bytes)) }))
    }

    /// The overlap with the last complete pull of the same crawler. If the listings of that pull are removed, the overlap
    /// is not known.
    private func overlap(of pull: Int64, _ head: PullHead) throws -> PullCertificate.Overlap? {
        guard
            let before = try first(
                """
                SELECT id, sightingsRemovedAt FROM pull
                WHERE crawler = $1 AND slot < $2 AND completedAt IS NOT NULL ORDER BY slot DESC LIMIT 1
                """, head.crawler, head.slot), before.optionalMoment("sightingsRemovedAt") == nil
        else { return nil }
        let previous: Int64 = before["id"]
        let (own, earlier) = (try seenListings(of: pull), try seenListings(of: previous))
        let both = own.common(earlier)
        return PullCertificate.Overlap(
            previousPull: previous, inBoth: both, new: own.count - both, gone: earlier.count - both)
    }

    func keep(
        _ certificate: PullCertificate, _ verdict: PullCertificate.Verdict, of pull: Int64, at now: Timestamp
    ) throws {
        try run(
            """
            INSERT INTO pullCertificate (pullId, verdict, pages, unchangedPages, stated, records, listings, repeated,
                quarantined, short, previousPullId, inBoth, newListings, goneListings, holes, contentRoot, issuedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            ON CONFLICT (pullId) DO UPDATE SET verdict = excluded.verdict, pages = excluded.pages,
                unchangedPages = excluded.unchangedPages, stated = excluded.stated, records = excluded.records,
                listings = excluded.listings, repeated = excluded.repeated, quarantined = excluded.quarantined,
                short = excluded.short, previousPullId = excluded.previousPullId, inBoth = excluded.inBoth,
                newListings = excluded.newListings, goneListings = excluded.goneListings, holes = excluded.holes,
                contentRoot = excluded.contentRoot, issuedAt = excluded.issuedAt
            """,
            pull, verdict.rawValue, certificate.pages, certificate.unchangedPages, certificate.stated,
            certificate.records, certificate.listings, certificate.repeated, certificate.quarantined,
            certificate.short, certificate.overlap?.previousPull, certificate.overlap?.inBoth,
            certificate.overlap?.new, certificate.overlap?.gone, certificate.holes.joined(separator: "\n"),
            certificate.contentRoot, now.milliseconds)
    }
}

extension PullCertificate {
    /// The figures for the event.
    func details(_ verdict: Verdict) -> KeyValuePairs<String, String> {
        [
            "verdict": verdict.rawValue, "pages": String(pages), "unchangedPages": String(unchangedPages),
            "stated": String(stated), "records": String(records), "listings": String(listings),
            "repeated": String(repeated), "quarantined": String(quarantined), "short": String(short),
            "unproven": String(queries.count { !$0.isProven }),
            "previousPull": overlap.map { String($0.previousPull) } ?? "",
            "inBoth": overlap.map { String($0.inBoth) } ?? "", "new": overlap.map { String($0.new) } ?? "",
            "gone": overlap.map { String($0.gone) } ?? "", "holes": holes.joined(separator: "; "),
            "contentRoot": contentRoot,
        ]
    }
}
