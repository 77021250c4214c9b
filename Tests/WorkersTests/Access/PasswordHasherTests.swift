import Domain
import TestSupport
import Testing

@testable import Workers

@Suite("The hash of a password", .timeLimit(.minutes(5)))
struct PasswordHasherTests {
    private let cheap = PasswordHasher(cost: .lowest)
    private let salt = Array("0123456789abcdef".utf8)

    @Test(
        "is Argon2id as the reference implementation computes it",
        arguments: [
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        ])
    func vectors(_ stored: String) async throws {
        #expect(try await cheap.matches("password", stored))
        #expect(try await !cheap.matches("Password", stored))
        #expect(try await !cheap.matches("", stored))
    }

    @Test("gives the reference text for its parameters and salt")
    func text() async throws {
        let hasher = PasswordHasher(cost: .init(passes: 2, kibibytes: 256, lanes: 2))
        #expect(
            try await hasher.hash("password", salt: Array("somesalt".utf8))
                == "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc")
    }

    @Test("has in production the cost of RFC 9106 §4, second option: 3 passes, 64 MiB, 4 lanes, 16 bytes salt, 32 tag")
    func cost() async throws {
        let stored = try await PasswordHasher().hash("湖边 kettle", salt: salt)
        let parts = stored.split(separator: "$")
        #expect(parts.prefix(3) == ["argon2id", "v=19", "m=65536,t=3,p=4"])
        // Base64 without padding.
        #expect(parts.count == 5 && parts[3].utf8.count == 22 && parts[4].utf8.count == 43)
        #expect(try await PasswordHasher().matches("湖边 kettle", stored))
        #expect(try await !PasswordHasher().matches("湖边 kettla", stored))
    }

    @Test("differs with the salt, and does not contain the password")
    func salts() async throws {
        let stored = try await cheap.hash("kettle window", salt: salt)
        #expect(try await cheap.hash("kettle window", salt: salt) == stored)
        #expect(try await cheap.hash("kettle window", salt: salt.reversed()) != stored)
        #expect(!stored.contains("kettle"))
    }

    @Test("without a stored text nothing matches")
    func nobody() async throws {
        #expect(try await !cheap.matches("", nil))
        #expect(try await !cheap.matches("password", nil))
    }

    @Test("a damaged stored text is an error, not a wrong password", arguments: ["", "$argon2id$v=19$m=8", "plain"])
    func damaged(_ stored: String) async throws {
        await #expect(throws: AccessFailure.self) { try await cheap.matches("password", stored) }
    }

    @Test("is computed outside the cooperative threads, twice at once; if too many wait, the next is refused")
    func bounded() async throws {
        let hasher = PasswordHasher(
            cost: .init(passes: 2, kibibytes: 16_384, lanes: 1),
            executor: BoundedExecutor(atOnce: 1, mostWaiting: 1))
        let results = await withTaskGroup(of: Bool.self) { group in
            for _ in 1...8 {
                group.addTask { (try? await hasher.hash("password", salt: salt)) != nil }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let done = results.count { $0 }
        #expect(done >= 2 && done < 8, "\(done)")
    }
}
