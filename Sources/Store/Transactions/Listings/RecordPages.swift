package import Domain
internal import GRDB

extension Store {
    /// Stores pages in one transaction: their listings, their quarantined records and their checkpoints. A page that is
    /// already stored is not changed. Returns the result of each page, in the given order.
    @discardableResult
    package func recordPages(_ pages: [PageContent], pull: Int64) async throws -> [PageSummary] {
        guard !pages.isEmpty else { return [] }
        let cache = seenListings
        let (summaries, seen) = try await write { database, now in
            let row = try database.first("SELECT crawler, listings FROM pull WHERE id = $1", pull)
            guard let row else { throw StoreError.notFound("pull \(pull)") }
            try database.requireSightings(of: pull)
            let known = try cache.take(pull: pull, count: row["listings"]) ?? database.seenListings(of: pull)
            var writer = try ListingWriter(database, pull: pull, seen: known, at: now)
            var summaries: [PageSummary] = []
            var recorded: [(page: PageContent, summary: PageSummary)] = []
            for page in pages {
                if let kept = try database.keptPage(page, pull: pull) {
                    summaries.append(kept)
                    continue
                }
                let summary = try database.record(page, pull: pull, crawler: row["crawler"], &writer, at: now)
                summaries.append(summary)
                recorded.append((page, summary))
            }
            try database.run("UPDATE pull SET listings = $1 WHERE id = $2", writer.seen.count, pull)
            if !recorded.isEmpty { try database.appendSlice(recorded, pull: pull, at: now) }
            return (summaries, writer.seen)
        }
        cache.put(seen, pull: pull)
        return summaries
    }

    package func recordPage(_ content: PageContent, pull: Int64) async throws -> PageSummary {
        try await recordPages([content], pull: pull)[0]
    }

    /// Stores the bytes of an unreadable page. The page counts as missing, so the pull stays incomplete.
    package func recordUnreadablePage(
        _ record: QuarantinedRecord, pull: Int64, query: String, page: Int
    ) async throws {
        try await write { database, now in
            try database.quarantine(record, pull: pull, query: query, page: page, at: now)
            try database.append(
                .pageUnreadable, by: .worker(.pull), on: "pull:\(pull)",
                [
                    "query": query, "page": String(page), "detail": record.fault.detail,
                    "bytes": Digest.sha256(record.bytes),
                ], at: now)
        }
    }
}

extension Database {
    fileprivate func keptPage(_ page: PageContent, pull: Int64) throws -> PageSummary? {
        try first(
            "SELECT listings, repeated, quarantined FROM pullPage WHERE pullId = $1 AND query = $2 AND page = $3",
            pull, page.query, page.page
        ).map { PageSummary(listings: $0["listings"], repeated: $0["repeated"], quarantined: $0["quarantined"]) }
    }

    fileprivate func record(
        _ page: PageContent, pull: Int64, crawler: String, _ writer: inout ListingWriter, at now: Timestamp
    ) throws -> PageSummary {
        guard let hash = Digest.bytes(page.contentHash) else {
            throw StoreError.inconsistent("the content hash of page \(page.page) is not a SHA-256")
        }
        let pageId = try value(
            """
            INSERT INTO pullPage (pullId, query, page, contentHash, records, listings, repeated, quarantined,
                statedTotal, saysMore, isLast, endedBy, nextToken, unchangedFrom, fetchedAt)
            VALUES ($1, $2, $3, $4, 0, 0, 0, 0, $5, $6, $7, $8, $9, $10, $11) RETURNING id
            """,
            pull, page.query, page.page, Blob(hash), page.statedTotal,
            page.saysMore.map { $0 ? 1 : 0 }, page.end == nil ? 0 : 1, page.end?.rawValue, page.nextToken,
            page.unchangedFrom, now.milliseconds)
        let stored = try insertRows(of: page, pageId: pageId, &writer)
        for record in page.quarantined + stored.conflicts {
            try quarantine(record, pull: pull, query: page.query, page: page.page, at: now)
        }
        try count(page, pull: pull)
        try keepValidator(of: page, stored.summary, pageId: pageId, crawler: crawler)
        return stored.summary
    }

    private func insertRows(
        of page: PageContent, pageId: Int64, _ writer: inout ListingWriter
    ) throws -> (summary: PageSummary, conflicts: [QuarantinedRecord]) {
        var written = ListingWriter.Page(id: pageId)
        var summary = PageSummary()
        var conflicts: [QuarantinedRecord] = []
        for (index, outcome) in try writer.write(page, to: &written).enumerated() {
            switch outcome {
            case .seen: summary.listings += 1
            case .same: summary.repeated += 1
            case .conflicting:
                conflicts.append(page.batch.listing(at: index).asConflict(place: "listing \(index)"))
            }
        }
        summary.quarantined = page.quarantined.count + conflicts.count
        try run(
            """
            UPDATE pullPage SET records = $1, listings = $2, repeated = $3, quarantined = $4 WHERE id = $5
            """,
            summary.records, summary.listings, summary.repeated, summary.quarantined, pageId)
        try run(
            "INSERT INTO pageSighting (pageId, seen, repeats, changes) VALUES ($1, $2, $3, $4)", pageId,
            Blob(ListingSet.packed(written.seen)), Blob(ListingSet.packed(written.repeats)),
            Blob(written.changes.packed))
        return (summary, conflicts)
    }

