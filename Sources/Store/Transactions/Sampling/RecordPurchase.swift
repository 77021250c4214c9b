package import Domain
internal import GRDB

/// A purchase that was recorded, and the blind label of its sample.
package struct RecordedPurchase: Hashable, Sendable {
    package let purchase: Int64
    package let label: String
    /// False when the same purchase had been recorded before.
    package let isNew: Bool
}

extension Store {
    /// Records an anonymous purchase with its evidence, and makes the sample that goes to the laboratory.
    ///
    /// There is no back-up sample, so a purchase without evidence is refused. The same order for the same task again is
    /// the same purchase.
    package func recordPurchase(
        task: Int64, _ record: PurchaseRecord, evidence: [EvidenceVault.Entry], by actor: Actor
    ) async throws -> RecordedPurchase {
        guard !evidence.isEmpty else {
            throw StoreError.conflict(
                "a purchase needs at least one evidence file: there is no back-up sample, the record is the whole proof"
            )
        }
        let random = random
        return try await write { database, now in
            if let known = try database.recorded(record, task: task) {
                try database.add(evidence, to: known, task: task, by: actor, at: now)
                return known
            }
            let product = try database.take(task: task)
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
                "INSERT INTO sample (label, purchaseId, product, laboratory, createdAt) VALUES ($1, $2, $3, $4, $5)",
                label, purchase, product, record.laboratory, now.milliseconds)
            try database.append(
                "purchase.recorded", by: actor, on: "task:\(task)",
                [
                    "order": record.orderNumber, "paidFen": String(record.paid.rawValue), "label": label,
                    "laboratory": record.laboratory, "evidence": evidence.map(\.hash).joined(separator: " "),
                ], at: now)
            return RecordedPurchase(purchase: purchase, label: label, isNew: true)
        }
    }

    /// Gives up a task that cannot be bought: sold out, link gone.
    package func cancelTask(_ task: Int64, reason: String, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE purchaseTask SET state = 'cancelled' WHERE id = $1 AND state = 'open'", task)
            guard changed == 1 else { throw StoreError.notFound("open purchase task \(task)") }
            try database.append("task.cancelled", by: actor, on: "task:\(task)", ["reason": reason], at: now)
        }
    }
}

extension Database {
    /// The purchase that this order was recorded as before; refused where the particulars differ.
    fileprivate func recorded(_ record: PurchaseRecord, task: Int64) throws -> RecordedPurchase? {
        guard
            let known = try first(
                """
                SELECT p.*, s.label, s.laboratory FROM purchase p JOIN sample s ON s.purchaseId = p.id
                WHERE p.orderNumber = $1
                """, record.orderNumber)
        else { return nil }
        let differing = [
            ("task", known["taskId"] == task), ("paid", known["paidFen"] == record.paid.rawValue),
            ("on", known["purchasedOn"] == record.purchasedOn.text),
            ("seller", known["sellerName"] == record.sellerName),
            ("region", known["sellerRegion"] == record.sellerRegion.text),
            ("laboratory", known["laboratory"] == record.laboratory),
        ].filter { !$0.1 }.map(\.0)
        guard differing.isEmpty else {
            throw StoreError.conflict(
                "the order \(record.orderNumber) has been recorded with other particulars ("
                    + differing.joined(separator: ", ") + "); a record is not overwritten, check the order number")
        }
        return RecordedPurchase(purchase: known["id"], label: known["label"], isNew: false)
    }

    /// Adds evidence that a purchase did not have yet.
    fileprivate func add(
        _ evidence: [EvidenceVault.Entry], to known: RecordedPurchase, task: Int64, by actor: Actor, at now: Timestamp
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
            "purchase.evidence-added", by: actor, on: "task:\(task)", ["evidence": added.joined(separator: " ")],
            at: now)
    }

    /// Takes an open task and gives the product to buy.
    fileprivate func take(task: Int64) throws -> String {
        guard
            let row = try first(
                """
                SELECT t.state, f.product FROM purchaseTask t
                JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId WHERE t.id = $1
                """, task)
        else { throw StoreError.notFound("purchase task \(task)") }
        guard row["state"] == "open" else {
            let state: String = row["state"]
            throw StoreError.conflict("purchase task \(task) is \(state), not open")
        }
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
