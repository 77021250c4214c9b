import Domain
import TestSupport
import Testing

@testable import Store

struct TokenTests {
    @Test(
        "A token identifies its holder, of any role",
        arguments: [
            Samples.officer("王晓", in: "330400"), Principal(role: .laboratory, name: "laboratory-a", region: nil),
            Principal(role: .platform, name: "taobao", region: nil),
            Principal(role: .monitor, name: "monitor", region: nil),
        ])
    func holder(_ principal: Principal) async throws {
        let test = try TestStore()
        let token = try await test.store.issueToken(for: principal, by: .operator)
        #expect(token.text.hasPrefix("sushai_") && token.text.utf8.count == 71)
        #expect(try await test.store.principal(token: token.text) == principal)
        let row = try #require(try await test.store.tokens().first)
        #expect(row.principal == principal && !row.isRevoked && row.createdAt == FixedClock.start)
    }

    @Test("Only the hash of a token is stored: its text is in none of the files")
    func hashOnly() async throws {
        let folder = try TemporaryFolder()
        let test = try TestStore(onFileIn: folder)
        let token = try await test.store.issueToken(for: Samples.officer(), by: .operator)
        let secret = String(token.text.dropFirst("sushai_".count))
        var searched = 0
        for name in try folder.files() {
            let bytes = try #require(folder.bytes(name))
            let content = String(decoding: bytes, as: UTF8.self)
            #expect(!content.contains(secret), "\(name)")
            if content.contains(Digest.sha256(token.text)) { searched += 1 }
        }
        #expect(searched > 0, "the hash is there to be found")
        #expect(
            try await test.store.number("SELECT COUNT(*) FROM token WHERE hash = '\(Digest.sha256(token.text))'") == 1)
    }

    @Test("A revoked token is invalid at once and permanently")
    func revoked() async throws {
        let test = try TestStore()
        let token = try await test.store.issueToken(for: Samples.officer(), by: .operator)
        let other = try await test.store.issueToken(for: Samples.officer(), by: .operator)
        #expect(token.text != other.text)
        try await test.store.revokeToken(token.id, by: .operator)
        #expect(try await test.store.principal(token: token.text) == nil)
        #expect(try await test.store.principal(token: other.text) == Samples.officer())
        #expect(try await test.store.tokens().map(\.isRevoked) == [true, false])
        await #expect(throws: StoreError.notFound("valid token \(token.id)")) {
            try await test.store.revokeToken(token.id, by: .operator)
        }
        await #expect(throws: StoreError.notFound("valid token 99")) {
            try await test.store.revokeToken(99, by: .operator)
        }
    }

    @Test("Any other text is not a token", arguments: ["", "sushai_", "' OR 1=1 --", "%"])
    func nobody(_ text: String) async throws {
        let test = try TestStore()
        let token = try await test.store.issueToken(for: Samples.officer(), by: .operator)
        #expect(try await test.store.principal(token: text) == nil)
        #expect(try await test.store.principal(token: Digest.sha256(token.text)) == nil)
        #expect(try await test.store.principal(token: token.text.uppercased()) == nil)
    }

    @Test("An officer without a region, and a region for another role, are refused")
    func regions() async throws {
        let test = try TestStore()
        for principal in [
            Principal(role: .officer, name: "x", region: nil),
            Principal(role: .platform, name: "x", region: Samples.region()),
            Principal(role: .laboratory, name: "", region: nil),
        ] {
            await #expect(throws: (any Error).self) { try await test.store.issueToken(for: principal, by: .operator) }
        }
        #expect(try await test.store.tokens().isEmpty)
        #expect(try await test.store.log().isEmpty)
    }
}
