package import Domain
internal import Rulebook
internal import Store

/// Judges one report against the criteria of its product.
package struct Judge: Sendable {
    private let workshop: Workshop

    package init(_ workshop: Workshop) {
        self.workshop = workshop
    }

    package func run(report: Int64) async throws -> Conclusion {
        let facts = try await workshop.store.judgingFacts(report: report)
        guard let criteria = workshop.rulebook.criteria[facts.product] else {
            throw NeedsAttention("there are no criteria for “\(facts.product)”; add Criteria/\(facts.product).yaml")
        }
        var inputs = JudgingInputs(product: facts.product, report: facts.submission, soldOn: facts.soldOn)
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
