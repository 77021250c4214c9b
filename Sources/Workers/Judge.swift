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
        let conclusion = SampleJudging.judge(facts.submission, under: criteria, soldOn: facts.soldOn)
        if !facts.isJudged {
            let input = Digest.sha256(fields: [facts.submission.contentHash, facts.product, facts.soldOn.text])
            try await workshop.store.recordConclusion(report: report, conclusion, inputHash: input)
        }
        return conclusion
    }
}
