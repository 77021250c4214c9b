import Domain
import TestSupport
import Testing

@testable import Store

struct NoticeTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func notice() async throws -> NoticeRow {
        try #require(try await store.notices(in: Samples.region(), limit: 10).last)
    }

    private func proof(_ text: String = "送达回证") throws -> EvidenceVault.AdmittedFile {
        try store.evidence.admit(Array(text.utf8))
    }

    @Test("A notice is served once, with its proof of service")
    func served() async throws {
        _ = try await Samples.routedCase(in: store, hazard: .general)
        let number = try await notice().number
        #expect(try await notice().servedAt == nil)
        test.clock.advance(seconds: 3_600)
        try await store.serveNotice(number: number, proof: proof(), by: .operator)
        test.clock.advance(seconds: 3_600)
        try await store.serveNotice(number: number, proof: proof(), by: .operator)
        #expect(try await notice().servedAt == FixedClock.start.adding(seconds: 3_600))
        #expect(try await notice().proofOfService == Digest.sha256("送达回证"))
        #expect(try await store.log().filter { $0.contains("notice.served") } == ["operator notice.served notice:1"])
    }

    @Test("The proof of service is never replaced")
    func otherProof() async throws {
        _ = try await Samples.routedCase(in: store, hazard: .general)
        let number = try await notice().number
        try await store.serveNotice(number: number, proof: proof(), by: .operator)
        await #expect(throws: StoreError.conflict(.noticeServed(number: number))) {
            try await store.serveNotice(number: number, proof: proof("另一份"), by: .operator)
        }
        #expect(try await notice().proofOfService == Digest.sha256("送达回证"))
        #expect(try await store.number("SELECT COUNT(*) FROM evidence WHERE hash = '\(Digest.sha256("另一份"))'") == 0)
    }

    @Test("A withdrawn notice cannot be served, and a missing notice is not found")
    func notServed() async throws {
        let given = try await Samples.routedCase(in: store, hazard: .general)
        let number = try await notice().number
        _ = try await Samples.correct(given, to: nil, in: store)
        await #expect(throws: StoreError.conflict(.noticeWithdrawn(number: number))) {
            try await store.serveNotice(number: number, proof: proof(), by: .operator)
        }
        await #expect(throws: StoreError.notFound("notice 无")) {
            try await store.serveNotice(number: "无", proof: proof(), by: .operator)
        }
        #expect(try await notice().servedAt == nil)
    }

    @Test("Notice numbers continue from the last one, including withdrawn notices")
    func numbers() async throws {
        let given = try await Samples.routedCase(in: store, item: "1", hazard: .general)
        _ = try await Samples.correct(given, to: .serious, in: store)
        _ = try await Samples.routedCase(in: store, item: "2", hazard: .general)
        let numbers = try await store.notices(in: Samples.region(), limit: 10).map(\.number)
        #expect(numbers == ["速筛告〔2026〕1号", "速筛告〔2026〕2号", "速筛告〔2026〕3号"])
        #expect(
            try await store.notices(in: Samples.region(), number: numbers[1], limit: 10).map(\.hazard) == [.serious])
    }
}
