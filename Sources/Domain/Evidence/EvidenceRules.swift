/// What laboratories may upload as evidence, and what a report needs of it before it is judged.
package struct EvidenceRules: Hashable, Sendable {
    package var limits: EvidenceLimits
    /// What a report of any product needs.
    package var required: [EvidenceNeed]
    /// What a report of one product needs, in place of `required`; by product code.
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

    /// The rules without a file: the proposed limits, and nothing required.
    package static let standard = EvidenceRules(
        rule: RuleReference(file: "Domain/Evidence", hash: Digest.sha256("the program's own evidence rules")))

    /// What a report of `product` needs.
    package func requirement(of product: String) -> EvidenceRequirement {
        EvidenceRequirement(needs: products[product] ?? required, rule: rule)
    }
}

/// Limits of uploads: sizes, numbers and the time without progress. None of the figures is official.
package struct EvidenceLimits: Hashable, Sendable {
    /// The largest piece, in bytes.
    package var pieceBytes: Int64 = 8 << 30
    /// Uploads that one laboratory may have open at a time.
    package var openUploads = 16
    /// All pieces of one laboratory, with what its open uploads have announced, in bytes.
    package var laboratoryBytes: Int64 = 500 << 30
    /// Uploads that one laboratory may begin within any hour.
    package var uploadsPerHour = 600
    /// Hours without new bytes after which an upload is abandoned.
    package var abandonedAfterHours: Int64 = 72

    package init() {}

    /// An upload is abandoned if its last bytes arrived before this moment.
    package func abandonedBefore(_ now: Timestamp) -> Timestamp {
        now.adding(seconds: -abandonedAfterHours * 3600)
    }

    /// When an upload whose last bytes arrived at `moment` is abandoned.
    package func expiry(of moment: Timestamp) -> Timestamp {
        moment.adding(seconds: abandonedAfterHours * 3600)
    }
}

/// A number of pieces of any of these kinds.
package struct EvidenceNeed: Hashable, Sendable {
    package let anyOf: [EvidenceKind]
    package let least: Int

    package init(anyOf: [EvidenceKind], least: Int) {
        self.anyOf = anyOf
        self.least = least
    }
}

/// What one report needs, and the rule that requires it.
package struct EvidenceRequirement: Hashable, Sendable {
    package let needs: [EvidenceNeed]
    package let rule: RuleReference

    package init(needs: [EvidenceNeed], rule: RuleReference) {
        self.needs = needs
        self.rule = rule
    }

    /// What is still missing where a sample has these numbers of pieces by kind. Each need is checked by itself: a photo
    /// counts for `photo` and for `photo or video` alike.
    package func missing(having pieces: [EvidenceKind: Int]) -> [EvidenceNeed] {
        needs.compactMap { need in
            let present = Set(need.anyOf).reduce(0) { $0 + (pieces[$1] ?? 0) }
            return present >= need.least ? nil : EvidenceNeed(anyOf: need.anyOf, least: need.least - present)
        }
    }
}

extension EvidenceNeed {
    /// `photo|video:1`, as it stands in the store.
    package var stored: String {
        anyOf.map(\.rawValue).joined(separator: "|") + ":" + String(least)
    }

    /// Reads what `stored` gave; nil for anything else.
    package init?(stored text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let least = Int(parts[1]), least > 0 else { return nil }
        let words = parts[0].split(separator: "|", omittingEmptySubsequences: false)
        let kinds = words.compactMap { EvidenceKind(rawValue: String($0)) }
        guard kinds.count == words.count, !kinds.isEmpty else { return nil }
        self.init(anyOf: kinds, least: least)
    }
}
