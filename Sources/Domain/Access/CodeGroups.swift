/// Random texts that a person types once, in 32 digits and letters that are not confused with each other (Crockford's
/// Base32): `7KQ4-M2XP-9TRC-W8ZN`, 80 random bits.
enum CodeGroups {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    static let characters = 16
    private static let group = 4

    static func make(_ random: RandomSource) -> String {
        grouped(random.bytes(characters).map { alphabet[Int($0 & 31)] })
    }

    /// The text as it was made, from what a person typed: without spaces and hyphens, in upper case, with `0` for `O`
    /// and `1` for `I` and `L`. Nil if it cannot be such a text.
    static func normalised(_ typed: String) -> String? {
        var bytes: [UInt8] = []
        for byte in typed.inASCII.uppercased().utf8 where byte != UInt8(ascii: " ") && byte != UInt8(ascii: "-") {
            switch byte {
            case UInt8(ascii: "O"): bytes.append(UInt8(ascii: "0"))
            case UInt8(ascii: "I"), UInt8(ascii: "L"): bytes.append(UInt8(ascii: "1"))
            case _ where alphabet.contains(byte): bytes.append(byte)
            default: return nil
            }
        }
        return bytes.count == characters ? grouped(bytes) : nil
    }

    private static func grouped(_ bytes: [UInt8]) -> String {
        stride(from: 0, to: bytes.count, by: group).map { start in
            String(decoding: bytes[start..<min(start + group, bytes.count)], as: UTF8.self)
        }.joined(separator: "-")
    }
}

/// Codes that replace the second factor, each once, if the telephone is lost.
package enum RecoveryCode {
    package static let count = 10

    package static func make(_ random: RandomSource) -> String {
        CodeGroups.make(random)
    }

    /// The hash of what a person typed; nil if it cannot be a recovery code. Only the hash is stored.
    package static func hash(_ typed: String, account: Int64) -> String? {
        CodeGroups.normalised(typed).map { Digest.sha256(fields: ["recovery code", String(account), $0]) }
    }
}

/// A password that another person set. Its owner must change it.
package enum TemporaryPassword {
    package static func make(_ random: RandomSource) -> String {
        CodeGroups.make(random).lowercased()
    }
}

/// The random text in the cookie of a session. Only its hash is stored.
package enum SessionToken {
    package static func make(_ random: RandomSource) -> String {
        Digest.text(random.bytes(32))
    }

    package static func hash(_ token: String) -> String {
        Digest.sha256(token)
    }
}
