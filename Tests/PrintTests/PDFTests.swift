import Domain
import Foundation
import Print
import TestSupport
import Testing

/// The PDF as other programs read it.
@Suite(.timeLimit(.minutes(15))) struct PDFTests {
    private static func pdf(
        _ facts: ScreeningReportFacts, for audience: ScreeningReport.Audience = .officer,
        pictures: [String: Thumbnail] = [:]
    ) throws -> [UInt8] {
        try PDF.render(PrintDocument(SampleReports.report(facts, for: audience)), pictures: pictures)
    }

    private static let failing = SampleReports.facts(items: [
        SampleReports.judged(), SampleReports.judged("TY-LBL", .meets, measured: "合格"),
        SampleReports.judged("TY-LBL", specimen: 2, .cannotJudge, measured: ""),
    ])

    @Test("the same record has the same bytes, and the only time in the file is that of the judgement")
    func reproducible() async throws {
        let first = try Self.pdf(Self.failing)
        #expect(try Self.pdf(Self.failing) == first)
        let facts = try await Poppler.facts(first)
        #expect(
            facts["CreationDate"] == "2026-11-12T16:00:00+08" || facts["CreationDate"]?.hasPrefix("2026-11-12") == true)
        #expect(facts["Title"]?.contains("R-2026-0001") == true)
        #expect(facts["Page size"]?.contains("A4") == true)
        #expect(facts["JavaScript"] == "no")
    }

    @Test("every font is embedded as a subset, and only the two families are used")
    func fontsAreEmbedded() async throws {
        let list = try await Poppler.run("pdffonts", ["%"], on: Self.pdf(Self.failing)).split(separator: "\n")
            .dropFirst(2)
        #expect(!list.isEmpty)
        for line in list {
            #expect(line.contains("+NotoSerifCJKsc") || line.contains("+NotoSansCJKsc"), "\(line)")
            #expect(line.split(separator: " ").suffix(5).prefix(3).elementsEqual(["yes", "yes", "yes"]), "\(line)")
        }
    }

    @Test("the report contains the prescribed words, the hazard class and the note on its effect")
    func wording() async throws {
        let text = try await Poppler.words(Self.pdf(Self.failing))
        for part in [
            "工业产品质量评价性抽查（风险速筛）", "检验报告", "报告编号：R-2026-0001", "S-7Q2M-X4KD",
            "不符合本次风险速筛要求，属严重风险隐患", "□一般风险隐患", "■严重风险隐患", "不直接作为行政处罚的依据，不予信息公示",
            Samples.rule.hash, Digest.sha256("input"), "（未报告）", "未能判定的项目", "检验机构（盖章）",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("every page has a number and the page header; each page of the table has its header row")
    func longReport() async throws {
        let pdf = try Self.pdf(SampleReports.long(200))
        let pages = try await Poppler.pages(pdf)
        #expect(pages.count > 10)
        for (index, page) in pages.enumerated() {
            let words = page.filter { !$0.isWhitespace }
            #expect(words.contains("第\(index + 1)页共\(pages.count)页"), "page \(index + 1)")
            #expect(words.contains("报告编号：R-2026-0001"), "page \(index + 1)")
        }
        for part in ["检验结论", "另有24项不符合", "检验机构（盖章）", "批准："] { #expect(pages[0].contains(part), "\(part)") }
        let withRows = pages.filter { $0.contains("判定说明：项目") }
        #expect(withRows.count > 5)
        for page in withRows { #expect(page.contains("技术要求"), "\(page.prefix(80))") }
        let all = pages.joined().filter { !$0.isWhitespace }
        for number in 1...200 { #expect(all.contains("判定说明：项目\(number)：实测\(number).50mg/kg"), "\(number)") }
    }

    @Test("a row is not split between pages, and a row higher than a page is split without losing a line")
    func rowsBreak() async throws {
        let long = (1...1500).map { String($0 % 10) }.joined()
        let facts = SampleReports.facts(items: [SampleReports.judged(measured: long)])
        let text = try await Poppler.text(Self.pdf(facts))
        let digits = text.split(separator: "\n").filter { $0.count > 4 && $0.allSatisfy(\.isNumber) }
        #expect(digits.joined().count >= 1400)
        #expect(!text.contains("1-\n"))
    }

    @Test(
        "characters without a glyph, invisible ones and ones that change direction are printed as code points, not boxes"
    )
    func neverTofu() async throws {
        let facts = SampleReports.facts(
            items: [SampleReports.judged(measured: "12\u{202E}34\u{200B}")],
            seller: "\u{20BB7}\u{1F600}有限公司\u{0007}\u{0645}")
        let text = try await Poppler.words(Self.pdf(facts))
        for code in ["〔U+202E〕", "〔U+200B〕", "〔U+1F600〕", "〔U+0007〕", "〔U+0645〕"] {
            #expect(text.contains(code), "\(code)")
        }
        #expect(!text.contains("\u{202E}"))
    }

    @Test("hostile texts of every kind result in a document, not in a crash")
    func hostileTexts() async throws {
        let hostile = [
            "", "\u{0}", String(repeating: "W", count: 3000), String(repeating: "e\u{301}", count: 300), "<b>&amp;%s%n",
            "\\input{x}", "\u{FFFF}\u{FFFE}", String(repeating: "\n", count: 3000), "\u{2028}\u{2029}\r\n\t", "ﷺ",
            "\u{10FFFF}",
        ]
        for text in hostile {
            let facts = SampleReports.facts(
                items: [SampleReports.judged(measured: text, requirement: text, sentence: text)], number: text + "x",
                unknown: [text], seller: text, declared: [text: text])
            let pdf = try Self.pdf(facts)
            #expect(pdf.starts(with: Array("%PDF-1.5".utf8)))
            #expect(try await Poppler.facts(pdf)["Pages"] != nil)
        }
    }

    @Test("pictures are shown with the evidence; a file without a picture is listed with its hash")
    func pictures() async throws {
        let png = try Repository.bytes("Fixtures/Evidence/unboxing.png")
        let evidence = [
            SampleReports.evidence(png, type: "image/png"), SampleReports.evidence([1, 2, 3], type: "image/png"),
            SampleReports.evidence([4, 5, 6], type: "video/mp4"),
        ]
        let thumbnail = try #require(Thumbnail(of: png))
        let facts = SampleReports.facts(items: [SampleReports.judged()], evidence: evidence)
        let pdf = try Self.pdf(facts, pictures: [evidence[0].hash: thumbnail])
        let images = try await Poppler.pictures(pdf)
        #expect(images.count == 1)
        #expect(images.first?.contains("jpeg") == true)
        let text = try await Poppler.words(pdf)
        for piece in evidence { #expect(text.contains(piece.hash)) }
        #expect(text.contains("图像无法显示" + evidence[1].hash.prefix(16)))
        #expect(text.contains("非图像文件" + evidence[2].hash.prefix(16)))
    }

    @Test("headings and cells are tagged for screen readers, and headings form the outline")
    func tagged() async throws {
        let pdf = try Self.pdf(Self.failing)
        let structure = try await Poppler.run("pdfinfo", ["-struct-text", "%"], on: pdf)
        #expect(structure.contains("TH") && structure.contains("TD") && structure.contains("H1"))
        #expect(String(decoding: pdf, as: UTF8.self).contains("/Outlines"))
    }

    @Test("a missing font is named with its package")
    func missingFont() {
        let problem = DocumentProblem.fontsMissing(["Noto Serif CJK SC"])
        #expect(problem.description.contains("fonts-noto-cjk") && problem.description.contains("Noto Serif CJK SC"))
    }
}
