/// The regulator's decisions about a sampling run before the draw.
package struct SamplingPlan: Hashable, Sendable {
    /// The regulator's name for the run: `2026-11 儿童用品`.
    package let name: String
    /// Product code → the number to buy.
    package let quotas: [String: Int]
    /// The budget of all purchases.
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
    package let price: PriceRange

    package init(key: ListingKey, product: String, price: PriceRange) {
        self.key = key
        self.product = product
        self.price = price
    }
}

/// The frozen list of a run, in a fixed order.
package struct SamplingFrame: Hashable, Sendable {
    package let entries: [FrameEntry]

    package init(_ entries: [FrameEntry]) {
        self.entries = entries.sorted { $0.key < $1.key }
    }

    /// The commitment to the frame. It is published before the seed is known, so that neither can be chosen to fit the
    /// other.
    package var commitment: String {
        Digest.sha256(
            fields: entries.flatMap { [$0.key.platform, $0.key.item, $0.product, $0.price.hashedText] })
    }
}

/// The result of a draw.
package struct DrawOutcome: Hashable, Sendable {
    package let drawn: [Draw.Ticket]
    /// The budget that the drawn entries need.
    package let spent: Fen
    /// The number of drawn entries without a known highest price. `spent` has their lowest price only, so their
    /// purchase may cost more.
    package let openPrices: Int
    /// The number of entries that were skipped because their price exceeded the remaining budget.
    package let skippedForBudget: Int
    /// Product code → the number that is missing to the quota.
    package let unfilled: [String: Int]
}

/// The draw. Anybody can recompute it from the frame, the plan and the seed.
package enum Draw {
    package struct Ticket: Hashable, Sendable {
        package let entry: FrameEntry
        /// SHA-256 over the seed, the commitment and the entry's key; the lowest tickets are drawn first.
        package let value: String

        /// What the entry needs of the budget: the highest price, or the lowest if no highest price is known. An entry
        /// is not skipped for an unknown price, because `起` would then keep an offer from being bought.
        var cost: Int64 {
            (entry.price.upper ?? entry.price.lower).rawValue
        }
    }

    /// Draws the lowest tickets first. A ticket is skipped if the quota of its product is filled, or if its price
    /// exceeds the remaining budget.
    package static func execute(_ plan: SamplingPlan, frame: SamplingFrame, seed: String) -> DrawOutcome {
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
        var skipped = 0
        var drawn: [Ticket] = []
        for ticket in tickets {
            guard let quota = left[ticket.entry.product], quota > 0 else { continue }
            guard spent + ticket.cost <= plan.budget.rawValue else {
                skipped += 1
                continue
            }
            left[ticket.entry.product] = quota - 1
            spent += ticket.cost
            drawn.append(ticket)
        }
        return DrawOutcome(
            drawn: drawn, spent: Fen(spent), openPrices: drawn.count { $0.entry.price.upper == nil },
            skippedForBudget: skipped, unfilled: left.filter { $0.value > 0 })
    }
}
