package import Domain
internal import GRDB

/// An upload as the store knows it.
package struct EvidenceUpload: Hashable, Sendable {
    package let id: String
    package let laboratory: String
    package let plan: UploadPlan
    /// Bytes acknowledged.
    package let received: Int64
    package let state: UploadState
    package let touchedAt: Timestamp
}

extension Store {
    /// Begins an upload. The same announcement again, while the first is open, is the same upload: who lost the answer
    /// asks again.
    package func beginUpload(
        _ plan: UploadPlan, from laboratory: String, within limits: EvidenceLimits
    ) async throws -> EvidenceUpload {
        guard plan.bytes <= limits.pieceBytes else { throw EvidenceRefusal.tooLarge(limit: limits.pieceBytes) }
        let number = Digest.text(random.bytes(16))
        return try await write { database, now in
            let sample = try database.sample(labelled: plan.sampleLabel, of: laboratory)
            if let known = try database.openUpload(plan, from: laboratory) { return known }
            try database.checkKind(plan.kind, of: plan.hash, sample: sample)
            try database.checkRoom(for: plan, of: laboratory, within: limits, at: now)
            try database.run(
                """
                INSERT INTO evidenceUpload (id, laboratory, sampleId, kind, name, hash, bytes, state, createdAt, touchedAt)
                VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $8)
                """,
                number, laboratory, sample, plan.kind.rawValue, plan.name, plan.hash, plan.bytes, now.milliseconds)
            try database.append(
                "evidence.upload-begun", by: Actor("laboratory:" + laboratory), on: "upload:\(number)",
                [
                    "label": plan.sampleLabel, "kind": plan.kind.rawValue, "hash": plan.hash,
                    "bytes": String(plan.bytes),
                ], at: now)
            return EvidenceUpload(
                id: number, laboratory: laboratory, plan: plan, received: 0, state: .open, touchedAt: now)
        }
    }
}

extension Database {
    /// The number of a laboratory's sample.
    func sample(labelled label: String, of laboratory: String) throws -> Int64 {
        guard let row = try first("SELECT id FROM sample WHERE label = $1 AND laboratory = $2", label, laboratory)
        else {
            throw EvidenceRefusal.unknownSample(label)
        }
        return row["id"]
    }

    /// Refuses content that the sample has as another kind: one piece stands for one thing.
    func checkKind(_ kind: EvidenceKind, of hash: String, sample: Int64) throws {
        guard
            let row = try first("SELECT kind FROM sampleEvidence WHERE sampleId = $1 AND hash = $2", sample, hash)
        else { return }
        let known: EvidenceKind = try row.word("kind")
        guard known == kind else { throw EvidenceRefusal.keptAs(known) }
    }

    fileprivate func openUpload(_ plan: UploadPlan, from laboratory: String) throws -> EvidenceUpload? {
        try first(
            """
            SELECT u.*, s.label FROM evidenceUpload u JOIN sample s ON s.id = u.sampleId
            WHERE u.laboratory = $1 AND u.hash = $2 AND s.label = $3 AND u.kind = $4 AND u.name = $5 AND u.bytes = $6
                AND u.state = 'open'
            ORDER BY u.createdAt LIMIT 1
            """,
            laboratory, plan.hash, plan.sampleLabel, plan.kind.rawValue, plan.name, plan.bytes
        ).map(EvidenceUpload.init)
    }

    fileprivate func checkRoom(
        for plan: UploadPlan, of laboratory: String, within limits: EvidenceLimits, at now: Timestamp
    ) throws {
        let open = try value(
            "SELECT COUNT(*) FROM evidenceUpload WHERE laboratory = $1 AND state = 'open'", laboratory)
        guard open < limits.openUploads else { throw EvidenceRefusal.tooManyOpen(limit: limits.openUploads) }
        let begun = try value(
            "SELECT COUNT(*) FROM evidenceUpload WHERE laboratory = $1 AND createdAt > $2", laboratory,
            now.adding(seconds: -3600).milliseconds)
        guard begun < limits.uploadsPerHour else {
            throw EvidenceRefusal.tooManyThisHour(limit: limits.uploadsPerHour)
        }
        let kept = try value(
            """
            SELECT COALESCE(SUM(e.bytes), 0) FROM evidence e
            WHERE e.hash IN (SELECT hash FROM sampleEvidence WHERE laboratory = $1)
            """, laboratory)
        let announced = try value(
            "SELECT COALESCE(SUM(bytes), 0) FROM evidenceUpload WHERE laboratory = $1 AND state = 'open'", laboratory)
        guard plan.bytes <= limits.laboratoryBytes - kept - announced else {
            throw EvidenceRefusal.overQuota(limit: limits.laboratoryBytes)
        }
    }
}

extension EvidenceUpload {
    /// A row of `evidenceUpload` with the label of its sample.
    init(_ row: Row) throws {
        self.init(
            id: row["id"], laboratory: row["laboratory"],
            plan: UploadPlan(
                sampleLabel: row["label"], kind: try row.word("kind"), name: row["name"], hash: row["hash"],
                bytes: row["bytes"]),
            received: row["received"], state: try row.word("state"), touchedAt: row.moment("touchedAt"))
    }
}
