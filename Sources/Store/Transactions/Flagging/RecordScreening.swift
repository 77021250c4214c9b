package import Domain
internal import GRDB

extension Store {
    /// Stores the flags of a pull with their points. Flags of an earlier screening of the pull are not changed.
    ///
    /// - Parameters:
    ///   - flags: by the number of the listing.
    ///   - matches: for each flagged listing, why it belongs to its product.
    ///   - comparisons: for each flagged listing, what it was compared with.
    ///   - cells: the prices of the cells of the flagged listings.
    ///   - rules: for each product, the rule that decided.
    ///   - words: the words that the matching of all products shares; nil without such a file.
    ///   - shared: the rules for all products, which decide some kinds of flags and the points of every kind.
    ///   - priceRanges: the listings whose price is a range and is not in the statistics of prices.
    package func recordScreening(
        pull: Int64, flags: [(id: Int64, product: String, flags: [Flag])],
        matches: [Int64: MatchReason] = [:], comparisons: [Int64: FlagComparison] = [:],
        cells: [ComparisonCell: PriceSummary] = [:], rules: [String: RuleReference],
        shared: SharedFlagRules = .standard, words: RuleReference? = nil, cellsWithoutBaseline: [ComparisonCell],
        growth: SalesGrowth.Counts = SalesGrowth.Counts(), priceRanges: Int = 0
    ) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE pull SET screenedAt = $1 WHERE id = $2 AND screenedAt IS NULL AND heldReason IS NULL",
                now.milliseconds, pull)
            guard changed == 1 else { return }
            let snapshots = try database.keepSnapshots(of: Set(flags.filter { !$0.flags.isEmpty }.map(\.id)), in: pull)
            var writer = try ScreeningWriter(database, shared, words, cells: database.insert(cells, of: pull), at: now)
            for (listing, product, raised) in flags where !raised.isEmpty {
                guard let snapshot = snapshots[listing] else {
                    throw StoreError.inconsistent("pull \(pull) did not see the flagged listing \(listing)")
                }
                guard let rule = rules[product] else {
                    throw StoreError.inconsistent("a flag of product \(product) has no rule")
                }
                try writer.write(
                    raised, of: snapshot, rule: rule, match: matches[listing], comparison: comparisons[listing])
            }
            let counts = writer.counts
            try database.markDone(.screen(pull: pull), at: now)
            try database.append(
                .pullScreened, by: .worker(.screen), on: "pull:\(pull)",
                [
                    "lowPrice": String(counts[.lowPrice] ?? 0), "salesBurst": String(counts[.salesBurst] ?? 0),
                    "livestream": String(counts[.livestream] ?? 0), "otherFlags": otherKinds(counts),
                    "salesGrowth":
                        "proven=\(growth.proven) unproven=\(growth.unproven) none=\(growth.none) unknown=\(growth.unknown)",
                    "priceRanges": String(priceRanges),
                    "cellsWithoutBaseline": cellsWithoutBaseline.map { "\($0.product)@\($0.market)" }
                        .joined(separator: " "),
                    "rules": (rules.values.map(\.hash).sorted() + [shared.rule.hash] + [words].compactMap { $0?.hash })
                        .joined(separator: " "),
                ], at: now)
        }
    }
}

/// Writes the flags of one pull, listing by listing.
private struct ScreeningWriter {
    private let flags: FlagWriter
    private let flagged: FlaggedListingWriter
    private let shared: SharedFlagRules
    private let words: RuleReference?
    private let cells: [ComparisonCell: Int64]
    /// The number of new flags, by kind.
    private(set) var counts: [FlagKind: Int] = [:]

    init(
        _ database: Database, _ shared: SharedFlagRules, _ words: RuleReference?, cells: [ComparisonCell: Int64],
        at now: Timestamp
    ) throws {
        flags = try FlagWriter(database, at: now)
        flagged = try FlaggedListingWriter(database, at: now)
        self.shared = shared
        self.words = words
        self.cells = cells
    }

    /// - Parameter rule: the rule of the listing's product.
    mutating func write(
        _ raised: [Flag], of snapshot: Int64, rule: RuleReference, match: MatchReason?, comparison: FlagComparison?
    ) throws {
        for flag in raised {
            let isNew = try flags.insert(
                flag, of: snapshot, points: shared.points(flag.kind), rule: flag.kind.isShared ? shared.rule : rule)
            if isNew { counts[flag.kind, default: 0] += 1 }
        }
        try flags.insertPriority(of: snapshot, rule: shared.rule)
        if let match { try flags.insert(match, of: snapshot, rule: rule, shared: words) }
        if let comparison {
            let cell = comparison.cheaper == nil ? nil : cells[comparison.comparison.cell]
            try flagged.insert(comparison, of: snapshot, cell: cell)
        }
        try flagged.note(Set(raised.map(\.kind)), on: snapshot)
    }
}

/// `failing-shop=2 injury-risk=31`: the counts of the kinds without an event field.
private func otherKinds(_ counts: [FlagKind: Int]) -> String {
    counts.filter { ![.lowPrice, .salesBurst, .livestream].contains($0.key) }.sorted { $0.key < $1.key }
        .map { "\($0.key.rawValue)=\($0.value)" }.joined(separator: " ")
}
