internal import Crypto

/// The key that seals secrets. It is kept outside the database.
package struct SealingKey: Sendable, CustomStringConvertible {
    fileprivate let bytes: [UInt8]

    /// Reads 64 hexadecimal characters; nil for any other text.
    package init?(hexadecimal text: String) {
        guard let bytes = Digest.bytes(text) else { return nil }
        self.bytes = bytes
    }

    /// A new key in the form that `init(hexadecimal:)` reads.
    package static func newText(_ random: RandomSource) -> String {
        Digest.text(random.bytes(32))
    }

    /// The key itself is never shown.
    package var description: String { "sealing key" }
}

/// A secret encrypted with AES-256-GCM. It belongs to one account: sealed secrets of two accounts cannot be exchanged.
package struct SealedSecret: Hashable, Sendable {
    /// Nonce, encrypted bytes and tag.
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static func seal(
        _ secret: [UInt8], account: Int64, key: SealingKey, _ random: RandomSource
    ) throws -> SealedSecret {
        let box = try AES.GCM.seal(
            secret, using: SymmetricKey(data: key.bytes), nonce: AES.GCM.Nonce(data: random.bytes(12)),
            authenticating: context(account))
        return SealedSecret(bytes: Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
    }

    /// The secret; nil if it was sealed with another key or for another account, or was changed.
    package func opened(account: Int64, key: SealingKey) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: bytes),
            let secret = try? AES.GCM.open(
                box, using: SymmetricKey(data: key.bytes), authenticating: Self.context(account))
        else { return nil }
        return Array(secret)
    }

    private static func context(_ account: Int64) -> [UInt8] {
        Array("sushai second factor of account \(account)".utf8)
    }
}
