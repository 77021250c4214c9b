package import Domain
internal import GRDB

extension Store {
    /// Opens a session after the right password. Nil if the account was disabled or its password was changed meanwhile.
    package func openSession(
        _ attempt: SignInAttempt, of facts: SignInFacts, tokenHash: String, agent: String
    ) async throws -> AccountSession? {
        try await write { database, now in
            guard let current = try database.signInFacts(of: facts.account.id), !current.account.isDisabled,
                current.passwordHash == facts.passwordHash
            else { return nil }
            try database.settle(attempt)
            try database.run(
                "DELETE FROM accountSession WHERE endsAt < $1", now.adding(seconds: -keptSeconds).milliseconds)
            let step = AccountSession.Step(for: current.account, secondFactorShown: false)
            let id = try database.value(
                """
                INSERT INTO accountSession (accountId, hash, step, createdAt, lastSeenAt, endsAt, address, agent)
                VALUES ($1, $2, $3, $4, $4, $5, $6, $7) RETURNING id
                """,
                current.account.id, tokenHash, step.rawValue, now.milliseconds,
                now.adding(seconds: AccountSession.longestSeconds).milliseconds, attempt.address, agent)
            if step == .full { try database.recordSignIn(session: id, at: now) }
            return try database.accountSession(id)
        }
    }

    /// Records that the person showed the second factor. Nil if the code was used before.
    package func showSecondFactor(
        _ proof: SecondFactorProof, _ attempt: SignInAttempt, session: Int64, tokenHash: String
    ) async throws -> AccountSession? {
        try await write { database, now in
            let account = try database.accountSession(session).account
            guard try database.use(proof, of: account, at: now) else { return nil }
            try database.settle(attempt)
            return try database.advance(
                session, from: .secondFactor, to: .init(for: account, secondFactorShown: true), tokenHash: tokenHash,
                at: now)
        }
    }

    /// Records the time of a request.
    package func touch(session: Int64) async throws {
        try await write { database, now in
            try database.run(
                "UPDATE accountSession SET lastSeenAt = $1 WHERE id = $2 AND lastSeenAt < $1", now.milliseconds,
                session)
        }
    }

    /// Ends a session of the account. Without a change, no event is written.
    package func endSession(_ id: Int64, of account: Int64) async throws {
        try await write { database, now in
            let ended = try database.change(
                """
                UPDATE accountSession SET endedAt = $1, newSecret = NULL
                WHERE id = $2 AND accountId = $3 AND endedAt IS NULL
                """, now.milliseconds, id, account)
            guard ended > 0 else { return }
            try database.append(
                .accountSessionEnded, by: database.account(account).principal.actor, on: "account:\(account)",
                ["session": String(id)], at: now)
        }
    }

    /// Ends the other sessions of the account. Without a change, no event is written.
    package func endSessions(otherThan kept: Int64, of account: Int64) async throws {
        try await write { database, now in
            let ended = try database.endSessions(of: account, except: kept, at: now)
            guard ended > 0 else { return }
            try database.append(
                .accountSessionEnded, by: database.account(account).principal.actor, on: "account:\(account)",
                ["sessions": String(ended), "kept": String(kept)], at: now)
        }
    }
}

/// How a person shows the second factor.
package enum SecondFactorProof: Hashable, Sendable {
    /// The step whose code was right.
    case code(step: Int64)
    case recoveryCode(hash: String)
}

/// Sessions are removed this long after their end. Until then their addresses are known.
private let keptSeconds: Int64 = 90 * 86_400

extension Database {
    /// Gives a session its next step and a new token: a token that was known before the step is worth nothing after it.
    func advance(
        _ session: Int64, from: AccountSession.Step, to: AccountSession.Step, tokenHash: String, at now: Timestamp
    ) throws -> AccountSession {
        let changed = try change(
            """
            UPDATE accountSession SET hash = $1, step = $2, newSecret = NULL
            WHERE id = $3 AND step = $4 AND endedAt IS NULL AND endsAt > $5
            """, tokenHash, to.rawValue, session, from.rawValue, now.milliseconds)
        guard changed == 1 else { throw StoreError.conflict(.sessionMovedOn) }
        if to == .full, from != .full { try recordSignIn(session: session, at: now) }
        return try accountSession(session)
    }

    /// Records that the person is signed in: nothing is missing any more.
    fileprivate func recordSignIn(session id: Int64, at now: Timestamp) throws {
        let session = try accountSession(id)
        try run("UPDATE account SET lastSignInAt = $1 WHERE id = $2", now.milliseconds, session.account.id)
        try append(
            .accountSignedIn, by: session.account.principal.actor, on: "account:\(session.account.id)",
            ["session": String(id), "address": session.address], at: now)
    }

    /// Uses up a code. Returns false if it, or a later one, was used before.
    fileprivate func use(_ proof: SecondFactorProof, of account: Account, at now: Timestamp) throws -> Bool {
        switch proof {
        case .code(let step):
            return try change("UPDATE account SET lastStep = $1 WHERE id = $2 AND lastStep < $1", step, account.id) == 1
        case .recoveryCode(let hash):
            let used = try change(
                "UPDATE recoveryCode SET usedAt = $1 WHERE accountId = $2 AND hash = $3 AND usedAt IS NULL",
                now.milliseconds, account.id, hash)
            guard used == 1 else { return false }
            try append(
                .accountRecoveryCodeUsed, by: account.principal.actor, on: "account:\(account.id)",
                ["left": String(recoveryCodesLeft(of: account.id))], at: now)
            return true
        }
    }
}
