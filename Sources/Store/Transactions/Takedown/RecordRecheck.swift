package import Domain
internal import GRDB

extension Store {
    /// Stores the result of a check. If the link still exists, it is checked again after a day, up to thirty times.
    package func recordRecheck(_ facts: RecheckFacts, outcome: RecheckOutcome, detail: String) async throws {
        try await write { database, now in
            let ordinal = facts.checks + 1
            let added = try database.change(
                """
                INSERT INTO recheck (receiptId, ordinal, takedownId, outcome, detail, checkedAt)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (receiptId, ordinal) DO NOTHING
                """,
                facts.receipt, ordinal, facts.takedown, outcome.rawValue, detail, now.milliseconds)
            guard added == 1 else { return }
            try database.append(
                .linkRechecked, by: .worker(.recheck), on: "takedown:\(facts.takedown)",
                ["outcome": outcome.rawValue, "detail": detail, "check": String(ordinal)], at: now)
            try database.markDone(.recheck(receipt: facts.receipt, after: facts.checks), at: now)
            if outcome == .stillThere, ordinal < 30 {
                try database.enqueue(
                    .recheck(receipt: facts.receipt, after: ordinal), runAfter: now.adding(seconds: 86_400), at: now)
            }
        }
    }
}
