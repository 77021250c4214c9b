import Domain
import TestSupport
import Testing

@testable import Store

/// Frequent statements never scan a table that grows without limit. Their query plans prove it.
struct QueryPlanTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// Expects that none of the statements reads a whole table.
    private func expectSearches(_ body: () async throws -> Void) async throws {
        let plans = try await store.plans(of: body)
        // The claimed rows are few, and the partial index contains only the rows that are searched for.
        let allowed = ["SCAN claimable", "SCAN conclusion USING INDEX conclusionUnrouted"]
        let scans = plans.filter { $0.hasPrefix("SCAN") && !allowed.contains($0) }
        #expect(!plans.isEmpty && scans.isEmpty, "\(plans)")
    }

    @Test("Claiming jobs does not read finished jobs")
    func claims() async throws {
        let plans = try await store.plans { _ = try await store.claim(.judge, limit: 16, leaseSeconds: 60) }
        #expect(plans.contains { $0.contains("jobDue (kind=? AND state=? AND runAfter<?)") }, "\(plans)")
        try await expectSearches {
            _ = try await store.claim(.judge, limit: 16, leaseSeconds: 60)
            _ = try await store.claim(.judge(report: 1), leaseSeconds: 60)
        }
    }

    @Test("Rows of uploads are found by indexes for each filter")
    func intakeRows() async throws {
        try await expectSearches {
            _ = try await store.intakeRows(.init(id: 7), limit: 1)
            _ = try await store.intakeRows(.init(upload: 7, state: .held), limit: 100)
            _ = try await store.intakeRows(.init(upload: 7), limit: 100)
            _ = try await store.intakeRows(.init(laboratory: "LAB-01", state: .held), limit: 100)
            _ = try await store.intakeRows(.init(state: .held, code: "out-of-scope"), limit: 100)
            _ = try await store.openReports(.init(upload: 7, state: .waiting))
            _ = try await store.openReports(of: 7)
            _ = try await store.openRows(of: 7, reports: ["R-1"])
            _ = try await store.heldRows(of: "LAB-01", reports: ["R-1"], before: 7)
            _ = try await store.uploads(of: "LAB-01", limit: 10)
        }
    }

    @Test("Reports and conclusions are found by number, laboratory, label and pending state")
    func reports() async throws {
        try await expectSearches {
            _ = try await store.reports(of: "LAB-01", number: "R-1", limit: 10)
            _ = try await store.reports(of: "LAB-01", limit: 10)
            _ = try await store.reports(number: "R-1", limit: 10)
            _ = try? await store.report(named: "R-1", of: "LAB-01")
            _ = try? await store.report(named: "R-1")
            _ = try await store.unroutedConclusions(limit: 10)
            _ = try await store.earlierFindings(report: 1)
        }
    }

    @Test("Evidence is found by its hash, its sample and its laboratory")
    func evidence() async throws {
        let hash = Digest.sha256("x")
        try await expectSearches {
            for scope in [EvidenceScope.all, .laboratory("LAB-01"), .region(Samples.region("330000"))] {
                _ = try await store.evidenceFile(hash, in: scope)
                _ = try await store.evidencePieces(in: scope, sample: "S-1", limit: 10)
            }
            _ = try await store.evidencePieces(in: .laboratory("LAB-01"), limit: 10)
            _ = try await store.evidenceUses(hash)
        }
    }

    @Test("Listings and snapshots with all values are found by their numbers")
    func listings() async throws {
        try await expectSearches {
            _ = try await store.takedownList(of: "jd", after: 0, limit: 10)
            _ = try? await store.routingFacts(conclusion: 1)
            _ = try? await store.recheckFacts(receipt: 1)
        }
    }
}
