internal import Crypto

/// Hash functions over bytes, as lower-case hexadecimal text. Only this file and `SealedSecret` use swift-crypto.
package enum Digest {
    /// SHA-256 of `bytes`: 64 hexadecimal characters.
    package static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        hexadecimal(SHA256.hash(data: Array(bytes)))
    }

    /// SHA-256 of the UTF-8 bytes of `text`.
    package static func sha256(_ text: String) -> String {
        sha256(text.utf8)
    }

    /// SHA-256 over several fields, each preceded by its length in bytes, so that different lists never give the same
    /// input ("ab","c" and "a","bc").
    package static func sha256(fields: [String]) -> String {
        var hash = SHA256()
        for field in fields {
            let bytes = Array(field.utf8)
            hash.update(data: Array("\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
        return hexadecimal(hash.finalize())
    }

    /// Appends the first `count` bytes of the SHA-256 of `bytes` to `output`, without creating a text.
    package static func sha256(
        _ bytes: UnsafeRawBufferPointer, first count: Int, appendingTo output: inout [UInt8]
    ) {
        SHA256.hash(data: bytes).withUnsafeBytes { output.append(contentsOf: $0.prefix(count)) }
    }

    /// 32 bytes as 64 hexadecimal characters.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        hexadecimal(bytes)
    }

    /// The 32 bytes of a SHA-256 in hexadecimal; nil for another text.
    package static func bytes(_ text: String) -> [UInt8]? {
        guard isSHA256(text) else { return nil }
        let digits = text.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// MD5 of `bytes`, for platforms whose request signatures require it. Never used for evidence.
    package static func md5(_ bytes: some Sequence<UInt8>) -> String {
        hexadecimal(Insecure.MD5.hash(data: Array(bytes)))
    }

    /// HMAC-SHA-256 of `bytes` under `key`.
    package static func hmacSHA256(_ bytes: some Sequence<UInt8>, key: String) -> String {
        hmac(SHA256.self, bytes, key)
    }

    /// HMAC-SHA-1 of `bytes` under `key`, for platforms whose request signatures require it.
    package static func hmacSHA1(_ bytes: some Sequence<UInt8>, key: String) -> String {
        hmac(Insecure.SHA1.self, bytes, key)
    }

    /// HMAC-SHA-1 of `bytes` under the bytes of a key: 20 bytes, for one-time passwords.
    package static func hmacSHA1(_ bytes: [UInt8], keyBytes: [UInt8]) -> [UInt8] {
        Array(HMAC<Insecure.SHA1>.authenticationCode(for: bytes, using: SymmetricKey(data: keyBytes)))
    }

    /// Whether two texts are equal. The time depends on their length only, so it does not tell where they differ.
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// HMAC-MD5 of `bytes` under `key`, for platforms whose request signatures require it.
    package static func hmacMD5(_ bytes: some Sequence<UInt8>, key: String) -> String {
        hmac(Insecure.MD5.self, bytes, key)
    }

    private static func hmac<Hash: HashFunction>(
        _ hash: Hash.Type, _ bytes: some Sequence<UInt8>, _ key: String
    ) -> String {
        hexadecimal(HMAC<Hash>.authenticationCode(for: Array(bytes), using: SymmetricKey(data: Array(key.utf8))))
    }

    /// Whether `text` has the form of a SHA-256 in lower-case hexadecimal.
    package static func isSHA256(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    fileprivate static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A SHA-256 that is computed in parts, for files too large for memory.
package struct RunningDigest {
    private var hash = SHA256()

    package init() {}

    package mutating func update(_ bytes: [UInt8]) {
        hash.update(data: bytes)
    }

    /// The hash of all bytes so far, as 64 hexadecimal characters.
    package func finalize() -> String {
        Digest.hexadecimal(hash.finalize())
    }
}
