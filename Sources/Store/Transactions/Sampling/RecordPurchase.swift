package import Domain
internal import GRDB

/// A recorded purchase, and the blind label of its sample.
package struct RecordedPurchase: Hashable, Sendable {
    package let purchase: Int64
    package let label: String
    /// False if the same purchase was recorded before.
    package let isNew: Bool
}

extension Store {
    /// Records an anonymous purchase with its evidence, and creates the sample for the laboratory.
    ///
    /// There is no back-up sample, so a purchase without evidence is refused. A second call with the same task and the
    /// same order returns the recorded purchase.
    package func recordPurchase(
        task: Int64, _ record: PurchaseRecord, evidence: [EvidenceVault.AdmittedFile], by actor: Actor
    ) async throws -> RecordedPurchase {
        guard !evidence.isEmpty else {
            throw StoreError.conflict(.purchaseWithoutEvidence)
        }
        let random = random
        return try await write { database, now in
            if let known = try database.recorded(record, task: task) {
                try database.add(evidence, to: known, task: task, by: actor, at: now)
                return known
            }
            let product = try database.markPurchased(task: task)
            let purchase = try database.insert(record, task: task, at: now)
            for entry in evidence {
                try database.admit(entry, at: now)
                try database.run(
                    """
                    INSERT INTO purchaseEvidence (purchaseId, hash) VALUES ($1, $2)
                    ON CONFLICT (purchaseId, hash) DO NOTHING
                    """,
                    purchase, entry.hash)
            }
            let label = BlindLabel.make(random)
            try database.run(
                """
                INSERT INTO sample (label, purchaseId, product, laboratory, createdAt, sellerRegion)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                label, purchase, product, record.laboratory, now.milliseconds, record.sellerRegion.text)
            try database.append(
                .purchaseRecorded, by: actor, on: "task:\(task)",
                [
                    "order": record.orderNumber, "paidFen": String(record.paid.rawValue), "label": label,
                    "laboratory": record.laboratory, "evidence": evidence.map(\.hash).joined(separator: " "),
                ], at: now)
            return RecordedPurchase(purchase: purchase, label: label, isNew: true)
        }
    }

    /// Cancels a task whose goods cannot be bought: they are sold out, or the link is gone.
    package func cancelTask(_ task: Int64, reason: String, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE purchaseTask SET state = 'cancelled' WHERE id = $1 AND state = 'open'", task)
            guard changed == 1 else { throw StoreError.notFound("open purchase task \(task)") }
            try database.append(.taskCancelled, by: actor, on: "task:\(task)", ["reason": reason], at: now)
        }
    }
}

extension Database {
    /// The recorded purchase for this order. Throws a conflict if other particulars differ.
    fileprivate func recorded(_ record: PurchaseRecord, task: Int64) throws -> RecordedPurchase? {
        guard
            let known = try first(
                """
                SELECT p.*, s.label, s.laboratory FROM purchase p JOIN sample s ON s.purchaseId = p.id
                WHERE p.orderNumber = $1
                """, record.orderNumber)
        else { return nil }
        let comparisons: [(PurchaseParticular, Bool)] = [
            (.task, known["taskId"] == task), (.paid, known["paidFen"] == record.paid.rawValue),
            (.on, known["purchasedOn"] == record.purchasedOn.text),
            (.seller, known["sellerName"] == record.sellerName),
            (.region, known["sellerRegion"] == record.sellerRegion.text),
            (.laboratory, known["laboratory"] == record.laboratory),
        ]
        let differing = comparisons.filter { !$0.1 }.map(\.0)
        guard differing.isEmpty else {
            throw StoreError.conflict(.orderDiffers(order: record.orderNumber, differing))
        }
        return RecordedPurchase(purchase: known["id"], label: known["label"], isNew: false)
    }

    /// Adds new evidence to a recorded purchase.
    fileprivate func add(
        _ evidence: [EvidenceVault.AdmittedFile], to known: RecordedPurchase, task: Int64, by actor: Actor,
        at now: Timestamp
    ) throws {
        var added: [String] = []
        for entry in evidence {
            try admit(entry, at: now)
            let isNew = try change(
                """
                INSERT INTO purchaseEvidence (purchaseId, hash) VALUES ($1, $2)
                ON CONFLICT (purchaseId, hash) DO NOTHING
                """, known.purchase, entry.hash)
            if isNew == 1 { added.append(entry.hash) }
        }
        guard !added.isEmpty else { return }
        try append(
            .purchaseEvidenceAdded, by: actor, on: "task:\(task)", ["evidence": added.joined(separator: " ")],
            at: now)
    }

    /// Marks an open task as purchased and returns its product.
    fileprivate func markPurchased(task: Int64) throws -> String {
        guard
            let row = try first(
                """
                SELECT t.state, f.product FROM purchaseTask t
                JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId WHERE t.id = $1
                """, task)
        else { throw StoreError.notFound("purchase task \(task)") }
        let state: PurchaseTaskState = try row.word("state")
        guard state == .open else { throw StoreError.conflict(.taskNotOpen(task: task, state)) }
        try run("UPDATE purchaseTask SET state = 'purchased' WHERE id = $1", task)
        return row["product"]
    }

    fileprivate func insert(_ record: PurchaseRecord, task: Int64, at now: Timestamp) throws -> Int64 {
        try value(
            """
            INSERT INTO purchase (taskId, orderNumber, paidFen, purchasedOn, sellerName, sellerRegion, recordedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
            """,
            task, record.orderNumber, record.paid.rawValue, record.purchasedOn.text, record.sellerName,
            record.sellerRegion.text, now.milliseconds)
    }
}
