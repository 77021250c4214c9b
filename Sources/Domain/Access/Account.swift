/// The account of a person. Tokens are for machines.
package struct Account: Hashable, Sendable {
    package let id: Int64
    package let name: AccountName
    /// What the person may do, and as whom. See `Principal.init(account:…)`.
    package let principal: Principal
    package let isDisabled: Bool
    /// Whether the password was set by another person.
    package let mustChangePassword: Bool
    package let hasSecondFactor: Bool
    package let createdAt: Timestamp
    package let lastSignInAt: Timestamp?

    package init(
        id: Int64, name: AccountName, principal: Principal, isDisabled: Bool = false, mustChangePassword: Bool = false,
        hasSecondFactor: Bool = false, createdAt: Timestamp, lastSignInAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.principal = principal
        self.isDisabled = isDisabled
        self.mustChangePassword = mustChangePassword
        self.hasSecondFactor = hasSecondFactor
        self.createdAt = createdAt
        self.lastSignInAt = lastSignInAt
    }
}

/// Why role, region, laboratory, platform and duty do not make an account.
package enum AccountFault: Error, Hashable, Sendable {
    /// The role is one of tokens only.
    case roleOfTokens(Role)
    case regionMissing(Role)
    case regionNotAllowed(Role)
    case organisationMissing(Role)
    case organisationNotAllowed(Role)
    case dutyMissing
    case dutyNotAllowed(Role)
    /// The principal is not the one of an account with this name.
    case principalDiffers
}

extension Principal {
    /// The principal of an account.
    ///
    /// Officer, local bureau and auditor: `name` is the name of the account, and a region is set. Laboratory and
    /// platform: `name` is the laboratory or platform, and `person` is the name of the account. Buyer and
    /// administrator: `name` is the name of the account.
    ///
    /// - Parameter organisation: the laboratory or the platform.
    package init(
        account name: AccountName, role: Role, region: RegionCode? = nil, organisation: String? = nil,
        duty: LaboratoryDuty? = nil
    ) throws(AccountFault) {
        guard Role.ofAccounts.contains(role) else { throw .roleOfTokens(role) }
        guard role.hasRegion == (region != nil) else {
            throw role.hasRegion ? .regionMissing(role) : .regionNotAllowed(role)
        }
        guard role.hasOrganisation == (organisation != nil), organisation != "" else {
            throw role.hasOrganisation ? .organisationMissing(role) : .organisationNotAllowed(role)
        }
        guard (role == .laboratory) == (duty != nil) else {
            throw role == .laboratory ? .dutyMissing : .dutyNotAllowed(role)
        }
        self.init(
            role: role, name: organisation ?? name.text, region: region,
            person: organisation == nil ? nil : name.text, duty: duty)
    }

    /// The laboratory or the platform to which the holder belongs; nil for other roles.
    package var organisation: String? {
        role.hasOrganisation ? name : nil
    }
}
