package import Domain
internal import GRDB

/// A second factor that is set: its sealed secret, the step of the code that proved it, and the recovery codes.
package struct NewSecondFactor: Hashable, Sendable {
    package let secret: SealedSecret
    package let step: Int64
    package let recoveryHashes: [String]

    package init(secret: SealedSecret, step: Int64, recoveryHashes: [String]) {
        self.secret = secret
        self.step = step
        self.recoveryHashes = recoveryHashes
    }
}

extension Store {
    /// Stores the sealed secret of a new second factor with the session that sets it. If the session has one already,
    /// that one stays and is returned, so that a page that is loaded twice shows the same secret.
    package func keepNewSecret(_ secret: SealedSecret, session: Int64) async throws -> SealedSecret {
        try await write { database, _ in
            try database.run(
                """
                UPDATE accountSession SET newSecret = $1
                WHERE id = $2 AND newSecret IS NULL AND endedAt IS NULL AND step IN ('enrol', 'full')
                """, Blob(secret.bytes), session)
            guard let kept = try database.newSecret(of: session) else {
                throw StoreError.conflict(.sessionMovedOn)
            }
            return kept
        }
    }

    /// Sets the second factor of the session's account, with new recovery codes. Other sessions end.
    package func setSecondFactor(
        _ factor: NewSecondFactor, session id: Int64, tokenHash: String
    ) async throws -> AccountSession {
        try await write { database, now in
            let session = try database.accountSession(id)
            let account = session.account.id
            // Two windows may finish at the same time. The second one finds no secret any more.
            guard try database.newSecret(of: id) == factor.secret else {
                throw StoreError.conflict(.sessionMovedOn)
            }
            try database.run(
                "UPDATE account SET secondFactor = $1, lastStep = $2 WHERE id = $3", Blob(factor.secret.bytes),
                factor.step, account)
            try database.run("DELETE FROM recoveryCode WHERE accountId = $1", account)
            for hash in factor.recoveryHashes {
                try database.run("INSERT INTO recoveryCode (accountId, hash) VALUES ($1, $2)", account, hash)
            }
            let ended = try database.endSessions(of: account, except: id, at: now)
            try database.append(
                .accountSecondFactorSet, by: session.account.principal.actor, on: "account:\(account)",
                [
                    "session": String(id), "replaced": String(session.account.hasSecondFactor),
                    "sessions": String(ended),
                ],
                at: now)
            return try database.advance(
                id, from: session.step,
                to: .init(for: database.account(account), secondFactorShown: true), tokenHash: tokenHash, at: now)
        }
    }

    /// Sets a password that the owner chose. Other sessions end.
    ///
    /// - Parameter old: the stored text of the password that the person showed.
    package func changePassword(
        from old: String, to new: String, _ attempt: SignInAttempt, session id: Int64, tokenHash: String
    ) async throws -> AccountSession {
        try await write { database, now in
            let session = try database.accountSession(id)
            let account = session.account.id
            let changed = try database.change(
                "UPDATE account SET passwordHash = $1, mustChangePassword = 0 WHERE id = $2 AND passwordHash = $3",
                new, account, old)
            guard changed == 1 else { throw StoreError.conflict(.sessionMovedOn) }
            try database.settle(attempt)
            let ended = try database.endSessions(of: account, except: id, at: now)
            try database.append(
                .accountPasswordChanged, by: session.account.principal.actor, on: "account:\(account)",
                ["session": String(id), "sessions": String(ended)], at: now)
            return try database.advance(
                id, from: session.step,
                to: .init(for: database.account(account), secondFactorShown: true), tokenHash: tokenHash, at: now)
        }
    }
}
