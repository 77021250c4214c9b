import Domain
import TestSupport
import Testing

@testable import Store

struct ResultReasonTests {
    @Test("Laboratory 8: the reason for 不适用 is stored with its result and read for judging")
    func stored() async throws {
        let store = try TestStore().store
        let label = try await Samples.sample(in: store).label
        let results = [
            ItemResult(item: "TY-SP", value: "合格", unit: ""),
            ItemResult(item: "TY-LBL", value: "不适用", unit: "", reason: "散装销售"),
        ]
        let filed = try await Samples.file(
            ReportSubmission(
                number: "R-1", sampleLabel: label, testedOn: Samples.day("2026-11-12"), producedOn: nil, declared: [:],
                results: results), in: store)
        #expect(try await store.judgingFacts(report: filed.id).submission.results == results)
        #expect(await store.refusal(of: "UPDATE reportResult SET reason = ''").contains("CHECK"))
    }

    @Test("Laboratory 8: results of the first release have no reason")
    func migration() async throws {
        let folder = try TemporaryFolder()
        try Migrations.prepare(
            folder.path + "/sushai.sqlite", upTo: "0001 schema",
            rows: """
                INSERT INTO listing (id, platform, item, firstSeenAt) VALUES (1, 'taobao', '1', 5);
                INSERT INTO listingSnapshot (id, listingId, pullId, seenAt, contentHash, product, title, priceFen)
                VALUES (1, 1, 1, 5, zeroblob(32), 'toys', '积木', 890);
                INSERT INTO samplingRun (id, name, budgetFen, commitment, openedAt)
                VALUES (1, 'run', 1000, '\(Digest.sha256("frame"))', 5);
                INSERT INTO frameEntry (runId, listingId, snapshotId, product, priceFen) VALUES (1, 1, 1, 'toys', 890);
                INSERT INTO purchaseTask (id, runId, listingId, ticket, state, createdAt)
                VALUES (1, 1, 1, '\(Digest.sha256("ticket"))', 'purchased', 5);
                INSERT INTO purchase (id, taskId, orderNumber, paidFen, purchasedOn, sellerName, sellerRegion, recordedAt)
                VALUES (1, 1, 'O-1', 890, '2026-11-03', '店', '330400', 5);
                INSERT INTO sample (id, label, purchaseId, product, laboratory, createdAt)
                VALUES (1, 'S-1', 1, 'toys', 'LAB-01', 5);
                INSERT INTO report (id, laboratory, number, version, sampleId, contentHash, testedOn, declared, receivedAt)
                VALUES (1, 'LAB-01', 'R-1', 1, 1, '\(Digest.sha256("report"))', '2026-11-12', '{}', 5);
                INSERT INTO reportResult (reportId, ordinal, item, specimen, value, unit, detectionLimit)
                VALUES (1, 0, 'TY-SP', 1, '合格', '', '5');
                """)
        let store = try TestStore(onFileIn: folder).store
        #expect(
            try await store.judgingFacts(report: 1).submission.results
                == [ItemResult(item: "TY-SP", value: "合格", unit: "", detectionLimit: "5")])
    }
}
