/// What a buyer does with bought goods until they are on their way to the laboratory, in this order. Stored; never renamed.
///
/// There is no back-up sample, so the record of these steps is the proof that the goods that were tested are the goods
/// that were bought.
package enum CustodyStep: String, CaseIterable, Hashable, Sendable {
    case unpacked, sealed, sent

    /// Whether the step has a number: that of the seal, or that of the parcel to the laboratory.
    package var isNumbered: Bool {
        self != .unpacked
    }

    fileprivate var previous: CustodyStep? {
        switch self {
        case .unpacked: nil
        case .sealed: .unpacked
        case .sent: .sealed
        }
    }
}

/// What a buyer states about a step.
package struct CustodyEntry: Hashable, Sendable {
    package let step: CustodyStep
    /// The number of the seal or of the parcel; nil if the step has none.
    package let number: String?
    /// Why an earlier number was wrong; nil for the first record.
    package let reason: String?

    package init(step: CustodyStep, number: String?, reason: String?) {
        self.step = step
        self.number = number
        self.reason = reason
    }
}

/// Why a step cannot be recorded.
package enum CustodyFault: Hashable, Sendable {
    /// An earlier step is missing.
    case missing(CustodyStep)
    /// The step has no picture of its own.
    case withoutEvidence(CustodyStep)
    /// The step has no number.
    case withoutNumber(CustodyStep)
    /// Another number was recorded; a correction needs a reason.
    case differs(CustodyStep, known: String)
}

/// What is done with an entry.
package enum CustodyDecision: Hashable, Sendable {
    /// A new version of the step.
    case record(version: Int)
    /// The step is recorded with the same number; only pictures are added.
    case addEvidence
    case refuse(CustodyFault)
}

/// The decision about an entry.
package enum CustodyRule {
    /// The last version of a recorded step.
    package struct Known: Hashable, Sendable {
        package let version: Int
        package let number: String?

        package init(version: Int, number: String?) {
            self.version = version
            self.number = number
        }
    }

    /// - Parameter pictures: whether the entry has a picture that does not belong to an earlier step.
    package static func decide(
        _ entry: CustodyEntry, known: [CustodyStep: Known], pictures: Bool
    ) -> CustodyDecision {
        let step = entry.step
        if let earlier = step.previous, known[earlier] == nil { return .refuse(.missing(earlier)) }
        if step.isNumbered, entry.number == nil { return .refuse(.withoutNumber(step)) }
        guard let last = known[step] else {
            return pictures ? .record(version: 1) : .refuse(.withoutEvidence(step))
        }
        guard let number = last.number, number != entry.number else {
            return pictures ? .addEvidence : .refuse(.withoutEvidence(step))
        }
        return entry.reason == nil ? .refuse(.differs(step, known: number)) : .record(version: last.version + 1)
    }

    /// The first step that is not recorded; nil if the goods were sent.
    package static func next(after known: Set<CustodyStep>) -> CustodyStep? {
        CustodyStep.allCases.first { !known.contains($0) }
    }
}
