package import Domain
internal import GRDB

extension Store {
    /// Records a step of bought goods on their way to the laboratory, corrects its number, or adds pictures to it.
    ///
    /// - Returns: whether a version was recorded; false if only pictures were added.
    @discardableResult
    package func recordCustody(
        task: Int64, _ entry: CustodyEntry, evidence: [EvidenceVault.AdmittedFile], by actor: Actor
    ) async throws -> Bool {
        try await write { database, now in
            guard let purchase = try database.first("SELECT id FROM purchase WHERE taskId = $1", task) else {
                throw StoreError.notFound("purchase of task \(task)")
            }
            let id: Int64 = purchase["id"]
            let fresh = try database.unused(evidence, of: id, besides: entry.step)
            switch CustodyRule.decide(entry, known: try database.knownCustody(of: id), pictures: !fresh.isEmpty) {
            case .refuse(let fault): throw StoreError.conflict(.custody(fault))
            case .addEvidence:
                let added = try database.add(fresh, to: id, step: entry.step, at: now)
                guard !added.isEmpty else { return false }
                try database.append(
                    .purchaseEvidenceAdded, by: actor, on: "task:\(task)",
                    ["step": entry.step.rawValue, "evidence": added.joined(separator: " ")], at: now)
                return false
            case .record(let version):
                try database.run(
                    """
                    INSERT INTO custodyRecord (purchaseId, step, version, number, reason, recordedBy, recordedAt)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """, id, entry.step.rawValue, version, entry.step.isNumbered ? entry.number : nil,
                    version == 1 ? nil : entry.reason, actor.text, now.milliseconds)
                let added = try database.add(fresh, to: id, step: entry.step, at: now)
                try database.append(
                    .custodyRecorded, by: actor, on: "task:\(task)",
                    [
                        "step": entry.step.rawValue, "version": String(version), "number": entry.number ?? "",
                        "reason": version == 1 ? "" : entry.reason ?? "", "evidence": added.joined(separator: " "),
                    ], at: now)
                return true
            }
        }
    }
}

extension Database {
    fileprivate func knownCustody(of purchase: Int64) throws -> [CustodyStep: CustodyRule.Known] {
        var known: [CustodyStep: CustodyRule.Known] = [:]
        for row in try all(
            "SELECT step, version, number FROM custodyRecord WHERE purchaseId = $1 ORDER BY version", purchase)
        {
            known[try row.word("step")] = .init(version: row["version"], number: row["number"])
        }
        return known
    }

    /// The files that do not belong to the order or to another step of the purchase.
    fileprivate func unused(
        _ evidence: [EvidenceVault.AdmittedFile], of purchase: Int64, besides step: CustodyStep
    ) throws -> [EvidenceVault.AdmittedFile] {
        try evidence.filter { file in
            try first(
                """
                SELECT 1 FROM purchaseEvidence WHERE purchaseId = $1 AND hash = $2 AND COALESCE(step, '') <> $3
                """, purchase, file.hash, step.rawValue) == nil
        }
    }

    /// - Returns: the hashes of the files that the purchase did not have before.
    fileprivate func add(
        _ evidence: [EvidenceVault.AdmittedFile], to purchase: Int64, step: CustodyStep, at now: Timestamp
    ) throws -> [String] {
        try evidence.compactMap { file in
            try admit(file, at: now)
            let isNew = try change(
                """
                INSERT INTO purchaseEvidence (purchaseId, hash, step) VALUES ($1, $2, $3)
                ON CONFLICT (purchaseId, hash) DO NOTHING
                """, purchase, file.hash, step.rawValue)
            return isNew == 1 ? file.hash : nil
        }
    }
}
