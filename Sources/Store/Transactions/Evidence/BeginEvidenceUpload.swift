package import Domain
internal import GRDB

extension Store {
    /// Starts an upload. If an upload with the same announcement is open, that upload is returned, so a client that did
    /// not receive the answer can repeat the request.
    package func beginUpload(
        _ plan: UploadPlan, from laboratory: String, within limits: EvidenceLimits
    ) async throws -> EvidenceUpload {
        try await begin(plan, from: laboratory, .laboratory(laboratory), within: limits) { database in
            let sample = try database.sample(labelled: plan.sampleLabel, of: laboratory)
            return (sample, nil)
        }
    }

    /// Starts an upload of a picture or a video for a purchase that this buyer recorded. The label of the sample in the
    /// announcement is that of the purchase.
    ///
    /// - Parameter step: a recorded step of the goods; nil for the order.
    package func beginUpload(
        _ plan: UploadPlan, ofTask task: Int64, _ step: CustodyStep? = nil, by buyer: Actor,
        within limits: EvidenceLimits
    ) async throws -> EvidenceUpload {
        try await begin(plan, from: buyer.text, buyer, step, within: limits) { database in
            guard let row = try database.ownPurchase(ofTask: task, by: buyer), row["label"] == plan.sampleLabel else {
                throw StoreError.notFound("purchase task \(task)")
            }
            if let step {
                let recorded = try database.value(
                    "SELECT COUNT(*) FROM custodyRecord WHERE purchaseId = $1 AND step = $2",
                    row["purchaseId"] as Int64, step.rawValue)
                guard recorded > 0 else { throw StoreError.notFound("step \(step.rawValue) of task \(task)") }
            }
            return (row["sampleId"], row["purchaseId"])
        }
    }

    private func begin(
        _ plan: UploadPlan, from holder: String, _ actor: Actor, _ step: CustodyStep? = nil,
        within limits: EvidenceLimits,
        _ place: @escaping @Sendable (Database) throws -> (sample: Int64, purchase: Int64?)
    ) async throws -> EvidenceUpload {
        guard plan.bytes <= limits.pieceBytes else { throw EvidenceRefusal.tooLarge(limit: limits.pieceBytes) }
        let number = Digest.text(random.bytes(16))
        return try await write { database, now in
            let (sample, purchase) = try place(database)
            if let known = try database.openUpload(plan, from: holder, step) { return known }
            if purchase == nil { try database.checkKind(plan.kind, of: plan.hash, sample: sample) }
            try database.checkQuota(for: plan, of: holder, within: limits, at: now)
            try database.run(
                """
                INSERT INTO evidenceUpload
                    (id, laboratory, sampleId, kind, name, hash, bytes, state, createdAt, touchedAt, purchaseId, step)
                VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $8, $9, $10)
                """,
                number, holder, sample, plan.kind.rawValue, plan.name, plan.hash, plan.bytes, now.milliseconds,
                purchase, step?.rawValue)
            try database.append(
                .evidenceUploadBegun, by: actor, on: "upload:\(number)",
                [
                    "label": plan.sampleLabel, "kind": plan.kind.rawValue, "hash": plan.hash,
                    "bytes": String(plan.bytes),
                ], at: now)
            return EvidenceUpload(
                id: number, laboratory: holder, purchase: purchase, step: step, plan: plan, received: 0, state: .open,
                touchedAt: now)
        }
    }
}

extension Database {
    fileprivate func openUpload(
        _ plan: UploadPlan, from laboratory: String, _ step: CustodyStep?
    ) throws -> EvidenceUpload? {
        try first(
            """
            SELECT u.*, s.label FROM evidenceUpload u JOIN sample s ON s.id = u.sampleId
            WHERE u.laboratory = $1 AND u.hash = $2 AND s.label = $3 AND u.kind = $4 AND u.name = $5 AND u.bytes = $6
                AND u.state = 'open' AND COALESCE(u.step, '') = $7
            ORDER BY u.createdAt LIMIT 1
            """,
            laboratory, plan.hash, plan.sampleLabel, plan.kind.rawValue, plan.name, plan.bytes, step?.rawValue ?? ""
        ).map(EvidenceUpload.init)
    }

    fileprivate func checkQuota(
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
