import Domain
import Store
import TestSupport
import Testing

@testable import Workers

@Suite("The key file")
struct SecretKeyFileTests {
    private let folder: TemporaryFolder
    private let base: TestStore

    init() throws {
        folder = try TemporaryFolder()
        base = try TestStore()
    }

    private var file: SecretKeyFile { SecretKeyFile(path: folder.path + "/key") }

    @Test("is created at the first need, with 32 random bytes, for its owner only")
    func created() async throws {
        #expect(try folder.files().isEmpty)
        let key = try await file.key(for: base.store)
        #expect(try folder.files() == ["key"])
        #expect(try folder.mode("key") == 0o600)
        let text = String(decoding: try #require(folder.bytes("key")), as: UTF8.self)
        #expect(text.hasSuffix("\n") && Digest.isSHA256(String(text.dropLast())))
        // The same key is read again.
        let sealed = try SealedSecret.seal([1, 2, 3], account: 1, key: key, .seeded(1))
        #expect(sealed.opened(account: 1, key: try await file.key(for: base.store)) == [1, 2, 3])
    }

    @Test("is created once, also by many at the same time")
    func once() async throws {
        let sealed = try await withThrowingTaskGroup(of: SealedSecret.self) { group in
            for _ in 1...8 {
                group.addTask { [file, store = base.store] in
                    try await SealedSecret.seal([7], account: 1, key: file.key(for: store), .seeded(1))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let key = try await file.key(for: base.store)
        #expect(sealed.count == 8 && sealed.allSatisfy { $0.opened(account: 1, key: key) == [7] })
        #expect(try folder.files() == ["key"])
    }

    @Test(
        "with any other content is an error that names it",
        arguments: ["", "\n", "abc", String(repeating: "0", count: 63), String(repeating: "0", count: 64) + "\nmore\n"])
    func otherContent(_ text: String) async throws {
        try folder.write(Array(text.utf8), to: "key")
        let failure = await #expect(throws: AccessFailure.self) { try await file.key(for: base.store) }
        #expect(failure?.sentence.contains(file.path) == true)
        #expect(folder.bytes("key") == Array(text.utf8))
    }

    @Test("in a folder that does not exist is an error, not a crash")
    func noFolder() async throws {
        let missing = SecretKeyFile(path: folder.path + "/none/key")
        await #expect(throws: AccessFailure.self) { try await missing.key(for: base.store) }
    }

    @Test("is never made anew while sealed secrets exist")
    func missing() async throws {
        let given = try AccessCase(base)
        let ready = try await given.ready(.officer)
        let enrolled = try await given.enrol(ready.session)
        let path = base.folder.path + "/sushai.sqlite.key"
        let content = try #require(base.folder.bytes("sushai.sqlite.key"))
        try base.folder.remove("sushai.sqlite.key")
        let waiting = try AccessCase.begun(await given.signIn())
        await #expect(throws: AccessFailure.keyMissing(path: path)) {
            try await SecondFactor(given.context).check(waiting.session, code: "123456")
        }
        #expect(base.folder.bytes("sushai.sqlite.key") == nil)
        #expect(AccessFailure.keyMissing(path: path).sentence.contains("SUSHAI_KEY_FILE"))
        // A recovery code needs no key.
        let recovered = try await SecondFactor(given.context).check(waiting.session, code: enrolled.codes[0])
        #expect(try AccessCase.begun(recovered).session.step == .full)

        // Another key does not open the secret.
        try base.folder.write(Array((String(repeating: "0", count: 64) + "\n").utf8), to: "sushai.sqlite.key")
        let again = try AccessCase.begun(await given.signIn())
        await #expect(throws: AccessFailure.keyWrong(path: path)) {
            try await SecondFactor(given.context).check(again.session, code: "123456")
        }
        try base.folder.write(content, to: "sushai.sqlite.key")
        given.clock.advance(seconds: 60)
        let result = try await SecondFactor(given.context).check(again.session, code: given.code(enrolled.secret))
        #expect(try AccessCase.begun(result).session.step == .full)
    }
}
