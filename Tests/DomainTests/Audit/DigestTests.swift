import Domain
import Testing

@Suite("Hash functions")
struct DigestTests {
    @Test(
        "SHA-256 gives the published vectors (FIPS 180-4)",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func sha256(_ text: String, hash: String) {
        #expect(Digest.sha256(text) == hash)
        #expect(Digest.sha256(Array(text.utf8)) == hash)
        #expect(Digest.isSHA256(hash))
    }

    @Test(
        "MD5 gives the published vectors (RFC 1321)",
        arguments: [
            ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
            ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ])
    func md5(_ text: String, hash: String) {
        #expect(Digest.md5(text.utf8) == hash)
    }

    @Test("HMAC-SHA-256 gives the published vector (RFC 4231, case 2)")
    func hmac() {
        #expect(
            Digest.hmacSHA256("what do ya want for nothing?".utf8, key: "Jefe")
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("different lists of fields have different hashes")
    func fields() {
        let lists = [
            ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], [], [""], ["", ""], ["1:a"], ["a", "1:"],
        ]
        #expect(Set(lists.map { Digest.sha256(fields: $0) }).count == lists.count)
    }

    @Test("the length of a field is counted in bytes, not in characters")
    func fieldLengths() {
        #expect(Digest.sha256(fields: ["速筛", "a"]) == Digest.sha256("6:速筛1:a"))
    }

    @Test("the hash of several pieces is the hash of the whole")
    func pieces() {
        var generator = SeededGenerator(seed: 19)
        let bytes = (0..<10_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for size in [1, 63, 64, 65, 4_096, 20_000] {
            var digest = RunningDigest()
            for start in stride(from: 0, to: bytes.count, by: size) {
                digest.update(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(digest.finalize() == Digest.sha256(bytes))
        }
        #expect(RunningDigest().finalize() == Digest.sha256(""))
    }

    @Test("a SHA-256 is 64 lower-case hexadecimal characters")
    func form() {
        let hash = Digest.sha256("x")
        #expect(!Digest.isSHA256(""))
        #expect(!Digest.isSHA256(hash.uppercased()))
        #expect(!Digest.isSHA256(String(hash.dropLast())))
        #expect(!Digest.isSHA256(hash + "0"))
        #expect(!Digest.isSHA256(String(hash.dropLast()) + "g"))
    }
}
