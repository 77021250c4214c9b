internal import CArgon2

/// Argon2id by libargon2. A hash takes a tenth of a second and much memory, so it runs on threads of its own.
package struct PasswordHasher: Sendable {
    /// The cost of a hash. It is part of the stored text, so it can be changed later.
    package struct Cost: Hashable, Sendable {
        let passes: UInt32
        let kibibytes: UInt32
        let lanes: UInt32

        /// The second recommended option of RFC 9106 §4, for machines without 2 GiB for each hash.
        package static let standard = Cost(passes: 3, kibibytes: 65_536, lanes: 4)
        /// For tests only.
        package static let lowest = Cost(passes: 1, kibibytes: 8, lanes: 1)
    }

    /// RFC 9106 §4: 128 bits of salt, 256 bits of tag.
    package static let saltBytes = 16
    private static let tagBytes = 32

    private let cost: Cost
    private let executor: BoundedExecutor

    /// - Parameter executor: by default two hashes at once, with 64 MiB each; a third one waits.
    package init(cost: Cost = .standard, executor: BoundedExecutor = BoundedExecutor(atOnce: 2, mostWaiting: 32)) {
        self.cost = cost
        self.executor = executor
    }

    /// The text to store: parameters, salt and tag.
    ///
    /// - Throws: `BoundedExecutor.Overloaded` if too many hashes wait.
    package func hash(_ password: String, salt: [UInt8]) async throws -> String {
        try await executor.run { [cost] in try Self.encoded(Array(password.utf8), salt, cost) }
    }

    /// Whether the password is the one of the stored text. Without a stored text the same work is done for nothing, so
    /// that the time does not tell whether an account exists.
    package func matches(_ password: String, _ stored: String?) async throws -> Bool {
        try await executor.run { [cost] in
            let bytes = Array(password.utf8)
            guard let stored else {
                _ = try Self.encoded(bytes, [UInt8](repeating: 0, count: Self.saltBytes), cost)
                return false
            }
            switch argon2id_verify(stored, bytes, bytes.count) {
            case ARGON2_OK.rawValue: return true
            case ARGON2_VERIFY_MISMATCH.rawValue: return false
            case let code: throw AccessFailure.hashing(code: code)
            }
        }
    }

    private static func encoded(_ password: [UInt8], _ salt: [UInt8], _ cost: Cost) throws -> String {
        let length = argon2_encodedlen(
            cost.passes, cost.kibibytes, cost.lanes, UInt32(salt.count), UInt32(tagBytes), Argon2_id)
        var text = [CChar](repeating: 0, count: length)
        let code = argon2id_hash_encoded(
            cost.passes, cost.kibibytes, cost.lanes, password, password.count, salt, salt.count, tagBytes, &text,
            length)
        guard code == ARGON2_OK.rawValue else { throw AccessFailure.hashing(code: code) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
    }
}
