/// The role of a token or of an account. The names are stored; they are never changed.
package enum Role: String, CaseIterable, Sendable {
    /// A regulator's officer, for one region and the regions within it.
    case officer
    /// A laboratory (承检机构), for its own samples only.
    case laboratory
    /// A platform (平台经营者), for its own takedown list only.
    case platform
    /// A monitoring system, for `/metrics` only.
    case monitor
    /// A buyer (抽样人员), for the own purchase tasks only.
    case buyer
    /// The local bureau (属地局) of an enterprise's place, for its own leads and reminders only.
    case bureau
    /// Reads what an officer of the same region reads. Changes nothing.
    case auditor
    /// Manages accounts, tokens, jobs and storage. Sees no case.
    case administrator

    /// The roles of tokens, which machines use.
    package static let ofTokens: [Role] = [.officer, .laboratory, .platform, .monitor]

    /// The roles of accounts, which people use.
    package static let ofAccounts: [Role] = [
        .officer, .laboratory, .platform, .buyer, .bureau, .auditor, .administrator,
    ]

    /// Whether an account of this role must have a second factor.
    package var requiresSecondFactor: Bool {
        self == .officer || self == .administrator
    }

    /// Whether an account of this role has a region.
    package var hasRegion: Bool {
        self == .officer || self == .bureau || self == .auditor
    }

    /// Whether an account of this role belongs to a laboratory or to a platform.
    package var hasOrganisation: Bool {
        self == .laboratory || self == .platform
    }
}
