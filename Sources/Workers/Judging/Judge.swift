package import Domain
internal import Rulebook
internal import Store

/// Judges one report against the criteria of its product.
package struct Judge: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// - Throws: `AwaitingEvidence` if required evidence is missing; when it arrives, the judging is due again.
    ///   `SampleHeld` if the sample would meet while a report of it is held; when the hold ends, the judging is due
    ///   again.
    package func run(report: Int64) async throws -> Conclusion {
        let facts = try await context.store.judgingFacts(report: report)
        if !facts.isJudged {
            let requirement = context.rulebook.evidence.requirement(of: facts.product)
            let missing = try await context.store.examineEvidence(report: report, under: requirement)
            guard missing.isEmpty else { throw AwaitingEvidence(missing) }
        }
        guard let criteria = context.rulebook.criteria[facts.product] else {
            throw PermanentFailure.noCriteria(product: facts.product)
        }
        var inputs = JudgingInputs(product: facts.product, report: facts.submission, soldOn: facts.soldOn)
        var conclusion = inputs.judge(under: criteria)
        if inputs.needEarlierFindings(conclusion, under: criteria) {
            inputs.earlier = try await context.store.earlierFindings(report: report)
            conclusion = inputs.judge(under: criteria)
        }
        if !facts.isJudged {
            guard
                try await context.store.recordConclusion(report: report, conclusion, inputHash: inputs.hash)
            else { throw SampleHeld() }
        }
        return conclusion
    }
}

/// A report waits for required evidence. This is not a failure: it needs neither a retry nor a person.
package struct AwaitingEvidence: Error, Hashable, Sendable, CustomStringConvertible {
    package let missing: [EvidenceNeed]

    init(_ missing: [EvidenceNeed]) {
        self.missing = missing
    }

    package var description: String {
        EvidenceWording.held(missing)
    }
}

/// A sample must not meet while a report of it is held. This is not a failure.
package struct SampleHeld: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String {
        IntakeWording.sampleHeld
    }
}
