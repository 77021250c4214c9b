package import Domain
internal import GRDB

extension Store {
    /// Stores pairs of listings of the same goods. A known pair is not changed.
    ///
    /// - Returns: the number of new pairs.
    package func recordTwins(
        _ twins: [(left: Int64, right: Int64, proof: Twin)], product: String, rule: RuleReference
    ) async throws -> Int {
        try await write { database, now in
            var added = 0
            for (left, right, proof) in twins {
                added += try database.change(
                    """
                    INSERT INTO twin (leftId, rightId, commonShingles, unionShingles, samePrice, sameImage, ruleFile,
                        ruleHash, foundAt)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (leftId, rightId) DO NOTHING
                    """,
                    min(left, right), max(left, right), proof.common, proof.union, proof.hasSamePrice ? 1 : 0,
                    proof.hasSameImage ? 1 : 0, rule.file, rule.hash, now.milliseconds)
            }
            guard added > 0 else { return 0 }
            try database.append(
                .twinsFound, by: .worker(.twins), on: "product:\(product)",
                ["pairs": String(twins.count), "new": String(added), "rule": rule.hash], at: now)
            return added
        }
    }
}
