import Domain
import Store
import TestSupport
import Testing
import Workers

/// Two processes that import files of laboratories at the same time.
struct ConcurrentIntakeTests {
    private func intake(_ text: String, _ context: AppContext) async throws -> IntakeSummary {
        try await Intake(context).run(
            .init(
                bytes: Array(text.utf8), form: .csv, laboratory: Samples.laboratory, name: "", uploader: .operator))
    }

    @Test("The same file imported twice at once is one upload, and every row is counted once")
    func sameFile() async throws {
        let folder = try TemporaryFolder()
        let lab = try await LaboratoryCase(samples: 40, base: TestStore(onFileIn: folder))
        let other = try TestAppContext(TestStore(onFileIn: folder, random: .seeded(2)))
        other.base.clock.advance(seconds: LaboratoryCase.testingSeconds)
        _ = try await lab.store.setScope(
            of: Samples.laboratory, FaultyFile.scope.map { .init(.item, $0) }, by: .operator)
        let file = FaultyFile(labels: lab.labels, rows: 500)
        async let first = intake(file.text, lab.context)
        async let second = intake(file.text, other.context)
        let both = try await [first, second]
        let upload = try await lab.store.upload(1)
        #expect(both.map(\.upload.id) == [1, 1])
        #expect(upload.taken == file.expected.taken && upload.duplicates == file.expected.duplicates)
        #expect(try await lab.faults() == file.expected.faults)
        #expect(upload.held == file.expected.held)
        #expect(try await lab.store.counts()["results"] == Int64(file.expected.taken))
        #expect(try await lab.store.verifyAudit().fault == nil)
    }

    @Test("Two files with the same samples at once give one report per sample, and every row is counted")
    func sameSamples() async throws {
        let folder = try TemporaryFolder()
        let lab = try await LaboratoryCase(samples: 40, base: TestStore(onFileIn: folder))
        let other = try TestAppContext(TestStore(onFileIn: folder, random: .seeded(2)))
        other.base.clock.advance(seconds: LaboratoryCase.testingSeconds)
        let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"
        func text(_ value: String) -> String {
            header
                + lab.labels.enumerated().map { index, label in
                    "R-\(index),\(label),2026-11-12,2026-05-20,variant=standard,TY-SP,\(value),\n"
                }.joined()
        }
        async let first = intake(text("合格"), lab.context)
        async let second = intake(text("不合格"), other.context)
        let both = try await [first, second]
        #expect(both.map(\.upload.taken).reduce(0, +) == 40)
        #expect(both.map(\.upload.held).reduce(0, +) == 40)
        #expect(try await lab.faults() == ["correction-without-reason": 40])
        #expect(try await lab.store.reports(limit: 100).count == 40)
    }
}
