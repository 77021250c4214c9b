import Domain
import TestSupport
import Testing

@testable import Store

struct InstallationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Opening a file again changes neither its schema nor its content")
    func migrationsAreIdempotent() async throws {
        let schema: PortableSQL = "SELECT COUNT(*) FROM sqlite_master"
        let first = try TestStore(onFileIn: folder)
        _ = try await Samples.routedCase(in: first.store)
        let tables = try await first.store.number(schema)
        let counts = try await first.store.counts()
        for _ in 0..<3 {
            let again = try TestStore(onFileIn: folder)
            #expect(try await again.store.number(schema) == tables)
            #expect(try await again.store.counts() == counts)
            #expect(try await again.store.verifyAudit().fault == nil)
        }
        #expect(tables > 30)
    }

    @Test("A database in which every pull stored every listing again is refused with the reason")
    func oldForm() async throws {
        let test = try TestStore(onFileIn: folder)
        try await test.store.raw("INSERT INTO grdb_migrations (identifier) VALUES ('0001 schema')")
        let error = #expect(throws: StoreError.self) { try TestStore(onFileIn: folder) }
        #expect("\(error as Any)".contains("it is not converted"))
    }

    @Test("Loss 6: a validator is stored with its request")
    func validator() async throws {
        let crawler = Samples.crawler()
        let store = try TestStore(onFileIn: folder).store
        let pull = try await store.openPull(crawler, slot: FixedClock.start)
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256("page"), batch: ListingBatch([Samples.listing("1")]),
            products: [nil],
            end: .onePage, validator: PageValidator(etag: "\"2\"", lastModified: nil, request: "known"))
        _ = try await store.recordPages([page], pull: pull.id)
        #expect(try await store.earlierPages(of: "", crawler: crawler)[1]?.validator == page.validator)
    }

    @Test("Two stores on one file see each other's changes")
    func twoProcesses() async throws {
        let server = try TestStore(onFileIn: folder)
        let command = try TestStore(onFileIn: folder)
        let pull = try await Samples.completedPull(in: server.store, [Samples.listing("1")])
        #expect(try await command.store.unscreenedPulls(limit: 10) == [pull])
        try await command.store.enqueue(.judge(report: 7))
        #expect(try await server.store.claim(.judge, limit: 5, leaseSeconds: 60).map(\.key) == [.judge(report: 7)])
        #expect(try await server.store.verifyAudit() == command.store.verifyAudit())
    }

    @Test("Two processes that write at the same time produce one chain of events", .timeLimit(.minutes(15)))
    func oneChain() async throws {
        let stores = [try TestStore(onFileIn: folder), try TestStore(onFileIn: folder)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let store = stores[number % 2].store
                group.addTask {
                    _ = try await store.openPull(Samples.crawler("feed-\(number)"), slot: FixedClock.start)
                }
            }
            try await group.waitForAll()
        }
        let outcome = try await stores[0].store.verifyAudit()
        #expect(outcome.events == 40 && outcome.fault == nil)
    }

    @Test("A clock set by hand is refused on a live database, and a live clock on a rehearsal database")
    func rehearsal() async throws {
        _ = try TestStore(onFileIn: folder, rehearsal: false)
        let refusal = #expect(throws: StoreError.self) { try TestStore(onFileIn: folder, rehearsal: true) }
        guard case .wrongInstallation(let why) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(why.contains("SUSHAI_DATABASE"))
        _ = try TestStore(onFileIn: folder, rehearsal: false)

        let other = try TemporaryFolder()
        _ = try TestStore(onFileIn: other, rehearsal: true)
        _ = try TestStore(onFileIn: other, rehearsal: false)
        _ = try TestStore(onFileIn: other, rehearsal: true)
    }

    @Test("A store in memory is a rehearsal")
    func inMemory() async throws {
        let test = try TestStore()
        #expect(try await test.store.number("SELECT COUNT(*) FROM installation WHERE mode = 'rehearsal'") == 1)
        try await test.store.ping()
    }

    @Test("A file of a newer version is refused and not changed")
    func newerVersion() async throws {
        let test = try TestStore(onFileIn: folder)
        try await test.store.raw("INSERT INTO grdb_migrations (identifier) VALUES ('9999 of the future')")
        let refusal = #expect(throws: StoreError.self) { try TestStore(onFileIn: folder) }
        guard case .wrongInstallation(let why) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(why.contains("newer version"))
    }

    @Test("A file that is not a database is refused by name and not changed")
    func noDatabase() throws {
        let bytes = Array(String(repeating: "这不是数据库。\n", count: 500).utf8)
        try folder.write(bytes, to: "sushai.sqlite")
        let refusal = #expect(throws: StoreError.self) { try TestStore(onFileIn: folder) }
        #expect(refusal?.description.contains("sushai.sqlite") == true)
        #expect(folder.bytes("sushai.sqlite") == bytes)
    }

    @Test("A folder that cannot be created is refused by name")
    func noFolder() throws {
        try folder.write([1], to: "file")
        let options = Store.Options(path: folder.path + "/file/sushai.sqlite", evidenceFolder: folder.path)
        let refusal = #expect(throws: StoreError.self) {
            try Store.open(options, clock: FixedClock().clock, random: .seeded(1))
        }
        #expect(refusal?.description.contains(folder.path + "/file") == true)
    }
}
