/// What must be done next about a pull.
package enum PullTask: Hashable, Sendable {
    /// Its flagging is held: a person checks the feed and releases it.
    case release
    /// Pages are missing.
    case complete
    /// It is under way.
    case wait
    /// An open alert is about it.
    case resolveAlert
    /// It waits for its screening, which the system does.
    case screen
    /// Some of its records could not be read.
    case readRecords

    /// The first thing that is to be done; nil if nothing is.
    ///
    /// - Parameters:
    ///   - verdict: that of its last certificate; nil if none was issued.
    ///   - unread: whether it has records that could not be read.
    package static func next(
        isHeld: Bool, isComplete: Bool, isScreened: Bool, verdict: PullCertificate.Verdict?, hasOpenAlerts: Bool,
        unread: Bool
    ) -> PullTask? {
        if isHeld { return .release }
        if !isComplete { return verdict == .incomplete ? .complete : .wait }
        if hasOpenAlerts { return .resolveAlert }
        if !isScreened { return .screen }
        return unread ? .readRecords : nil
    }
}
