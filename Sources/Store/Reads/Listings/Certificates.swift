package import Domain
internal import GRDB

/// The last certificate of a pull.
package struct CertificateRow: Hashable, Sendable {
    package let pull: Int64
    package let crawler: String
    package let slot: Timestamp
    package let verdict: PullCertificate.Verdict
    /// Without the figures of each query if `sightingsRemovedAt` is set: they can be counted no more.
    package let certificate: PullCertificate
    package let issuedAt: Timestamp
    package let sightingsRemovedAt: Timestamp?
}

extension Store {
    package func certificate(pull: Int64) async throws -> CertificateRow {
        try await read { database in
            let head = try database.pullHead(pull)
            guard let row = try database.first("SELECT * FROM pullCertificate WHERE pullId = $1", pull) else {
                throw StoreError.notFound("certificate of pull \(pull); one is issued when a pull ends")
            }
            let holes: String = row["holes"]
            let previous: Int64? = row["previousPullId"]
            let overlap = previous.map {
                PullCertificate.Overlap(
                    previousPull: $0, inBoth: row["inBoth"], new: row["newListings"], gone: row["goneListings"])
            }
            let removedAt = try database.first("SELECT sightingsRemovedAt FROM pull WHERE id = $1", pull)?
                .optionalMoment("sightingsRemovedAt")
            return CertificateRow(
                pull: pull, crawler: head.crawler, slot: Timestamp(milliseconds: head.slot),
                verdict: try row.word("verdict"),
                certificate: PullCertificate(
                    pages: row["pages"], unchangedPages: row["unchangedPages"], stated: row["stated"],
                    records: row["records"], listings: row["listings"], repeated: row["repeated"],
                    quarantined: row["quarantined"], short: row["short"],
                    queries: removedAt == nil ? try database.queryCounts(of: pull) : [], overlap: overlap,
                    holes: holes.split(separator: "\n").map(String.init), contentRoot: row["contentRoot"]),
                issuedAt: row.moment("issuedAt"), sightingsRemovedAt: removedAt)
        }
    }
}
