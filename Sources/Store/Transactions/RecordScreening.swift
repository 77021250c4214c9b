package import Domain
internal import GRDB

extension Store {
    /// Keeps the flags of a pull, once; flags of an earlier screening of the pull stay as they are. `rules`: product → the rule that decided.
    package func recordScreening(
        pull: Int64, flags: [(snapshot: Int64, product: String, flags: [Flag])], rules: [String: RuleReference],
        cellsWithoutBaseline: [ComparisonCell]
    ) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE pull SET screenedAt = $1 WHERE id = $2 AND screenedAt IS NULL AND heldReason IS NULL",
                now.milliseconds, pull)
            guard changed == 1 else { return }
            var counts: [FlagKind: Int] = [:]
            for (snapshot, product, raised) in flags {
                guard let rule = rules[product] else {
                    throw StoreError.inconsistent("a flag of product \(product) names no rule")
                }
                for flag in raised {
                    counts[flag.kind, default: 0] += try database.change(
                        """
                        INSERT INTO flag (snapshotId, kind, figures, reason, counterfactual, ruleFile, ruleHash, raisedAt)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (snapshotId, kind) DO NOTHING
                        """,
                        snapshot, flag.kind.rawValue, flag.figuresJSON, flag.reason, flag.counterfactual, rule.file,
                        rule.hash, now.milliseconds)
                }
            }
            try database.settle(.screen, key: String(pull), at: now)
            try database.append(
                "pull.screened", by: .worker("screen"), on: "pull:\(pull)",
                [
                    "lowPrice": String(counts[.lowPrice] ?? 0), "salesBurst": String(counts[.salesBurst] ?? 0),
                    "livestream": String(counts[.livestream] ?? 0),
                    "cellsWithoutBaseline": cellsWithoutBaseline.map { "\($0.product)@\($0.market)" }
                        .joined(separator: " "),
                    "rules": rules.values.map(\.hash).sorted().joined(separator: " "),
                ], at: now)
        }
    }
}
