import Domain
import TestSupport
import Testing

@testable import Store

/// Changes that the database itself refuses.
struct ConstraintTests {
    /// A store with one listed takedown, one served notice, and all earlier records.
    private func fullCase() async throws -> TestStore {
        let test = try TestStore()
        let given = try await Samples.routedCase(in: test.store)
        _ = try await Samples.listTakedown(of: given, in: test.store)
        let proof = try test.store.evidence.admit(Array("送达回证".utf8))
        try await test.store.serveNotice(number: "速筛告〔2026〕1号", proof: proof, by: .operator)
        return test
    }

    @Test(
        "A row that contradicts a rule is refused",
        arguments: [
            // Law 5: no entry takes effect without its legal basis and its officer.
            "UPDATE takedown SET legalBasis = NULL", "UPDATE takedown SET confirmedBy = NULL",
            "UPDATE takedown SET confirmedAt = NULL", "UPDATE takedown SET legalBasis = NULL, state = 'confirmed'",
            "UPDATE takedown SET state = 'withdrawn'", "UPDATE takedown SET withdrawnReason = 'x'",
            "UPDATE takedown SET state = 'published'", "UPDATE takedown SET region = '33'",
            // Law 2: a failing conclusion has a class, and no other conclusion has one.
            "UPDATE conclusion SET hazard = NULL, sourceWording = NULL", "UPDATE conclusion SET verdict = 'meets'",
            "UPDATE conclusion SET hazard = 'grave'", "UPDATE conclusion SET sourceWording = NULL",
            "UPDATE conclusion SET sentence = '不合格'", "UPDATE conclusion SET sentence = '经查，不符合本次风险速筛要求'",
            "UPDATE conclusion SET verdict = 'passes'", "UPDATE conclusion SET ruleHash = 'abc'",
            // Law 6: a notice has two copies, and a served notice has a proof.
            "UPDATE notice SET copies = 1", "UPDATE notice SET copies = 3", "UPDATE notice SET proofOfService = NULL",
            "UPDATE notice SET servedAt = NULL", "UPDATE notice SET enterprise = ''", "UPDATE notice SET copiedTo = ''",
            // Exact numbers and identities.
            "UPDATE listingSnapshot SET priceFen = 0", "UPDATE listingSnapshot SET priceFen = 8.9",
            "UPDATE listing SET priceFen = 0", "UPDATE listing SET content = x'00'",
            "UPDATE listingVersion SET title = ''", "UPDATE listing SET priceFen = -5",
            "UPDATE listingVersion SET streamer = 'x', liveRoom = NULL", "UPDATE listing SET item = ''",
            "UPDATE purchase SET paidFen = 0",
            "UPDATE purchase SET orderNumber = ''", "UPDATE samplingRun SET seed = NULL",
            "UPDATE pull SET completedAt = NULL", "UPDATE report SET version = 2",
            // The queue and the list.
            "UPDATE job SET state = 'running'", "UPDATE job SET leaseUntil = 5", "UPDATE job SET state = 'dead'",
            "UPDATE job SET attempts = -1", "UPDATE listEntry SET sequence = 0", "UPDATE listEntry SET action = 'hide'",
            "UPDATE installation SET mode = 'test'", "UPDATE installation SET id = 2", "UPDATE event SET hash = ''",
        ])
    func checks(_ sql: String) async throws {
        let test = try await fullCase()
        let refusal = await test.store.refusal(of: PortableSQL(stringLiteral: sql))
        #expect(refusal.contains("CHECK constraint failed") || refusal.contains("cannot store"), "\(refusal)")
        #expect(try await test.store.verifyAudit().fault == nil)
    }

    @Test(
        "A row that another row refers to cannot be deleted or invented",
        arguments: [
            "DELETE FROM listing", "DELETE FROM pull", "DELETE FROM listingSnapshot", "DELETE FROM conclusion",
            "DELETE FROM report", "DELETE FROM sample", "DELETE FROM purchase", "DELETE FROM purchaseTask",
            "DELETE FROM frameEntry", "DELETE FROM evidence", "DELETE FROM takedown",
            "UPDATE notice SET proofOfService = '\(Digest.sha256("no such file"))'",
            "UPDATE takedown SET listingId = 99",
            "UPDATE sample SET purchaseId = 99",
            "INSERT INTO receipt (platform, sequence, outcome, actedAt, note, contentHash, receivedAt) VALUES ('jd', 1, 'removed', 0, '', '\(Digest.sha256("x"))', 0)",
        ])
    func foreignKeys(_ sql: String) async throws {
        let test = try await fullCase()
        let refusal = await test.store.refusal(of: PortableSQL(stringLiteral: sql))
        #expect(refusal.contains("FOREIGN KEY constraint failed"), "\(refusal)")
    }

    @Test(
        "A unique row cannot be inserted twice",
        arguments: [
            "INSERT INTO notice SELECT 9, conclusionId, 'other', enterprise, hazard, copies, copiedTo, text, issuedAt, NULL, NULL, NULL, NULL, NULL FROM notice",
            "INSERT INTO takedown SELECT 9, conclusionId, listingId, platform, region, 'proposed', NULL, NULL, NULL, NULL, 0, NULL FROM takedown",
            "INSERT INTO listEntry SELECT platform, 2, takedownId, action, listedAt FROM listEntry",
            "INSERT INTO listEntry SELECT platform, sequence, takedownId, 'restore', listedAt FROM listEntry",
            "INSERT INTO sample SELECT 9, label, purchaseId, product, laboratory, createdAt, sellerRegion, stage FROM sample",
            "INSERT INTO purchase SELECT 9, taskId, orderNumber, paidFen, purchasedOn, sellerName, sellerRegion, recordedAt FROM purchase",
            "INSERT INTO conclusion SELECT 9, reportId, verdict, hazard, sourceWording, sentence, edition, ruleFile, ruleHash, inputHash, unknownItems, judgedAt, routedAt FROM conclusion",
            "INSERT INTO installation VALUES (1, 'live', 0)",
        ])
    func unique(_ sql: String) async throws {
        let test = try await fullCase()
        let refusal = await test.store.refusal(of: PortableSQL(stringLiteral: sql))
        #expect(refusal.contains("UNIQUE constraint failed"), "\(refusal)")
    }
}
