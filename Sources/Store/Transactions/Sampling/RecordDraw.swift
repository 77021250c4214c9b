package import Domain
internal import GRDB

extension Store {
    /// Stores the result of a draw: the seed, and a purchase task for each drawn ticket. A run is drawn once.
    package func recordDraw(run: Int64, seed: String, outcome: DrawOutcome, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE samplingRun SET seed = $1, drawnAt = $2 WHERE id = $3 AND seed IS NULL", seed,
                now.milliseconds, run)
            guard changed == 1 else {
                let known = try database.first("SELECT name FROM samplingRun WHERE id = $1", run)
                throw known.map { StoreError.conflict(.runDrawn(name: $0["name"])) } ?? .notFound("run \(run)")
            }
            for ticket in outcome.drawn {
                let listing = try database.value(
                    "SELECT id FROM listing WHERE platform = $1 AND item = $2", ticket.entry.key.platform,
                    ticket.entry.key.item)
                try database.run(
                    """
                    INSERT INTO purchaseTask (runId, listingId, ticket, state, createdAt)
                    VALUES ($1, $2, $3, 'open', $4)
                    """,
                    run, listing, ticket.value, now.milliseconds)
            }
            try database.append(
                .runDrawn, by: actor, on: "run:\(run)",
                [
                    "seed": seed, "drawn": String(outcome.drawn.count), "spentFen": String(outcome.spent.rawValue),
                    "openPrices": String(outcome.openPrices), "skippedForBudget": String(outcome.skippedForBudget),
                    "unfilled": outcome.unfilled.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                        .joined(separator: " "),
                ], at: now)
        }
    }
}
