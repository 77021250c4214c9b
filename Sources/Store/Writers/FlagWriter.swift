internal import Domain
internal import GRDB

/// Inserts the flags of a pull with prepared statements: a pull of a large platform has tens of thousands.
struct FlagWriter {
    private let flag: ByteStatement
    private let priority: ByteStatement
    private let match: ByteStatement
    private let now: Timestamp

    init(_ database: Database, at now: Timestamp) throws {
        self.now = now
        flag = try ByteStatement(
            cached: database,
            """
            INSERT INTO flag (snapshotId, kind, points, figures, reason, counterfactual, ruleFile, ruleHash, raisedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (snapshotId, kind) DO NOTHING
            """)
        priority = try ByteStatement(
            cached: database,
            """
            INSERT INTO flagPriority (snapshotId, points, ruleFile, ruleHash)
            VALUES ($1, (SELECT COALESCE(SUM(points), 0) FROM flag WHERE snapshotId = $1), $2, $3)
            ON CONFLICT (snapshotId) DO UPDATE
                SET points = excluded.points, ruleFile = excluded.ruleFile, ruleHash = excluded.ruleHash
            """)
        match = try ByteStatement(
            cached: database,
            """
            INSERT INTO flagMatch (snapshotId, rule, word, place, partner, partnerPlace, category, mappedCategory,
                ruleFile, ruleHash, sharedHash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (snapshotId) DO NOTHING
            """)
    }

    /// Returns false if the snapshot already has a flag of this kind.
    func insert(_ raised: Flag, of snapshot: Int64, points: Int, rule: RuleReference) throws -> Bool {
        flag.bind(snapshot, at: 1)
        try flag.bind(copying: raised.kind.rawValue, at: 2)
        flag.bind(Int64(points), at: 3)
        let texts = [raised.figuresJSON, raised.reason, raised.counterfactual, rule.file, rule.hash]
        for (index, text) in texts.enumerated() { try flag.bind(copying: text, at: Int32(index + 4)) }
        flag.bind(now.milliseconds, at: 9)
        return try flag.insert() != nil
    }

    /// Stores the sum of the points of the snapshot's flags.
    func insertPriority(of snapshot: Int64, rule: RuleReference) throws {
        priority.bind(snapshot, at: 1)
        try priority.bind(copying: rule.file, at: 2)
        try priority.bind(copying: rule.hash, at: 3)
        try priority.run()
    }

    /// Stores why the listing of a snapshot belongs to its product.
    ///
    /// - Parameters:
    ///   - rule: the criteria of the product.
    ///   - shared: the words that all products share.
    func insert(_ reason: MatchReason, of snapshot: Int64, rule: RuleReference, shared: RuleReference?) throws {
        var (word, partner): (MatchExplanation.Word?, MatchExplanation.Word?) = (nil, nil)
        var (category, mapped): (String?, String?) = (nil, nil)
        switch reason {
        case .category(let own, let above): (category, mapped) = (own, above)
        case .titleWord(let name): word = name
        case .combination(let name, let with): (word, partner) = (name, with)
        case .earlierRules: break
        }
        match.bind(snapshot, at: 1)
        try match.bind(copying: reason.kind.rawValue, at: 2)
        try match.bind(copying: word?.text, at: 3)
        match.bind(word.map { Int64($0.place) }, at: 4)
        try match.bind(copying: partner?.text, at: 5)
        match.bind(partner.map { Int64($0.place) }, at: 6)
        let texts: [String?] = [category, mapped, rule.file, rule.hash, shared?.hash]
        for (index, text) in texts.enumerated() { try match.bind(copying: text, at: Int32(index + 7)) }
        try match.run()
    }
}

extension Row {
    /// The columns `match…` of a flag; nil for a flag of an earlier version.
    var matchReason: MatchReason? {
        get throws {
            guard let kind: MatchReason.Kind = try optionalWord("matchRule") else { return nil }
            func word(_ name: String) -> MatchExplanation.Word {
                let place: Int64 = self[name + "Place"]
                return MatchExplanation.Word(self[name], at: Int(place))
            }
            return switch kind {
            case .category: .category(self["matchCategory"], of: self["matchMapped"])
            case .titleWord: .titleWord(word("matchWord"))
            case .combination: .combination(word("matchWord"), with: word("matchPartner"))
            case .earlierRules: .earlierRules
            }
        }
    }
}
