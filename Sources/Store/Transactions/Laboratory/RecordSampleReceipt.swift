package import Domain
internal import GRDB

extension Store {
    /// Records the day on which a laboratory received a sample. Once; the same day again changes nothing.
    ///
    /// Gives false where it had been recorded before.
    @discardableResult
    package func recordSampleReceipt(
        label: String, of laboratory: String, on day: CalendarDay, by actor: Actor
    ) async throws -> Bool {
        try await write { database, now in
            guard
                let sample = try database.first(
                    """
                    SELECT s.id, p.purchasedOn, x.receivedOn FROM sample s JOIN purchase p ON p.id = s.purchaseId
                    LEFT JOIN sampleReceipt x ON x.sampleId = s.id WHERE s.label = $1 AND s.laboratory = $2
                    """, label, laboratory)
            else { throw StoreError.notFound("sample \(label)") }
            if let known: String = sample["receivedOn"] {
                guard known != day.text else { return false }
                throw StoreError.conflict("sample \(label) was received on \(known); a receipt is not overwritten")
            }
            guard try day >= sample.day("purchasedOn") else {
                // The day of the purchase is not for laboratories: only that this one cannot be.
                throw StoreError.conflict("sample \(label) cannot have been received on \(day.text) already")
            }
            try database.run(
                "INSERT INTO sampleReceipt (sampleId, receivedOn, recordedBy, recordedAt) VALUES ($1, $2, $3, $4)",
                sample["id"] as Int64, day.text, actor.name, now.milliseconds)
            try database.append(
                "sample.received", by: actor, on: "sample:\(sample["id"] as Int64)", ["on": day.text], at: now)
            return true
        }
    }
}
