package import Domain
internal import GRDB

/// One pull in a list, with the figures of its certificate.
package struct ListedPull: Hashable, Sendable {
    /// The figures of the last certificate.
    package struct Proof: Hashable, Sendable {
        package let verdict: PullCertificate.Verdict
        package let pages: Int64
        package let unchangedPages: Int64
        /// 0 if the platform stated none.
        package let stated: Int64
        package let records: Int64
        package let repeated: Int64
        package let quarantined: Int64
        package let short: Int64
        package let holes: [String]
        package let issuedAt: Timestamp
    }

    package let id: Int64
    package let crawler: String
    package let platform: String
    package let slot: Timestamp
    package let startedAt: Timestamp
    package let completedAt: Timestamp?
    package let screenedAt: Timestamp?
    package let heldReason: String?
    /// The different listings of the pages so far.
    package let listings: Int64
    package let ruleFile: String
    package let ruleHash: String
    package let sightingsRemovedAt: Timestamp?
    /// Nil if no certificate was issued yet.
    package let proof: Proof?
}

/// A pull with what belongs to it.
package struct PullDetail: Hashable, Sendable {
    package let row: ListedPull
    /// The pages that are stored.
    package let pages: Int64
    /// The flagged listings, counted up to a bound; nil if it was not screened.
    package let flagged: ListCount?
    package let openAlerts: [AlertRow]
    /// Latest first.
    package let events: [ChainedEvent]
}

extension Store {
    /// One page of the pulls.
    package func pulls(
        _ query: OperationQuery<PullList>, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<ListedPull>, count: ListCount) {
        let today = clock.now().day()
        return try await read { database in
            let verdict = query[.verdict].flatMap { PullCompleteness(rawValue: $0) }
            let joined = verdict == nil ? "" : " LEFT JOIN pullCertificate c ON c.pullId = p.id"
            var list = KeysetList(table: "pull p" + joined, sort: "p.slot", least: 0, id: "p.id")
            switch query.state {
            case .held: list.require("p.heldReason IS NOT NULL")
            case .unscreened:
                list.require("p.completedAt IS NOT NULL AND p.screenedAt IS NULL AND p.heldReason IS NULL")
            case nil: break
            }
            list.require("p.crawler", equals: query[.crawler])
            list.require("p.platform", equals: query[.platform])
            if let verdict {
                list.require("c.verdict", equals: verdict.verdict?.rawValue)
                if verdict.verdict == nil { list.require("c.verdict IS NULL") }
            }
            list.require(query.days, on: "p.slot", today: today)
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                try database.listedPull(id)
            }
        }
    }

    package func pullDetail(_ id: Int64) async throws -> PullDetail {
        try await read { database in
            let row = try database.listedPull(id)
            let most = ListCount.bound
            let flagged = try row.screenedAt.map { _ in
                let found = try database.value(
                    """
                    SELECT COUNT(*) FROM (SELECT 1 FROM listingSnapshot s WHERE s.pullId = $1
                        AND EXISTS (SELECT 1 FROM flag f WHERE f.snapshotId = s.id) LIMIT $2) AS few
                    """, id, most + 1)
                return ListCount(found: Int(found), bound: most)
            }
            return PullDetail(
                row: row, pages: try database.value("SELECT COUNT(*) FROM pullPage WHERE pullId = $1", id),
                flagged: flagged, openAlerts: try database.openAlerts(on: "pull:\(id)", limit: 20),
                events: try database.latestEvents(of: ["pull:\(id)"]))
        }
    }

    /// The last pull of each crawler that was ever pulled, by the names of the crawlers.
    package func lastPulls() async throws -> [ListedPull] {
        try await read { database in
            var found: [ListedPull] = []
            var after = ""
            // One search in the index for each crawler: a list of all pulls would grow without limit.
            while let row = try database.first(
                "SELECT crawler FROM pull WHERE crawler > $1 ORDER BY crawler LIMIT 1", after)
            {
                after = row["crawler"]
                if let last = try database.first(
                    "SELECT id FROM pull WHERE crawler = $1 ORDER BY slot DESC LIMIT 1", after)
                {
                    found.append(try database.listedPull(last["id"]))
                }
            }
            return found
        }
    }
}

extension Database {
    fileprivate func listedPull(_ id: Int64) throws -> ListedPull {
        guard
            let row = try first(
                """
                SELECT p.*, c.verdict, c.pages, c.unchangedPages, c.stated, c.records, c.repeated, c.quarantined, c.short,
                    c.holes, c.issuedAt
                FROM pull p LEFT JOIN pullCertificate c ON c.pullId = p.id WHERE p.id = $1
                """, id)
        else { throw StoreError.notFound("pull \(id)") }
        let verdict: PullCertificate.Verdict? = try row.optionalWord("verdict")
        let proof = verdict.map { verdict in
            let holes: String = row["holes"]
            return ListedPull.Proof(
                verdict: verdict, pages: row["pages"], unchangedPages: row["unchangedPages"], stated: row["stated"],
                records: row["records"], repeated: row["repeated"], quarantined: row["quarantined"],
                short: row["short"], holes: holes.split(separator: "\n").map(String.init),
                issuedAt: row.moment("issuedAt"))
        }
        return ListedPull(
            id: id, crawler: row["crawler"], platform: row["platform"], slot: row.moment("slot"),
            startedAt: row.moment("startedAt"), completedAt: row.optionalMoment("completedAt"),
            screenedAt: row.optionalMoment("screenedAt"), heldReason: row["heldReason"], listings: row["listings"],
            ruleFile: row["ruleFile"], ruleHash: row["ruleHash"],
            sightingsRemovedAt: row.optionalMoment("sightingsRemovedAt"), proof: proof)
    }
}
