package import Domain
internal import GRDB

/// An evidence file that was added to a sample.
package struct KeptPiece: Hashable, Sendable {
    package let hash: String
    /// False if the sample already had the same content.
    package let isNew: Bool
    /// The reports that no longer wait for evidence.
    package let released: [Int64]
}

extension Store {
    /// Keeps a complete upload and releases the reports that waited for it. The caller has checked the content and the
    /// type. A repeated call changes nothing.
    package func keepUpload(
        _ id: String, of laboratory: String, part: UploadPart, type: EvidenceType
    ) async throws -> KeptPiece {
        let vault = evidence
        return try await write { database, now in
            let upload = try database.upload(id, of: laboratory)
            guard upload.state == .open else {
                guard upload.state == .kept else { throw EvidenceRefusal.ended(upload.state) }
                return KeptPiece(hash: upload.plan.hash, isNew: false, released: [])
            }
            try vault.publish(part.path, as: upload.plan.hash, bytes: upload.plan.bytes)
            try database.run(
                "UPDATE evidenceUpload SET state = 'kept', received = bytes, touchedAt = $1 WHERE id = $2",
                now.milliseconds, id)
            if let purchase = upload.purchase {
                return try database.keep(upload, type: type, ofPurchase: purchase, at: now)
            }
            return try database.keep(
                upload.plan, type: type, for: laboratory, by: .laboratory(laboratory), at: now)
        }
    }

    /// Keeps a file as evidence of a sample for its laboratory.
    package func addEvidence(
        _ entry: EvidenceVault.AdmittedFile, sample label: String, kind: EvidenceKind, name: String,
        for laboratory: String,
        by actor: Actor
    ) async throws -> KeptPiece {
        guard kind.accepts(entry.type) else { throw EvidenceRefusal.otherType(entry.type, kind) }
        let plan = UploadPlan(sampleLabel: label, kind: kind, name: name, hash: entry.hash, bytes: entry.bytes)
        return try await write { database, now in
            _ = try database.sample(labelled: label, of: laboratory)
            try entry.publish()
            return try database.keep(plan, type: entry.type, for: laboratory, by: actor, at: now)
        }
    }
}

extension Database {
    /// Writes the rows of a file of a purchase.
    fileprivate func keep(
        _ upload: EvidenceUpload, type: EvidenceType, ofPurchase purchase: Int64, at now: Timestamp
    ) throws -> KeptPiece {
        let hash = upload.plan.hash
        try admit(hash: hash, bytes: upload.plan.bytes, type: type, at: now)
        let added = try change(
            """
            INSERT INTO purchaseEvidence (purchaseId, hash, step) VALUES ($1, $2, $3)
            ON CONFLICT (purchaseId, hash) DO NOTHING
            """, purchase, hash, upload.step?.rawValue)
        if added == 1 {
            let task = try value("SELECT taskId FROM purchase WHERE id = $1", purchase)
            try append(
                .purchaseEvidenceAdded, by: upload.actor, on: "task:\(task)",
                ["step": upload.step?.rawValue ?? "", "evidence": hash], at: now)
        }
        return KeptPiece(hash: hash, isNew: added == 1, released: [])
    }

    /// Writes the rows of an evidence file that is in the vault.
    fileprivate func keep(
        _ plan: UploadPlan, type: EvidenceType, for laboratory: String, by actor: Actor, at now: Timestamp
    ) throws -> KeptPiece {
        let sample = try sample(labelled: plan.sampleLabel, of: laboratory)
        try checkKind(plan.kind, of: plan.hash, sample: sample)
        try admit(hash: plan.hash, bytes: plan.bytes, type: type, at: now)
        let added = try change(
            """
            INSERT INTO sampleEvidence (sampleId, hash, laboratory, kind, name, arrivedAt)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sampleId, hash) DO NOTHING
            """, sample, plan.hash, laboratory, plan.kind.rawValue, plan.name, now.milliseconds)
        guard added == 1 else { return KeptPiece(hash: plan.hash, isNew: false, released: []) }
        try append(
            .evidenceKept, by: actor, on: "sample:\(sample)",
            [
                "label": plan.sampleLabel, "kind": plan.kind.rawValue, "hash": plan.hash, "bytes": String(plan.bytes),
                "type": type.rawValue,
            ], at: now)
        return KeptPiece(hash: plan.hash, isNew: true, released: try releaseReports(of: sample, by: actor, at: now))
    }
}
