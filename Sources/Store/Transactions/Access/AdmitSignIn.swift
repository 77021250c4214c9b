internal import Domain
internal import GRDB

/// An attempt that is being checked. It counts as a failure until its check is finished, so that attempts at the same
/// time do not escape the count.
package struct SignInAttempt: Hashable, Sendable {
    /// What is being checked. Each kind has its own count: a known password must not reset the count of wrong codes,
    /// and wrong passwords from elsewhere must not delay a person with the right one.
    package enum Kind: String, Sendable {
        case password, code, oldPassword
    }

    package let kind: Kind
    /// Nil if there is no such account.
    package let account: Int64?
    package let address: String
    let at: Timestamp
    let accountKey: CountedKey
    let addressKey: CountedKey

    struct CountedKey: Hashable, Sendable {
        let key: String
        let limit: Int64
        /// The count before this attempt.
        let earlier: SignInSlowing.Count?
    }
}

package enum SignInAdmission: Sendable {
    case slowed(seconds: Int64)
    /// The facts are nil if there is no such account.
    case admitted(SignInAttempt, SignInFacts?)
}

extension Store {
    /// Admits an attempt with a password, or asks for a pause.
    ///
    /// - Parameter typed: the name of the account as it was typed.
    package func admitSignIn(_ typed: String, from address: String) async throws -> SignInAdmission {
        try await write { database, now in
            let facts = try AccountName(typed: typed).flatMap { try database.signInFacts(named: $0) }
            // What was typed may be a password, so it is not stored.
            let unknown = "account:?\(Digest.sha256(typed.inASCII.lowercased()).prefix(4))"
            let key = try facts.map { try database.passwordKey(of: $0.account.id, from: address, at: now) } ?? unknown
            return try database.admit(.password, key: key, facts, from: address, at: now)
        }
    }

    /// Admits an attempt with a code or with the old password, within a session.
    package func admit(
        _ kind: SignInAttempt.Kind, of account: Int64, from address: String
    ) async throws -> SignInAdmission {
        try await write { database, now in
            try database.admit(
                kind, key: "account:\(account)#\(kind.rawValue)", database.signInFacts(of: account), from: address,
                at: now)
        }
    }

    /// Removes the attempt from the counts. Nothing was checked.
    package func withdraw(_ attempt: SignInAttempt) async throws {
        try await write { database, _ in
            try database.withdraw(attempt.accountKey, at: attempt.at)
            try database.withdraw(attempt.addressKey, at: attempt.at)
        }
    }

    /// Records that the attempt failed. It stays counted.
    package func refuse(_ attempt: SignInAttempt) async throws {
        try await write { database, now in
            try database.append(
                .accountSignInRefused, by: .worker(.access),
                on: attempt.account.map { "account:\($0)" } ?? "account:unknown",
                ["check": attempt.kind.rawValue, "address": attempt.address], at: now)
        }
    }
}

extension Database {
    /// The attempt was right: the failures of the account are forgotten, and the address keeps its earlier count.
    func settle(_ attempt: SignInAttempt) throws {
        try run("DELETE FROM signInFailure WHERE key = $1", attempt.accountKey.key)
        try withdraw(attempt.addressKey, at: attempt.at)
    }

    func forgetFailures(of account: Int64) throws {
        try run(
            "DELETE FROM signInFailure WHERE key = $1 OR key LIKE $2 OR key LIKE $3", "account:\(account)",
            "account:\(account)@%", "account:\(account)#%")
    }

    /// The key of attempts with a password. An address from which the person signed in before has its own count, so
    /// that failures from elsewhere do not delay the person.
    fileprivate func passwordKey(of account: Int64, from address: String, at now: Timestamp) throws -> String {
        let known = try value(
            """
            SELECT COUNT(*) FROM accountSession
            WHERE accountId = $1 AND endsAt > $2 AND address = $3 AND step = 'full'
            """, account, now.adding(seconds: -Self.knownAddressSeconds).milliseconds, address)
        return "account:\(account)" + (known > 0 ? "@" + address : "")
    }

    fileprivate func admit(
        _ kind: SignInAttempt.Kind, key: String, _ facts: SignInFacts?, from address: String, at now: Timestamp
    ) throws -> SignInAdmission {
        try run(
            "DELETE FROM signInFailure WHERE lastAt < $1",
            now.adding(seconds: -SignInSlowing.windowSeconds).milliseconds)
        let ofAccount = try counted(key, limit: SignInSlowing.accountLimit)
        let ofAddress = try counted("address:" + address, limit: SignInSlowing.addressLimit)
        let waits = [ofAccount, ofAddress].map { SignInSlowing.wait(after: $0.earlier, limit: $0.limit, at: now) }
        if let longest = waits.max(), longest > 0 { return .slowed(seconds: longest) }
        for each in [ofAccount, ofAddress] {
            try run(
                """
                INSERT INTO signInFailure (key, failures, lastAt) VALUES ($1, $2, $3)
                ON CONFLICT (key) DO UPDATE SET failures = $2, lastAt = $3
                """, each.key, SignInSlowing.failures(after: each.earlier, at: now), now.milliseconds)
        }
        let attempt = SignInAttempt(
            kind: kind, account: facts?.account.id, address: address, at: now, accountKey: ofAccount,
            addressKey: ofAddress)
        return .admitted(attempt, facts)
    }

    private func counted(_ key: String, limit: Int64) throws -> SignInAttempt.CountedKey {
        let row = try first("SELECT failures, lastAt FROM signInFailure WHERE key = $1", key)
        return SignInAttempt.CountedKey(
            key: key, limit: limit,
            earlier: row.map { SignInSlowing.Count(failures: $0["failures"], lastAt: $0.moment("lastAt")) })
    }

    /// Subtracts an attempt of the moment `at`. If no other attempt followed it, the earlier time applies again.
    fileprivate func withdraw(_ counted: SignInAttempt.CountedKey, at: Timestamp) throws {
        try run(
            "UPDATE signInFailure SET failures = failures - 1 WHERE key = $1 AND failures > 0", counted.key)
        try run(
            "UPDATE signInFailure SET lastAt = $1 WHERE key = $2 AND lastAt = $3",
            (counted.earlier?.lastAt ?? at).milliseconds, counted.key, at.milliseconds)
    }

    /// The time for which an address stays known after a session from it.
    private static var knownAddressSeconds: Int64 { 30 * 86_400 }
}
