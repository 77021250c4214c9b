import Domain
import Print
import Store
import TestSupport
import Testing
import Workers

/// Pictures of a laboratory in the screening report.
@Suite(.timeLimit(.minutes(2))) struct EvidencePictureTests {
    private let test: TestAppContext
    private let given: SampleCase
    private var store: Store { test.base.store }

    init() async throws {
        test = try TestAppContext()
        given = try await Samples.routedCase(in: test.base.store)
    }

    /// Uploads a file as a laboratory does. Returns its hash.
    private func upload(_ bytes: [UInt8], _ kind: EvidenceKind, name: String) async throws -> String {
        let plan = UploadPlan(
            sampleLabel: given.label, kind: kind, name: name, hash: Digest.sha256(bytes), bytes: Int64(bytes.count))
        let id = try await store.beginUpload(plan, from: Samples.laboratory, within: EvidenceLimits()).id
        let received = try await ReceiveEvidence(store).append(
            Arriving([bytes]), to: id, of: Samples.laboratory, from: 0)
        #expect(received == Int64(bytes.count))
        return plan.hash
    }

    private func report(as format: DocumentFormat, for audience: ScreeningReport.Audience) async throws -> [UInt8] {
        let maker = MakeReport(test.context)
        let report = try await maker.report(given.label, version: nil, for: audience)
        return try await maker.file(report, as: format)
    }

    @Test(
        "an uploaded JPEG and an uploaded PNG are pictures in the report, in HTML and in the PDF",
        arguments: [ScreeningReport.Audience.officer, .laboratory, .enterprise])
    func pictures(_ audience: ScreeningReport.Audience) async throws {
        let png = try Repository.bytes("Fixtures/Evidence/unboxing.png")
        let jpeg = try #require(Thumbnail(of: Repository.bytes("Fixtures/Evidence/order.png"))).jpeg
        let hashes = [
            try await upload(png, .photo, name: "开箱.png"), try await upload(jpeg, .photo, name: "样品.jpg"),
        ]
        let table = try await upload(Array("时间,温度\n1,23.5\n2,24\n".utf8), .instrument, name: "谱图.csv")

        let page = String(decoding: try await report(as: .html, for: audience), as: UTF8.self)
        let shown = page.ranges(of: "src=\"data:image/jpeg;base64,").count
        #expect(shown == 2, "the picture of each photograph, encoded anew")
        #expect(!page.contains("图像无法显示"))
        for hash in hashes + [table] { #expect(page.contains(hash)) }

        let pdf = try await report(as: .pdf, for: audience)
        let pictures = try await Poppler.pictures(pdf)
        #expect(pictures.count == 2 && pictures.allSatisfy { $0.contains("jpeg") }, "\(pictures)")
        let words = try await Poppler.words(pdf)
        for hash in hashes + [table] { #expect(words.contains(hash)) }
    }

    @Test("a damaged photograph is listed without a picture")
    func broken() async throws {
        let hash = try await upload(EvidenceSamples.jpeg(), .photo, name: "坏.jpg")
        let page = String(decoding: try await report(as: .html, for: .laboratory), as: UTF8.self)
        #expect(page.contains("图像无法显示") && page.contains(hash) && !page.contains("data:image"))
        #expect(try await Poppler.pictures(report(as: .pdf, for: .laboratory)).isEmpty)
    }
}
