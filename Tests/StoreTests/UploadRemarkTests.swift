import Domain
import TestSupport
import Testing

@testable import Store

/// What the reader of a workbook noticed, kept with its upload.
struct UploadRemarkTests {
    private let remarks = [
        UploadRemark(.hiddenRows, sheet: "结果", count: 30, examples: ["2", "7"]),
        UploadRemark(.hiddenSheet, sheet: "旧", count: 1),
        UploadRemark(
            .shownOtherwise, sheet: "结果", count: 1,
            examples: [UploadRemark.example(cell: "B3", shown: "0.12\n", stored: "0.123456")]),
    ]

    private func opening(_ content: String, _ remarks: [UploadRemark]) -> UploadOpening {
        UploadOpening(
            laboratory: Samples.laboratory, contentHash: Digest.sha256(content), form: .xlsx, name: "结果.xlsx",
            uploader: .laboratory(Samples.laboratory), header: [], encoding: "utf-8", rows: 3, groups: 1,
            remarks: remarks)
    }

    @Test("Laboratory 12: what the reader noticed is kept with the upload and returned with it, also when listed")
    func kept() async throws {
        let store = try TestStore().store
        let plain = try await store.openUpload(opening("a", [])).upload
        let noted = try await store.openUpload(opening("b", remarks)).upload
        #expect(plain.remarks.isEmpty && noted.remarks == remarks)
        #expect(try await store.upload(noted.id).remarks == remarks)
        #expect(try await store.uploads(limit: 10).map(\.remarks) == [remarks, []])
        // The same file again has the remarks of its first upload.
        let again = try await store.openUpload(opening("b", []))
        #expect(!again.isNew && again.upload.remarks == remarks)
    }

    @Test("each remark is a sentence with its sheet and its first places")
    func sentences() {
        #expect(
            remarks.map(UploadRemarkWording.line) == [
                "表“结果”：隐藏的第2、7行等30行也已读取", "表“旧”：该工作表为隐藏，未读取",
                "表“结果”：有1个单元格显示的内容与所存的数值不同，采用显示的内容，例如B3显示“0.12 ”（所存为0.123456）",
            ])
    }

    @Test("Laboratory 12: every kind can be stored, and no other")
    func kinds() async throws {
        let store = try TestStore().store
        let all = UploadRemark.Kind.allCases.map { UploadRemark($0, sheet: "结果", count: 1, examples: ["1"]) }
        let upload = try await store.openUpload(opening("c", all)).upload
        #expect(try await store.upload(upload.id).remarks.map(\.kind) == UploadRemark.Kind.allCases)
        #expect(await store.refusal(of: "UPDATE uploadRemark SET kind = 'other'").contains("CHECK"))
    }
}
