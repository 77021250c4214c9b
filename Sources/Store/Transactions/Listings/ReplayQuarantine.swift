package import Domain
internal import GRDB

/// A quarantined record that was read again.
package struct ReplayedRecord: Sendable {
    package let id: Int64
    /// The listing (a batch of one) with its product, or why it is still unreadable.
    package let result: Result<(batch: ListingBatch, product: String?), RecordFault>

    package init(id: Int64, result: Result<(batch: ListingBatch, product: String?), RecordFault>) {
        self.id = id
        self.result = result
    }
}

/// Who had records read again, and for which action on many rows.
package struct ReplayAuthor: Hashable, Sendable {
    package let actor: Actor
    package let bulk: Int64?

    package static let `operator` = ReplayAuthor(.operator)

    package init(_ actor: Actor, bulk: Int64? = nil) {
        self.actor = actor
        self.bulk = bulk
    }
}

/// The result of reading records again.
package struct ReplaySummary: Hashable, Sendable {
    package var listings = 0
    /// Listings that were already stored with the same content.
    package var repeated = 0
    /// Still unreadable, or in conflict with a stored listing. The reason is updated.
    package var unreadable = 0
    /// Of these, records in conflict with a stored listing, whose figures are no longer certain.
    package var contradicted = 0
    /// Why a record was not read, by its number.
    package var faults: [Int64: BulkFault] = [:]

    package init() {}
}

extension Store {
    /// Stores the listings of quarantined records of one pull that are readable now. The counts move from quarantine to
    /// listings, the certificate is issued again, and a screened pull becomes due for screening again. A resolved
    /// record is not changed.
    ///
    /// - Parameters:
    ///   - crawlerRule: the hash of the crawler file under which they were read.
    ///   - every: seconds between two snapshots of the crawler.
    ///   - author: who had them read again.
    package func replay(
        _ records: [ReplayedRecord], pull: Int64, crawlerRule: String, every: Int64,
        by author: ReplayAuthor = .operator
    ) async throws -> ReplaySummary {
        try await write { database, now in
            let head = try database.pullHead(pull)
            try database.requireSightings(of: pull)
            var writer = try ListingWriter(database, pull: pull, seen: database.seenListings(of: pull), at: now)
            let past = PastSightings(database, pull: pull, platform: head.platform)
            var summary = ReplaySummary()
            for record in records {
                try database.replay(record, crawlerRule, past, &writer, &summary, at: now)
            }
            try database.run("UPDATE pull SET listings = $1 WHERE id = $2", writer.seen.count, pull)
            try database.count(summary.listings + summary.repeated, for: author)
            guard summary.listings + summary.repeated + summary.contradicted > 0 else { return summary }
            try database.append(
                .quarantineReplayed, by: author.actor, on: "pull:\(pull)",
                [
                    "listings": String(summary.listings), "repeated": String(summary.repeated),
                    "unreadable": String(summary.unreadable),
                    "contradicted": String(summary.contradicted), "rule": crawlerRule,
                ], at: now)
            if head.isComplete {
                let certificate = try database.certificate(of: pull, head)
                let verdict = CompletenessRule().verdict(of: certificate, every: every)
                try database.keep(certificate, verdict, of: pull, at: now)
                try database.append(
                    .pullCertified, by: author.actor, on: "pull:\(pull)", certificate.details(verdict), at: now)
            }
            if head.isScreened, summary.listings + summary.contradicted > 0 {
                try database.run("UPDATE pull SET screenedAt = NULL WHERE id = $1", pull)
                try database.requeue(.screen(pull: pull), at: now)
            }
            return summary
        }
    }

    /// Marks an unreadable page as resolved, after the whole page was read.
    package func resolvePage(
        quarantined id: Int64, crawlerRule: String, by author: ReplayAuthor = .operator
    ) async throws {
        try await write { database, now in
            guard
                let row = try database.first(
                    "SELECT pullId FROM quarantine WHERE id = $1 AND resolvedAt IS NULL", id)
            else { return }
            try database.resolve(id, crawlerRule, at: now)
            try database.count(1, for: author)
            try database.append(
                .quarantineReplayed, by: author.actor, on: "pull:\(row["pullId"] as Int64)",
                ["pages": "1", "rule": crawlerRule], at: now)
        }
    }
}

extension Database {
    /// Counts records that were read for an action on many rows, in the transaction that reads them.
    fileprivate func count(_ records: Int, for author: ReplayAuthor) throws {
        guard let bulk = author.bulk, records > 0 else { return }
        try run("UPDATE bulkAction SET changed = changed + $1 WHERE id = $2", records, bulk)
    }

    fileprivate func replay(
        _ record: ReplayedRecord, _ crawlerRule: String, _ past: PastSightings, _ writer: inout ListingWriter,
        _ summary: inout ReplaySummary, at now: Timestamp
    ) throws {
        guard
            let row = try first(
                """
                SELECT q.query, q.page, q.resolvedAt, g.id AS pageId FROM quarantine q
                JOIN pullPage g ON g.pullId = q.pullId AND g.query = q.query AND g.page = q.page WHERE q.id = $1
                """, record.id), row.optionalMoment("resolvedAt") == nil
        else { return }
        switch record.result {
        case .failure(let fault):
            summary.unreadable += 1
            summary.faults[record.id] = .unreadable
            try renew(fault, of: record.id)
        case .success(let (batch, product)):
            let page = PageContent(
                query: row["query"], page: row["page"], contentHash: "", batch: batch, products: [product])
            switch try past.write(page, pageId: row["pageId"], &writer) {
            case .seen:
                summary.listings += 1
                try move(to: "listings", page: row["pageId"])
                try resolve(record.id, crawlerRule, at: now)
            case .same:
                summary.repeated += 1
                try move(to: "repeated", page: row["pageId"])
                try resolve(record.id, crawlerRule, at: now)
            case .conflicting:
                summary.unreadable += 1
                summary.contradicted += 1
                summary.faults[record.id] = .contradicted
                try renew(batch.listing(at: 0).asConflict(place: "").fault, of: record.id)
            }
        }
    }

    private func renew(_ fault: RecordFault, of id: Int64) throws {
        try run(
            "UPDATE quarantine SET code = $1, field = $2, detail = $3 WHERE id = $4", fault.code.rawValue, fault.field,
            fault.detail, id)
    }

    /// - Parameter column: `listings` or `repeated`.
    private func move(to column: StaticString, page: Int64) throws {
        try run(
            PortableSQL(
                stringLiteral:
                    "UPDATE pullPage SET quarantined = quarantined - 1, \(column) = \(column) + 1 WHERE id = $1"),
            page)
    }

    fileprivate func resolve(_ id: Int64, _ crawlerRule: String, at now: Timestamp) throws {
        try run(
            "UPDATE quarantine SET resolvedAt = $1, resolvedRule = $2 WHERE id = $3 AND resolvedAt IS NULL",
            now.milliseconds, crawlerRule, id)
    }
}