    private func count(_ page: PageContent, pull: Int64) throws {
        for field in Set(page.missing.keys).union(page.unread.keys).sorted(by: { $0.rawValue < $1.rawValue }) {
            let (missing, unread) = (page.missing[field] ?? 0, page.unread[field])
            guard missing + (unread?.count ?? 0) > 0 else { continue }
            let known: String? = try first(
                "SELECT examples FROM pullMissing WHERE pullId = $1 AND field = $2", pull, field.rawValue)?["examples"]
            var faults = FieldTally.Faults()
            for line in (known ?? "").split(separator: "\n") { faults.add(example: String(line)) }
            for example in unread?.examples ?? [] { faults.add(example: example.text.asLine) }
            try run(
                """
                INSERT INTO pullMissing (pullId, field, records, unreadable, examples) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (pullId, field) DO UPDATE SET records = pullMissing.records + excluded.records,
                    unreadable = pullMissing.unreadable + excluded.unreadable, examples = excluded.examples
                """,
                pull, field.rawValue, missing, unread?.count ?? 0, faults.examples.joined(separator: "\n"))
        }
    }

    /// A page can later be requested conditionally only if all its records are its own listings and no watched field is
    /// missing or unreadable. Repeated and quarantined records cannot be copied from it, and missing fields would not be
    /// counted.
    private func keepValidator(
        of page: PageContent, _ summary: PageSummary, pageId: Int64, crawler: String
    ) throws {
        guard let validator = page.validator, validator.etag != nil || validator.lastModified != nil,
            summary.records == summary.listings, page.missing.values.allSatisfy({ $0 == 0 }),
            page.unread.isEmpty
        else {
            return try run(
                "DELETE FROM pageValidator WHERE crawler = $1 AND query = $2 AND page = $3", crawler, page.query,
                page.page)
        }
        try run(
            """
            INSERT INTO pageValidator (crawler, query, page, pageId, etag, lastModified, request)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (crawler, query, page) DO UPDATE SET pageId = excluded.pageId, etag = excluded.etag,
                lastModified = excluded.lastModified, request = excluded.request
            """,
            crawler, page.query, page.page, pageId, validator.etag, validator.lastModified, validator.request)
    }

    /// Appends one event for all pages of a transaction, with the root over their hashes.
    fileprivate func appendSlice(
        _ pages: [(page: PageContent, summary: PageSummary)], pull: Int64, at now: Timestamp
    ) throws {
        func sum(_ part: (PageSummary) -> Int) -> String {
            String(pages.reduce(0) { $0 + part($1.summary) })
        }
        let root = PullCertificate.root(of: pages.map { ($0.page.query, Int64($0.page.page), $0.page.contentHash) })
        try append(
            .pagesClosed, by: .worker(.pull), on: "pull:\(pull)",
            [
                "pages": String(pages.count), "queries": Self.ranges(pages.map(\.page)), "content": root,
                "listings": sum(\.listings), "repeated": sum(\.repeated), "quarantined": sum(\.quarantined),
                "unchanged": String(pages.count { $0.page.unchangedFrom != nil }),
            ], at: now)
    }

    /// `13661: 1-4 6; 13662: 1`.
    private static func ranges(_ pages: [PageContent]) -> String {
        Dictionary(grouping: pages, by: \.query).sorted { $0.key < $1.key }.map { query, pages in
            var slices = ClosedSlices()
            for page in pages { slices.close(page.page) }
            return (query.isEmpty ? "" : query + ": ") + slices.intervals.map(\.shortText).joined(separator: " ")
        }.joined(separator: "; ")
    }
}

extension String {
    /// The text in one line of at most 100 characters.
    var asLine: String {
        visible(limit: 100).split(separator: "\n").joined(separator: " ")
    }
}

extension ClosedRange<Int> {
    /// `3-5`, or `3` for a single page.
    var shortText: String {
        lowerBound == upperBound ? String(lowerBound) : "\(lowerBound)-\(upperBound)"
    }
}

extension Listing {
    /// The listing as a quarantined record: the same pull already contained it with other content.
    func asConflict(place: String) -> QuarantinedRecord {
        let text = JSONText.object([
            ("platform", JSONText.quoted(key.platform)), ("item", JSONText.quoted(key.item)),
            ("title", JSONText.quoted(title)), ("priceFen", String(price.lower.rawValue)),
            ("priceUpperFen", price.upper.map { String($0.rawValue) } ?? "null"),
            ("sales", JSONText.quoted(sales?.raw ?? "")),
        ])
        let fault = RecordFault(
            .conflictingRepeat, field: "item", "\(key.text) was seen before in this pull with other content")
        return QuarantinedRecord(fault: fault, place: place, bytes: Array(text.utf8))
    }
}
