/// What a regulator decides of a sampling run before anything is drawn.
package struct SamplingPlan: Hashable, Sendable {
    /// The regulator's own name of the run: `2026-11 儿童用品`.
    package let name: String
    /// Product → how many to buy.
    package let quotas: [String: Int]
    /// What all purchases together may cost.
    package let budget: Fen

    package init(name: String, quotas: [String: Int], budget: Fen) {
        self.name = name
        self.quotas = quotas
        self.budget = budget
    }
}

/// One flagged listing that may be drawn.
package struct FrameEntry: Hashable, Sendable {
    package let key: ListingKey
    package let product: String
    package let price: Fen

    package init(key: ListingKey, product: String, price: Fen) {
        self.key = key
        self.product = product
        self.price = price
    }
}

/// The frozen list from which a run draws, in a fixed order.
package struct SamplingFrame: Hashable, Sendable {
    package let entries: [FrameEntry]

    package init(_ entries: [FrameEntry]) {
        self.entries = entries.sorted { $0.key < $1.key }
    }

    /// The commitment: published before the seed is known, so that neither can be chosen to suit the other.
    package var commitment: String {
        Digest.sha256(
            fields: entries.flatMap { [$0.key.platform, $0.key.item, $0.product, String($0.price.rawValue)] })
    }
}

/// The draw. A stranger recomputes it from the frame, the plan and the seed.
package enum Draw {
    package struct Ticket: Hashable, Sendable {
        package let entry: FrameEntry
        /// SHA-256 over the seed, the commitment and the entry's key; the lowest tickets are drawn first.
        package let value: String
    }

    package struct Outcome: Hashable, Sendable {
        package let drawn: [Ticket]
        package let spent: Fen
        /// Entries passed over because their price no longer fitted the budget.
        package let passedOverForBudget: Int
        /// Products whose quota could not be filled, with the number missing.
        package let unfilled: [String: Int]
    }

    /// Goes through the tickets from the lowest up and takes each whose product has quota left and whose price fits.
    package static func execute(_ plan: SamplingPlan, frame: SamplingFrame, seed: String) -> Outcome {
        let commitment = frame.commitment
        let tickets =
            frame.entries
            .map { entry in
                Ticket(
                    entry: entry,
                    value: Digest.sha256(fields: [seed, commitment, entry.key.platform, entry.key.item]))
            }
            .sorted { $0.value < $1.value }
        var left = plan.quotas
        var spent: Int64 = 0
        var passedOver = 0
        var drawn: [Ticket] = []
        for ticket in tickets {
            guard let quota = left[ticket.entry.product], quota > 0 else { continue }
            guard spent + ticket.entry.price.rawValue <= plan.budget.rawValue else {
                passedOver += 1
                continue
            }
            left[ticket.entry.product] = quota - 1
            spent += ticket.entry.price.rawValue
            drawn.append(ticket)
        }
        return Outcome(
            drawn: drawn, spent: Fen(spent), passedOverForBudget: passedOver, unfilled: left.filter { $0.value > 0 })
    }
}
