package import Domain
internal import GRDB

extension Store {
    /// Creates an account. Its owner must change the password.
    package func createAccount(
        _ name: AccountName, _ principal: Principal, passwordHash: String, by actor: Actor
    ) async throws -> Account {
        try await write { database, now in
            guard try database.value("SELECT COUNT(*) FROM account WHERE name = $1", name.text) == 0 else {
                throw StoreError.conflict(.accountExists)
            }
            let id = try database.value(
                """
                INSERT INTO account
                    (name, role, organisation, region, duty, passwordHash, mustChangePassword, createdAt)
                VALUES ($1, $2, $3, $4, $5, $6, 1, $7) RETURNING id
                """,
                name.text, principal.role.rawValue, principal.organisation, principal.region?.text,
                principal.duty?.rawValue, passwordHash, now.milliseconds)
            try database.append(
                .accountCreated, by: actor, on: "account:\(id)",
                [
                    "name": name.text, "role": principal.role.rawValue, "organisation": principal.organisation ?? "",
                    "region": principal.region?.text ?? "", "duty": principal.duty?.rawValue ?? "",
                ], at: now)
            return try database.account(id)
        }
    }

    /// Sets a password that the owner must change. Removes the second factor, and ends every session.
    package func resetAccount(_ name: AccountName, passwordHash: String, by actor: Actor) async throws {
        try await write { database, now in
            let account = try database.account(named: name).id
            try database.run(
                """
                UPDATE account SET passwordHash = $1, mustChangePassword = 1, secondFactor = NULL, lastStep = NULL
                WHERE id = $2
                """, passwordHash, account)
            try database.run("DELETE FROM recoveryCode WHERE accountId = $1", account)
            try database.forgetFailures(of: account)
            let ended = try database.endSessions(of: account, at: now)
            try database.append(
                .accountReset, by: actor, on: "account:\(account)", ["name": name.text, "sessions": String(ended)],
                at: now)
        }
    }

    /// Disables an account and ends its sessions at once, or enables it again. Without a change, no event is written.
    package func setAccount(_ name: AccountName, disabled: Bool, by actor: Actor) async throws {
        try await write { database, now in
            let account = try database.account(named: name)
            guard account.isDisabled != disabled else { return }
            try database.run(
                "UPDATE account SET disabledAt = $1 WHERE id = $2", disabled ? now.milliseconds : nil, account.id)
            let ended = disabled ? try database.endSessions(of: account.id, at: now) : 0
            try database.append(
                disabled ? .accountDisabled : .accountEnabled, by: actor, on: "account:\(account.id)",
                ["name": name.text, "sessions": String(ended)], at: now)
        }
    }
}

extension Database {
    /// Ends the open sessions of an account, except one. Returns their number.
    func endSessions(of account: Int64, except kept: Int64 = 0, at now: Timestamp) throws -> Int {
        try change(
            """
            UPDATE accountSession SET endedAt = $1, newSecret = NULL
            WHERE accountId = $2 AND id <> $3 AND endedAt IS NULL
            """, now.milliseconds, account, kept)
    }
}
