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
            let input = Self.inputHash(
                content: facts.submission.contentHash, product: facts.product, soldOn: facts.soldOn)
            try await workshop.store.recordConclusion(report: report, conclusion, inputHash: input)
        }
        return conclusion
    }

    /// The hash of all that a conclusion was drawn from, beside the rule.
    static func inputHash(content: String, product: String, soldOn: CalendarDay) -> String {
        Digest.sha256(fields: [content, product, soldOn.text])
    }
}
