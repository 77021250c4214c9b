package import Domain
internal import Store

/// The second factor of a person: a code of an authenticator program (RFC 6238), or a recovery code.
package struct SecondFactor: Sendable {
    private let store: Store
    private let keyFile: SecretKeyFile

    package init(_ context: AppContext) {
        store = context.store
        keyFile = context.access.keyFile
    }

    /// The secret for the authenticator program, as text and as address for a QR code. The same session gets the same
    /// secret again until `finish`.
    package func begin(_ session: AccountSession) async throws -> (secret: String, uri: String) {
        let key = try await keyFile.key(for: store)
        let account = session.account
        let sealed = try SealedSecret.seal(
            store.random.bytes(TOTP.secretBytes), account: account.id, key: key, store.random)
        let secret = try opened(await store.keepNewSecret(sealed, session: session.id), account, key)
        return (Base32.encoded(secret), TOTP.address(secret: secret, account: account.name))
    }

    /// Sets the second factor if the code proves that the authenticator program has the secret; nil if the code is
    /// wrong. The recovery codes are shown once.
    package func finish(
        _ session: AccountSession, code: String
    ) async throws -> (codes: [String], token: String)? {
        guard let sealed = try await store.newSecret(of: session.id) else {
            throw StoreError.conflict(.sessionMovedOn)
        }
        let account = session.account
        let secret = try opened(sealed, account, await keyFile.key(for: store))
        guard let step = TOTP.step(of: code, secret: secret, at: store.clock.now(), after: nil) else { return nil }
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make(store.random) }
        let token = SessionToken.make(store.random)
        let factor = NewSecondFactor(
            secret: sealed, step: step,
            recoveryHashes: codes.compactMap { RecoveryCode.hash($0, account: account.id) })
        _ = try await store.setSecondFactor(factor, session: session.id, tokenHash: SessionToken.hash(token))
        return (codes, token)
    }

    /// Checks a code after the password: of the authenticator program, or a recovery code. A used code is refused.
    package func check(_ session: AccountSession, code: String) async throws -> SignInResult {
        guard session.step == .secondFactor else { throw StoreError.conflict(.sessionMovedOn) }
        switch try await store.admit(.code, of: session.account.id, from: session.address) {
        case .slowed(let seconds): return .slowed(seconds: seconds)
        case .admitted(let attempt, let facts):
            let token = SessionToken.make(store.random)
            if let proof = try await proof(code, facts, attempt),
                let next = try await store.showSecondFactor(
                    proof, attempt, session: session.id, tokenHash: SessionToken.hash(token))
            {
                return .begun(token: token, session: next)
            }
            try await store.refuse(attempt)
            return .refused
        }
    }

    /// The number of recovery codes that the account has not used.
    package func codesLeft(of account: Int64) async throws -> Int64 {
        try await store.recoveryCodesLeft(of: account)
    }

    /// What the typed text proves; nil if it is wrong. If it cannot be checked, the attempt does not count.
    private func proof(
        _ typed: String, _ facts: SignInFacts?, _ attempt: SignInAttempt
    ) async throws -> SecondFactorProof? {
        guard let facts, let sealed = facts.secondFactor else { return nil }
        if let hash = RecoveryCode.hash(typed, account: facts.account.id) { return .recoveryCode(hash: hash) }
        let secret: [UInt8]
        do {
            secret = try opened(sealed, facts.account, await keyFile.key(for: store))
        } catch {
            try await store.withdraw(attempt)
            throw error
        }
        return TOTP.step(of: typed, secret: secret, at: store.clock.now(), after: facts.lastStep)
            .map { .code(step: $0) }
    }

    private func opened(_ sealed: SealedSecret, _ account: Account, _ key: SealingKey) throws -> [UInt8] {
        guard let secret = sealed.opened(account: account.id, key: key) else {
            throw AccessFailure.keyWrong(path: keyFile.path)
        }
        return secret
    }
}
