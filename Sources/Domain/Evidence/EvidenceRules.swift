/// The limits of evidence uploads, and the evidence that a report needs before it is judged.
package struct EvidenceRules: Hashable, Sendable {
    package var limits: EvidenceLimits
    /// The evidence that a report of any product needs.
    package var required: [EvidenceNeed]
    /// Product code → the evidence that a report of this product needs. It replaces `required`.
    package var products: [String: [EvidenceNeed]]
    package let rule: RuleReference

    package init(
        limits: EvidenceLimits = EvidenceLimits(), required: [EvidenceNeed] = [],
        products: [String: [EvidenceNeed]] = [:], rule: RuleReference
    ) {
        self.limits = limits
        self.required = required
        self.products = products
        self.rule = rule
    }

    /// The rules that are used if there is no file: the proposed limits, and no required evidence.
    package static let standard = EvidenceRules(
        rule: RuleReference(file: "Domain/Evidence", hash: Digest.sha256("the program's own evidence rules")))

    /// The evidence that a report of `product` needs.
    package func requirement(of product: String) -> EvidenceRequirement {
        EvidenceRequirement(needs: products[product] ?? required, rule: rule)
    }
}

/// Limits of uploads: sizes, numbers, and the time without progress. None of the figures is official.
package struct EvidenceLimits: Hashable, Sendable {
    /// The maximum size of one piece, in bytes.
    package var pieceBytes: Int64 = 8 << 30
    /// Maximum number of open uploads of one laboratory.
    package var openUploads = 16
    /// The maximum size of all pieces of one laboratory, including the announced sizes of its open uploads, in bytes.
    package var laboratoryBytes: Int64 = 500 << 30
    /// Maximum number of uploads that one laboratory may begin within an hour.
    package var uploadsPerHour = 600
    /// After this number of hours without new bytes, an upload is abandoned.
    package var abandonedAfterHours: Int64 = 72

    package init() {}

    /// If the last bytes of an upload arrived before this time, it is abandoned.
    package func abandonedBefore(_ now: Timestamp) -> Timestamp {
        now.adding(seconds: -abandonedAfterHours * 3600)
    }

    /// The time at which an upload is abandoned if its last bytes arrived at `moment`.
    package func expiry(of moment: Timestamp) -> Timestamp {
        moment.adding(seconds: abandonedAfterHours * 3600)
    }
}

/// A minimum number of pieces. Each may be of any of these kinds.
package struct EvidenceNeed: Hashable, Sendable {
    package let anyOf: [EvidenceKind]
    package let least: Int

    package init(anyOf: [EvidenceKind], least: Int) {
        self.anyOf = anyOf
        self.least = least
    }
}

/// The evidence that one report needs, and the rule that requires it.
package struct EvidenceRequirement: Hashable, Sendable {
    package let needs: [EvidenceNeed]
    package let rule: RuleReference

    package init(needs: [EvidenceNeed], rule: RuleReference) {
        self.needs = needs
        self.rule = rule
    }

    /// The needs that a sample with these numbers of pieces does not meet. Each need is checked independently: one
    /// photo counts for `photo` and for `photo or video`.
    package func missing(having pieces: [EvidenceKind: Int]) -> [EvidenceNeed] {
        needs.compactMap { need in
            let present = Set(need.anyOf).reduce(0) { $0 + (pieces[$1] ?? 0) }
            return present >= need.least ? nil : EvidenceNeed(anyOf: need.anyOf, least: need.least - present)
        }
    }
}

extension EvidenceNeed {
    /// The stored form: `photo|video:1`.
    package var stored: String {
        anyOf.map(\.rawValue).joined(separator: "|") + ":" + String(least)
    }

    /// Reads the stored form; nil for any other text.
    package init?(stored text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let least = Int(parts[1]), least > 0 else { return nil }
        let words = parts[0].split(separator: "|", omittingEmptySubsequences: false)
        let kinds = words.compactMap { EvidenceKind(rawValue: String($0)) }
        guard kinds.count == words.count, !kinds.isEmpty else { return nil }
        self.init(anyOf: kinds, least: least)
    }
}
