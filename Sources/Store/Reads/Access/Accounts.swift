package import Domain
internal import GRDB

/// What the check of a password or of a code needs.
package struct SignInFacts: Hashable, Sendable {
    package let account: Account
    package let passwordHash: String
    package let secondFactor: SealedSecret?
    /// The last used step of the second factor.
    package let lastStep: Int64?
}

extension Store {
    /// All accounts, by name.
    package func accounts() async throws -> [Account] {
        try await read { database in
            try database.all("SELECT * FROM account ORDER BY name").map(Account.init)
        }
    }

    package func account(named name: AccountName) async throws -> Account {
        try await read { try $0.account(named: name) }
    }

    /// Whether an administrator can sign in.
    package func hasAdministrator() async throws -> Bool {
        try await read { database in
            try database.value("SELECT COUNT(*) FROM account WHERE role = 'administrator' AND disabledAt IS NULL") > 0
        }
    }

    /// Whether a second factor was sealed with the key outside the database.
    package func hasSealedSecrets() async throws -> Bool {
        try await read { try $0.value("SELECT COUNT(*) FROM account WHERE secondFactor IS NOT NULL") > 0 }
    }

    /// The number of recovery codes that the account has not used.
    package func recoveryCodesLeft(of account: Int64) async throws -> Int64 {
        try await read { try $0.recoveryCodesLeft(of: account) }
    }
}

extension Database {
    func account(named name: AccountName) throws -> Account {
        guard let row = try first("SELECT * FROM account WHERE name = $1", name.text) else {
            throw StoreError.notFound("account \(name.text)")
        }
        return try Account(row: row)
    }

    func account(_ id: Int64) throws -> Account {
        guard let row = try first("SELECT * FROM account WHERE id = $1", id) else {
            throw StoreError.notFound("account \(id)")
        }
        return try Account(row: row)
    }

    func signInFacts(named name: AccountName) throws -> SignInFacts? {
        try first("SELECT * FROM account WHERE name = $1", name.text).map(SignInFacts.init)
    }

    func signInFacts(of account: Int64) throws -> SignInFacts? {
        try first("SELECT * FROM account WHERE id = $1", account).map(SignInFacts.init)
    }

    func recoveryCodesLeft(of account: Int64) throws -> Int64 {
        try value("SELECT COUNT(*) FROM recoveryCode WHERE accountId = $1 AND usedAt IS NULL", account)
    }
}

extension SignInFacts {
    fileprivate init(row: Row) throws {
        self.init(
            account: try Account(row: row), passwordHash: row["passwordHash"],
            secondFactor: row.sealedSecret("secondFactor"), lastStep: row["lastStep"])
    }
}

extension Account {
    /// A row of `account`, which may be joined with other columns.
    init(row: Row) throws {
        let text: String = row["name"]
        let region: String? = row["region"]
        guard let name = AccountName(text),
            let principal = try? Principal(
                account: name, role: row.word("role"), region: region.map { _ in try row.region("region") },
                organisation: row["organisation"], duty: row.optionalWord("duty"))
        else { throw StoreError.inconsistent("the account “\(text)” has no valid name, role, region or duty") }
        let mustChange: Int64 = row["mustChangePassword"]
        self.init(
            id: row["id"], name: name, principal: principal, isDisabled: row.optionalMoment("disabledAt") != nil,
            mustChangePassword: mustChange == 1, hasSecondFactor: row.sealedSecret("secondFactor") != nil,
            createdAt: row.moment("createdAt"), lastSignInAt: row.optionalMoment("lastSignInAt"))
    }
}

extension Row {
    func sealedSecret(_ column: String) -> SealedSecret? {
        let blob: Blob? = self[column]
        return blob.map { SealedSecret(bytes: $0.bytes) }
    }
}
