/// A session of a person, from the password to the end.
package struct AccountSession: Hashable, Sendable {
    /// What is still missing before the person may work.
    package enum Step: String, CaseIterable, Sendable {
        /// The code of the second factor.
        case secondFactor
        /// A new password in place of one that another person set.
        case changePassword
        /// A second factor, which the role requires.
        case enrol
        /// Nothing.
        case full
    }

    package let id: Int64
    package let account: Account
    package let step: Step
    package let createdAt: Timestamp
    package let lastSeenAt: Timestamp
    /// The absolute end.
    package let endsAt: Timestamp
    /// The network address from which the session began.
    package let address: String
    /// The name that the browser gave itself.
    package let agent: String

    /// A session ends this long after its begin.
    package static let longestSeconds: Int64 = 12 * 3600
    /// A session ends this long after its last request.
    package static let idleSeconds: Int64 = 30 * 60
    /// The time of the last request is stored at most this often.
    package static let touchSeconds: Int64 = 60

    package init(
        id: Int64, account: Account, step: Step, createdAt: Timestamp, lastSeenAt: Timestamp, endsAt: Timestamp,
        address: String, agent: String
    ) {
        self.id = id
        self.account = account
        self.step = step
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.endsAt = endsAt
        self.address = address
        self.agent = agent
    }
}

extension AccountSession.Step {
    /// The step after the password was accepted, or after another step was done.
    ///
    /// The second factor comes first: a person without it may not change the password.
    package init(for account: Account, secondFactorShown: Bool) {
        if account.hasSecondFactor && !secondFactorShown {
            self = .secondFactor
        } else if account.mustChangePassword {
            self = .changePassword
        } else if account.principal.role.requiresSecondFactor && !account.hasSecondFactor {
            self = .enrol
        } else {
            self = .full
        }
    }
}

/// The answer to a password, or to the code of a second factor.
package enum SignInResult: Sendable {
    /// Name, password or code is wrong, or the account is disabled. The answer does not say which.
    case refused
    /// Too many attempts failed. The next attempt is possible after this time.
    case slowed(seconds: Int64)
    /// A session began or advanced. The token is new.
    case begun(token: String, session: AccountSession)
}
