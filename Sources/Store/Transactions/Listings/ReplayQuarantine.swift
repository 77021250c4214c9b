package import Domain
internal import GRDB

/// A record of the quarantine, read again.
package struct ReplayedRecord: Sendable {
    package let id: Int64
    /// A batch of the one listing with its product, or why it is still none.
    package let result: Result<(batch: ListingBatch, product: String?), RecordFault>

    package init(id: Int64, result: Result<(batch: ListingBatch, product: String?), RecordFault>) {
        self.id = id
        self.result = result
    }
}

/// What became of records that were read again.
package struct ReplaySummary: Hashable, Sendable {
    package var listings = 0
    /// The listing was there already, with the same content.
    package var repeated = 0
    /// Still unreadable, or in conflict with what is there; the reason is renewed.
    package var unreadable = 0

    package init() {}
}

extension Store {
    /// Makes listings of records of one pull that can be read now. Counts move from quarantine to listings, the
    /// certificate is issued anew, and a pull that was screened becomes due for screening again. A record that was
    /// resolved before is left alone, so twice is once.
    ///
    /// - Parameters:
    ///   - crawlerRule: the hash of the crawler file under which they were read.
    ///   - every: seconds between two snapshots of the crawler.
    package func replay(
        _ records: [ReplayedRecord], pull: Int64, crawlerRule: String, every: Int64
    ) async throws -> ReplaySummary {
        try await write { database, now in
            let head = try database.pullHead(pull)
            let writer = try SnapshotWriter(database, pull: pull, at: now)
            var summary = ReplaySummary()
            for record in records {
                try database.replay(record, crawlerRule, writer, &summary, at: now)
            }
            guard summary.listings + summary.repeated > 0 else { return summary }
            try database.append(
                "quarantine.replayed", by: .operator, on: "pull:\(pull)",
                [
                    "listings": String(summary.listings), "repeated": String(summary.repeated),
                    "unreadable": String(summary.unreadable), "rule": crawlerRule,
                ], at: now)
            if head.isComplete {
                let certificate = try database.certificate(of: pull, head)
                let verdict = CompletenessRule().verdict(of: certificate, every: every)
                try database.keep(certificate, verdict, of: pull, at: now)
                try database.append(
                    "pull.certified", by: .operator, on: "pull:\(pull)", certificate.details(verdict), at: now)
            }
            if head.isScreened, summary.listings > 0 {
                try database.run("UPDATE pull SET screenedAt = NULL WHERE id = $1", pull)
                try database.requeue(.screen, key: String(pull), at: now)
            }
            return summary
        }
    }

    /// Marks an unreadable page as resolved: it was read whole, then or at another try.
    package func resolvePage(quarantined id: Int64, crawlerRule: String) async throws {
        try await write { try $0.resolve(id, crawlerRule, at: $1) }
    }

    /// The pages kept of a pull, by query, and its slot.
    package func pullProgress(_ pull: Int64) async throws -> (progress: PullProgress, slot: Timestamp) {
        try await read { database in
            let head = try database.pullHead(pull)
            return (
                PullProgress(
                    id: pull, isComplete: head.isComplete, queries: try database.closedPages(of: pull)),
                Timestamp(milliseconds: head.slot)
            )
        }
    }
}

extension Database {
    fileprivate func replay(
        _ record: ReplayedRecord, _ crawlerRule: String, _ writer: SnapshotWriter, _ summary: inout ReplaySummary,
        at now: Timestamp
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
            try renew(fault, of: record.id)
        case .success(let (batch, product)):
            let page = PageContent(
                query: row["query"], page: row["page"], contentHash: "", batch: batch, products: [product],
                isLast: false)
            let listing = try writer.listings(of: batch)[0]
            switch try writer.insert(0, of: page, listing: listing, pageId: row["pageId"]) {
            case .new:
                summary.listings += 1
                try move(to: "listings", page: row["pageId"])
                try resolve(record.id, crawlerRule, at: now)
            case .same:
                summary.repeated += 1
                try move(to: "repeated", page: row["pageId"])
                try resolve(record.id, crawlerRule, at: now)
            case .conflicting:
                summary.unreadable += 1
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
