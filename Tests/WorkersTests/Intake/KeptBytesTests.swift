import Domain
import Store
import TestSupport
import Testing
import Workers

/// The size of what a hostile file leaves in the database.
struct KeptBytesTests {
    private func bytes(_ lab: LaboratoryCase) async throws -> (rows: Int, bytes: Int) {
        let rows = try await lab.store.intakeRows(.init(), limit: 20_000)
        return (
            rows.count, rows.map { $0.bytes.count + $0.place.utf8.count + ($0.detail?.utf8.count ?? 0) }.reduce(0, +)
        )
    }

    @Test("a long text in a merged cell of ten thousand rows is stored once")
    func mergedDown() async throws {
        let lab = try await LaboratoryCase()
        let names = ["报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "检测值", "单位"]
        let long = String(repeating: "a", count: 90_000)
        let book = RawWorkbook(
            rows: RawWorkbook.rows([names]) + "<row r=\"2\">" + RawWorkbook.text("A2", long) + "</row>",
            after: "<mergeCells><mergeCell ref=\"A2:A5001\"/></mergeCells>")
        let file = try book.bytes(deflated: true)
        #expect(file.count < 4000)
        let intake = try await Intake(lab.context).run(
            .init(bytes: file, form: .xlsx, laboratory: Samples.laboratory, name: "", uploader: .operator))
        #expect(intake.upload.held == 5000)
        let kept = try await bytes(lab)
        #expect(kept.rows == 5000 && kept.bytes < 2_000_000)
        #expect(try await lab.store.intakeRows(.init(), limit: 5000).allSatisfy { $0.reportNumber == nil })
    }

    @Test("the head of a JSON report is stored once for any number of held results")
    func head() async throws {
        let lab = try await LaboratoryCase()
        let declared = (0..<50).map {
            "\"\($0)\(String(repeating: "n", count: 190))\":\"\(String(repeating: "v", count: 200))\""
        }
        let results = (0..<1000).map { "{\"item\":\"X\($0)\",\"value\":\"1\"}" }
        let text =
            "{\"reportNumber\":\"R-1\",\"sample\":\"\(lab.labels[0])\",\"testedOn\":\"2026-11-12\",\"declared\":{"
            + declared.joined(separator: ",") + "},\"results\":[" + results.joined(separator: ",") + "]}"
        let intake = try await lab.take(text, form: .json)
        #expect(intake.upload.held == 1000)
        let kept = try await bytes(lab)
        #expect(kept.rows == 1000 && kept.bytes < 400_000)
        #expect(try await lab.replay()[.held] == 1000)
        #expect(try await lab.faults() == ["unknown-item": 1000])
    }

    @Test("a declared name of megabytes is refused, and nothing of it is stored")
    func longName() async throws {
        let lab = try await LaboratoryCase()
        let name = String(repeating: "n", count: 3 << 20)
        let text =
            "{\"reportNumber\":\"R-1\",\"sample\":\"\(lab.labels[0])\",\"testedOn\":\"2026-11-12\","
            + "\"declared\":{\"\(name)\":\"1\"},\"results\":[{\"item\":\"TY-SP\",\"value\":\"合格\"}]}"
        let fault = await #expect(throws: UploadFault.self) { try await lab.take(text, form: .json) }
        #expect(fault?.problems.map(\.place) == ["declared"])
        #expect(try await lab.store.uploads(limit: 1).isEmpty)
    }

    @Test("a text that is too long for a report number is not stored as one")
    func longNumber() async throws {
        let lab = try await LaboratoryCase()
        let long = String(repeating: "9", count: 50_000)
        let intake = try await lab.take(
            "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n\(long),\(lab.labels[0]),2026-11-12,,,TY-SP,合格,\n")
        #expect(intake.upload.held == 1)
        let kept = try #require(try await lab.store.intakeRows(.init(), limit: 1).first)
        #expect(kept.reportNumber == nil && (kept.detail?.utf8.count ?? 0) < 300)
    }
}
