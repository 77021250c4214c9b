/// One of the lists of the operation: its states, and the conditions that a person can set.
package protocol OperationList: Hashable, Sendable {
    associatedtype State: RawRepresentable<String>, CaseIterable, Hashable, Sendable

    /// The name of the page. Stored with actions on many rows; never changed.
    static var page: String { get }
    /// The state that the list shows first; nil for all states.
    static var usualState: State? { get }
    /// Whether the list can show the rows of all states together.
    static var showsAll: Bool { get }
    static var filters: [OperationFilter] { get }
    /// Whether rows can be chosen by their days.
    static var hasDays: Bool { get }

    /// Whether a filter of the list can have this value.
    static func accepts(_ value: String, for filter: OperationFilter) -> Bool
}

/// A condition beside the state. The raw values are names in addresses.
package enum OperationFilter: String, CaseIterable, Sendable {
    case crawler, platform, verdict, kind, code, field, pull
}

/// Pulls of feeds.
package enum PullList: OperationList {
    package enum State: String, CaseIterable, Sendable {
        /// Its flagging waits for a person.
        case held
        /// Complete, and not flagged yet.
        case unscreened
    }

    package static let page = "pulls"
    package static let usualState: State? = nil
    package static let showsAll = true
    package static let filters: [OperationFilter] = [.crawler, .platform, .verdict]
    package static let hasDays = true

    package static func accepts(_ value: String, for filter: OperationFilter) -> Bool {
        filter != .verdict || PullCompleteness(rawValue: value) != nil
    }
}

/// The completeness of a pull: the verdict of its certificate, or that it has none yet.
package enum PullCompleteness: String, CaseIterable, Sendable {
    case running, complete, unproven, short, incomplete
    case overlapCollapsed = "overlap-collapsed"

    /// - Parameter verdict: nil if no certificate was issued.
    package init(_ verdict: PullCertificate.Verdict?) {
        self =
            switch verdict {
            case nil: .running
            case .complete: .complete
            case .unproven: .unproven
            case .short: .short
            case .overlapCollapsed: .overlapCollapsed
            case .incomplete: .incomplete
            }
    }

    /// The verdict; nil if no certificate was issued.
    package var verdict: PullCertificate.Verdict? {
        PullCertificate.Verdict(rawValue: rawValue)
    }
}

/// Records of feeds that could not be read.
package enum QuarantineList: OperationList {
    package enum State: String, CaseIterable, Sendable {
        case waiting
        /// Read later.
        case read
    }

    package static let page = "quarantine"
    package static let usualState: State? = .waiting
    package static let showsAll = true
    package static let filters: [OperationFilter] = [.crawler, .code, .field, .pull]
    package static let hasDays = true

    package static func accepts(_ value: String, for filter: OperationFilter) -> Bool {
        switch filter {
        case .code: RecordFault.Code(rawValue: value) != nil
        case .pull: Int64(value).map { $0 > 0 && String($0) == value } ?? false
        default: true
        }
    }
}

package enum AlertList: OperationList {
    package enum State: String, CaseIterable, Sendable {
        case open, resolved
    }

    package static let page = "alerts"
    package static let usualState: State? = .open
    package static let showsAll = true
    package static let filters: [OperationFilter] = [.kind]
    package static let hasDays = false

    package static func accepts(_ value: String, for _: OperationFilter) -> Bool {
        AlertKind(rawValue: value) != nil
    }
}
