import Domain
import Foundation
import Print
import TestSupport
import Testing

@Suite struct HTMLTests {
    private static func page(
        _ facts: ScreeningReportFacts, for audience: ScreeningReport.Audience = .officer,
        pictures: [String: Thumbnail] = [:]
    ) -> String {
        HTMLPage.render(PrintDocument(SampleReports.report(facts, for: audience)), pictures: pictures)
    }

    @Test("every text is escaped, also in the style element, and nothing is loaded or run")
    func nothingEscapes() {
        let attack = "</style><script>alert(1)</script>\"'&<img src=//evil.example/x>"
        let facts = SampleReports.facts(
            items: [SampleReports.judged(measured: attack, requirement: attack, sentence: attack)], number: attack,
            unknown: [attack], seller: attack, declared: [attack: attack])
        let page = Self.page(facts)
        #expect(!page.contains("<script") && !page.contains("<img src=//") && !page.contains("evil.example/x>"))
        #expect(page.components(separatedBy: "</style>").count == 2)
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("default-src 'none'"))
        for reference in ["http://", "https://", "url(", "@import", "<link", "<iframe"] {
            #expect(!page.contains(reference), "\(reference)")
        }
    }

    @Test("the page is made for print: A4, page numbers, a header on each page, rows that are not split")
    func print() {
        let page = Self.page(SampleReports.facts(items: [SampleReports.judged()]))
        for rule in [
            "@page { size: A4", "counter(page)", "counter(pages)", "table-header-group", "break-inside: avoid",
        ] {
            #expect(page.contains(rule), "\(rule)")
        }
    }

    @Test("HTML and PDF have the same content: every text of the page is in the PDF")
    func sameContent() async throws {
        let facts = SampleReports.facts(items: [SampleReports.judged(), SampleReports.judged("TY-LBL", .meets)])
        for audience in ScreeningReport.Audience.allCases {
            let document = PrintDocument(SampleReports.report(facts, for: audience))
            let words = try await Poppler.words(PDF.render(document, pictures: [:]))
            let body = try #require(
                HTMLPage.render(document, pictures: [:]).components(separatedBy: "</header>").last)
            let texts = body.split { $0 == "<" }.compactMap { $0.split(separator: ">", maxSplits: 1).dropFirst().first }
            #expect(texts.count > 50)
            for text in texts {
                let plain = text.replacing("&amp;", with: "&").filter { !$0.isWhitespace }
                guard !plain.isEmpty, plain.count < 18 else { continue }
                #expect(words.contains(plain), "\(audience): \(plain)")
            }
        }
    }

    @Test("a picture is embedded in the page")
    func pictures() throws {
        let png = try Repository.bytes("Fixtures/Evidence/order.png")
        let piece = SampleReports.evidence(png, type: "image/png")
        let facts = SampleReports.facts(items: [SampleReports.judged()], evidence: [piece])
        let page = Self.page(facts, pictures: [piece.hash: try #require(Thumbnail(of: png))])
        #expect(page.contains("src=\"data:image/jpeg;base64,/9j/"))
        #expect(Self.page(facts).contains("图像无法显示"))
    }
}
