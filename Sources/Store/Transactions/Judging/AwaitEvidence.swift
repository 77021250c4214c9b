package import Domain
internal import GRDB

extension Store {
    /// The evidence that is missing before a report may be judged. A report with missing evidence waits for it, with an
    /// event. When nothing is missing, the report is released and does not wait again.
    package func examineEvidence(
        report: Int64, under requirement: EvidenceRequirement
    ) async throws -> [EvidenceNeed] {
        try await write { database, now in
            let hold = try database.first(
                "SELECT releasedAt, missing, ruleHash FROM reportHold WHERE reportId = $1", report)
            if let hold, hold.optionalMoment("releasedAt") != nil { return [] }
            guard let row = try database.first("SELECT sampleId FROM report WHERE id = $1", report) else {
                throw StoreError.notFound("report \(report)")
            }
            let missing = requirement.missing(having: try database.pieces(of: row["sampleId"]))
            if hold == nil, missing.isEmpty { return [] }
            try database.hold(report, requirement, missing: missing, at: now)
            return missing
        }
    }

    /// Makes the judging of every waiting report due again, because a rule may require less evidence now. Returns the
    /// number of these reports.
    package func reexamineReportsAwaitingEvidence() async throws -> Int {
        try await write { database, now in
            let held = try database.all("SELECT reportId FROM reportHold WHERE releasedAt IS NULL")
            for row in held { try database.requeue(.judge(report: row["reportId"]), at: now) }
            return held.count
        }
    }
}
