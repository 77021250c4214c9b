package import Domain
internal import GRDB

extension Store {
    /// Records once the day on which a laboratory received a sample. The same day again changes nothing.
    ///
    /// Returns false if the day was recorded before.
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
                throw StoreError.conflict(.sampleReceived(label: label, on: try sample.day("receivedOn")))
            }
            guard try day >= sample.day("purchasedOn") else {
                // Laboratories must not learn the day of the purchase. The error reports only that this day is
                // impossible.
                throw StoreError.conflict(.receivedBeforePurchase(label: label, on: day))
            }
            try database.run(
                "INSERT INTO sampleReceipt (sampleId, receivedOn, recordedBy, recordedAt) VALUES ($1, $2, $3, $4)",
                sample["id"] as Int64, day.text, actor.text, now.milliseconds)
            try database.append(
                .sampleReceived, by: actor, on: "sample:\(sample["id"] as Int64)", ["on": day.text], at: now)
            return true
        }
    }
}
