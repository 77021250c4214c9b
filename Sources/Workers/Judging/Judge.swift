package import Domain
internal import Rulebook
internal import Store

/// Judges one report against the criteria of its product.
package struct Judge: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// - Throws: `HeldForEvidence` where a required piece is missing; its arrival makes the judging due again.
    package func run(report: Int64) async throws -> Conclusion {
        let facts = try await context.store.judgingFacts(report: report)
        if !facts.isJudged {
            let requirement = context.rulebook.evidence.requirement(of: facts.product)
            let missing = try await context.store.examineEvidence(report: report, under: requirement)
            guard missing.isEmpty else { throw HeldForEvidence(missing) }
        }
        guard let criteria = context.rulebook.criteria[facts.product] else {
            throw PermanentFailure("there are no criteria for “\(facts.product)”; add Criteria/\(facts.product).yaml")
        }
        var inputs = JudgingInputs(
            product: facts.product, report: facts.submission, soldOn: facts.soldOn, undecided: facts.undecided)
        var conclusion = inputs.judge(under: criteria)
        if inputs.needEarlierFindings(conclusion, under: criteria) {
            inputs.earlier = try await context.store.earlierFindings(report: report)
            conclusion = inputs.judge(under: criteria)
        }
        if !facts.isJudged {
            try await context.store.recordConclusion(report: report, conclusion, inputHash: inputs.hash)
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
