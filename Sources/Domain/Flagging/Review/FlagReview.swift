/// One decision on the flags of a listing. A decision is never changed; the latest one counts.
package struct FlagReview: Hashable, Sendable {
    package let number: Int64
    package let snapshot: Int64
    package let decision: FlagDecision
    package let reason: String?
    package let by: Actor
    package let at: Timestamp

    package init(
        number: Int64, snapshot: Int64, decision: FlagDecision, reason: String?, by: Actor, at: Timestamp
    ) {
        self.number = number
        self.snapshot = snapshot
        self.decision = decision
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// A decision that a person wants to record, with what the person saw.
package struct FlagReviewRequest: Hashable, Sendable {
    /// The last decision that the person saw.
    package enum Seen: Hashable, Sendable {
        /// The caller does not state it; the decision replaces whatever there is.
        case unstated
        /// The number of the decision; 0 if there was none.
        case review(Int64)
    }

    package let decision: FlagDecision
    /// Without outer blanks; nil if none was given.
    package let reason: String?
    package let seen: Seen
    /// The snapshot whose flags the person saw; nil if the caller does not state it.
    package let snapshot: Int64?

    package static let longestReason = 500

    /// - Throws: `FlagReviewFault` if the reason cannot be stored, or if it is missing.
    package init(
        _ decision: FlagDecision, reason: String? = nil, seen: Seen = .unstated, snapshot: Int64? = nil
    ) throws(FlagReviewFault) {
        let text = (reason ?? "").withoutOuterSpaces
        guard !text.isEmpty || decision != .ignore else { throw .reasonMissing }
        guard text.unicodeScalars.count <= Self.longestReason else { throw .reasonTooLong }
        guard !text.holdsControlCharacters(lineBreaks: true) else { throw .reasonUnreadable }
        self.init(decision, text.isEmpty ? nil : text, seen, snapshot)
    }

    private init(_ decision: FlagDecision, _ reason: String?, _ seen: Seen, _ snapshot: Int64?) {
        self.decision = decision
        self.reason = reason
        self.seen = seen
        self.snapshot = snapshot
    }

    /// The same decision by a person who saw the flags of this snapshot.
    package func about(snapshot: Int64) -> FlagReviewRequest {
        FlagReviewRequest(decision, reason, seen, snapshot)
    }
}

/// Why a decision cannot be recorded as it was given.
package enum FlagReviewFault: Error, Hashable, Sendable {
    case reasonMissing, reasonTooLong, reasonUnreadable
}

/// What the store knows of a flagged listing when a decision arrives.
package struct FlagReviewFacts: Hashable, Sendable {
    package let snapshot: Int64
    package let state: FlagReviewState
    /// The last decision on the listing.
    package let last: FlagReview?

    package init(snapshot: Int64, state: FlagReviewState, last: FlagReview?) {
        self.snapshot = snapshot
        self.state = state
        self.last = last
    }
}

/// Whether a decision is recorded.
package enum FlagReviewCheck: Hashable, Sendable {
    case record
    /// The listing has this decision; nothing changes.
    case unchanged
    /// Another person decided after this person looked.
    case overtaken(FlagReview)
    /// The listing was flagged again after this person looked.
    case flaggedAgain
    /// There is no decision that could be taken back.
    case nothingToUndo

    package init(_ request: FlagReviewRequest, by actor: Actor, _ facts: FlagReviewFacts) {
        let isRepeated =
            facts.last.map { $0.decision == request.decision && $0.reason == request.reason && $0.by == actor } ?? false
        if isRepeated, facts.state == request.decision.state {
            // A double click, or the same form again: the first one has done it.
            self = .unchanged
        } else if case .review(let seen) = request.seen, let last = facts.last, last.number != seen {
            self = .overtaken(last)
        } else if let snapshot = request.snapshot, snapshot != facts.snapshot {
            self = .flaggedAgain
        } else if request.decision == .undo, facts.state == .pending {
            self = .nothingToUndo
        } else {
            self = .record
        }
    }
}
