/// One of the lists of cases: its states, and the conditions that a person can set.
package protocol CaseList: Hashable, Sendable {
    associatedtype State: RawRepresentable<String>, CaseIterable, Hashable, Sendable

    /// The name of the page. Stored with saved views; never changed.
    static var page: String { get }
    /// The state that the list shows first; nil for all states.
    static var usualState: State? { get }
    static var filters: Set<CaseFilter> { get }
    static var startsWithNewest: Bool { get }
}

/// A condition beside the state. The raw values are names in addresses.
package enum CaseFilter: String, CaseIterable, Sendable {
    case text = "q"
    case product, platform, region
    /// The name of a sampling run.
    case run
}

/// Takedowns, as officers see them.
package enum TakedownList: CaseList {
    package typealias State = TakedownState
    package static let page = "takedowns"
    package static let usualState: State? = .proposed
    package static let filters: Set<CaseFilter> = [.platform, .region]
    package static let startsWithNewest = false
}

/// Samples with their latest reports.
package enum SampleList: CaseList {
    package enum State: String, CaseIterable, Sendable {
        case fails, cannotJudge, meets
        /// A report that has no verdict yet.
        case judging
        /// No report yet.
        case awaited
    }

    package static let page = "samples"
    package static let usualState: State? = nil
    package static let filters: Set<CaseFilter> = [.text, .product, .region]
    package static let startsWithNewest = true
}

/// Problem notices (问题告知书).
package enum NoticeList: CaseList {
    package enum State: String, CaseIterable, Sendable {
        case unserved, served, withdrawn
    }

    package static let page = "notices"
    package static let usualState: State? = .unserved
    package static let filters: Set<CaseFilter> = [.region]
    package static let startsWithNewest = false
}

/// Reminders and leads that are valid, and those that were withdrawn.
package enum ReferralList: CaseList {
    package enum State: String, CaseIterable, Sendable {
        case lead, reminder, withdrawn
    }

    package static let page = "referrals"
    package static let usualState: State? = nil
    package static let filters: Set<CaseFilter> = [.region]
    package static let startsWithNewest = true
}

/// The takedown list of one platform, as the platform sees it.
package enum PlatformList: CaseList {
    package enum State: String, CaseIterable, Sendable {
        /// No receipt yet.
        case waiting
        /// A receipt, and the link was not checked.
        case answered
        /// The last check found the link.
        case stillThere = "still-there"
        case gone
        /// The link may be shown again.
        case restored
    }

    package static let page = "platform-list"
    package static let usualState: State? = .waiting
    package static let filters: Set<CaseFilter> = []
    package static let startsWithNewest = true
}

/// The receipts of one platform.
package enum ReceiptList: CaseList {
    package typealias State = ReceiptOutcome
    package static let page = "receipts"
    package static let usualState: State? = nil
    package static let filters: Set<CaseFilter> = []
    package static let startsWithNewest = true
}

/// Sampling runs.
package enum RunList: CaseList {
    package enum State: String, CaseIterable, Sendable {
        /// The frame is frozen, and the seed is not public yet.
        case awaitsSeed = "awaits-seed"
        /// Drawn, with open purchase tasks.
        case buying
        /// Drawn, without open purchase tasks.
        case done
    }

    package static let page = "runs"
    package static let usualState: State? = nil
    package static let filters: Set<CaseFilter> = []
    package static let startsWithNewest = true
}

/// Purchase tasks, as officers see them.
package enum PurchaseList: CaseList {
    package typealias State = PurchaseTaskState
    package static let page = "purchases"
    package static let usualState: State? = .open
    package static let filters: Set<CaseFilter> = [.text, .run, .platform]
    package static let startsWithNewest = false
}
