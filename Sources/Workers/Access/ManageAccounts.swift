package import Domain
package import Store

/// Creates accounts and helps their owners, for the administrator and for the command line.
package struct ManageAccounts: Sendable {
    private let store: Store
    private let passwords: PasswordHasher

    package init(_ context: AppContext) {
        self.init(context.store, context.access.passwords)
    }

    /// For commands, which need no rules.
    package init(_ store: Store, _ passwords: PasswordHasher = PasswordHasher()) {
        self.store = store
        self.passwords = passwords
    }

    /// Creates an account with a temporary password, which is shown once.
    ///
    /// - Throws: `AccountFault` if `principal` is not the principal of an account with this name.
    package func create(
        name: AccountName, principal: Principal, by actor: Actor
    ) async throws -> (account: Account, password: String) {
        let expected = try Principal(
            account: name, role: principal.role, region: principal.region, organisation: principal.organisation,
            duty: principal.duty)
        guard principal == expected else { throw AccountFault.principalDiffers }
        let (password, hash) = try await temporaryPassword()
        let account = try await store.createAccount(name, principal, passwordHash: hash, by: actor)
        return (account, password)
    }

    /// Sets a temporary password, which is shown once, and removes the second factor. All sessions of the account end.
    package func reset(_ name: AccountName, by actor: Actor) async throws -> String {
        let (password, hash) = try await temporaryPassword()
        try await store.resetAccount(name, passwordHash: hash, by: actor)
        return password
    }

    /// Prevents every sign-in. Every session of the account ends at once.
    package func disable(_ name: AccountName, by actor: Actor) async throws {
        try await store.setAccount(name, disabled: true, by: actor)
    }

    package func enable(_ name: AccountName, by actor: Actor) async throws {
        try await store.setAccount(name, disabled: false, by: actor)
    }

    /// All accounts, by name.
    package func all() async throws -> [Account] {
        try await store.accounts()
    }

    private func temporaryPassword() async throws -> (password: String, hash: String) {
        let password = TemporaryPassword.make(store.random)
        let hash = try await passwords.hash(password, salt: store.random.bytes(PasswordHasher.saltBytes))
        return (password, hash)
    }
}
