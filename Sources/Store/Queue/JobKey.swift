package import Domain

/// The kinds of durable work. Stored; never renamed.
package enum JobKind: String, CaseIterable, Sendable {
    case pull, screen, release, judge, route, publish, recheck
    /// An action on many rows of a list.
    case bulk
    /// A check of the hash chain of the event log.
    case proof

    /// The worker that processes this kind.
    package var worker: WorkerName {
        switch self {
        case .pull: .pull
        case .screen: .screen
        case .release: .release
        case .judge: .judge
        case .route: .route
        case .publish: .publish
        case .recheck: .recheck
        case .bulk: .bulk
        case .proof: .proof
        }
    }
}

/// The subject of one job. The queue contains a key once, in any state of its job.
package enum JobKey: Hashable, Sendable {
    case pull(crawler: String, slot: Timestamp)
    case screen(pull: Int64)
    /// `again`: a second job, for rows that become ready while the first one runs.
    case release(upload: Int64, again: Bool = false)
    /// `released`: the report waited for evidence before.
    case judge(report: Int64, released: Bool = false)
    case route(conclusion: Int64)
    case publish(takedown: Int64, ListAction)
    /// `after`: the number of earlier checks of the link.
    case recheck(receipt: Int64, after: Int = 0)
    case bulk(Int64)
    case proof(Int64)

    package var kind: JobKind {
        switch self {
        case .pull: .pull
        case .screen: .screen
        case .release: .release
        case .judge: .judge
        case .route: .route
        case .publish: .publish
        case .recheck: .recheck
        case .bulk: .bulk
        case .proof: .proof
        }
    }
}

extension JobKey {
    private static let again = "again"
    private static let released = "released"

    /// The stored form, unique within the kind: `17`, `17:remove`, `sample-feed@1762272000000`.
    package var text: String {
        switch self {
        case .pull(let crawler, let slot): "\(crawler)@\(slot.milliseconds)"
        case .screen(let id), .route(let id), .bulk(let id), .proof(let id): "\(id)"
        case .release(let id, let again): again ? "\(id):\(Self.again)" : "\(id)"
        case .judge(let id, let released): released ? "\(id):\(Self.released)" : "\(id)"
        case .publish(let id, let action): "\(id):\(action.rawValue)"
        case .recheck(let id, let after): after > 0 ? "\(id):\(after)" : "\(id)"
        }
    }

    /// Reads what `text` wrote; nil for any other text.
    package init?(_ kind: JobKind, text: String) {
        if kind == .pull {
            guard let at = text.lastIndex(of: "@"), let slot = Int64(text[text.index(after: at)...]) else { return nil }
            self = .pull(crawler: String(text[..<at]), slot: Timestamp(milliseconds: slot))
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let id = Int64(parts[0]) else { return nil }
        let suffix = parts.count == 2 ? parts[1] : nil
        switch (kind, suffix) {
        case (.screen, nil): self = .screen(pull: id)
        case (.route, nil): self = .route(conclusion: id)
        case (.bulk, nil): self = .bulk(id)
        case (.proof, nil): self = .proof(id)
        case (.release, nil), (.release, Self.again): self = .release(upload: id, again: suffix != nil)
        case (.judge, nil), (.judge, Self.released): self = .judge(report: id, released: suffix != nil)
        case (.publish, let word?):
            guard let action = ListAction(rawValue: word) else { return nil }
            self = .publish(takedown: id, action)
        case (.recheck, nil): self = .recheck(receipt: id)
        case (.recheck, let word?):
            guard let after = Int(word), after > 0 else { return nil }
            self = .recheck(receipt: id, after: after)
        case (.pull, _), (.screen, _), (.route, _), (.release, _), (.judge, _), (.publish, nil), (.bulk, _),
            (.proof, _):
            return nil
        }
    }
}
