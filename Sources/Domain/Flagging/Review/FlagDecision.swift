/// What a person decides on the flags of a listing. Stored; never renamed.
package enum FlagDecision: String, CaseIterable, Sendable {
    /// 列入采样
    case buy
    /// 持续关注
    case watch
    /// 忽略: the listing is not drawn. It needs a reason.
    case ignore
    /// 撤销: takes the last decision back.
    case undo

    /// The state that the decision leads to.
    package var state: FlagReviewState {
        switch self {
        case .buy: .buy
        case .watch: .watch
        case .ignore: .ignore
        case .undo: .pending
        }
    }
}

/// Where the review of a flagged listing stands. Stored; never renamed.
package enum FlagReviewState: String, CaseIterable, Sendable {
    /// 待研判
    case pending
    case buy, watch, ignore
}

extension FlagReviewState {
    /// The state after the listing was flagged again, in a later snapshot.
    ///
    /// A decision covers the kinds of flags that the person saw. A listing that is flagged for the same reasons every day
    /// is decided on once. If a new kind is raised, the person decides again, unless the listing is to be bought anyway.
    ///
    /// - Parameters:
    ///   - reviewed: the kinds of flags at the time of the decision.
    ///   - flagged: the kinds of the new flags.
    package func flaggedAgain(reviewed: Set<FlagKind>, flagged: Set<FlagKind>) -> FlagReviewState {
        switch self {
        case .pending, .buy: self
        case .watch, .ignore: flagged.isSubset(of: reviewed) ? self : .pending
        }
    }
}
