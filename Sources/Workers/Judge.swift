package import Domain
internal import Rulebook
internal import Store

/// Judges one report against the criteria of its product.
package struct Judge: Sendable {
    private let workshop: Workshop

    package init(_ workshop: Workshop) {
        self.workshop = workshop
    }

    /// - Throws: `HeldForEvidence` where a required piece is missing; its arrival makes the judging due again.
    package func run(report: Int64) async throws -> Conclusion {
        let facts = try await workshop.store.judgingFacts(report: report)
        if !facts.isJudged {
            let requirement = workshop.rulebook.evidence.requirement(of: facts.product)
            let missing = try await workshop.store.examineEvidence(report: report, under: requirement)
            guard missing.isEmpty else { throw HeldForEvidence(missing) }
        }
        guard let criteria = workshop.rulebook.criteria[facts.product] else {
            throw NeedsAttention("there are no criteria for “\(facts.product)”; add Criteria/\(facts.product).yaml")
        }
        var inputs = JudgingInputs(
            product: facts.product, report: facts.submission, soldOn: facts.soldOn, undecided: facts.undecided)
        var conclusion = inputs.judge(under: criteria)
        if inputs.needEarlierFindings(conclusion, under: criteria) {
            inputs.earlier = try await workshop.store.earlierFindings(report: report)
            conclusion = inputs.judge(under: criteria)
        }
        if !facts.isJudged {
            try await workshop.store.recordConclusion(report: report, conclusion, inputHash: inputs.hash)
        }
        return conclusion
    }
}

/// A report that waits for evidence. It is no failure: nobody has to try again, and nobody has to look.
package struct HeldForEvidence: Error, Hashable, Sendable, CustomStringConvertible {
    package let missing: [EvidenceNeed]

    init(_ missing: [EvidenceNeed]) {
        self.missing = missing
    }

    package var description: String {
        EvidenceWording.held(missing)
    }
}
