internal import Domain
internal import GRDB

extension Database {
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
        try run(
            """
            INSERT INTO flagMatch (snapshotId, rule, word, place, partner, partnerPlace, category, mappedCategory,
                ruleFile, ruleHash, sharedHash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (snapshotId) DO NOTHING
            """,
            snapshot, reason.kind.rawValue, word?.text, word.map { Int64($0.place) }, partner?.text,
            partner.map { Int64($0.place) }, category, mapped, rule.file, rule.hash, shared?.hash)
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
