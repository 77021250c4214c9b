import Domain
import TestSupport
import Testing

@Suite("Secrets of accounts")
struct SecretTests {
    private let random = RandomSource.seeded(3)
    private let secret = Array("12345678901234567890".utf8)

    private func key(_ digit: String = "0f") throws -> SealingKey {
        try #require(SealingKey(hexadecimal: String(repeating: digit, count: 32)))
    }

    @Test("a sealed secret opens with its key for its account only")
    func sealed() throws {
        let sealed = try SealedSecret.seal(secret, account: 17, key: key(), random)
        #expect(sealed.bytes.count == 12 + secret.count + 16)
        #expect(sealed.opened(account: 17, key: try key()) == secret)
        #expect(sealed.opened(account: 18, key: try key()) == nil)
        #expect(sealed.opened(account: 17, key: try key("0e")) == nil)
    }

    @Test("a changed byte, and a cut text, are found")
    func changed() throws {
        let sealed = try SealedSecret.seal(secret, account: 17, key: key(), random)
        for index in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[index] ^= 1
            #expect(SealedSecret(bytes: bytes).opened(account: 17, key: try key()) == nil, "\(index)")
        }
        for count in [0, 1, 28, sealed.bytes.count - 1] {
            #expect(SealedSecret(bytes: Array(sealed.bytes.prefix(count))).opened(account: 17, key: try key()) == nil)
        }
    }

    @Test("the same secret is sealed differently each time, and does not occur in it")
    func different() throws {
        let sealed = try (0..<3).map { _ in try SealedSecret.seal(secret, account: 17, key: key(), random) }
        #expect(Set(sealed).count == 3)
        for each in sealed { #expect(!String(decoding: each.bytes, as: UTF8.self).contains("1234567890")) }
    }

    @Test("a key is 64 hexadecimal characters, and is never shown")
    func keys() throws {
        let text = SealingKey.newText(random)
        let key = try #require(SealingKey(hexadecimal: text))
        #expect(text.utf8.count == 64 && "\(key)" == "sealing key")
        for other in ["", String(text.dropLast()), text + "0", text.uppercased(), String(repeating: "g", count: 64)] {
            #expect(SealingKey(hexadecimal: other) == nil)
        }
    }

    @Test("a recovery code has 80 random bits in groups, and forgives how it is typed")
    func recoveryCodes() throws {
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make(random) }
        #expect(Set(codes).count == 10)
        for code in codes {
            #expect(code.wholeMatch(of: /(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/) != nil, "\(code)")
            let hash = try #require(RecoveryCode.hash(code, account: 1))
            let bare = code.replacing("-", with: "")
            for typed in [
                bare, code.lowercased(), code.replacing("-", with: " "), " \(code)", code.replacing("0", with: "O"),
                code.replacing("1", with: "l"), code.replacing("1", with: "I"), code.replacing("0", with: "o"),
            ] {
                #expect(RecoveryCode.hash(typed, account: 1) == hash, "\(typed)")
            }
            #expect(RecoveryCode.hash(code, account: 2) != hash)
            #expect(RecoveryCode.hash(String(code.dropLast()), account: 1) == nil)
        }
        for other in ["", "123456", "UUUU-UUUU-UUUU-UUUU", "密码"] {
            #expect(RecoveryCode.hash(other, account: 1) == nil)
        }
    }

    @Test("a temporary password can be read aloud; a token is 256 random bits, of which only the hash is stored")
    func passwordsAndTokens() {
        #expect(TemporaryPassword.make(random).wholeMatch(of: /(?:[0-9a-z]{4}-){3}[0-9a-z]{4}/) != nil)
        let token = SessionToken.make(random)
        #expect(Digest.isSHA256(token) && SessionToken.hash(token) == Digest.sha256(token))
        #expect(token != SessionToken.make(random))
    }

    @Test("texts are compared in a time that does not depend on where they differ")
    func equality() {
        #expect(Digest.areEqual("", "") && Digest.areEqual("abc", "abc"))
        for (left, right) in [("abc", "abd"), ("abc", "xbc"), ("abc", "ab"), ("", "a")] {
            #expect(!Digest.areEqual(left, right))
        }
    }
}
