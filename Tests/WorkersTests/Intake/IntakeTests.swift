import Domain
import Store
import TestSupport
import Testing
import Workers

/// Files of laboratories, from upload to judging.
struct IntakeTests {
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,检出限,样品序号,更正原因\n"

    private func row(
        _ label: String, number: String = "R-1", on day: String = "2026-11-12", item: String = "TY-SP",
        value: String = "合格", unit: String = "", specimen: String = "", reason: String = ""
    ) -> String {
        "\(number),\(label),\(day),2026-05-20,age=under36,\(item),\(value),\(unit),,\(specimen),\(reason)\n"
    }

    private func counts(_ upload: LabUploadRow) -> [Int] {
        [upload.rows, upload.taken, upload.waiting, upload.duplicates, upload.held]
    }

    @Test("A file is imported and judged at once, with a result for every report")
    func wholeFile() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        let text = Self.header + row(lab.labels[0]) + row(lab.labels[1], number: "R-2", value: "不合格")
        let intake = try await lab.take(text)
        #expect(intake.isNew && counts(intake.upload) == [2, 2, 0, 0, 0])
        #expect(intake.reports.map(\.status) == [.filed, .filed] && intake.reports.map(\.version) == [1, 1])
        let reports = try await lab.store.reports(limit: 10)
        #expect(reports.map(\.verdict) == [.cannotJudge, .fails])
        #expect(try await lab.store.unroutedConclusions(limit: 10).count == 2)
        #expect(try await lab.store.jobs(state: .queued, limit: 100).filter { $0.kind == .judge }.isEmpty)
        #expect(try await lab.store.verifyAudit().fault == nil)
    }

    @Test("The same bytes with another file name are one upload")
    func sameBytes() async throws {
        let lab = try await LaboratoryCase()
        let text = Self.header + row(lab.labels[0])
        let first = try await lab.take(text, name: "甲.csv")
        let second = try await lab.take(text, name: "乙.csv")
        #expect(first.isNew && !second.isNew && first.upload.id == second.upload.id)
        #expect(second.reports.map(\.status) == [.unchanged] && counts(second.upload) == [1, 1, 0, 0, 0])
        #expect(try await lab.store.reports(limit: 10).count == 1)
    }

    @Test("JSON files with the same values in another member order are one upload")
    func sameMembers() async throws {
        let lab = try await LaboratoryCase()
        let results = #""results": [{"item": "TY-SP", "value": "合格"}]"#
        let head = #""reportNumber": "R-1", "sample": "\#(lab.labels[0])", "testedOn": "2026-11-12""#
        let first = try await lab.take("{\(head), \(results)}", form: .json)
        let second = try await lab.take("{\(results), \(head)}", form: .json)
        #expect(first.isNew && !second.isNew && first.upload.id == second.upload.id)
        #expect(try await lab.store.uploads(limit: 10).count == 1)
    }

    @Test("Other bytes with the same content are duplicates; other content needs a reason")
    func otherBytes() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(Self.header + row(label) + row(label, item: "TY-LBL"))
        let again = try await lab.take(Self.header + row(label, item: "TY-LBL") + row(label))
        #expect(counts(again.upload) == [2, 0, 0, 2, 0] && again.reports[0].status == .unchanged)
        let changed = try await lab.take(Self.header + row(label, value: "不合格") + row(label, item: "TY-LBL"))
        #expect(counts(changed.upload) == [2, 0, 0, 0, 2])
        #expect(changed.reports[0].fault?.code == .correctionWithoutReason)
        let reasoned = Self.header + row(label, value: "不合格", reason: "录入错误，删去TY-LBL")
        let corrected = try await lab.take(reasoned)
        #expect(counts(corrected.upload) == [1, 1, 0, 0, 0] && corrected.reports[0].version == 2)
        #expect(try await lab.store.reports(limit: 10).map(\.verdict) == [.cannotJudge, .fails])
    }

    @Test(
        "An unacceptable row has a fault and holds its report as a whole",
        arguments: [
            IntakeFault.Code.unknownSample, .wrongProduct, .unknownItem, .outOfScope, .unreadableValue,
            .testedBeforeReceived, .headDiffers, .missingField, .unreadableDate,
        ])
    func faults(_ code: IntakeFault.Code) async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        _ = try await lab.store.setScope(
            of: Samples.laboratory, FaultyFile.scope.map { .init(.item, $0) }, by: .operator)
        try await lab.store.recordSampleReceipt(
            label: label, of: Samples.laboratory, on: Samples.day("2026-11-10"), by: .operator)
        let bad =
            switch code {
            case .unknownSample: row("S-0000-0000", item: "TY-LBL")
            case .wrongProduct: row(label, item: "TX-HCHO")
            case .unknownItem: row(label, item: "TY-XYZ")
            case .outOfScope: row(label, item: FaultyFile.outOfScope)
            case .unreadableValue: row(label, item: "TY-MAG", value: "二十一", unit: "kG²mm²")
            case .testedBeforeReceived: row(label, on: "2026-11-09", item: "TY-LBL")
            case .headDiffers: row(label, on: "2026-11-13", item: "TY-LBL")
            case .missingField: row(label, item: "")
            default: row(label, on: "十一月", item: "TY-LBL")
            }
        let intake = try await lab.take(
            Self.header + row(label) + row(label, item: "TY-PAE1", value: "0.1", unit: "%") + bad)
        #expect(counts(intake.upload) == [3, 0, 0, 0, 3])
        #expect(try await lab.store.reports(limit: 1).isEmpty)
        let kept = try #require(try await lab.store.intakeRows(.init(faulty: true), limit: 10).first)
        #expect(kept.code == code.rawValue && kept.place.hasPrefix("第4行") && kept.detail?.isEmpty == false)
        #expect(String(decoding: kept.bytes, as: UTF8.self).hasPrefix(bad.dropLast()))
        #expect(intake.reports[0].status == .held && intake.reports[0].faultyRows == 1)
    }

    @Test("Contradicting results are faulty, and so are their copies")
    func contradictions() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let text =
            Self.header + row(label) + row(label) + row(label, item: "TY-LBL")
            + row(label, item: "TY-LBL", value: "不合格")
            + row(label, item: "TY-LBL")
        let intake = try await lab.take(text)
        #expect(counts(intake.upload) == [5, 0, 0, 0, 5])
        #expect(try await lab.faults() == ["conflicting-duplicate": 3])
    }

    @Test("The counts of a file with every fault add up, and every report is filed after its rows are corrected")
    func everyFault() async throws {
        let lab = try await LaboratoryCase(samples: 10)
        _ = try await lab.store.setScope(
            of: Samples.laboratory, FaultyFile.scope.map { .init(.item, $0) }, by: .operator)
        let file = FaultyFile(labels: lab.labels, rows: 300)
        let expected = file.expected
        let upload = try await lab.take(file.text).upload
        #expect(counts(upload) == [expected.rows, expected.taken, 0, expected.duplicates, expected.held])
        #expect(expected.taken == 600 && expected.taken + expected.duplicates + expected.held == expected.rows)
        #expect(try await lab.faults() == expected.faults)
        #expect(try await lab.store.reports(limit: 100).count == 2)
        // A replay changes nothing before a row is corrected.
        try await lab.replay()
        #expect(try await lab.store.upload(upload.id) == upload)
        try await lab.mend(file.mended, upload: upload.id)
        try await lab.replay()
        let after = try await lab.store.upload(upload.id)
        let copies = expected.duplicates + expected.heldCopies
        #expect(counts(after) == [expected.rows, expected.rows - copies, 0, copies, 0])
        #expect(try await lab.store.counts()["results"] == Int64(lab.labels.count * 300))
        #expect(try await lab.store.verifyAudit().fault == nil)
    }

    @Test("After a fix of the scope a replay files the report as one version")
    func widerScope() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        _ = try await lab.store.setScope(of: Samples.laboratory, [.init(.item, "TY-SP")], by: .operator)
        let intake = try await lab.take(Self.header + row(label) + row(label, item: "TY-LBL"))
        #expect(counts(intake.upload) == [2, 0, 0, 0, 2])
        _ = try await lab.store.setScope(
            of: Samples.laboratory, [.init(.item, "TY-SP"), .init(.item, "TY-LBL")], by: .operator)
        #expect(try await lab.replay(.init(code: "out-of-scope"))[.taken] == 2)
        #expect(try await counts(lab.store.upload(intake.upload.id)) == [2, 2, 0, 0, 0])
        let report = try #require(try await lab.store.reports(limit: 10).last)
        #expect(report.version == 1)
        #expect(try await lab.store.itemJudgements(report: report.id).filter { $0.verdict == .meets }.count == 2)
        #expect(try await lab.store.laboratoryQuality().first?.corrected == 0)
    }

    @Test("If a sample is registered later, a replay files its held report")
    func laterSample() async throws {
        let lab = try await LaboratoryCase(samples: 0)
        try await Samples.accredit(Samples.laboratory, lab.context)
        let intake = try await lab.take(Self.header + row("S-0000-0000"))
        #expect(counts(intake.upload) == [1, 0, 0, 0, 1])
        let label = try await Samples.manySamples(in: lab.store, count: 1)[0]
        lab.base.clock.advance(seconds: LaboratoryCase.testingSeconds)
        try await lab.mend([1: row(label, on: "2026-11-25")], upload: intake.upload.id)
        #expect(try await lab.replay()[.taken] == 1)
    }

    @Test("Rows in GB 18030 are kept as they arrived, and can be read again")
    func chinese() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        _ = try await lab.store.setScope(of: Samples.laboratory, [.init(.item, "TY-SP")], by: .operator)
        let text = Self.header + row(label) + row(label, item: "TY-LBL")
        let bytes = try Encoder.encode(Array(text.utf8), as: "GB18030")
        let intake = try await Intake(lab.context).run(
            .init(bytes: bytes, form: .csv, laboratory: Samples.laboratory, name: "", uploader: .operator))
        #expect(counts(intake.upload) == [2, 0, 0, 0, 2])
        try await Samples.accredit(Samples.laboratory, lab.context)
        #expect(try await lab.replay()[.taken] == 2)
    }

    @Test("A single result of a JSON report can be corrected")
    func json() async throws {
        let lab = try await LaboratoryCase()
        let report = #"""
            {"reportNumber": "R-1", "sample": "\#(lab.labels[0])", "testedOn": "2026-11-12", "producedOn": "2026-05-20",
             "declared": {"variant": "standard"}, "results": [{"item": "TY-SP", "value": "合格"},
             {"item": "TY-MAG", "value": "二十一", "unit": "kG²mm²"}]}
            """#
        let intake = try await lab.take(report, form: .json)
        #expect(counts(intake.upload) == [2, 0, 0, 0, 2])
        let kept = try #require(try await lab.store.intakeRows(.init(faulty: true), limit: 1).first)
        #expect(kept.place == "results[1]")
        let correction = String(decoding: kept.bytes, as: UTF8.self).replacing("二十一", with: "21.0")
        try await lab.store.correctIntakeRow(kept.id, of: nil, to: Array(correction.utf8), by: .operator)
        #expect(try await lab.replay()[.taken] == 2)
        #expect(try await counts(lab.store.upload(intake.upload.id)) == [2, 2, 0, 0, 0])
    }
}
