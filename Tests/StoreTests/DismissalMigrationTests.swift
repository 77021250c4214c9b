import Domain
import TestSupport
import Testing

@testable import Store

/// Uploads and set-aside rows of an earlier version are kept by the present one, and can be dismissed.
struct DismissalMigrationTests {
    private static let hash = Digest.sha256("file")

    @Test("Every upload and row keeps its number, its counts and its bytes; a laboratory without a scope now lacks one")
    func carriedOver() async throws {
        let folder = try TemporaryFolder()
        try Migrations.makeDatabase(
            at: folder.path + "/sushai.sqlite", upTo: "0010 evidence",
            running: """
                INSERT INTO laboratory VALUES ('A', 1, 'hold', 1, 5), ('B', 0, 'pass', 0, 5);
                INSERT INTO laboratoryScope VALUES (1, 'A', 'item', 'TY-SP', NULL, NULL, 5, NULL);
                INSERT INTO labUpload VALUES
                    (3, 'A', '\(Self.hash)', 'csv', '甲.csv', 'operator', X'61', 'utf-8', 'pass', 'none', NULL, NULL,
                        NULL, 5, 1, 1, 2, 1, 0, 2, 7);
                INSERT INTO intakeRow VALUES
                    (11, 3, 2, '第3行', 'R-1', 'quarantined', 'unknown-item', '检测项目', '请核对', X'00FF', NULL, NULL, 7,
                        NULL),
                    (12, 3, 3, '第4行', 'R-1', 'quarantined', 'malformed', NULL, '列数不符', X'62', X'63', 'operator', 7,
                        NULL),
                    (13, 3, 4, '第5行', 'R-1', 'waiting', NULL, NULL, NULL, X'64', NULL, NULL, 7, NULL),
                    (14, 3, 5, '第6行', 'R-1', 'taken', 'unknown-item', NULL, NULL, X'65', NULL, NULL, 7, 8);
                """)
        let store = try TestStore(onFileIn: folder).store
        let upload = try await store.upload(3)
        #expect([upload.rows, upload.taken, upload.waiting, upload.quarantined, upload.dismissed] == [5, 2, 1, 2, 0])
        let rows = try await store.intakeRows(.init(resolved: true), limit: 10)
        #expect(rows.map(\.id) == [11, 12, 13, 14] && rows[0].bytes == [0, 0xFF] && rows[1].corrected == [0x63])
        #expect(rows.map(\.state) == [.quarantined, .quarantined, .waiting, .taken])
        #expect(try await store.scopeState(of: "A") == .recorded([.init(.item, "TY-SP")]))
        #expect(try await store.scopeState(of: "B") == .missing)
        #expect(try await store.laboratorySettings("A") == LaboratorySettings(fourEyes: true, incomplete: .hold))
        try await store.dismissRows([11, 12], reason: "旧数据", by: .operator)
        #expect(try await store.upload(3).dismissed == 2)
        #expect(
            await store.refusal(of: "UPDATE labUpload SET dismissed = 1 WHERE id = 3").contains("CHECK"),
            "no row may vanish")
        #expect(await store.refusal(of: "UPDATE intakeRow SET dismissedReason = NULL WHERE id = 11").contains("CHECK"))
    }
}
